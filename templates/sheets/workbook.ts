/**
 * Tables as an Excel workbook (Office Open XML), written piece by piece, so that many rows need little memory. The same
 * tables give the same bytes: no moment, user or program name is written, and all parts have one date.
 */
import { Zip, ZipDeflate } from 'fflate';
import { type Cell, type ColumnKind, numberIn, type Sheet } from './sheet.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The earliest date that the ZIP format knows, in local time as it is written. */
const partDate = new Date(1980, 0, 1);
/** How much text is compressed at a time, in characters. */
const chunkLength = 1 << 16;

/**
 * @returns the file's bytes in order
 * @throws RangeError for a name that a sheet cannot have, a date that is none, or a number that is not whole
 */
export function* workbook(sheets: readonly Sheet[]): Generator<Uint8Array> {
  for (const { name } of sheets) {
    if (name.length === 0 || name.length > 31 || /[[\]:*?/\\]/.test(name)) {
      throw new RangeError(`a sheet cannot be called ${name}`);
    }
  }
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    ready.push(chunk);
  });
  for (const [path, texts] of parts(sheets)) {
    const part = new ZipDeflate(path);
    part.mtime = partDate;
    zip.add(part);
    for (const text of chunks(texts)) {
      part.push(Buffer.from(text));
      yield* ready.splice(0);
    }
    part.push(new Uint8Array(), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}

function* parts(sheets: readonly Sheet[]): Generator<[string, Iterable<string>]> {
  yield ['[Content_Types].xml', [contentTypes(sheets.length)]];
  yield ['_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])]];
  yield ['xl/workbook.xml', [book(sheets)]];
  const files = sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]);
  yield ['xl/_rels/workbook.xml.rels', [relations([...files, ['styles', 'styles.xml']])]];
  yield ['xl/styles.xml', [styles()]];
  for (const [index, sheet] of sheets.entries()) {
    yield [`xl/worksheets/sheet${index + 1}.xml`, worksheet(sheet)];
  }
}

function* chunks(texts: Iterable<string>): Generator<string> {
  let gathered = '';
  for (const text of texts) {
    gathered += text;
    if (gathered.length < chunkLength) continue;
    yield gathered;
    gathered = '';
  }
  if (gathered !== '') yield gathered;
}

function contentTypes(sheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const overrides = [
    ['/xl/workbook.xml', `${type}.sheet.main+xml`],
    ['/xl/styles.xml', `${type}.styles+xml`],
    ...Array.from({ length: sheets }, (_, index) => [
      `/xl/worksheets/sheet${index + 1}.xml`,
      `${type}.worksheet+xml`,
    ]),
  ].map(([part, contentType]) => `<Override PartName="${part}" ContentType="${contentType}"/>`);
  return `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const each = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;
}

function book(sheets: readonly Sheet[]): string {
  const each = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${each.join('')}</sheets></workbook>`;
}

/** Places in the list of cell formats below; 0 is for texts. */
const formats: Readonly<Record<ColumnKind | 'heading', number>> = {
  text: 0,
  heading: 1,
  date: 2,
  kronor: 3,
  count: 4,
  credits: 5,
};

function styles(): string {
  const format = (number: number, font = 0) =>
    `<xf numFmtId="${number}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
  return [
    `${declaration}<styleSheet xmlns="${main}">`,
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.0"/></numFmts>',
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    // 4 is #,##0.00 and 3 is #,##0, which every reader writes in its own language.
    `<cellXfs count="6">${[format(0), format(0, 1), format(164), format(4), format(3), format(165)].join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('');
}

function* worksheet({ columns, rows }: Sheet): Generator<string> {
  const widths = columns.map(
    ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield [
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">`,
    // The labels stay in sight.
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${widths.join('')}</cols><sheetData>`,
    row(
      1,
      columns.map(({ label }, index) => text(label, place(index, 1), formats.heading)),
    ),
  ].join('');
  let number = 1;
  for (const cells of rows) {
    number += 1;
    const at = number;
    yield row(
      at,
      columns.map(({ kind }, index) => cellOf(cells[index] ?? null, kind, place(index, at))),
    );
  }
  yield `</sheetData><autoFilter ref="A1:${place(columns.length - 1, number)}"/></worksheet>`;
}

const row = (number: number, cells: readonly string[]): string =>
  `<row r="${number}">${cells.join('')}</row>`;

function cellOf(cell: Cell, kind: ColumnKind, at: string): string {
  if (cell === null || cell === '') return '';
  const number = numberIn(cell, kind);
  if (number !== null) return `<c r="${at}" s="${formats[kind]}"><v>${number}</v></c>`;
  if (kind === 'date') return `<c r="${at}" s="${formats.date}"><v>${serial(String(cell))}</v></c>`;
  return text(String(cell), at, formats.text);
}

const text = (value: string, at: string, style: number): string =>
  `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;

/** Days since the last day of 1899, as spreadsheets count (for every date from March 1900). */
function serial(date: string): number {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(moment)) throw new RangeError(`not a date: ${date}`);
  return Math.round((moment - Date.UTC(1899, 11, 30)) / 86_400_000);
}

/** `A1`, `B1` … `AA1` by column from 0 and row from 1. */
function place(column: number, rowNumber: number): string {
  let letters = '';
  for (let left = column; left >= 0; left = Math.floor(left / 26) - 1) {
    letters = String.fromCharCode(65 + (left % 26)) + letters;
  }
  return `${letters}${rowNumber}`;
}

/** Characters that XML 1.0 cannot hold are left out. */
function escaped(value: string): string {
  return (
    value
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken away.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
