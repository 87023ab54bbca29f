import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { accountingFile } from '../../activities/accounting.ts';
import { record } from '../../activities/facts/record.ts';
import { reconcile } from '../../activities/reconciliation.ts';
import { networkView } from '../../activities/reports/statements.ts';
import { coveringMandate } from '../../domain/mandate/mandate.ts';
import { isManagerOn } from '../../domain/report/compliance.ts';
import { closingTable } from '../../worker/play/output/closingTable.ts';
import { exportDocuments } from '../../worker/play/output/documents.ts';
import { writeLedger } from '../../worker/play/output/ledger.ts';
import { mandatedTable } from '../../worker/play/output/mandatedTable.ts';
import { writeSummary } from '../../worker/play/output/summary.ts';
import { startTestServer, type TestServer } from '../support/database.ts';
import { checkLedgerAgainstSummary } from '../support/ledgerSummary.ts';
import { readSie } from '../support/sie.ts';
import { playOn, playWholeTerm, type WholeTerm } from '../support/wholeTerm.ts';

const term = 'HT2026';
const out = mkdtempSync(join(tmpdir(), 'ledarresan-output-'));
let server: TestServer;
let played: WholeTerm;
let documents: readonly string[];
const mails = () => readdirSync(join(out, 'mail')).map((name) => `mail/${name}`);

beforeAll(async () => {
  server = await startTestServer();
  const { db } = await server.fresh();
  played = await playWholeTerm(db, { region: 'liten', term, out, seed: '1' });
  documents = await exportDocuments(db, played.deps.store, out);
}, 180_000);
afterAll(async () => {
  await server?.stop();
  rmSync(out, { recursive: true, force: true });
});

const broken = (files?: readonly string[]) => reconcile(played.deps.db, played.reference, [term], files);
const equations = async (files?: readonly string[]) =>
  [...new Set((await broken(files)).map(({ equation }) => equation))].sort();

describe('a whole term of the small region', () => {
  test('everything adds up, and the term had something of everything', async () => {
    const { db } = played.deps;
    expect(await broken([...mails(), ...documents])).toEqual([]);
    expect(await db.certificate.count()).toBeGreaterThan(0);
    expect(await db.invoice.count()).toBeGreaterThan(1);
    expect(await db.effect.count({ where: { kind: 'mail', status: 'accepted' } })).toBeGreaterThan(50);
  });

  test('ledger, summary and table agree, read from the files', async () => {
    const { deps, reference, hash, from, to } = played;
    const ledger = join(out, 'ledger.csv');
    const summary = join(out, 'summary.json');
    expect(await writeLedger(deps.db, reference, ledger)).toBe(await deps.db.effect.count());
    await writeSummary(
      deps.db,
      reference,
      {
        versions: { package: '0.1.0', temporalServer: 'none' },
        ...{ hash, seed: '1', terms: [term], from, to, seconds: 1 },
        eventsPerJourney: [40, 10, 20, 31],
        reconciliation: await broken(),
      },
      summary,
    );
    const table = await closingTable(deps.db, reference, [term]);
    const csv = readFileSync(ledger, 'utf8');
    const json = readFileSync(summary, 'utf8');
    expect(checkLedgerAgainstSummary(csv, json, table)).toEqual([]);
    expect(JSON.parse(json)).toMatchObject({
      region: { name: 'Liten region' },
      versions: { node: process.versions.node, postgres: expect.stringMatching(/^18\./) },
      eventsPerJourney: { journeys: 4, min: 10, median: 25.5, max: 40 },
      reconciliation: [],
    });
    const { mandated } = JSON.parse(json);
    const covered = played.reference.people.filter(
      (one) =>
        isManagerOn(one, '2026-12-31') && coveringMandate(one, played.reference.mandates, '2026-12-31'),
    );
    expect(Object.values(mandated)).toHaveLength(7);
    expect(Object.values<number>(mandated).reduce((sum, count) => sum + count, 0)).toBe(covered.length);
    expect(covered.length).toBeGreaterThan(0);
    expect(mandated.unaccounted).toBe(0);
    const cells = (await mandatedTable(deps.db, reference, to)).split('\n').at(-1)?.split(/ {2,}/);
    expect(cells?.slice(1)).toEqual([covered.length, ...Object.values(mandated)].map(String));

    // The check itself can fail: one accepted mail less, one number of the table changed.
    const line = csv.split('\n').find((one) => one.includes('mail/') && one.includes(',accepted,')) ?? '';
    expect(checkLedgerAgainstSummary(csv.replace(`${line}\n`, ''), json, table)).not.toEqual([]);
    expect(checkLedgerAgainstSummary(csv, json, table.replace(/(Total +)\d/, '$19'))).not.toEqual([]);
  });

  test('the ledger is the same bytes each time, in local time, and has no names', async () => {
    const { db } = played.deps;
    const [one, two] = [join(out, 'one.csv'), join(out, 'two.csv')];
    await writeLedger(db, played.reference, one);
    await db.effect.updateMany({ data: { attempt: { increment: 1 }, settledAt: new Date() } });
    await writeLedger(db, played.reference, two);
    const text = readFileSync(one, 'utf8');
    expect(readFileSync(two, 'utf8')).toBe(text);
    expect(text).toMatch(/^at,kind,key,person,municipality,subject,file,status,rule,reason\n/);
    expect(text).not.toContain('\r');
    expect(text).toMatch(/\n2026-09-\d\dT08:00:00\+02:00,/);
    expect(text).toMatch(/\n2026-11-\d\dT08:00:00\+01:00,/);
    for (const { name, email } of await db.personDetail.findMany()) {
      expect(text).not.toContain(name);
      if (email !== '') expect(text).not.toContain(email);
    }
  });

  test('documents are written once and put right when something has changed them', async () => {
    const { db, store } = played.deps;
    expect(documents).toHaveLength(await db.document.count());
    const [first = ''] = documents;
    const file = join(out, first);
    const bytes = readFileSync(file);
    const before = statSync(join(out, documents[1] ?? '')).mtimeMs;
    writeFileSync(file, 'something else');
    await exportDocuments(db, store, out);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(statSync(join(out, documents[1] ?? '')).mtimeMs).toBe(before);
  });

  test('a row that names a file outside the folder is refused', async () => {
    const { db, store } = played.deps;
    const row = await db.document.findFirstOrThrow();
    await db.document.update({ where: { key: row.key }, data: { file: '../elsewhere.pdf' } });
    await expect(exportDocuments(db, store, out)).rejects.toThrow('not a file inside');
    await db.document.update({ where: { key: row.key }, data: { file: row.file } });
  });
});

