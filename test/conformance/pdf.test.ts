/** Outside judges on the documents: veraPDF for PDF/A-3a and PDF/UA-1, poppler for what a reader finds in them. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pdfmake from 'pdfmake';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { documentDefinition } from '../../templates/documents/definition.ts';
import { fontFamily } from '../../templates/documents/letterhead.ts';
import { courseCertificate, invoice, samples } from '../support/documents.ts';
import { flavours, verdicts } from '../support/judges.ts';

const run = promisify(execFile);
/** The first judgement may fetch veraPDF. */
const patience = 600_000;

let folder = '';
const files = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledarresan-pdf-'));
  const renderer = createDocumentRenderer({ threads: 2 });
  try {
    for (const [name, view] of samples()) {
      const file = join(folder, `${name}.pdf`);
      await writeFile(file, await renderer.render(view));
      files.set(name, file);
    }
    const attached = join(folder, 'invoice-attached.pdf');
    await writeFile(attached, await renderer.render(invoice(2), [xml]));
    files.set('invoice-attached', attached);
  } finally {
    await renderer.close();
  }
}, patience);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file inside the document, as an invoice for machines will be. */
const xml = {
  name: 'faktura.xml',
  mediaType: 'text/xml',
  relationship: 'Alternative',
  description: 'Fakturan för datorer',
  bytes: new TextEncoder().encode('<?xml version="1.0" encoding="UTF-8"?><Invoice/>'),
} as const;

async function text(name: string): Promise<string> {
  const { stdout } = await run('pdftotext', ['-layout', '-enc', 'UTF-8', files.get(name) ?? '', '-']);
  return stdout.replaceAll('\u00a0', ' ');
}

/** A valid PDF of one empty page that says nothing of PDF/A. */
function plainPdf(): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return `${file}xref\n0 4\n0000000000 65535 f \n${table}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
}

/** The same certificate by pdfmake as it comes, which says PDF/A-2b and has no structure. */
async function untagged(): Promise<Buffer> {
  const [normal, bold, italics] = ['Regular', 'Semibold', 'Italic'].map((style) =>
    fileURLToPath(new URL(`../../templates/fonts/LedarresanSans-${style}.ttf`, import.meta.url)),
  );
  const faces = { normal: normal ?? '', bold: bold ?? '', italics: italics ?? '', bolditalics: bold ?? '' };
  pdfmake.setFonts({ [fontFamily]: faces });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => Object.values(faces).includes(path));
  const definition = documentDefinition(courseCertificate());
  return pdfmake.createPdf({ ...definition, subset: 'PDF/A-2b', tagged: false }).getBuffer();
}

describe.each(flavours)('%s by veraPDF', (flavour) => {
  it(
    'every kind of document, short and long, conforms',
    async () => {
      expect(await verdicts([...files.values()], flavour)).toEqual({
        passed: files.size,
        failed: [],
        status: 0,
      });
    },
    patience,
  );

  it(
    'a plain PDF does not, nor one of pdfmake itself: the judge can say no',
    async () => {
      const plain = join(folder, 'plain.pdf');
      await writeFile(plain, plainPdf(), 'latin1');
      const stock = join(folder, 'stock.pdf');
      await writeFile(stock, await untagged());
      const verdict = await verdicts([plain, stock], flavour);
      expect(verdict.passed).toBe(0);
      expect(verdict.failed).toHaveLength(2);
      expect(verdict.status).not.toBe(0);
    },
    patience,
  );
});

describe('what a reader finds by pdftotext', () => {
  it.each([
    ['certificate-course', ['Åsa Öfverbeck', '7,5 högskolepoäng', 'Närvaro']],
    ['certificate-programme', ['hälso- och sjukvård', 'Kommunal styrning och förändringsarbete']],
    ['proposal-short', ['Förslag till nominering', 'Zoë Ängsdal', 'Särskilt boende', 'Šejla Forsåker']],
    ['invoice-mixed', ['À-pris, kr', '25 000,00', 'Undantaget från moms', 'Bankgiro']],
    [
      'compliance-long',
      ['Uppföljning för Borlänge', 'Försenad', 'Försörjningsstöd', 'Łucja', 'Sida', '1 av'],
    ],
  ])('%s', async (name, words) => {
    const found = await text(name);
    for (const word of words) expect(found).toContain(word);
    expect(found).not.toContain('\ufffd');
  });
});
