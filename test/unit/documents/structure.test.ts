/**
 * What somebody who listens to a document gets: every kind, short and long, read back by pdf.js, and the small cases of
 * the renderer on their own.
 */
import { readFileSync } from 'node:fs';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { describe, expect, it } from 'vitest';
import type { Typefaces } from '../../../activities/documents/pdf/document.ts';
import { createTypeface } from '../../../activities/documents/pdf/fonts.ts';
import { type Attachment, renderPdf } from '../../../activities/documents/pdf/render.ts';
import { UntaggableDefinition } from '../../../activities/documents/pdf/structure.ts';
import { documentDefinition } from '../../../templates/documents/definition.ts';
import { decoration, figure, heading } from '../../../templates/documents/roles.ts';
import type { DocumentView } from '../../../templates/documents/views.ts';
import { compliance, courseCertificate, invoice, samples } from '../../support/documents.ts';
import { pageTexts } from '../../support/pdf-text.ts';
import { type ReadPdf, readPdf, type TreeElement, withDescendants } from '../../support/pdfTree.ts';

const closeUp = (text: string): string => text.replace(/\s/g, '');

/** The words of a definition in the order in which they stand in it, without what is not to be read. */
function wordsOf(content: unknown): string {
  if (Array.isArray(content)) return content.map(wordsOf).join('');
  if (typeof content === 'string' || typeof content === 'number') return String(content);
  if (typeof content !== 'object' || content === null) return '';
  if ('role' in content && content.role === 'artifact') return '';
  return ['text', 'stack', 'columns', 'ul', 'ol', 'table', 'body']
    .map((key) => wordsOf(Object.entries(content).find(([name]) => name === key)?.[1]))
    .join('');
}

function expectedWords({ header, content, footer }: TDocumentDefinitions): string {
  const size = { width: 595.28, height: 841.89, orientation: 'portrait' } as const;
  const first = (part: typeof header): unknown => (typeof part === 'function' ? part(1, 1, size) : undefined);
  return closeUp(
    [header, content, footer].map((part) => wordsOf(part === content ? part : first(part))).join(''),
  );
}

function rootOf({ root }: ReadPdf): TreeElement {
  if (root === undefined) throw new Error('no structure');
  return root;
}

const tagged = (root: TreeElement, ...tags: string[]): readonly TreeElement[] =>
  withDescendants(root).filter(({ tag }) => tags.includes(tag));

/** What the elements of a tag may stand in and hold, as ISO 32000-1 (14.8.4) has it; `Words` is content of its own. */
const parents: Readonly<Record<string, readonly string[]>> = {
  TR: ['Table'],
  TH: ['TR'],
  TD: ['TR'],
  LI: ['L'],
  Lbl: ['LI'],
  LBody: ['LI'],
};

/** What is wrong with a tree, as codes; nothing when it may be read aloud. */
function faults(read: ReadPdf): string[] {
  if (read.root === undefined) return ['no-structure'];
  const found: string[] = [];
  if (read.root.tag !== 'Document') found.push('no-document');
  if (read.language !== 'sv-SE') found.push('no-language');
  if (read.unmarked.some((text) => text !== '')) found.push('unmarked-content');
  if (read.astray.length > 0) found.push('content-astray');
  let level = 0;
  for (const element of withDescendants(read.root)) {
    for (const child of element.children) {
      const allowed = parents[child.tag];
      if (allowed && !allowed.includes(element.tag)) found.push(`${child.tag}-in-${element.tag}`);
    }
    const heading = /^H([1-6])$/.exec(element.tag)?.[1];
    if (heading !== undefined) {
      if (Number(heading) > level + 1) found.push('heading-jump');
      level = Number(heading);
    }
    if (['P', 'H1', 'H2', 'H3', 'LBody'].includes(element.tag) && element.text === '') found.push('empty');
    if (element.tag === 'Figure' && !element.alt) found.push('figure-without-words');
    if (element.tag === 'TH' && !/^\/(Row|Column)$/.test(String(element.attributes.get('Scope'))))
      found.push('header-without-scope');
    if (element.tag === 'Table') {
      if (tagged(element, 'TH').length === 0) found.push('table-without-headers');
      const widths = element.children.map(({ children }) =>
        children.reduce((sum, cell) => sum + Number(cell.attributes.get('ColSpan') ?? 1), 0),
      );
      if (new Set(widths).size > 1) found.push('uneven-table');
    }
  }
  return found;
}

