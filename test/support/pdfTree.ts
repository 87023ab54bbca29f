/**
 * What somebody who listens gets of a PDF: the structure tree with its attributes, read from the file's objects, and
 * the words of each element as pdf.js finds them in the marked content of the pages. For files as pdfkit writes them,
 * one object after the other and none packed.
 */
import { getDocumentProxy } from 'unpdf';

export type PdfValue =
  | string
  | number
  | boolean
  | null
  | { readonly ref: number }
  | readonly PdfValue[]
  | { readonly dictionary: ReadonlyMap<string, PdfValue> };

export interface TreeElement {
  readonly tag: string;
  readonly alt: string | undefined;
  readonly actual: string | undefined;
  /** Of all attribute objects together, names as in the file. */
  readonly attributes: ReadonlyMap<string, PdfValue>;
  readonly children: readonly TreeElement[];
  /** Its own words and those of its children, in reading order. */
  readonly text: string;
}

export interface ReadPdf {
  /** The one element at the top, or undefined for a file without structure. */
  readonly root: TreeElement | undefined;
  readonly language: string | undefined;
  /** Words of each page that belong to no element. */
  readonly artifacts: readonly string[];
  /** Content that is neither marked as an element's nor as artifact, per page. */
  readonly unmarked: readonly string[];
  /** Titles of the bookmarks, `> ` before those below another. */
  readonly bookmarks: readonly string[];
  /** Content ids that the tree names and no page has, or the other way round. */
  readonly astray: readonly string[];
  readonly objects: ReadonlyMap<number, PdfValue>;
}

const tokenPattern =
  /\s*(?:(\((?:\\[\s\S]|[^\\()])*\))|(<<|>>|\[|\])|(<[0-9A-Fa-f]*>)|(\/[^\s/<>[\]()]*)|(\d+) 0 R|([-+.\d]+)|(true|false|null))/y;

/** The value at a place of a file, and where it ends. */
function parse(file: string, start: number): { value: PdfValue; end: number } | undefined {
  tokenPattern.lastIndex = start;
  const match = tokenPattern.exec(file);
  if (!match) return undefined;
  const end = tokenPattern.lastIndex;
  const [, text, bracket, hex, name, ref, number, word] = match;
  if (text !== undefined) return { value: decoded(text.slice(1, -1)), end };
  if (hex !== undefined) return { value: hex.slice(1, -1), end };
  if (name !== undefined) return { value: name, end };
  if (ref !== undefined) return { value: { ref: Number(ref) }, end };
  if (number !== undefined) return { value: Number(number), end };
  if (word !== undefined) return { value: word === 'null' ? null : word === 'true', end };
  if (bracket === '[') {
    const values: PdfValue[] = [];
    let next = parse(file, end);
    let at = end;
    while (next) {
      values.push(next.value);
      at = next.end;
      next = parse(file, at);
    }
    return { value: values, end: file.indexOf(']', at) + 1 };
  }
  if (bracket === '<<') {
    const dictionary = new Map<string, PdfValue>();
    let at = end;
    for (let key = parse(file, at); key; key = parse(file, at)) {
      const entry = parse(file, key.end);
      if (!entry || typeof key.value !== 'string') break;
      dictionary.set(key.value.slice(1), entry.value);
      at = entry.end;
    }
    return { value: { dictionary }, end: file.indexOf('>>', at) + 2 };
  }
  return undefined;
}

function decoded(text: string): string {
  const bytes = text.replace(/\\([\s\S])/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 'r' ? '\r' : character === 't' ? '\t' : character,
  );
  return bytes.startsWith('\u00fe\u00ff')
    ? Buffer.from(bytes.slice(2), 'latin1').swap16().toString('utf16le')
    : bytes;
}

function readObjects(bytes: Uint8Array): Map<number, PdfValue> {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = new Map<number, PdfValue>();
  for (const match of file.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const read = parse(file, match.index + match[0].length);
    if (read) objects.set(Number(match[1]), read.value);
  }
  return objects;
}

function entries(value: PdfValue | undefined): ReadonlyMap<string, PdfValue> {
  return typeof value === 'object' && value !== null && 'dictionary' in value ? value.dictionary : new Map();
}

const isList = (value: PdfValue | undefined): value is readonly PdfValue[] => Array.isArray(value);

