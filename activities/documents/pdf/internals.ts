/**
 * The parts of pdfmake that its public face does not show, with the types that pdfmake does not give them. pdfmake's
 * own printer builds all of them itself and lets nothing be marked, so the renderer of this folder puts them together.
 * Only what is used is typed. pdfmake is pinned to an exact version; the tests of this folder notice a change.
 */
import { createRequire } from 'node:module';
import type { Content, DynamicBackground, DynamicContent, Margins, Style } from 'pdfmake/interfaces.js';
import type { Element } from './structure.ts';

/** A font as pdfmake's layout asks it. Lengths of the font itself are thousandths of its size. */
export interface LayoutFont {
  readonly id: string;
  readonly ascender: number;
  readonly descender: number;
  widthOfString(text: string, size: number): number;
  lineHeight(size: number, includeGap?: boolean): number;
}

/** pdfkit's font of one document: collects the glyphs used and embeds them at the end. */
export interface EmbeddedFont extends LayoutFont {
  /** The parsed font file, of pdfkit's font library. */
  readonly font: ParsedFont;
  readonly subset: { includeGlyph(glyph: number): number };
  /** Code points and advance (thousandths) by glyph of the subset. */
  readonly unicode: (readonly number[] | undefined)[];
  readonly widths: (number | undefined)[];
  readonly constructor: EmbeddedFontConstructor;
  ref(): unknown;
}

/** A font of one document that draws by glyphs that were looked up once. */
export interface DocumentFont extends EmbeddedFont {
  /** The text as glyph numbers of the font that is embedded, four hexadecimal digits each. */
  encoded(text: string): string;
}

export interface ParsedGlyph {
  /** Its outline as read from the file; null for an empty one. */
  _decode(): unknown;
}

export interface ParsedFont {
  readonly unitsPerEm: number;
  /** The same object each time for the same number. */
  getGlyph(id: number, codePoints?: readonly number[]): ParsedGlyph;
  glyphForCodePoint(codePoint: number): { readonly id: number; readonly advanceWidth: number };
}

export type EmbeddedFontConstructor = new (
  document: PdfmakeDocument,
  font: ParsedFont,
  id: string,
) => EmbeddedFont;

/** A word or a part of one, placed in its line. Points. */
export interface Inline {
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly font: DocumentFont;
  readonly fontSize: number;
  readonly color?: string;
  readonly characterSpacing?: number;
  readonly link?: string;
  readonly decoration?: unknown;
  readonly background?: unknown;
  readonly sup?: boolean;
  readonly sub?: boolean;
  /** Ours, on the number of a list item, whose line pdfmake makes by itself. */
  mark?: Mark | undefined;
}

/** To which element a piece belongs. Copies of a piece share it, which is how a repeated table header is recognised. */
export interface Mark {
  readonly element: Element;
  drawn: boolean;
}

/** A line of text, placed on its page. Points from the upper left corner. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly inlines: readonly Inline[];
  readonly newLineForced?: boolean;
  readonly lastLineInParagraph?: boolean;
  /** Ours; none for what is not read. */
  mark?: Mark | undefined;
  getHeight(): number;
  getAscenderHeight(): number;
}

export interface Vector {
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly w?: number;
  readonly h?: number;
  readonly r1?: number;
  readonly r2?: number;
  readonly x1?: number;
  readonly y1?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly lineWidth?: number;
  readonly points?: readonly { readonly x: number; readonly y: number }[];
  mark?: Mark | undefined;
}

/** A node of a definition on its way through the layout. */
export interface LayoutNode {
  readonly canvas?: readonly Vector[];
  readonly ul?: readonly LayoutNode[];
  readonly ol?: readonly LayoutNode[];
  /** The code's modules, once measured. */
  readonly _canvas?: readonly Vector[];
  readonly listMarker?: { readonly canvas?: readonly Vector[]; readonly _inlines?: readonly Inline[] };
  mark?: Mark | undefined;
}

export interface Picture {
  readonly x: number;
  readonly y: number;
  readonly _width: number;
  readonly _height: number;
  mark?: Mark | undefined;
}

export type PageItem =
  | { readonly type: 'line'; readonly item: Line }
  | { readonly type: 'vector'; readonly item: Vector }
  | {
      readonly type: 'image' | 'svg';
      readonly item: Picture;
    }
  | {
      readonly type: 'beginClip' | 'endClip' | 'beginVerticalAlignment' | 'endVerticalAlignment';
      readonly item: object;
    }
  | { readonly type: 'attachment'; readonly item: object };

export interface Page {
  readonly pageSize: { readonly width: number; readonly height: number };
  readonly items: readonly PageItem[];
}

/** What applies to a text from the nodes around it. */
export interface StyleStack {
  /** Calls back with the item's own styles on top. */
  auto(item: { readonly style?: unknown }, callback: () => void): void;
  getProperty(name: string): unknown;
}