const face = (style: string) =>
  createTypeface(
    readFileSync(new URL(`../../../templates/fonts/LedarresanSans-${style}.ttf`, import.meta.url)),
  );
const [regular, semibold, italic] = [face('Regular'), face('Semibold'), face('Italic')];
const typefaces: Typefaces = { normal: regular, bold: semibold, italics: italic, bolditalics: semibold };

const printed = (view: DocumentView, attachments: readonly Attachment[] = []): Buffer =>
  renderPdf(documentDefinition(view), typefaces, attachments);

function render(content: Content, rest: Partial<TDocumentDefinitions> = {}): Buffer {
  return renderPdf(
    {
      language: 'sv-SE',
      info: { title: 'Prov', creationDate: new Date(0), modDate: new Date(0) },
      defaultStyle: { font: 'Sans', fontSize: 10 },
      content,
      ...rest,
    },
    typefaces,
  );
}
const read = async (content: Content): Promise<ReadPdf> => readPdf(render(content));
/** A tree in one line: `P(words)`, children in brackets. */
function outline({ tag, children, text }: TreeElement): string {
  return children.length === 0 ? `${tag}(${text})` : `${tag}[${children.map(outline).join(' ')}]`;
}
const outlineOf = async (content: Content): Promise<string> =>
  rootOf(await read(content))
    .children.map(outline)
    .join(' ');

