/**
 * What the parts of a document are, for somebody who listens to it. Most of it shows in the definition itself: a text
 * is a paragraph, a list a list, the header rows of a table head its columns. What does not is said with the
 * properties and functions of this file; the renderer (activities/documents/pdf) makes the structure tree of the PDF
 * from them and refuses a definition that leaves something unsaid. Stock pdfmake ignores the properties.
 */
import type { Content, ContentCanvas, ContentQr, ContentStack } from 'pdfmake/interfaces.js';

declare module 'pdfmake/interfaces.js' {
  interface ContentBase {
    /**
     * `paragraph`: all texts below it are read as one paragraph, such as a label and its value.
     * `layout`: a table that only arranges its content, which is read cell by cell.
     * `artifact`: decoration, never read.
     */
    role?: 'paragraph' | 'layout' | 'artifact';
    /** Makes the node and all below it a figure, read as this text. */
    alt?: string;
  }
  interface Table {
    /** Columns from the left that head their rows. */
    headerColumns?: number;
  }
}

export type HeadingLevel = 1 | 2 | 3;

/** What a heading looks like, besides being one. */
export type HeadingStyle = Omit<Extract<Content, { text: unknown }>, 'text' | 'headlineLevel'>;

/** A heading. The first of a document has level 1, and a level is never left out on the way down. */
export function heading(level: HeadingLevel, text: string, style: HeadingStyle = {}): Content & object {
  return { ...style, text, headlineLevel: level };
}

/** What a figure may be drawn with. Texts within it are part of the picture. */
export type Drawing = ContentCanvas | ContentQr | ContentStack;

/**
 * A drawing that says something, with the words for those who do not see it.
 * @throws RangeError when there are no words
 */
export function figure<D extends Drawing>(drawing: D, alt: string): D & { readonly alt: string } {
  if (alt.trim() === '') throw new RangeError('a figure needs words for those who do not see it');
  return { ...drawing, alt };
}

/** A drawing that says nothing: lines and frames. */
export function decoration<D extends Drawing>(drawing: D): D & { readonly role: 'artifact' } {
  return { ...drawing, role: 'artifact' };
}
