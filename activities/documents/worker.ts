/**
 * A worker thread that turns views into PDF bytes, one at a time. It opens no file but the fonts.
 * What fails is answered as a code: the text of an error may quote a name, so it stays here.
 */
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { workerData } from 'piscina';
import { documentDefinition } from '../../templates/documents/definition.ts';
import { InvoiceDoesNotAddUp } from '../../templates/documents/invoice.ts';
import { composed, firstUnprintable } from './characters.ts';
import type { Typefaces } from './pdf/document.ts';
import { createTypeface, type Typeface } from './pdf/fonts.ts';
import { renderPdf } from './pdf/render.ts';
import type { RendererSettings, RenderJob, RenderReply } from './renderer.ts';

const typeface = (style: string): Typeface =>
  createTypeface(readFileSync(new URL(`../../templates/fonts/LedarresanSans-${style}.ttf`, import.meta.url)));
const semibold = typeface('Semibold');
/** Parsed once for all documents of the thread. */
const typefaces: Typefaces = {
  normal: typeface('Regular'),
  bold: semibold,
  italics: typeface('Italic'),
  bolditalics: semibold,
};

const settings: RendererSettings = workerData;
// 0 is the calling thread there, and the whole process elsewhere. After loading, so that the first document waits less.
if (settings.background && process.platform === 'linux')
  setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);

/** Renders one view. Never throws: the reply holds the bytes or a code. */
export default async function render({ view: given, attachments }: RenderJob): Promise<RenderReply> {
  try {
    const view = composed(given);
    const unprintable = firstUnprintable(view);
    if (unprintable !== undefined) return { error: 'unprintable_character', detail: unprintable };
    return { bytes: new Uint8Array(renderPdf(documentDefinition(view), typefaces, attachments)) };
  } catch (error) {
    if (error instanceof InvoiceDoesNotAddUp) return { error: 'amounts_disagree', detail: error.message };
    if (error instanceof RangeError) return { error: 'invalid_view', detail: '' };
    return { error: 'render_failed', detail: error instanceof Error ? error.name : '' };
  }
}
