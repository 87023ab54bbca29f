import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDocumentRenderer,
  type DocumentRenderer,
  RenderError,
} from '../../../activities/documents/renderer.ts';
import {
  compliance,
  courseCertificate,
  courseDayCertificate,
  invoice,
  programmeCertificate,
  proposal,
  samples,
} from '../../support/documents.ts';
import { pageTexts } from '../../support/pdf-text.ts';

const here = (path: string): URL => new URL(path, import.meta.url);
/** Text without the difference between ordinary and non-breaking spaces. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const text = (bytes: Uint8Array): string => plain(pageTexts(bytes).join(''));
const count = (whole: string, part: string): number => whole.split(part).length - 1;

let renderer: DocumentRenderer;
beforeAll(() => {
  renderer = createDocumentRenderer({ threads: 2 });
});
afterAll(() => renderer.close());

async function rejection(work: Promise<unknown>): Promise<RenderError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RenderError)) throw new Error(`no RenderError but ${String(error)}`);
  return error;
}

describe('every kind of document, short and long', () => {
  it.each([...samples()])(
    '%s',
    async (name, view) => {
      const bytes = await renderer.render(view);
      expect(Buffer.from(bytes.subarray(0, 8)).toString('latin1')).toBe('%PDF-1.7');
      const pages = pageTexts(bytes).map(plain);
      expect(pages.length).toBeGreaterThan(name.endsWith('-long') ? 4 : 0);
      expect(pages.length).toBeLessThan(name.endsWith('-long') ? 20 : 3);
      pages.forEach((page, index) => {
        expect(page).not.toContain('\ufffd');
        expect(page).not.toContain('\0');
        expect(page).toContain(`${index + 1} av ${pages.length}`);
        expect(page).toContain(view.reference);
        expect(page).toContain(view.sender.email);
      });
    },
    30_000,
  );

  it('a report for ten managers takes two pages', async () => {
    expect(pageTexts(await renderer.render(compliance(10)))).toHaveLength(2);
  });

  it('certificates take one page', async () => {
    for (const view of [courseCertificate(), courseDayCertificate(), programmeCertificate()])
      expect(pageTexts(await renderer.render(view))).toHaveLength(1);
  });
});

describe('what documents say', () => {
  it('a course certificate: who, what, how much, when', async () => {
    const found = text(await renderer.render(courseCertificate()));
    for (const part of [
      'Kursintyg',
      'Åsa Öfverbeck',
      'Hemtjänst Norr, Borlänge kommun',
      'Ledarskapets juridik',
      '7,5 högskolepoäng',
      '5 av 6 kursdagar',
      'den 15 januari 2027',
      'Utfärdat den 18 januari 2027',
    ])
      expect(found).toContain(part);
    expect(found).not.toContain('elderly_care');
  });

  it('a certificate number stays in one piece where it is to be read aloud', async () => {
    const reference = 'HT2026-1b-1/2080-m13/1HJ5';
    for (const view of [courseCertificate(), courseDayCertificate(), programmeCertificate()]) {
      const found = text(await renderer.render({ ...view, reference, status: null }));
      expect(found).toContain(`Ange intygsnumret ${reference} till`);
      expect(found).toContain(view.signatory.title);
    }
  });

  it('a compliance report tells below the list whom it leaves out', async () => {
    const found = text(await renderer.render(compliance(8)));
    expect(found.indexOf('frivillig för 1 chef')).toBeLessThan(found.indexOf('Prognos'));
    expect(found.indexOf('frivillig för 1 chef')).toBeGreaterThan(found.indexOf('Anmärkning'));
  });

  it('a sender without an address is told by its unit in the footer', async () => {
    const view = proposal(1);
    const found = text(await renderer.render({ ...view, sender: { ...view.sender, address: [] } }));
    expect(found).toContain('Hälsa och välfärd i Dalarna LedarskapsutbildningenKontakt');
  });

  it('a programme certificate sums its courses and names what it replaces', async () => {
    const found = text(await renderer.render(programmeCertificate()));
    expect(found).toContain('Summa30 hp');
    expect(found).toContain('ersätter PI-2028-0002 från den 8 juni 2028');
  });

  it('a table says its header again on each page, and each row once', async () => {
    const view = compliance(120);
    const pages = pageTexts(await renderer.render(view)).map(plain);
    const withRows = pages.filter((page) => page.includes('ska ha börjat'));
    expect(withRows.length).toBeGreaterThan(3);
    for (const page of withRows) expect(page).toContain('Nästa datum');
    const rows = view.rows.filter(({ next }) => next?.what === 'ska ha börjat').length;
    expect(count(pages.join(''), 'ska ha börjat')).toBe(rows);
  });

  it('a heading never stands alone at the foot of a page', async () => {
    const sizes = Array.from({ length: 16 }, (_, index) => index + 1);
    for (const size of sizes)
      for (const page of pageTexts(await renderer.render(proposal(size))).map(plain)) {
        if (page.includes('De här cheferna föreslår vi inte')) expect(page).toContain('Varför inte');
        if (page.includes('Vi föreslår')) expect(page).toContain('Kurs');
      }
  }, 30_000);

  it('a compliance report counts its own rows', async () => {
    const found = text(await renderer.render(compliance(120)));
    expect(found).toContain('Uppföljningen gäller 120 chefer. Av dem har 15 gått hela utbildningen.');
    expect(found).toContain('15 chefer är försenade');
    expect(text(await renderer.render(compliance(1)))).toContain('1 chef är försenad.');
    const nobody = text(
      await renderer.render({ ...compliance(5), rows: compliance(5).rows.filter((_, index) => index > 0) }),
    );
    expect(nobody).toContain(
      'gäller 4 chefer. Ingen av dem har gått hela utbildningen än. Ingen är försenad.',
    );
    const voluntary = compliance(8).rows.filter(({ status }) => status === 'in_training');
    const free = text(await renderer.render({ ...compliance(8), rows: voluntary, decisions: [] }));
    expect(free).toContain('gäller 1 chef. Hela utbildningen är inte klar än.');
    expect(free).not.toContain('försenad.');
    expect(text(await renderer.render({ ...compliance(0), decisions: [] }))).toContain('frivilligt');
  });

  it('a proposal gives its reasons in words', async () => {
    const found = text(await renderer.render(proposal(5)));
    expect(found).toContain('Svara senast den 22 juni 2026');
    expect(found).toContain('Av årets 5 platser för 2026 är 2 använda. 3 återstår.');
    expect(found).toContain('Chef sedan den 1 mars 2019');
    expect(found).toContain('Högst en från samma arbetsplats åt gången');
  });

  it('an invoice prints what to pay, and a credit note does not ask for money', async () => {
    const found = text(await renderer.render(invoice(4, { taxed: true })));
    for (const part of [
      'Att betala101 672,50 kr',
      'Undantaget från moms100 000,00 kr',
      'Moms 25 %1 338,00 kr334,50 kr',
      '20260000075',
      '5050-1055',
      'Kan ersättas genom Äldreomsorgslyftet.',
      'Godkänd för F-skatt',
      'Er referensRef 208100-SOC',
    ])
      expect(found).toContain(part);
    const credit = text(await renderer.render(invoice(1, { credit: true })));
    expect(credit).toContain('avser faktura HDA-2026-0007');
    expect(credit).toContain('\u221225 000,00');
    expect(credit).not.toContain('Att betala');
    expect(credit).not.toContain('OCR');
  });
});

describe('the same view gives the same bytes', () => {
  const views = [courseCertificate(), proposal(3), invoice(3, { taxed: true }), compliance(40)];

  it('again, on several threads, and when its letters are decomposed', async () => {
    for (const view of views) {
      const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => renderer.render(view)));
      for (const other of others) expect(Buffer.compare(first ?? new Uint8Array(), other)).toBe(0);
    }
    const certificate = courseCertificate();
    const decomposed = {
      ...certificate,
      course: certificate.course.normalize('NFD'),
      person: { ...certificate.person, name: certificate.person.name.normalize('NFD') },
    };
    expect(decomposed.person.name).not.toBe(certificate.person.name);
    expect(Buffer.compare(await renderer.render(certificate), await renderer.render(decomposed))).toBe(0);
  }, 30_000);

  it('in other processes with other time zones and languages', async () => {
    const expected = await Promise.all(
      views.map(async (view) =>
        createHash('sha256')
          .update(await renderer.render(view))
          .digest('hex'),
      ),
    );
    const run = promisify(execFile);
    for (const environment of [
      { TZ: 'America/New_York', LC_ALL: 'en_US.UTF-8' },
      { TZ: 'UTC', LC_ALL: 'C' },
    ]) {
      const { stdout } = await run(
        process.execPath,
        ['--import', 'tsx', fileURLToPath(here('./render-hashes.ts')), JSON.stringify(views)],
        { env: { ...process.env, NODE_OPTIONS: '', ...environment }, cwd: fileURLToPath(here('../../..')) },
      );
      expect(stdout.trim().split('\n')).toEqual(expected);
    }
  }, 60_000);

  it('carries the moment of issue and no other time', async () => {
    const view = courseCertificate();
    const file = Buffer.from(await renderer.render(view)).toString('latin1');
    const dates = [...file.matchAll(/D:\d{14}Z?/g)].map(([date]) => date);
    expect(new Set(dates)).toEqual(new Set(['D:20270118060000Z']));
    expect(file).toMatch(/<xmp:CreateDate>2027-01-18T06:00:00Z</);
    expect(file).not.toContain(
      `${new Date().getUTCFullYear()}${String(new Date().getUTCMonth() + 1).padStart(2, '0')}`,
    );
    expect(file).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/);
    expect(file).toContain('/Lang (sv-SE)');
    expect(file).toContain('/DisplayDocTitle true');
    const later = await renderer.render({ ...view, issuedAt: view.issuedAt + 1000 });
    expect(Buffer.compare(Buffer.from(file, 'latin1'), later)).not.toBe(0);
  });
});

describe('what cannot be rendered is refused with a code and without a name', () => {
  it('a character that the fonts lack', async () => {
    const view = courseCertificate();
    const error = await rejection(renderer.render({ ...view, person: { ...view.person, name: '李 Åsa' } }));
    expect(error).toMatchObject({ code: 'unprintable_character', detail: 'U+674E' });
    expect(JSON.stringify(error) + error.message).not.toContain('Åsa');
  });

  it('but not the letters of names that live here', async () => {
    for (const name of [
      'Đorđe Žižić',
      'Łukasz Wąs',
      'Ağca Şahin',
      'Ștefan Țîrlea',
      'Nguyễn Hồng',
      'Ḥasan Ṣāliḥ',
      'Ǧamal',
    ]) {
      const view = courseCertificate();
      expect(text(await renderer.render({ ...view, person: { ...view.person, name } }))).toContain(name);
    }
  });

  it('an invoice that does not add up, in each place', async () => {
    const good = invoice(2, { taxed: true });
    const line = good.lines[0];
    if (line === undefined) throw new Error('a sample without lines');
    for (const bad of [
      { ...good, total: good.total + 1 },
      { ...good, net: good.net + 1 },
      { ...good, vatTotal: good.vatTotal + 1, total: good.total + 1 },
      { ...good, lines: [{ ...line, amount: line.amount + 1 }, ...good.lines.slice(1)] },
      { ...good, lines: [{ ...line, vatCategory: 'O' as const }, ...good.lines.slice(1)] },
    ])
      expect((await rejection(renderer.render(bad))).code).toBe('amounts_disagree');
  });

  it('a date or term that is none', async () => {
    expect((await rejection(renderer.render({ ...courseCertificate(), passedOn: 'igår' }))).code).toBe(
      'invalid_view',
    );
    expect((await rejection(renderer.render({ ...proposal(1), term: '2026' }))).code).toBe('invalid_view');
    expect((await rejection(renderer.render({ ...proposal(1), issuedAt: Number.NaN }))).code).toBe(
      'invalid_view',
    );
  });

  it('a thread that dies or never answers, after which the next document is rendered', async () => {
    const fragile = createDocumentRenderer({
      threads: 1,
      timeoutMs: 3000,
      worker: here('./fragile-worker.ts'),
    });
    try {
      const view = courseCertificate();
      const [crashed, hung, threw, fine] = await Promise.all([
        rejection(fragile.render({ ...view, reference: 'exit' })),
        rejection(fragile.render({ ...view, reference: 'hang' })),
        rejection(fragile.render({ ...view, reference: 'throw' })),
        fragile.render(view),
      ]);
      expect([crashed.code, hung.code, threw.code]).toEqual([
        'worker_crashed',
        'timed_out',
        'worker_crashed',
      ]);
      expect(threw.message).not.toContain('Åsa');
      expect([...fine]).toEqual([1, 2, 3]);
    } finally {
      await fragile.close();
    }
  }, 30_000);

  it('a view with attachments goes to the thread and back', async () => {
    const notes = {
      name: 'n.txt',
      mediaType: 'text/plain',
      description: 'n',
      bytes: new Uint8Array([104, 101, 106]),
    };
    const bytes = await renderer.render(courseCertificate(), [{ ...notes, relationship: 'Supplement' }]);
    expect(Buffer.from(bytes).toString('latin1')).toContain('/AFRelationship /Supplement');
  });

  it('anything after close, which waits for what is under way', async () => {
    const brief = createDocumentRenderer({ threads: 1 });
    const work = [brief.render(courseCertificate()), brief.render(proposal(1))];
    await brief.close();
    for (const bytes of await Promise.all(work)) expect(bytes.length).toBeGreaterThan(1000);
    expect((await rejection(brief.render(courseCertificate()))).code).toBe('closed');
    await brief.close();
  }, 30_000);

  it('fewer than one thread', () => expect(() => createDocumentRenderer({ threads: 0 })).toThrow(RangeError));
});
