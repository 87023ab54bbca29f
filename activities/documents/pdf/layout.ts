/** pdfmake's layout, which here remembers to which element each line and drawing that it places belongs. */
import { LayoutBuilder, type LayoutNode, type Line, type Mark } from './internals.ts';
import type { Element, Structure } from './structure.ts';

const markOf = (element: Element | undefined): Mark | undefined =>
  element === undefined ? undefined : { element, drawn: false };

export class TaggingLayout extends LayoutBuilder {
  readonly #structure: Structure;

  constructor(
    structure: Structure,
    ...[size, margins, svgMeasure]: ConstructorParameters<typeof LayoutBuilder>
  ) {
    super(size, margins, svgMeasure);
    this.#structure = structure;
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
