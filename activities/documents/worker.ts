/**
 * A worker thread that turns views into PDF bytes, one at a time. It opens no address and no file but the fonts.
 * What fails is answered as a code: the text of an error may quote a name, so it stays here.
 */
import { fileURLToPath } from 'node:url';
import pdfmake from 'pdfmake';
import { documentDefinition } from '../../templates/documents/definition.ts';
import { InvoiceDoesNotAddUp } from '../../templates/documents/invoice.ts';
import { fontFamily } from '../../templates/documents/letterhead.ts';
import type { DocumentView } from '../../templates/documents/views.ts';
import { composed, firstUnprintable } from './characters.ts';
import type { RenderReply } from './renderer.ts';

const fontFile = (style: string): string =>
  fileURLToPath(new URL(`../../templates/fonts/LedarresanSans-${style}.ttf`, import.meta.url));
const fonts = {
  normal: fontFile('Regular'),
  bold: fontFile('Semibold'),
  italics: fontFile('Italic'),
  bolditalics: fontFile('Semibold'),
};
const fontFiles = new Set(Object.values(fonts));

pdfmake.setFonts({ [fontFamily]: fonts });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path));

/** Renders one view. Never throws: the reply holds the bytes or a code. */
export default async function render(given: DocumentView): Promise<RenderReply> {
  try {
    const view = composed(given);
    const unprintable = firstUnprintable(view);
    if (unprintable !== undefined) return { error: 'unprintable_character', detail: unprintable };
    const buffer = await pdfmake.createPdf(documentDefinition(view)).getBuffer();
    return { bytes: new Uint8Array(buffer) };
  } catch (error) {
    if (error instanceof InvoiceDoesNotAddUp) return { error: 'amounts_disagree', detail: error.message };
    if (error instanceof RangeError) return { error: 'invalid_view', detail: '' };
    return { error: 'render_failed', detail: error instanceof Error ? error.name : '' };
  }
}
