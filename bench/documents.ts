/**
 * Milliseconds a document, by our renderer (one thread, warm, the way there and back included) and by two controls with
 * the same words: pdfmake as it comes, with its own Roboto, untagged and without PDF/A; and bare pdfkit with Roboto, which
 * only writes the words one below the other. The turns alternate, so that other work meets all alike.
 *
 *     npm run bench -- documents [TURNS]
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { createDocumentRenderer } from '../activities/documents/renderer.ts';
import { documentDefinition } from '../templates/documents/definition.ts';
import type { DocumentView } from '../templates/documents/views.ts';
import { compliance, courseCertificate, invoice, proposal } from '../test/support/documents.ts';
import { countArgument, median, table, timed } from './figures.ts';

/** One of each kind, of the size that is usual in a term of Dalarna. */
const views: readonly (readonly [string, DocumentView])[] = [
  ['certificate', courseCertificate()],
  ['proposal, 3 + 3 managers', proposal(3)],
  ['invoice, 7 lines', invoice(7)],
  ['compliance report, 8 managers', compliance(8)],
  ['compliance report, 80 managers', compliance(80)],
];

const require = createRequire(createRequire(import.meta.url).resolve('pdfmake/package.json'));
/** The pdfkit that pdfmake draws with. */
const PdfKit: new (options: PDFKit.PDFDocumentOptions) => PDFKit.PDFDocument = require('pdfkit');
const roboto = join(
  dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
  'fonts/Roboto/Roboto-',
);
const stockFonts = {
  normal: `${roboto}Regular.ttf`,
  bold: `${roboto}Medium.ttf`,
  italics: `${roboto}Italic.ttf`,
  bolditalics: `${roboto}MediumItalic.ttf`,
};

/** The same document as pdfmake makes it when it is told nothing else. */
function stock(view: DocumentView): TDocumentDefinitions {
  const { subset: _subset, tagged: _tagged, defaultStyle, ...definition } = documentDefinition(view);
  const { font: _font, ...style } = defaultStyle ?? {};
  return { ...definition, defaultStyle: style };
}

/** The words of a definition, one text each, in the order in which they stand. */
function texts(content: unknown): string[] {
  if (Array.isArray(content)) return content.flatMap(texts);
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, value]) =>
    ['text', 'stack', 'columns', 'ul', 'table', 'body'].includes(key) ? texts(value) : [],
  );
}

/** The words alone, in the two fonts that every document has. */
function bare(view: DocumentView): Promise<number> {
  const document = new PdfKit({ size: 'A4', font: stockFonts.normal });
  return new Promise((resolve) => {
    let bytes = 0;
    document.on('data', (chunk: Uint8Array) => {
      bytes += chunk.length;
    });
    document.on('end', () => resolve(bytes));
    texts(documentDefinition(view).content).forEach((text, index) => {
      document.font(index % 2 === 0 ? stockFonts.normal : stockFonts.bold).text(text);
    });
    document.end();
  });
}

/** Turns that are not counted: they load fonts, and the code has to be run a while before it is fast. */
const warmUp = 20;

async function main(): Promise<void> {
  const turns = countArgument(0, 'TURNS', 15);
  pdfmake.setFonts({ Roboto: stockFonts });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(roboto));
  const renderer = createDocumentRenderer({ threads: 1 });
  const rows: (string | number)[][] = [];
  try {
    for (const [name, view] of views) {
      const ours: number[] = [];
      const theirs: number[] = [];
      const kit: number[] = [];
      for (let turn = -warmUp; turn < turns; turn += 1) {
        const mine = await timed(() => renderer.render(view));
        const other = await timed(() => pdfmake.createPdf(stock(view)).getBuffer());
        const barest = await timed(() => bare(view));
        if (turn < 0) continue;
        ours.push(mine);
        theirs.push(other);
        kit.push(barest);
      }
      const times = (control: readonly number[]): number =>
        median(ours.map((mine, turn) => (control[turn] ?? Number.NaN) / mine));
      rows.push([
        name,
        median(ours),
        1000 / median(ours),
        median(theirs),
        times(theirs),
        median(kit),
        times(kit),
      ]);
    }
  } finally {
    await renderer.close();
  }
  process.stdout.write(`milliseconds a document, median of ${turns} turns\n`);
  process.stdout.write(
    `${table(['document', 'ours', 'a second', 'stock pdfmake', 'times', 'bare pdfkit', 'times'], rows)}\n`,
  );
}

await main();
