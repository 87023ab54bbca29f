/**
 * Fonts that are parsed once and used for many documents. The fonts have no layout tables (see templates/fonts), so a
 * text is its characters one after the other: their glyphs and widths are looked up once and kept.
 */
import {
  type DocumentFont,
  type EmbeddedFont,
  type ParsedFont,
  type ParsedGlyph,
  PdfmakeDocument,
} from './internals.ts';

interface Glyph {
  readonly id: number;
  /** Thousandths of the font's size. */
  readonly advance: number;
}

/** A font file, ready for any number of documents. */
export interface Typeface {
  inDocument(document: PdfmakeDocument, id: string): DocumentFont;
}

/** The font library reads an outline anew for each document that embeds it. */
function rememberOutlines(font: ParsedFont): void {
  const glyphs = new Map<number, ParsedGlyph>();
  const read = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints) => {
    const known = glyphs.get(id);
    if (known) return known;
    const glyph = read(id, codePoints);
    const outline = glyph._decode();
    glyph._decode = () => outline;
    glyphs.set(id, glyph);
    return glyph;
  };
}

/**
 * @param bytes a TrueType font without layout tables
 * @throws Error when it cannot be parsed
 */
export function createTypeface(bytes: Uint8Array): Typeface {
  // pdfkit shows its class of fonts only through a document that has opened one.
  const opener = new PdfmakeDocument({}, {}, {}, {}, { autoFirstPage: false, font: null }, null, () => false);
  opener.font(Buffer.from(bytes));
  const opened = opener._font;
  if (opened === null) throw new Error('the font was not opened');
  const parsed: ParsedFont = opened.font;
  rememberOutlines(parsed);
  const scale = 1000 / parsed.unitsPerEm;
  const glyphs = new Map<number, Glyph>();
  const glyphOf = (codePoint: number): Glyph => {
    const known = glyphs.get(codePoint);
    if (known) return known;
    const { id, advanceWidth } = parsed.glyphForCodePoint(codePoint);
    const glyph = { id, advance: advanceWidth * scale };
    glyphs.set(codePoint, glyph);
    return glyph;
  };

  return {
    inDocument(document, id) {
      const font: EmbeddedFont = new opened.constructor(document, parsed, id);
      return Object.assign(font, {
        widthOfString(text: string, size: number): number {
          let width = 0;
          for (const character of text) width += glyphOf(character.codePointAt(0) ?? 0).advance;
          return (width * size) / 1000;
        },
        encoded(text: string): string {
          let digits = '';
          for (const character of text) {
            const codePoint = character.codePointAt(0) ?? 0;
            const glyph = glyphOf(codePoint);
            const number = font.subset.includeGlyph(glyph.id);
            font.widths[number] ??= glyph.advance;
            font.unicode[number] ??= [codePoint];
            digits += number.toString(16).padStart(4, '0');
          }
          return digits;
        },
      });
    },
  };
}