export interface LayoutBuilder {
  /** Made anew for each document. */
  readonly docMeasure: {
    readonly textInlines: { buildInlines(text: unknown, styles: StyleStack): unknown };
  };
  tryLayoutDocument(...given: unknown[]): unknown;
  registerTableLayouts(layouts: object): void;
  layoutDocument(
    content: Content,
    document: PdfmakeDocument,
    styles: object,
    defaultStyle: Style,
    background: DynamicBackground | Content | undefined,
    header: DynamicContent | undefined,
    footer: DynamicContent | undefined,
    watermark: undefined,
    pageBreakBefore: undefined,
  ): readonly Page[];
  buildNextLine(node: LayoutNode): Line | null;
  processCanvas(node: LayoutNode): void;
  processQr(node: LayoutNode): void;
  processImage(node: LayoutNode): void;
  processSVG(node: LayoutNode): void;
  processList(ordered: boolean, node: LayoutNode): void;
}

export interface Outline {
  addItem(title: string, options: { fit: boolean; left: number; top: number; expanded: boolean }): Outline;
}

export interface StructureElement extends PDFKit.PDFStructureElement {
  readonly dictionary: { readonly data: Record<string, unknown> };
}

/** pdfkit's document with pdfmake's fonts and images, as far as it is used here. */
export interface PdfmakeDocument {
  /** By name; all of them are embedded at the end. */
  readonly _fontFamilies: Record<string, EmbeddedFont>;
  readonly _font: EmbeddedFont | null;
  readonly _root: { readonly data: Record<string, unknown> };
  readonly page: {
    readonly width: number;
    readonly height: number;
    readonly fonts: Record<string, unknown>;
    write(operators: string): void;
  };
  readonly outline: Outline;
  info: Record<string, unknown>;
  font(bytes: Buffer): void;
  provideFont(family: string, bold: boolean, italics: boolean): EmbeddedFont;
  resolveColor(colour: string, otherwise: string): string;
  fillColor(colour: string): void;
  addPage(options: { size: [number, number] }): void;
  addContent(operators: string): this;
  /** Writes the pages so far; none is changed after. */
  flushPages(): void;
  markContent(tag: 'Artifact', options: { type: 'Pagination' | 'Layout' }): void;
  markStructureContent(tag: string): PDFKit.PDFStructureContent;
  endMarkedContent(): void;
  struct(tag: string, options: { alt?: string; actual?: string }): StructureElement;
  addStructure(element: StructureElement): void;
  link(
    x: number,
    y: number,
    width: number,
    height: number,
    address: string,
    options: { structParent: StructureElement; Contents: object },
  ): void;
  file(
    bytes: Buffer,
    options: {
      name: string;
      type: string;
      relationship: string;
      description: string;
      creationDate?: Date;
      modifiedDate?: Date;
    },
  ): void;
  appendXML(xml: string): void;
  _addInfo(): void;
  end(): void;
  read(): unknown;
}

export interface Renderer {
  renderVector(vector: Vector): void;
  renderImage(image: object): void;
  renderSVG(svg: object): void;
  beginClip(clip: object): void;
  endClip(): void;
  beginVerticalAlignment(item: object): void;
  endVerticalAlignment(item: object): void;
}

/** Underlines and backgrounds of texts. */
export interface TextDecorator {
  drawBackground(line: Line, x: number, y: number): void;
  drawDecorations(line: Line, x: number, y: number): void;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const require = createRequire(import.meta.url);

export const {
  default: LayoutBuilder,
}: {
  default: new (size: { width: number; height: number }, margins: Box, svg: object) => LayoutBuilder;
} = require('pdfmake/js/LayoutBuilder.js');

export const {
  default: PdfmakeDocument,
}: {
  default: new (
    fonts: object,
    images: object,
    patterns: object,
    attachments: object,
    options: object,
    files: null,
    mayRead: (path: string) => boolean,
  ) => PdfmakeDocument;
} = require('pdfmake/js/PDFDocument.js');

export const { default: Renderer }: { default: new (document: PdfmakeDocument) => Renderer } =
  require('pdfmake/js/Renderer.js');

export const { default: TextDecorator }: { default: new (document: PdfmakeDocument) => TextDecorator } =
  require('pdfmake/js/TextDecorator.js');

export const { default: SvgMeasure }: { default: new () => object } = require('pdfmake/js/SVGMeasure.js');

export const { tableLayouts }: { tableLayouts: object } = require('pdfmake/js/tableLayouts.js');

export const {
  normalizePageSize,
  normalizePageMargin,
}: {
  normalizePageSize(size: unknown, orientation: unknown): { readonly width: number; readonly height: number };
  normalizePageMargin(margins: Margins): Box;
} = require('pdfmake/js/PageSize.js');
