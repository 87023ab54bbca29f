/**
 * Draws laid-out pages with marks: each text and figure as content of its element, all else as artifact. Lines of text
 * are written in one go and not word by word, which is also what makes this faster than pdfmake's own drawing.
 */
import type { TaggedDocument } from './document.ts';
import {
  type Inline,
  type Line,
  type Mark,
  type Outline,
  type Page,
  type PageItem,
  Renderer,
  type StructureElement,
  TextDecorator,
  type Vector,
} from './internals.ts';
import { type Element, type Structure, UntaggableDefinition } from './structure.ts';

/** What is open in the stream of the page. */
type Open = Element | 'Pagination' | 'Layout';

interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const headingLevels: Readonly<Record<string, number>> = { H1: 1, H2: 2, H3: 3 };

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** How far from its page a drawing reaches, upper left corner first. */
function boundsOf(vector: Vector): Bounds {
  const { x = 0, y = 0 } = vector;
  const points = vector.points ?? [];
  const half = (vector.lineWidth ?? 1) / 2;
  const { r1 = 0, r2 = r1 } = vector;
  const xs: number[] =
    vector.type === 'line'
      ? [vector.x1 ?? 0, vector.x2 ?? 0]
      : vector.type === 'ellipse'
        ? [x - r1, x + r1]
        : points.length > 0
          ? points.map((point) => point.x)
          : [x, x + (vector.w ?? 0)];
  const ys: number[] =
    vector.type === 'line'
      ? [vector.y1 ?? 0, vector.y2 ?? 0]
      : vector.type === 'ellipse'
        ? [y - r2, y + r2]
        : points.length > 0
          ? points.map((point) => point.y)
          : [y, y + (vector.h ?? 0)];
  return {
    left: Math.min(...xs) - half,
    top: Math.min(...ys) - half,
    right: Math.max(...xs) + half,
    bottom: Math.max(...ys) + half,
  };
}

/** Words that are drawn in one go. */
interface Run {
  readonly first: Inline;
  text: string;
  /** Where the run ends, in points from the start of its line. */
  end: number;
}

function runsOf(line: Line): Run[] {
  const runs: Run[] = [];
  for (const inline of line.inlines) {
    const run = runs.at(-1);
    if (
      run &&
      run.first.font === inline.font &&
      run.first.fontSize === inline.fontSize &&
      run.first.color === inline.color &&
      run.first.link === inline.link &&
      // Spacing between letters is not counted between words.
      !run.first.characterSpacing &&
      !inline.characterSpacing &&
      Math.abs(run.end - inline.x) < 0.01
    ) {
      run.text += inline.text;
      run.end = inline.x + inline.width;
    } else runs.push({ first: inline, text: inline.text, end: inline.x + inline.width });
  }
  return runs;
}

export class Drawing {
  readonly #document: TaggedDocument;
  readonly #renderer: Renderer;
  readonly #decorator: TextDecorator;
  readonly #structs = new Map<Element, StructureElement>();
  readonly #bounds = new Map<Element, Bounds>();
  readonly #bookmarks: { readonly level: number; readonly outline: Outline }[] = [];
  #open: Open | undefined;
  #colour: string | undefined;

  constructor(document: TaggedDocument) {
    this.#document = document;
    this.#renderer = new Renderer(document);
    this.#decorator = new TextDecorator(document);
  }

  /** Draws all pages and writes the structure. */
  draw(pages: readonly Page[], structure: Structure): void {
    for (const page of pages) {
      this.#document.addPage({ size: [page.pageSize.width, page.pageSize.height] });
      this.#colour = undefined;
      for (const item of page.items) this.#item(item);
      this.#close();
    }
    const root = this.#built(structure.root());
    if (root) this.#document.addStructure(root);
  }