/**
 * After a correction, so that there are credit notes too. What others read is read here by readers of their own: the XML
 * by a pattern, the accounting file by the tests' parser, the report as its table.
 */
describe('totals agree to the öre', () => {
  test('between the log, invoices, e-invoices, the accounting file and the report, also with credit notes', async () => {
    const { deps, reference } = played;
    const { db } = deps;
    await leaveOutOnePresent();
    const to = await playOn(deps, '1', played.to);
    played = { ...played, to };
    documents = await exportDocuments(db, deps.store, out);
    expect(await broken([...mails(), ...documents])).toEqual([]);

    const invoices = await db.invoice.findMany({ orderBy: { key: 'asc' } });
    const ofKind = (kind: string) => invoices.filter((row) => row.kind === kind).length;
    expect(ofKind('invoice')).toBeGreaterThan(2);
    expect(ofKind('credit_note')).toBeGreaterThan(0);
    expect(await db.invoiceLine.count({ where: { person: '' } })).toBeGreaterThan(0);
    const stored = totalsBy(invoices, ({ key, totalOre }) => [key, Number(totalOre)]);

    const facts = await db.fact.findMany({
      where: { kind: { in: ['invoice_issued', 'credit_note_issued'] } },
    });
    const logged = z.object({ key: z.string(), totalOre: z.number() });
    expect(
      totalsBy(facts, ({ data }) => {
        const { key, totalOre } = logged.parse(data);
        return [key, totalOre];
      }),
    ).toEqual(stored);
    // The ledger has the step that printed each of them, and no other.
    const printed = await db.effect.findMany({ where: { kind: 'invoice_document', status: 'done' } });
    expect(new Set(printed.map(({ key }) => key))).toEqual(
      new Set(invoices.map(({ key }) => `invoice_document.${key}`)),
    );

    const xml = await db.document.findMany({ where: { kind: 'e_invoice' } });
    expect(
      totalsBy(xml, ({ subject, file }) => [subject, payable(readFileSync(join(out, file), 'utf8'))]),
    ).toEqual(stored);

    const vouchers = (
      await Promise.all(
        reference.sellers.flatMap(({ code }) =>
          ['2026', '2027'].map(async (year) => {
            const period = { seller: code, from: `${year}-01-01`, to: `${year}-12-31` };
            const program = { name: 'Ledarresan', version: '1' };
            const { content } = await accountingFile(db, reference, period, program, '2027-12-31');
            return readSie(content).vouchers.map((voucher) => ({ ...voucher, id: `${code} ${year}` }));
          }),
        ),
      )
    ).flat();
    const { receivable, trainerPot } = reference.rules.accounting;
    const booked = (series: string, account: string) =>
      totalsBy(
        vouchers.filter((voucher) => voucher.series === series),
        ({ id, number, entries }) => [
          `${id} ${number}`,
          entries.filter((entry) => entry.account === account).reduce((sum, { ore }) => sum + ore, 0),
        ],
      );
    const place = (row: { seller: string; year: number; number: number }) =>
      `${row.seller} ${row.year} ${row.number}`;
    expect(booked('F', receivable)).toEqual(totalsBy(invoices, (row) => [place(row), Number(row.totalOre)]));
    const shares = await db.shareStatement.findMany();
    expect(shares.length).toBeGreaterThan(1);
    expect(booked('U', trainerPot.owed)).toEqual(
      totalsBy(shares, (row) => [place(row), -Number(row.amountOre)]),
    );

    for (const year of [2026, 2027]) {
      const end = reference.calendar.at(`${year + 1}-01-01`, '00:00') - 1;
      const [table] = (await networkView(deps, { asOf: end, issuedAt: end })).tables;
      const cost = table.columns.findIndex(({ label }) => label.startsWith('Kostnad i år'));
      const ofYear = invoices.filter((row) => row.year === year);
      for (const { code, name } of reference.municipalities) {
        const net = ofYear
          .filter((row) => row.municipality === code)
          .reduce((sum, row) => sum + row.netOre, 0n);
        expect(table.rows.find(([first]) => first === name)?.[cost], `${name} ${year}`).toBe(Number(net));
      }
      expect(table.sum?.[cost]).toBe(Number(ofYear.reduce((sum, row) => sum + row.netOre, 0n)));
    }
  }, 180_000);

  /** The attendance of a course day is registered again, without the last of those who were there. */
  async function leaveOutOnePresent(): Promise<void> {
    const { db } = played.deps;
    const offerings = await db.offering.findMany({ where: { courseKind: 'course_day' } });
    const { offering, day } = await db.attendance.findFirstOrThrow({
      where: { present: true, offering: { in: offerings.map(({ code }) => code) } },
      orderBy: [{ offering: 'asc' }, { day: 'asc' }],
    });
    const rows = await db.attendance.findMany({ where: { offering, day }, orderBy: { person: 'asc' } });
    const there = rows.filter(({ present }) => present).map(({ person }) => person);
    const absent = [
      ...rows.filter(({ present }) => !present).map(({ person }) => person),
      ...there.slice(-1),
    ];
    const today = played.reference.calendar.dateOf(played.to);
    await db.$transaction((tx) =>
      record(tx, { at: played.to, today, source: 'hand' }, [
        {
          kind: 'attendance_registered',
          subject: `${offering}.${day}`,
          data: { offering, day, present: there.slice(0, -1), absent },
        },
      ]),
    );
  }
});

