/**
 * The structure of a document, read from its definition before it is laid out: elements as PDF names them, in the
 * order in which they are read, and which element each text or drawing belongs to. What cannot be told to somebody
 * who listens is refused here: a drawing without words, a table without headers, a heading that skips a level.
 */
import type { Content, DynamicContent, TDocumentDefinitions } from 'pdfmake/interfaces.js';

export type Tag =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Figure'
  | 'Link';

export interface Element {
  readonly tag: Tag;
  readonly children: Element[];
  /** Words instead of what is drawn. */
  readonly alt?: string;
  /** The text that a drawing stands for, such as the dot of a list. */
  readonly actual?: string;
  /** Its text in a list of headings. */
  readonly title?: string;
  /** PDF attributes, with the owner under `O`. */
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** How many nodes of the definition make it up. */
  parts: number;
}

/** A definition that cannot be told to somebody who listens. The message holds no text of the document. */
export class UntaggableDefinition extends Error {
  override readonly name = 'UntaggableDefinition';
}

/** A node of a definition: which of these it has tells what it is. */
interface Node {
  readonly text?: unknown;
  readonly stack?: unknown[];
  readonly columns?: unknown[];
  readonly ul?: unknown[];
  readonly ol?: unknown[];
  readonly table?: {
    readonly body: unknown[][];
    readonly headerRows?: number;
    readonly headerColumns?: number;
  };
  readonly canvas?: unknown;
  readonly qr?: unknown;
  readonly image?: unknown;
  readonly svg?: unknown;
  readonly role?: string;
  readonly alt?: string;
  readonly headlineLevel?: number;
  readonly colSpan?: number;
  readonly rowSpan?: number;
}

/** What is laid out: the parts of a definition whose structure is known. */
export interface ReadDefinition {
  readonly content: Content;
  readonly header: DynamicContent | undefined;
  readonly footer: DynamicContent | undefined;
}

const headings = ['H1', 'H2', 'H3'] as const;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** pdfmake's short forms written out, since an element is found again by its node. */
function normal(content: unknown): Node {
  if (Array.isArray(content)) return { stack: content };
  if (isNode(content) && Object.keys(content).length > 0) return content;
  return { text: typeof content === 'string' || typeof content === 'number' ? String(content) : '' };
}

function plainText(text: unknown): string {
  if (Array.isArray(text)) return text.map(plainText).join('');
  if (isNode(text)) return plainText(text.text);
  return typeof text === 'string' || typeof text === 'number' ? String(text) : '';
}

function child(parent: Element, tag: Tag, rest: Partial<Omit<Element, 'tag' | 'children'>> = {}): Element {
  const element: Element = { tag, children: [], parts: 0, ...rest };
  parent.children.push(element);
  return element;
}

const group = (): Element => ({ tag: 'Document', children: [], parts: 0 });

export class Structure {
  readonly #elements = new WeakMap<object, Element>();
  readonly #labels = new WeakMap<object, Element>();
  readonly #head = group();
  readonly #body = group();
  readonly #foot = group();
  #level = 0;

  /** The element of a text or drawing; undefined for what is not read. */
  elementOf(node: object): Element | undefined {
    return this.#elements.get(node);
  }

  /** The label of a list item. */
  labelOf(item: object): Element | undefined {
    return this.#labels.get(item);
  }

  /** All of it, in the order in which it is read. */
  root(): Element {
    const [head, body, foot] = [this.#head, this.#body, this.#foot];
    return { ...group(), children: [...head.children, ...body.children, ...foot.children] };
  }

  /**
   * Reads the content of a definition and writes its short forms out in place, ready for the layout. Of header and
   * footer the first page's are read too, before and after the content, since the letter's sender, date and number
   * stand nowhere else; on later pages they are artifacts.
   * @throws UntaggableDefinition
   */
  read({ content, header, footer }: TDocumentDefinitions): ReadDefinition {
    return {
      content: this.#content(content, this.#body),
      header: this.#firstPage(header, this.#head),
      footer: this.#firstPage(footer, this.#foot),
    };
  }

  #firstPage(given: DynamicContent | Content | undefined, into: Element): DynamicContent | undefined {
    if (given === undefined) return undefined;
    if (typeof given !== 'function') throw new UntaggableDefinition('header and footer must be functions');
    return (page, pages, size) => {
      const content = given(page, pages, size);
      return page === 1 && content ? this.#content(content, into) : content;
    };
  }