describe('every kind of document, short and long', () => {
  // One of many pages is enough here; veraPDF sees them all.
  it.each([...samples()].filter(([name]) => name === 'compliance-long' || !name.endsWith('-long')))(
    '%s says its own words in reading order',
    async (_name, view) => {
      const read = await readPdf(printed(view));
      expect(faults(read)).toEqual([]);
      const root = rootOf(read);
      expect(closeUp(root.text)).toBe(expectedWords(documentDefinition(view)));
      expect(tagged(root, 'H1')).toHaveLength(1);
      expect(read.bookmarks.map((title) => closeUp(title.replace(/^(> )+/, '')))).toEqual(
        tagged(root, 'H1', 'H2', 'H3').map(({ text }) => closeUp(text)),
      );
      // Later pages repeat letterhead, footer and column labels for the eye only.
      read.artifacts.forEach((artifact, index) => {
        expect(artifact).toContain('Sida');
        if (index === 0) expect(artifact).not.toContain(view.reference);
        else expect(artifact).toContain(view.reference);
      });
    },
    60_000,
  );

  it('a table that goes on over pages is one table, with its labels once', async () => {
    const view = compliance(60);
    const read = await readPdf(printed(view));
    const [, managers] = tagged(rootOf(read), 'Table');
    expect(managers?.children).toHaveLength(view.rows.length + 1);
    expect(managers && tagged(managers, 'TH').map(({ text }) => text)).toEqual([
      'Chef',
      'Arbetsplats',
      'Läge',
      'Poäng',
      'Nästa datum',
      'Anmärkning',
    ]);
    expect(read.artifacts.filter((text) => text.includes('Nästa datum')).length).toBeGreaterThan(1);
  });

  it('labels and values belong together', async () => {
    const paid = tagged(rootOf(await readPdf(printed(invoice(1)))), 'P').map(({ text }) => text);
    for (const text of ['Fakturanummer HDA-2026-0007', 'OCR-nummer 20260000075', 'Bankgiro 5050-1055'])
      expect(paid).toContain(text);
    const report = tagged(rootOf(await readPdf(printed(compliance(8)))), 'P');
    expect(report.map(({ text }) => text)).toContain('1 Försenad');
  });

  it('carries a file beside what people read', async () => {
    const xml: Attachment = {
      name: 'faktura.xml',
      mediaType: 'text/xml',
      relationship: 'Alternative',
      description: 'Fakturan för datorer',
      bytes: new TextEncoder().encode('<?xml version="1.0" encoding="UTF-8"?><Invoice/>'),
    };
    const bytes = printed(invoice(1), [xml]);
    const file = Buffer.from(bytes).toString('latin1');
    expect(file).toMatch(/\/AFRelationship \/Alternative/);
    expect(file).toMatch(/\/Subtype \/text#2Fxml/);
    expect(file).toMatch(/\/UF \(faktura.xml\)/);
    expect(faults(await readPdf(bytes))).toEqual([]);
    expect(Buffer.compare(bytes, printed(invoice(1), [xml]))).toBe(0);
    expect(Buffer.compare(bytes, printed(invoice(1)))).not.toBe(0);
  });
});

describe('the renderer by itself', () => {
  const table = (rows: TableCell[][], rest: object = {}): Content => ({ table: { body: rows, ...rest } });

  it('a paragraph is one, however many lines and pages it takes', async () => {
    const long = Array.from({ length: 3000 }, (_, index) => `ord${index}`).join(' ');
    const found = await read([heading(1, 'Rubrik'), long]);
    expect(found.artifacts.length).toBeGreaterThan(2);
    expect(rootOf(found).children.map(({ tag }) => tag)).toEqual(['H1', 'P']);
    expect(closeUp(rootOf(found).text)).toBe(`Rubrik${closeUp(long)}`);
  });

  it('lines that end on purpose do not run into the next when read', () => {
    expect(pageTexts(render([{ text: ['ett\n', { text: 'två', bold: true }, '\ntre'] }]))[0]).toBe(
      'ett två tre',
    );
  });

  it('lists, headings, plain and mixed cells', async () => {
    expect(
      await outlineOf([
        heading(1, 'A'),
        heading(2, 'B'),
        { ul: ['x', { stack: ['y', 'z'] }] },
        { ol: ['första', 'andra'] },
        heading(2, 'C'),
        table(
          [
            ['a', 'b'],
            ['c', { stack: ['d', 'e'] }],
          ],
          { headerRows: 1 },
        ),
      ]),
    ).toBe(
      'H1(A) H2(B) L[LI[Lbl() LBody(x)] LI[Lbl() LBody[P(y) P(z)]]] L[LI[Lbl(1.) LBody(första)] LI[Lbl(2.) LBody(andra)]] H2(C) Table[TR[TH(a) TH(b)] TR[TD(c) TD[P(d) P(e)]]]',
    );
    const dots = tagged(rootOf(await read({ ul: ['x'] })), 'Lbl');
    expect(dots.map(({ actual }) => actual)).toEqual(['•']);
  });

  it('cells over several columns and rows keep the table even', async () => {
    const found = await read(
      table(
        [
          ['', 'k1', 'k2'],
          [{ text: 'r', rowSpan: 2 }, { text: 'över två', colSpan: 2 }, ''],
          ['', 'a', 'b'],
        ],
        { headerRows: 1, headerColumns: 1 },
      ),
    );
    const cells = tagged(rootOf(found), 'TH', 'TD').map(({ tag, text, attributes }) =>
      [tag, text, attributes.get('Scope'), attributes.get('ColSpan'), attributes.get('RowSpan')]
        .join(' ')
        .trim(),
    );
    expect(cells).toEqual([
      'TH  /Column',
      'TH k1 /Column',
      'TH k2 /Column',
      'TH r /Row  2',
      'TD över två  2',
      'TD a',
      'TD b',
    ]);
  });

  it('a heading over a table stands before it, and a table that only arranges is none', async () => {
    expect(
      await outlineOf([
        heading(1, 'A'),
        table(
          [
            [{ ...heading(2, 'Över'), colSpan: 2 }, ''],
            ['a', 'b'],
            ['c', 'd'],
          ],
          { headerRows: 2 },
        ),
        { role: 'layout', table: { body: [['höger', { role: 'paragraph', stack: ['tre', 'kvar'] }]] } },
      ]),
    ).toBe('H1(A) H2(Över) Table[TR[TH(a) TH(b)] TR[TD(c) TD(d)]] P(höger) P(tre kvar)');
  });

  it('a figure has words and a place, decoration neither', async () => {
    const bar = { type: 'rect', x: 0, y: 0, w: 40, h: 20, color: '#17406d', lineWidth: 0 } as const;
    const found = await read([
      'före',
      figure(
        { stack: [{ canvas: [bar] }, { text: 'tolv', absolutePosition: { x: 50, y: 60 } }] },
        'Stapel: tolv',
      ),
      figure({ qr: 'https://intyg.example/abc' }, 'QR-kod till intygets sida'),
      decoration({ canvas: [bar] }),
      'efter',
    ]);
    expect(faults(found)).toEqual([]);
    const figures = tagged(rootOf(found), 'Figure');
    expect(figures.map(({ alt }) => alt)).toEqual(['Stapel: tolv', 'QR-kod till intygets sida']);
    expect(rootOf(found).children.map(({ tag }) => tag)).toEqual(['P', 'Figure', 'Figure', 'P']);
    for (const { attributes } of figures) {
      const box = attributes.get('BBox');
      expect(Array.isArray(box) && box.length === 4 && box[0] < box[2] && box[1] < box[3]).toBe(true);
    }
  });

  it('a link is an element of its own in its paragraph, with its annotation', async () => {
    const found = await read([
      {
        text: [
          'Se ',
          { text: 'intygets sida', link: 'https://intyg.example/abc', decoration: 'underline' },
          '.',
        ],
      },
    ]);
    expect(faults(found)).toEqual([]);
    expect(rootOf(found).children.map(outline)).toEqual(['P[Link(intygets sida)]']);
    expect(closeUp(rootOf(found).text)).toBe('Seintygetssida.');
    const file = render([{ text: 'sida', link: 'https://intyg.example/abc' }]).toString('latin1');
    expect(file).toMatch(/\/Type \/OBJR/);
    expect(file).toMatch(/\/Contents \(https:\/\/intyg\.example\/abc\)/);
  });

  it('a title with signs that mean something in XML', () => {
    const file = render('x', { info: { title: 'Vård & <omsorg>', creationDate: new Date(0) } }).toString(
      'latin1',
    );
    expect(file).toContain('Vård &amp; &lt;omsorg&gt;'.replace('å', 'Ã¥'));
  });

  it.each<[string, Content]>([
    ['a drawing without words', [{ canvas: [{ type: 'line', x1: 0, y1: 0, x2: 9, y2: 0 }] }]],
    ['a QR code without words', [{ qr: 'x' }]],
    ['a figure with empty words', [{ canvas: [], alt: ' ' }]],
    ['a table without header cells', [table([['a'], ['b']])]],
    [
      'a table whose only header row is a heading',
      [heading(1, 'A'), table([[heading(2, 'B')], ['b']], { headerRows: 1 })],
    ],
    ['a first heading that is not the first level', [heading(2, 'B')]],
    ['a heading that skips a level', [heading(1, 'A'), heading(3, 'C')]],
    ['content that has no tag', [{ toc: {} }]],
  ])('%s is refused', (_what, content) => {
    expect(() => render(content)).toThrow(UntaggableDefinition);
  });

  it('words for a figure are asked for where it is written', () => {
    expect(() => figure({ qr: 'x' }, ' ')).toThrow(RangeError);
  });

  it('no title or no language is refused', () => {
    expect(() => render('x', { info: {} })).toThrow(UntaggableDefinition);
    expect(() => renderPdf({ content: 'x', info: { title: 'x' } }, typefaces)).toThrow(UntaggableDefinition);
  });
});

describe('the check can say no', () => {
  it('a PDF without tags', async () => {
    const { default: pdfmake } = await import('pdfmake');
    const fonts = ['Regular', 'Semibold', 'Italic'].map(
      (style) => new URL(`../../../templates/fonts/LedarresanSans-${style}.ttf`, import.meta.url).pathname,
    );
    const [normal = '', bold = '', italics = ''] = fonts;
    pdfmake.setFonts({ LedarresanSans: { normal, bold, italics, bolditalics: bold } });
    pdfmake.setUrlAccessPolicy(() => false);
    pdfmake.setLocalAccessPolicy((path) => fonts.includes(path));
    const plain = { ...documentDefinition(courseCertificate()), subset: 'PDF/A-2b', tagged: false } as const;
    expect(faults(await readPdf(await pdfmake.createPdf(plain).getBuffer()))).toEqual(['no-structure']);
    const empty = { ...documentDefinition(courseCertificate()), subset: 'PDF/A-3a', tagged: true } as const;
    expect(faults(await readPdf(await pdfmake.createPdf(empty).getBuffer()))).toContain('no-structure');
  });
});
