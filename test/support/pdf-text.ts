/**
 * Reads the text of a PDF that pdfmake wrote, through its fonts' own character maps, so that a test sees what a
 * reader's search or copy would find. Not a general PDF reader.
 */
import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly dictionary: string;
  readonly stream: string;
}

function objects(bytes: Uint8Array): Map<string, PdfObject> {
  const file = Buffer.from(bytes).toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const match of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)endobj/g)) {
    const body = match[2] ?? '';
    const at = body.indexOf('stream\n');
    const dictionary = at < 0 ? body : body.slice(0, at);
    const raw = at < 0 ? '' : body.slice(at + 'stream\n'.length, body.lastIndexOf('\nendstream'));
    const stream = dictionary.includes('/FlateDecode')
      ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
      : raw;
    found.set(match[1] ?? '', { dictionary, stream });
  }
  return found;
}

/** Glyph number to character, from a ToUnicode map of the form `<0000> <00ff> [<0041> …]`. */
function characterMap(cmap: string): Map<number, string> {
  const map = new Map<number, string>();
  for (const range of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    let glyph = Number.parseInt(range[1] ?? '', 16);
    for (const entry of (range[2] ?? '').matchAll(/<([0-9a-f ]*)>/g)) {
      const units = (entry[1] ?? '').replaceAll(' ', '').match(/.{4}/g) ?? [];
      map.set(glyph, String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))));
      glyph += 1;
    }
  }
  return map;
}

const reference = (dictionary: string, key: string): string =>
  new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1] ?? '';

/** The text of each page in the order it was drawn; a glyph without a character shows as U+FFFD. */
export function pageTexts(bytes: Uint8Array): string[] {
  const all = objects(bytes);
  const pages = [...all.values()].filter(({ dictionary }) => /\/Type \/Page\n/.test(dictionary));
  return pages.map(({ dictionary }) => {
    const resources = all.get(reference(dictionary, 'Resources'))?.dictionary ?? '';
    const fonts = new Map<string, Map<number, string>>();
    for (const [, name, number] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const font = all.get(number ?? '')?.dictionary ?? '';
      fonts.set(name ?? '', characterMap(all.get(reference(font, 'ToUnicode'))?.stream ?? ''));
    }
    const content = all.get(reference(dictionary, 'Contents'))?.stream ?? '';
    let text = '';
    let font = new Map<number, string>();
    for (const match of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (match[1] !== undefined) font = fonts.get(match[1]) ?? new Map();
      else
        for (const [, hex] of (match[2] ?? '').matchAll(/<([0-9a-f]+)>/g))
          for (const glyph of hex?.match(/.{4}/g) ?? [])
            text += font.get(Number.parseInt(glyph, 16)) ?? '\ufffd';
    }
    return text;
  });
}