/** Reads a whole file. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const objects = readObjects(bytes);
  const follow = (value: PdfValue | undefined): PdfValue | undefined =>
    typeof value === 'object' && value !== null && 'ref' in value ? objects.get(value.ref) : value;

  // pdf.js takes the bytes over, so it gets its own.
  const reader = await getDocumentProxy(new Uint8Array(bytes));
  const words = new Map<string, string>();
  const artifacts: string[] = [];
  const unmarked: string[] = [];
  const named = new Set<string>();
  for (let number = 1; number <= reader.numPages; number += 1) {
    const page = await reader.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const open: string[] = [];
    let [artifact, plain] = ['', ''];
    for (const item of items) {
      if ('str' in item) {
        const id = open.at(-1);
        // pdf.js takes away the space at the end of a line.
        const found = item.hasEOL ? `${item.str} ` : item.str;
        if (id === undefined) plain += found.trim();
        else if (id === 'artifact') artifact += found;
        else words.set(id, (words.get(id) ?? '') + found);
      } else if (item.type === 'endMarkedContent') open.pop();
      else open.push(item.id ?? 'artifact');
    }
    artifacts.push(artifact);
    unmarked.push(plain);
    const collect = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('id' in node && typeof node.id === 'string') named.add(node.id);
      if ('children' in node && Array.isArray(node.children)) node.children.forEach(collect);
    };
    collect(await page.getStructTree());
  }
  const bookmarks: string[] = [];
  const note = (items: Awaited<ReturnType<typeof reader.getOutline>>, prefix: string): void => {
    for (const { title, items: below } of items ?? []) {
      bookmarks.push(prefix + title);
      note(below, `> ${prefix}`);
    }
  };
  note(await reader.getOutline(), '');
  await reader.cleanup();

  const used = new Set<string>();
  const element = (value: PdfValue | undefined): TreeElement => {
    const own = entries(follow(value));
    const given = own.get('K');
    const page = own.get('Pg');
    const children: TreeElement[] = [];
    const texts: string[] = [];
    const content = (number: PdfValue | undefined, on: PdfValue | undefined): void => {
      const ref = typeof on === 'object' && on !== null && 'ref' in on ? on.ref : 0;
      const id = `p${ref}R_mc${number}`;
      used.add(id);
      texts.push(words.get(id) ?? '');
    };
    for (const kid of isList(given) ? given : given === undefined || given === null ? [] : [given]) {
      const marked = entries(kid);
      if (typeof kid === 'number') content(kid, page);
      else if (marked.get('Type') === '/MCR') content(marked.get('MCID'), marked.get('Pg'));
      else if (marked.get('Type') !== '/OBJR') {
        const child = element(kid);
        children.push(child);
        texts.push(child.text, child.tag === 'Link' ? '' : ' ');
      }
    }
    const attributes = new Map<string, PdfValue>();
    const stated = follow(own.get('A'));
    for (const one of isList(stated) ? stated : [stated])
      for (const [name, attribute] of entries(follow(one))) attributes.set(name, attribute);
    const [tag, alt, actual] = [own.get('S'), own.get('Alt'), own.get('ActualText')];
    return {
      tag: typeof tag === 'string' ? tag.slice(1) : '',
      alt: typeof alt === 'string' ? alt : undefined,
      actual: typeof actual === 'string' ? actual : undefined,
      attributes,
      children,
      text: texts.join('').replace(/\s+/g, ' ').trim(),
    };
  };
  const all = [...objects.values()].map(entries);
  const catalog = all.find((entry) => entry.get('Type') === '/Catalog') ?? new Map<string, PdfValue>();
  const top = entries(follow(catalog.get('StructTreeRoot'))).get('K');
  const root = isList(top) && top.length === 1 ? element(top[0]) : undefined;
  const language = catalog.get('Lang');
  return {
    root,
    language: typeof language === 'string' ? language : undefined,
    artifacts,
    unmarked,
    bookmarks,
    astray: [...[...used].filter((id) => !named.has(id)), ...[...words.keys()].filter((id) => !used.has(id))],
    objects,
  };
}

/** An element and all below it, in reading order. */
export function withDescendants(element: TreeElement): readonly TreeElement[] {
  return [element, ...element.children.flatMap(withDescendants)];
}
