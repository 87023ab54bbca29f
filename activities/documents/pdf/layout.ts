/** pdfmake's layout, which here remembers to which element each line and drawing that it places belongs. */
import { LayoutBuilder, type LayoutNode, type Line, type Mark, type StyleStack } from './internals.ts';
import type { Element, Structure } from './structure.ts';

const markOf = (element: Element | undefined): Mark | undefined =>
  element === undefined ? undefined : { element, drawn: false };

/**
 * Styles that are looked up once a text. pdfmake asks for some twenty of them for each word, through all the nodes
 * around it, which was an eighth of the time of a document.
 */
class RememberedStyles implements StyleStack {
  readonly #styles: StyleStack;
  readonly #known = new Map<string, unknown>();

  constructor(styles: StyleStack) {
    this.#styles = styles;
  }

  /** Only named styles of a word say more than what is around it; its own properties pdfmake has looked at before. */
  auto(item: { readonly style?: unknown }, callback: () => void): void {
    if (!item.style) {
      callback();
      return;
    }
    const around = new Map(this.#known);
    this.#known.clear();
    this.#styles.auto(item, callback);
    this.#known.clear();
    for (const [name, value] of around) this.#known.set(name, value);
  }

  getProperty(name: string): unknown {
    if (!this.#known.has(name)) this.#known.set(name, this.#styles.getProperty(name));
    return this.#known.get(name);
  }
}

export class TaggingLayout extends LayoutBuilder {
  readonly #structure: Structure;

  constructor(
    structure: Structure,
    ...[size, margins, svgMeasure]: ConstructorParameters<typeof LayoutBuilder>
  ) {
    super(size, margins, svgMeasure);
    this.#structure = structure;
  }

  override tryLayoutDocument(...given: unknown[]): unknown {
    const { textInlines } = this.docMeasure;
    const build = textInlines.buildInlines.bind(textInlines);
    textInlines.buildInlines = (text, styles) => build(text, new RememberedStyles(styles));
    return super.tryLayoutDocument(...given);
  }

  override buildNextLine(node: LayoutNode): Line | null {
    const line = super.buildNextLine(node);
    if (line) line.mark = markOf(this.#structure.elementOf(node));
    return line;
  }

  override processCanvas(node: LayoutNode): void {
    for (const vector of node.canvas ?? []) vector.mark = markOf(this.#structure.elementOf(node));
    super.processCanvas(node);
  }

  override processQr(node: LayoutNode): void {
    for (const module of node._canvas ?? []) module.mark = markOf(this.#structure.elementOf(node));
    super.processQr(node);
  }

  override processImage(node: LayoutNode): void {
    node.mark = markOf(this.#structure.elementOf(node));
    super.processImage(node);
  }

  override processSVG(node: LayoutNode): void {
    node.mark = markOf(this.#structure.elementOf(node));
    super.processSVG(node);
  }

  override processList(ordered: boolean, node: LayoutNode): void {
    for (const item of (ordered ? node.ol : node.ul) ?? []) {
      const mark = markOf(this.#structure.labelOf(item));
      const dot = item.listMarker?.canvas?.[0];
      const number = item.listMarker?._inlines?.[0];
      if (dot) dot.mark = mark;
      if (number) number.mark = mark;
    }
    super.processList(ordered, node);
  }
}
