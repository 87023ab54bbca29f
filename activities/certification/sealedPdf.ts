/**
 * Signs a finished PDF by an incremental update (ISO 32000-1, 7.5.6 and 12.8): what was there stays byte for byte, and a
 * signature field without an appearance is added after it. Reads what pdfkit writes: a classic cross-reference table, a
 * catalogue and pages as plain objects.
 */
import { createHash } from 'node:crypto';
import { checkMessage, type SignatureFinding, signedMessage } from './cms.ts';
import type { SealedDocument, Signer } from './issuing.ts';

/** The file is not one that the signer can add to. */
export class CannotSeal extends Error {
  override readonly name = 'CannotSeal';
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const whole = (match: RegExpExecArray | null, what: string): RegExpExecArray => {
  if (match === null) throw new CannotSeal(`the PDF has no ${what} that can be read`);
  return match;
};

interface Trailer {
  readonly xref: number;
  readonly size: number;
  readonly root: number;
  readonly info: string;
  readonly id: string;
}

function readTrailer(text: string): Trailer {
  const tail = text.slice(-4096);
  const xref = Number(whole(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail), 'cross-reference')[1]);
  const trailer = text.slice(text.indexOf('trailer', xref));
  return {
    xref,
    size: Number(whole(/\/Size (\d+)/.exec(trailer), 'size')[1]),
    root: Number(whole(/\/Root (\d+) 0 R/.exec(trailer), 'catalogue')[1]),
    info: /\/Info \d+ 0 R/.exec(trailer)?.[0] ?? '',
    id: whole(/\/ID ?\[[^\]]*\]/.exec(trailer), 'identifier')[0],
  };
}

/** Where each object stands, by its number. */
function readOffsets(text: string, { xref }: Trailer): ReadonlyMap<number, number> {
  const head = whole(/^xref\s+0 (\d+)\s+/.exec(text.slice(xref, xref + 40)), 'cross-reference table');
  const offsets = new Map<number, number>();
  const first = xref + head[0].length;
  for (let number = 0; number < Number(head[1]); number += 1) {
    const entry = text.slice(first + number * 20, first + number * 20 + 18);
    if (entry.endsWith('n')) offsets.set(number, Number(entry.slice(0, 10)));
  }
  return offsets;
}

/** The dictionary of an object, from `<<` to `>>`. */
function dictionary(text: string, offsets: ReadonlyMap<number, number>, number: number): string {
  const from = offsets.get(number);
  const end = from === undefined ? -1 : text.indexOf('endobj', from);
  const body = from === undefined || end < 0 ? '' : text.slice(from, end);
  return whole(/<<[\s\S]*>>/.exec(body), `object ${number}`)[0];
}

const withEntries = (dict: string, entries: string): string => `${dict.slice(0, -2)}${entries}\n>>`;

