/**
 * Milliseconds a document, by our renderer (one thread, warm) and by pdfmake as it comes, with its own Roboto and
 * without PDF/A, from the same definition. The turns alternate, so that other work meets both alike.
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
      for (let turn = -3; turn < turns; turn += 1) {
        const mine = await timed(() => renderer.render(view));
        const other = await timed(() => pdfmake.createPdf(stock(view)).getBuffer());
        // The first turns load fonts and warm the code; they are not counted.
        if (turn < 0) continue;
        ours.push(mine);
        theirs.push(other);
      }
      const ratio = median(ours.map((mine, turn) => mine / (theirs[turn] ?? Number.NaN)));
      rows.push([name, median(ours), median(theirs), ratio]);
    }
  } finally {
    await renderer.close();
  }
  process.stdout.write(`milliseconds a document, median of ${turns} turns\n`);
  process.stdout.write(`${table(['document', 'ours', 'stock pdfmake', 'ratio'], rows)}\n`);
}

await main();
