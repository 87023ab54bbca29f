/**
 * From a definition of pdfmake to the bytes of a PDF that is PDF/A-3a and PDF/UA-1: pdfmake lays out, this folder
 * reads the structure, draws with marks and writes the file. The same definition gives the same bytes.
 */
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { TaggedDocument, type Typefaces } from './document.ts';
import { Drawing } from './drawing.ts';
import { normalizePageMargin, normalizePageSize, SvgMeasure, tableLayouts } from './internals.ts';
import { TaggingLayout } from './layout.ts';
import { Structure, UntaggableDefinition } from './structure.ts';

/** A file that travels inside the PDF, such as an invoice for machines. */
export interface Attachment {
  /** File name, shown by readers. */
  readonly name: string;
  /** For instance `text/xml`. */
  readonly mediaType: string;
  /** How it relates to the document: says the same, holds the data that it was made from, adds to it. */
  readonly relationship: 'Alternative' | 'Data' | 'Source' | 'Supplement';
  readonly description: string;
  readonly bytes: Uint8Array;
}

/**
 * @param definition with a language and a title, which every reader needs
 * @throws UntaggableDefinition when it cannot be told to somebody who listens
 */
export function renderPdf(
  definition: TDocumentDefinitions,
  typefaces: Typefaces,
  attachments: readonly Attachment[] = [],
): Buffer {
  if (!definition.language || !definition.info?.title)
    throw new UntaggableDefinition('a document without a language or a title');
  if (definition.watermark !== undefined || definition.pageBreakBefore !== undefined)
    throw new UntaggableDefinition('watermark and pageBreakBefore are not provided for');
  const size = normalizePageSize(definition.pageSize, definition.pageOrientation);
  const document = new TaggedDocument(definition, size, typefaces);
  const { creationDate } = definition.info;
  for (const { name, mediaType, relationship, description, bytes } of attachments)
    document.file(Buffer.from(bytes), {
      ...{ name, relationship, description, type: mediaType },
      ...(creationDate === undefined ? {} : { creationDate, modifiedDate: creationDate }),
    });
  const structure = new Structure();
  const { content, header, footer } = structure.read(definition);
  const { background, defaultStyle = {}, styles = {} } = definition;
  const margins = normalizePageMargin(definition.pageMargins ?? 40);
  const layout = new TaggingLayout(structure, size, margins, new SvgMeasure());
  layout.registerTableLayouts(tableLayouts);
  const pages = layout.layoutDocument(
    content,
    document,
    styles,
    defaultStyle,
    background,
    header,
    footer,
    undefined,
    undefined,
  );
  new Drawing(document).draw(pages, structure);
  return document.bytes();
}