/** Amounts in öre by key, which no two rows share. */
function totalsBy<T>(rows: readonly T[], of: (row: T) => readonly [string, number]): Map<string, number> {
  const totals = new Map(rows.map(of).sort(([a], [b]) => (a < b ? -1 : 1)));
  expect(totals.size).toBe(rows.length);
  return totals;
}

/** What an e-invoice says is to be paid, in öre; below zero for a credit note. */
function payable(xml: string): number {
  const [, whole = '', ore = ''] = /<cbc:PayableAmount currencyID="SEK">(\d+)\.(\d\d)</.exec(xml) ?? [];
  expect(whole).not.toBe('');
  const amount = Number(whole) * 100 + Number(ore);
  return /<CreditNote\b/.test(xml) ? -amount : amount;
}

describe('what does not add up is found', () => {
  /** Breaks something, looks, and puts it right. */
  async function whenBroken(
    breaking: () => Promise<unknown>,
    mending: () => Promise<unknown>,
    files?: readonly string[],
  ): Promise<string[]> {
    await breaking();
    try {
      return await equations(files);
    } finally {
      await mending();
    }
  }

  test('files: a mail that is missing, one too many, a document that is missing', async () => {
    const all = [...mails(), ...documents];
    const [mail = ''] = mails();
    expect(await equations(all.filter((file) => file !== mail))).toEqual(['accepted mails = .eml files']);
    expect(await equations([...all, mail.replace('.eml', '~2.eml')])).toEqual([
      'accepted mails = .eml files',
    ]);
    expect(await equations(all.filter((file) => file !== documents[0]))).toEqual(['documents = their files']);
  });

  test('an invoice that was printed, and has no e-invoice', async () => {
    const { db } = played.deps;
    const frozen = await db.document.findFirstOrThrow({ where: { kind: 'e_invoice' } });
    expect(
      await whenBroken(
        () => db.document.delete({ where: { key: frozen.key } }),
        () => db.document.create({ data: frozen }),
      ),
    ).toEqual(['e-invoices delivered = e-invoices frozen', 'invoices = printed invoices = e-invoices']);
  });

  test('a mail that was claimed and never ended', async () => {
    const { db } = played.deps;
    const { key } = await db.effect.findFirstOrThrow({ where: { kind: 'mail', status: 'accepted' } });
    const set = (status: string) => db.effect.update({ where: { key }, data: { status } });
    expect(
      await whenBroken(
        () => set('claimed'),
        () => set('accepted'),
      ),
    ).toEqual(['messages planned = accepted + refused + doubtful + suppressed + missed + superseded']);
  });

  test('an invoice line more, another total, a number left out', async () => {
    const { db } = played.deps;
    const line = await db.invoiceLine.findFirstOrThrow({ where: { person: { not: '' } } });
    expect(
      await whenBroken(
        () => db.invoiceLine.create({ data: { ...line, position: 999 } }),
        () => db.invoiceLine.deleteMany({ where: { position: 999 } }),
      ),
    ).toContain('invoice lines − credited lines = seats to be paid for + participants on course days');
    const invoice = await db.invoice.findFirstOrThrow({ orderBy: { number: 'asc' } });
    const { key } = invoice;
    const more = { netOre: invoice.netOre + 1n, totalOre: invoice.totalOre + 1n };
    const { netOre, totalOre, number } = invoice;
    expect(
      await whenBroken(
        () => db.invoice.update({ where: { key }, data: more }),
        () => db.invoice.update({ where: { key }, data: { netOre, totalOre } }),
      ),
    ).toEqual([
      'entries of a voucher add up to 0 (öre)',
      'net + VAT (öre) = total of the invoice',
      'sum of lines (öre) = net amount of the invoice',
    ]);
    expect(
      await whenBroken(
        () => db.invoice.update({ where: { key }, data: { number: 999 } }),
        () => db.invoice.update({ where: { key }, data: { number } }),
      ),
    ).toEqual(['invoice numbers have no gaps']);
  });

  test('a certificate that nobody earned, credits that nobody has, a seat in another state', async () => {
    const { db } = played.deps;
    const certificate = await db.certificate.findFirstOrThrow({
      where: { status: 'issued', kind: { in: ['course', 'course_day'] } },
    });
    const { key, version } = certificate;
    expect(
      await whenBroken(
        () => db.certificate.delete({ where: { key_version: { key, version } } }),
        () => db.certificate.create({ data: certificate }),
      ),
    ).toEqual(['course certificates = passes with enough presence']);
    const there = await db.attendance.findFirstOrThrow({ where: { present: true } });
    const place = { offering: there.offering, day: there.day, person: there.person };
    const present = (is: boolean) =>
      db.attendance.update({ where: { offering_day_person: place }, data: { present: is } });
    expect(
      await whenBroken(
        () => present(false),
        () => present(true),
      ),
    ).toEqual(['attendance as the log tells = attendance as it stands']);
    const credit = { person: '2021-m01', course: '4', completedOn: new Date('2025-01-01'), source: 'x' };
    expect(
      await whenBroken(
        () => db.credit.create({ data: credit }),
        () => db.credit.deleteMany({ where: { source: 'x' } }),
      ),
    ).toEqual(['credits (tenths of hp) = passes × credits of the course + prior credits']);
    const { offering, person, state } = await db.seat.findFirstOrThrow({ where: { state: 'passed' } });
    const where = { offering_person: { offering, person } };
    expect(
      await whenBroken(
        () => db.seat.update({ where, data: { state: 'held' } }),
        () => db.seat.update({ where, data: { state } }),
      ),
    ).toEqual([
      'seats as the log tells = seats as they stand',
      'seats given = passed + failed + withdrawn + declined + under way',
    ]);
  });

  test('a seat given by hand after the invoices went out is not forgotten', async () => {
    const { db } = played.deps;
    const free = await db.seatNumber.findFirstOrThrow({
      where: { offering: 'HT2026-1b-1', seats: { none: { state: { in: ['held', 'passed', 'failed'] } } } },
    });
    const taken = await db.seat.findMany({ select: { person: true } });
    const { people } = played.reference;
    const person = people.find(
      ({ id, role }) => role === 'manager' && !taken.some((seat) => seat.person === id),
    );
    if (person === undefined) throw new Error('everybody has a seat');
    const data = {
      ...{ offering: free.offering, person: person.id, number: free.number, term, courseKind: 'programme' },
      ...{ municipality: person.municipality, how: 'hand' as const, rule: 'hand', reason: 'För hand.' },
    };
    await db.$transaction((tx) =>
      record(tx, { at: played.to, today: '2027-03-01', source: 'hand' }, [
        { kind: 'seat_given', subject: `${free.offering}.${person.id}`, data },
      ]),
    );
    expect(await equations()).toContain(
      'invoice lines − credited lines = seats to be paid for + participants on course days',
    );
  });
});