  #content(content: Content, parent: Element): Content {
    const list = [content];
    this.#visitAll(list, parent);
    return list;
  }

  #visitAll(contents: unknown[], parent: Element, whole?: Element): void {
    contents.forEach((content, index) => {
      const node = normal(content);
      contents[index] = node;
      this.#visit(node, parent, whole);
    });
  }

  /** @param whole the element that takes everything below, where there is one */
  #visit(node: Node, parent: Element, whole?: Element): void {
    if (node.role === 'artifact') return;
    if (whole === undefined && node.alt !== undefined) {
      if (node.alt.trim() === '') throw new UntaggableDefinition('a figure without alternative text');
      this.#visit(node, parent, child(parent, 'Figure', { alt: node.alt }));
    } else if (whole === undefined && node.role === 'paragraph')
      this.#visit(node, parent, child(parent, 'P'));
    else if (node.columns) this.#visitAll(node.columns, parent, whole);
    else if (node.stack) this.#visitAll(node.stack, parent, whole);
    else if (node.ul ?? node.ol) this.#list(node, parent, whole);
    else if (node.table) this.#table(node, parent, whole);
    else if (node.text !== undefined) this.#assign(node, whole ?? this.#textElement(node, parent));
    else if (whole?.tag === 'Figure') this.#assign(node, whole);
    else if (isDrawing(node))
      throw new UntaggableDefinition('a drawing that is neither a figure nor an artifact');
    else throw new UntaggableDefinition(`a kind of content that has no tag: ${Object.keys(node).join(', ')}`);
  }

  #assign(node: Node, element: Element): void {
    element.parts += 1;
    this.#elements.set(node, element);
  }

  #textElement(node: Node, parent: Element): Element {
    if (node.headlineLevel === undefined) return child(parent, 'P');
    const tag = headings[node.headlineLevel - 1];
    if (tag === undefined || node.headlineLevel > this.#level + 1)
      throw new UntaggableDefinition(`a heading of level ${node.headlineLevel} below one of ${this.#level}`);
    this.#level = node.headlineLevel;
    return child(parent, tag, { title: plainText(node.text) });
  }

  /** What stands in a cell or a list item: a lone text is that itself, other content stands in it. */
  #inside(contents: unknown[], index: number, element: Element): void {
    const node = normal(contents[index]);
    contents[index] = node;
    const lone = node.text !== undefined && node.headlineLevel === undefined && node.alt === undefined;
    this.#visit(node, element, lone ? element : undefined);
  }

  #list(node: Node, parent: Element, whole?: Element): void {
    const items = node.ul ?? node.ol ?? [];
    if (whole) {
      this.#visitAll(items, parent, whole);
      return;
    }
    const list = child(parent, 'L', {
      attributes: { O: 'List', ListNumbering: node.ul ? 'Disc' : 'Decimal' },
    });
    items.forEach((_, index) => {
      const item = child(list, 'LI');
      const label = child(item, 'Lbl', node.ul ? { actual: '•' } : {});
      label.parts = 1;
      this.#inside(items, index, child(item, 'LBody'));
      const content = items[index];
      if (isNode(content)) this.#labels.set(content, label);
    });
  }

  #table(node: Node, parent: Element, whole?: Element): void {
    const { body = [], headerRows = 0, headerColumns = 0 } = node.table ?? {};
    if (whole || node.role === 'layout') {
      for (const row of body) this.#visitAll(row, parent, whole);
      return;
    }
    // A first row that is a heading over all columns stands before the table for somebody who listens.
    const [over] = body[0] ?? [];
    const headed =
      isNode(over) && over.headlineLevel !== undefined && (over.colSpan ?? 1) === body[0]?.length;
    if (headed) this.#visit(over, parent);
    const labels = headerRows - (headed ? 1 : 0);
    if (labels < 1 && headerColumns < 1) throw new UntaggableDefinition('a table without header cells');
    const table = child(parent, 'Table');
    // Rows for which a cell above still covers the column.
    const covered: number[] = [];
    body.forEach((row, rowIndex) => {
      if (headed && rowIndex === 0) return;
      const tableRow = child(table, 'TR');
      for (let column = 0; column < row.length; column += 1) {
        if ((covered[column] ?? 0) > 0) {
          covered[column] = (covered[column] ?? 0) - 1;
          continue;
        }
        const cell = normal(row[column]);
        const { colSpan = 1, rowSpan = 1 } = cell;
        const scope = rowIndex < headerRows ? 'Column' : column < headerColumns ? 'Row' : undefined;
        const attributes = {
          O: 'Table',
          ...(scope === undefined ? {} : { Scope: scope }),
          ...(colSpan > 1 ? { ColSpan: colSpan } : {}),
          ...(rowSpan > 1 ? { RowSpan: rowSpan } : {}),
        };
        this.#inside(
          row,
          column,
          child(
            tableRow,
            scope === undefined ? 'TD' : 'TH',
            Object.keys(attributes).length > 1 ? { attributes } : {},
          ),
        );
        for (let over = column; over < column + colSpan; over += 1) covered[over] = rowSpan - 1;
        column += colSpan - 1;
      }
    });
  }
}

function isDrawing(node: Node): boolean {
  return [node.canvas, node.qr, node.image, node.svg].some((drawing) => drawing !== undefined);
}