/** Text of the PDF kind: UTF-16 with a mark, as hexadecimal digits. */
const pdfText = (text: string): string =>
  `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;

const pdfDate = (at: number): string => `(D:${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}Z)`;

/** Whole numbers of the byte range are written this wide, so that filling them in moves nothing. */
const rangeWidth = 10;

/**
 * @param pdf as the renderer made it
 * @returns the signed PDF; the same for the same file, key and moment
 * @throws CannotSeal when the file is not built as pdfkit builds one
 */
export function sealPdf(pdf: Uint8Array, signer: Signer, about: SealedDocument): Uint8Array {
  const text = latin1(pdf);
  const trailer = readTrailer(text);
  const offsets = readOffsets(text, trailer);
  const catalogue = dictionary(text, offsets, trailer.root);
  if (catalogue.includes('/AcroForm')) throw new CannotSeal('the PDF has a form already');
  const pages = Number(whole(/\/Pages (\d+) 0 R/.exec(catalogue), 'page tree')[1]);
  const kids = whole(/\/Kids \[(\d+) 0 R/.exec(dictionary(text, offsets, pages)), 'first page');
  const pageNumber = Number(kids[1]);
  const [field, signature] = [trailer.size, trailer.size + 1];
  const room = 2 * roomFor(signer);
  const page = dictionary(text, offsets, pageNumber);

  const objects = new Map([
    [trailer.root, withEntries(catalogue, `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`)],
    [pageNumber, withAnnotation(page, field)],
    [
      field,
      // Not seen and of no size: it needs no appearance (PDF/A) and no place in the reading order (PDF/UA).
      `<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Signature)\n/TU ${pdfText(`Elektronisk signatur av ${about.name}`)}\n/F 132\n/Rect [0 0 0 0]\n/P ${pageNumber} 0 R\n/V ${signature} 0 R\n>>`,
    ],
    [
      signature,
      `<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/Name ${pdfText(about.name)}\n/Reason ${pdfText(about.reason)}\n/M ${pdfDate(about.at)}\n/ByteRange [0 ${'*'.repeat(rangeWidth)} ${'*'.repeat(rangeWidth)} ${'*'.repeat(rangeWidth)}]\n/Contents <${'0'.repeat(room)}>\n>>`,
    ],
  ]);
  const draft = `${text}${update(text, objects, trailer)}`;
  const from = draft.indexOf('/Contents <', text.length) + '/Contents '.length;
  const until = from + room + 2;
  const range = [from, until, draft.length - until].map((one) => String(one).padEnd(rangeWidth));
  let next = 0;
  const placed = draft.replace(/\*{10}(?=[ \]])/g, (stars, at: number) =>
    at < text.length ? stars : (range[next++] ?? stars),
  );
  const bytes = Buffer.from(placed, 'latin1');
  const message = Buffer.from(signedMessage(digestWithout(bytes, from, until), signer));
  bytes.write(message.toString('hex').toUpperCase().padEnd(room, '0'), from + 1, 'latin1');
  return new Uint8Array(bytes);
}

/** A page's links stay; the field is the last of its annotations, and tabs go by the structure of the page. */
function withAnnotation(page: string, field: number): string {
  const tabs = page.includes('/Tabs') ? '' : '\n/Tabs /S';
  const links = /\/Annots \[([^\]]*)\]/.exec(page);
  if (links !== null) {
    return withEntries(page.replace(links[0], `/Annots [${links[1]} ${field} 0 R]`), tabs);
  }
  if (page.includes('/Annots')) throw new CannotSeal('the annotations of the first page cannot be read');
  return withEntries(page, `/Annots [${field} 0 R]${tabs}`);
}

/** Bytes that the message may take: certificates, attributes, and a signature of the key's length. */
const roomFor = ({ chain }: Signer): number => chain.reduce((sum, der) => sum + der.byteLength, 2048);

/** Changed and new objects, their cross-reference section, and a trailer that leads to what was there before. */
function update(text: string, objects: ReadonlyMap<number, string>, trailer: Trailer): string {
  let body = text.endsWith('\n') ? '' : '\n';
  const sections: string[] = [];
  for (const [number, dict] of [...objects].sort(([a], [b]) => a - b)) {
    const offset = String(text.length + body.length).padStart(10, '0');
    sections.push(`${number} 1\n${offset} 00000 n \n`);
    body += `${number} 0 obj\n${dict}\nendobj\n`;
  }
  const size = Math.max(trailer.size, ...[...objects.keys()].map((number) => number + 1));
  const info = trailer.info === '' ? '' : `${trailer.info}\n`;
  const at = text.length + body.length;
  return `${body}xref\n${sections.join('')}trailer\n<<\n/Size ${size}\n/Root ${trailer.root} 0 R\n${info}${trailer.id}\n/Prev ${trailer.xref}\n>>\nstartxref\n${at}\n%%EOF\n`;
}

const digestWithout = (bytes: Uint8Array, from: number, until: number): Uint8Array =>
  createHash('sha256').update(bytes.subarray(0, from)).update(bytes.subarray(until)).digest();

/** What a file says about its signature; `not_whole` when it has one that does not cover all of the file but itself. */
export type PdfFinding = SignatureFinding | { readonly holds: false; readonly why: 'unsigned' | 'not_whole' };

/**
 * Checks the last signature of a PDF: it must cover the whole file but itself, and hold.
 * Says nothing about whether its certificate is one to believe.
 */
export function checkPdf(pdf: Uint8Array): PdfFinding {
  const text = latin1(pdf);
  const ranges = [...text.matchAll(/\/ByteRange ?\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  const [first, from, until, rest] = (ranges.at(-1)?.slice(1) ?? []).map(Number);
  if (first !== 0 || from === undefined || until === undefined || rest === undefined) {
    return { holds: false, why: /\/ByteRange|\/ETSI\.CAdES\.detached/.test(text) ? 'not_whole' : 'unsigned' };
  }
  const message = messageIn(text.slice(from, until));
  if (until + rest !== text.length || message === undefined) return { holds: false, why: 'not_whole' };
  return checkMessage(message, digestWithout(pdf, from, until));
}

/**
 * The message between `<` and `>`. No signature covers how it is written, so it must be written in the one way that we
 * write it: capital digits, and nothing but zeros after its end.
 */
function messageIn(contents: string): Buffer | undefined {
  if (!/^<(?:[0-9A-F]{2})+>$/.test(contents)) return undefined;
  const bytes = Buffer.from(contents.slice(1, -1), 'hex');
  // A message of ours is longer than 255 bytes and shorter than 64 KB: its length stands in two bytes.
  const length = bytes.readUInt16BE(0) === 0x3082 ? 4 + bytes.readUInt16BE(2) : bytes.byteLength + 1;
  return length <= bytes.byteLength && bytes.subarray(length).every((byte) => byte === 0)
    ? bytes.subarray(0, length)
    : undefined;
}