  #item(item: PageItem): void {
    switch (item.type) {
      case 'line':
        this.#line(item.item);
        return;
      case 'vector':
        this.#begin(this.#taken(item.item.mark) ?? 'Layout');
        this.#reach(boundsOf(item.item));
        this.#renderer.renderVector(item.item);
        break;
      case 'image':
      case 'svg':
        this.#begin(this.#taken(item.item.mark) ?? 'Layout');
        this.#reach({
          left: item.item.x,
          top: item.item.y,
          right: item.item.x + item.item._width,
          bottom: item.item.y + item.item._height,
        });
        if (item.type === 'image') this.#renderer.renderImage(item.item);
        else this.#renderer.renderSVG(item.item);
        break;
      case 'attachment':
        throw new UntaggableDefinition('an attachment on a page');
      default:
        this.#close();
        this.#renderer[item.type](item.item);
    }
    this.#colour = undefined;
  }

  /** The element of a piece the first time it is drawn: a table header that comes again is an artifact. */
  #taken(mark: Mark | undefined): Element | undefined {
    if (mark === undefined || mark.drawn) return undefined;
    mark.drawn = true;
    return mark.element;
  }

  #begin(what: Open): void {
    if (this.#open === what) return;
    this.#close();
    this.#open = what;
    if (typeof what === 'string') this.#document.markContent('Artifact', { type: what });
    else this.#struct(what).add(this.#document.markStructureContent(what.tag));
  }

  #close(): void {
    if (this.#open !== undefined) this.#document.endMarkedContent();
    this.#open = undefined;
  }

  #struct(element: Element): StructureElement {
    const known = this.#structs.get(element);
    if (known) return known;
    const { tag, alt, actual, attributes } = element;
    const struct = this.#document.struct(tag, {
      ...(alt === undefined ? {} : { alt }),
      ...(actual === undefined ? {} : { actual }),
    });
    if (attributes) struct.dictionary.data.A = attributes;
    this.#structs.set(element, struct);
    return struct;
  }

  /** A figure says how much of its page it takes. */
  #reach(bounds: Bounds): void {
    const element = this.#open;
    if (typeof element !== 'object' || element.tag !== 'Figure') return;
    const known = this.#bounds.get(element) ?? bounds;
    this.#bounds.set(element, {
      left: Math.min(known.left, bounds.left),
      top: Math.min(known.top, bounds.top),
      right: Math.max(known.right, bounds.right),
      bottom: Math.max(known.bottom, bounds.bottom),
    });
  }

  #line(line: Line): void {
    const runs = runsOf(line).filter(({ text }) => text !== '');
    if (runs.length === 0) return;
    const decorated = line.inlines.some(({ decoration, background }) => decoration || background);
    if (decorated) {
      this.#begin('Layout');
      this.#decorator.drawBackground(line, line.x, line.y);
      this.#colour = undefined;
    }
    const element = this.#taken(line.mark ?? line.inlines[0]?.mark);
    if (element && !this.#structs.has(element)) this.#bookmark(element, line);
    this.#begin(element ?? 'Pagination');
    this.#reach({
      left: line.x,
      top: line.y,
      right: line.x + (runs.at(-1)?.end ?? 0),
      bottom: line.y + line.getHeight(),
    });
    // A text that goes on after a line that was ended on purpose must not run into it when it is read.
    const goesOn =
      element !== undefined && (line.newLineForced || (line.lastLineInParagraph && element.parts > 1));
    const baseline = line.y + line.getAscenderHeight();
    runs.forEach((run, index) => {
      const text = goesOn && index === runs.length - 1 && !/\s$/.test(run.text) ? `${run.text} ` : run.text;
      const x = line.x + run.first.x;
      if (!run.first.link || element === undefined) this.#text(run.first, text, x, baseline);
      else
        this.#link(
          run.first.link,
          element,
          { x, y: line.y, w: run.end - run.first.x, h: line.getHeight() },
          () => this.#text(run.first, text, x, baseline),
        );
    });
    if (decorated) {
      this.#begin('Layout');
      this.#decorator.drawDecorations(line, line.x, line.y);
      this.#colour = undefined;
    }
  }

  #text(style: Inline, text: string, x: number, baseline: number): void {
    const { font, fontSize, characterSpacing, color = 'black' } = style;
    if (color !== this.#colour) this.#document.fillColor(this.#document.resolveColor(color, 'black'));
    this.#colour = color;
    this.#document.page.fonts[font.id] ??= font.ref();
    const y = baseline + (style.sup ? -0.75 : style.sub ? 0.35 : 0) * fontSize;
    const [spacing, reset] = characterSpacing ? [`${rounded(characterSpacing)} Tc `, ' 0 Tc'] : ['', ''];
    // pdfkit's pages count from the top, so the text is turned back.
    this.#document.addContent(
      `BT 1 0 0 -1 ${rounded(x)} ${rounded(y)} Tm /${font.id} ${rounded(fontSize)} Tf ${spacing}[<${font.encoded(text)}>] TJ${reset} ET`,
    );
  }

  /** A part of a text that leads somewhere: an element of its own within the text's. */
  #link(
    address: string,
    element: Element,
    { x, y, w, h }: { x: number; y: number; w: number; h: number },
    draw: () => void,
  ): void {
    const link: Element = { tag: 'Link', children: [], parts: 1 };
    const struct = this.#struct(link);
    this.#begin(link);
    draw();
    this.#close();
    this.#document.link(x, y, w, h, address, { structParent: struct, Contents: new String(address) });
    this.#struct(element).add(struct);
    // pdfkit notes the page of the link when it writes the element, so that is done before the next page.
    struct.end();
    this.#begin(element);
  }

  #bookmark(element: Element, line: Line): void {
    const level = headingLevels[element.tag];
    if (level === undefined) return;
    while ((this.#bookmarks.at(-1)?.level ?? 0) >= level) this.#bookmarks.pop();
    const above: Outline = this.#bookmarks.at(-1)?.outline ?? this.#document.outline;
    const outline = above.addItem(element.title ?? '', {
      fit: false,
      // pdfkit counts the left edge from the right.
      left: this.#document.page.width,
      top: line.y,
      expanded: true,
    });
    this.#bookmarks.push({ level, outline });
  }

  /** The element with all below it, or nothing where nothing was drawn; cells stay, so that columns stay columns. */
  #built(element: Element): StructureElement | undefined {
    const children = element.children
      .map((child) => this.#built(child))
      .filter((child) => child !== undefined);
    const kept = children.length > 0 || this.#structs.has(element) || ['TH', 'TD'].includes(element.tag);
    if (!kept) return undefined;
    const struct = this.#struct(element);
    const bounds = this.#bounds.get(element);
    if (bounds) {
      const { height } = this.#document.page;
      struct.dictionary.data.A = {
        O: 'Layout',
        Placement: 'Block',
        BBox: [bounds.left, height - bounds.bottom, bounds.right, height - bounds.top].map(rounded),
      };
    }
    for (const child of children) struct.add(child);
    return struct;
  }
}
