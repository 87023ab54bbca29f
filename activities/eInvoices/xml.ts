/** XML as text: elements within elements, in the order in which they are given. */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string | readonly Element[];
}

/** A part that is not there is left out. */
export type Part = Element | readonly Part[] | undefined;

/** An element that holds others. */
export const parent = (name: string, ...parts: readonly Part[]): Element => ({
  name,
  attributes: {},
  content: flat(parts),
});

/** An element that holds text. */
export const leaf = (
  name: string,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): Element => ({ name, attributes, content: text });

const flat = (parts: readonly Part[]): Element[] =>
  parts.flatMap((part) => (part === undefined ? [] : isList(part) ? flat(part) : [part]));

const isList = (part: Element | readonly Part[]): part is readonly Part[] => Array.isArray(part);

/** A whole document, indented by two spaces. @throws RangeError for a character that XML 1.0 does not have */
export const documentText = (root: Element): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, '')}`;

function elementText({ name, attributes, content }: Element, indent: string): string {
  const start = `${indent}<${[name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`)].join(' ')}>`;
  if (typeof content === 'string') return `${start}${escaped(content)}</${name}>\n`;
  const inside = content.map((element) => elementText(element, `${indent}  `)).join('');
  return `${start}\n${inside}${indent}</${name}>\n`;
}

/** Everything below the space but tab and line breaks, half a surrogate pair, and two code points at the end. */
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function escaped(text: string): string {
  if (impossible.test(text)) throw new RangeError('a text has a character that XML cannot hold');
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
