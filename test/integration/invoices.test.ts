import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { type NewFact, rebuild, record } from '../../activities/facts/record.ts';
import { issueInvoices } from '../../activities/invoices/issue.ts';
import { issueCorrections } from '../../activities/invoices/issueCorrections.ts';
import { issueCourseDayInvoices } from '../../activities/invoices/issueCourseDayInvoices.ts';
import { issueSeatInvoices } from '../../activities/invoices/issueSeatInvoices.ts';
import { lookAhead, planLife } from '../../activities/lives/plan.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import type { Charge } from '../../domain/invoicing/lines.ts';
import { isOcr } from '../../domain/invoicing/ocr.ts';
import { deadlines } from '../../domain/term/deadlines.ts';
import { fromDate } from '../../prisma/client.ts';
import { startTestServer, type TestServer, testClock } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

const term = 'HT2026';
const life = `termInvoicing:${term}`;
const offering = 'HT2026-1b-1';
const dayOffering = 'HT2026-LLU-1';
const untouched = async (): Promise<never> => {
  throw new Error('issuing sends nothing and renders nothing');
};

async function smallRegion() {
  const { db } = await server.fresh();
  const clock = testClock('2026-06-17T06:00:00Z');
  const read = await readLiten();
  await importRegion({ db, clock }, read.region, read.hash);
  const deps: Dependencies = {
    db,
    clock,
    mailer: { deliver: untouched, wasAccepted: untouched, verify: untouched, close: untouched },
    documents: { render: untouched, close: untouched },
    store: { put: untouched, get: untouched },
    eInvoices: { deliver: untouched },
    reference: createReferenceCache(db),
    passing: () => undefined,
  };
  const reference = await deps.reference();
  const enter = async (...facts: NewFact[]) => {
    const at = await clock.now(db);
    const context = { at, today: reference.calendar.dateOf(at), source: 'answers' };
    await db.$transaction((tx) => record(tx, context, facts));
  };
  await enter({ kind: 'term_opened', subject: term, data: { term } });
  return { deps, db, clock, reference, enter };
}

const seatGiven = (person: string, number: number, where = offering, courseKind = 'programme'): NewFact => ({
  kind: 'seat_given',
  subject: `${where}.${person}`,
  data: {
    ...{ offering: where, person, number, term, courseKind },
    ...{ municipality: person.slice(0, 4), how: 'hand', rule: 'hand', reason: 'Inlagd för hand.' },
  },
});
const withdrawn = (person: string, validOn: string): NewFact => ({
  kind: 'seat_given_up',
  subject: `${offering}.${person}`,
  validOn,
  data: { offering, person, term, state: 'withdrawn' },
});

/** Plans the term's invoicing and carries out one issuing step, twice: the second run changes nothing. */
async function issue(deps: Dependencies, key: string, activity: typeof issueSeatInvoices): Promise<void> {
  const plan = await planLife(deps, life);
  const step = plan.steps.find((one) => one.key === key);
  if (step === undefined) throw new Error(`${key} is not due`);
  const input = { life, key, generation: plan.generation };
  await activity(deps, input);
  const facts = await deps.db.fact.count();
  await activity(deps, input);
  expect(await deps.db.fact.count()).toBe(facts);
}

describe('the invoices of a term', () => {
  test('seats: what is kept or left too late is charged, in one invoice a municipality', async () => {
    const { deps, db, clock, reference, enter } = await smallRegion();
    const { freeWithdrawalUntil } = deadlines(reference, term);
    const dayAfter = reference.calendar.addDays(freeWithdrawalUntil, 1);
    await enter(
      ...['2021-m01', '2080-m01', '2080-m04', '2081-m01', '2081-m03'].map((person, index) =>
        seatGiven(person, index + 1),
      ),
    );
    // Vansbro's only seat is left on the last free day, one of Falun's the day after.
    clock.set(reference.calendar.at(dayAfter, '06:00'));
    await enter(withdrawn('2021-m01', freeWithdrawalUntil), withdrawn('2080-m04', dayAfter));

    clock.set(reference.calendar.at(reference.calendar.addWorkingDays(freeWithdrawalUntil, 1), '08:00'));
    await issue(deps, `issue_seat_invoices.${term}`, issueSeatInvoices);
    const invoices = await db.invoice.findMany({ orderBy: { number: 'asc' } });
    expect(
      invoices.map(({ key, number, netOre, vatOre, totalOre }) => [key, number, netOre, vatOre, totalOre]),
    ).toEqual([
      ['HT2026.hda.2080', 1, 5_000_000n, 0n, 5_000_000n],
      ['HT2026.hda.2081', 2, 5_000_000n, 0n, 5_000_000n],
    ]);
    const lines = await db.invoiceLine.findMany({ orderBy: [{ invoice: 'asc' }, { position: 'asc' }] });
    expect(lines.map(({ invoice, position, person }) => [invoice, position, person])).toEqual([
      ['HT2026.hda.2080', 1, '2080-m01'],
      ['HT2026.hda.2080', 2, '2080-m04'],
      ['HT2026.hda.2081', 1, '2081-m01'],
      ['HT2026.hda.2081', 2, '2081-m03'],
    ]);
    expect(lines.map(({ funding }) => funding)).toEqual(['', '', 'Äldreomsorgslyftet', '']);
    for (const { ocr, issuedOn, dueOn } of invoices) {
      expect(isOcr(ocr)).toBe(true);
      const due = reference.calendar.addDays(fromDate(issuedOn), reference.rules.invoicing.paymentDays);
      expect(fromDate(dueOn)).toBe(reference.calendar.orNextWorkingDay(due));
    }
  });

  test('course days: those present are charged with VAT on the sum, by another seller with its own numbers', async () => {
    const { deps, db, clock, reference, enter } = await smallRegion();
    const present = ['2080-m01', '2080-m02', '2081-m01'];
    await enter(
      ...[...present, '2021-m01'].map((person, index) =>
        seatGiven(person, index + 1, dayOffering, 'course_day'),
      ),
    );
    clock.set(reference.calendar.at('2026-10-14', '10:00'));
    await enter({
      kind: 'attendance_registered',
      subject: `${dayOffering}.1`,
      // 2080-m04 came without a seat.
      data: { offering: dayOffering, day: 1, present: [...present, '2080-m04'], absent: ['2021-m01'] },
    });
    clock.set(reference.calendar.at('2026-12-01', '08:00'));
    await issue(deps, `issue_course_day_invoices.${term}`, issueCourseDayInvoices);
    const invoices = await db.invoice.findMany({ orderBy: { number: 'asc' } });
    expect(
      invoices.map(({ key, number, netOre, vatOre, totalOre }) => [key, number, netOre, vatOre, totalOre]),
    ).toEqual([
      ['HT2026.rss.2080', 1, 135_000n, 33_750n, 168_750n],
      ['HT2026.rss.2081', 2, 45_000n, 11_250n, 56_250n],
    ]);
    expect(await db.invoiceLine.count({ where: { day: 1 } })).toBe(4);
    expect(await db.invoiceCounter.findMany()).toEqual([{ seller: 'rss', year: 2026, last: 2 }]);
  });

  test('nobody to charge: no invoice, and no number is used', async () => {
    const { deps, db, clock, reference } = await smallRegion();
    clock.set(reference.calendar.at('2026-12-01', '08:00'));
    await issue(deps, `issue_seat_invoices.${term}`, issueSeatInvoices);
    expect(await db.invoice.count()).toBe(0);
    expect((await db.effect.findUnique({ where: { key: `issue_seat_invoices.${term}` } }))?.status).toBe(
      'done',
    );
  });
});

describe('invoice numbers', () => {
  const charge = (municipality: string, seller = 'hda'): Charge => ({
    seller,
    municipality,
    line: {
      ...{ article: 'programme_seat', title: 'Kurs 1b, en plats.', person: 'p', offering, day: 0 },
      ...{ quantity: 1, amountOre: 2_500_000, vatCategory: 'E', vatPercent: 0, funding: '', decision: '' },
    },
  });

  test('corrections: credit notes and an invoice in the same series, once; no line is taken back twice', async () => {
    const { deps, db, clock, reference, enter } = await smallRegion();
    const { freeWithdrawalUntil } = deadlines(reference, term);
    await enter(...['2080-m01', '2080-m04', '2081-m01'].map((person, index) => seatGiven(person, index + 1)));
    clock.set(reference.calendar.at(reference.calendar.addWorkingDays(freeWithdrawalUntil, 1), '08:00'));
    await issue(deps, `issue_seat_invoices.${term}`, issueSeatInvoices);
    clock.set(reference.calendar.at('2026-10-12', '12:00'));
    await enter(
      withdrawn('2080-m04', freeWithdrawalUntil),
      withdrawn('2081-m01', freeWithdrawalUntil),
      seatGiven('2021-m01', 4),
    );
    const due = reference.calendar.at('2026-11-02', '08:00');
    const { agenda } = await lookAhead(deps, life);
    expect(agenda.find(({ kind }) => kind === 'issue_corrections')?.dueAt).toBe(due);
    clock.set(due);
    await issue(deps, `issue_corrections.${term}.2026-11-02`, issueCorrections);

    const rows = await db.invoice.findMany({ orderBy: { number: 'asc' } });
    expect(
      rows.map(({ number, key, kind, credits, netOre }) => [number, key, kind, credits, netOre]),
    ).toEqual([
      [1, 'HT2026.hda.2080', 'invoice', '', 5_000_000n],
      [2, 'HT2026.hda.2081', 'invoice', '', 2_500_000n],
      [3, 'HT2026.hda.2080.credit-2', 'credit_note', 'HT2026.hda.2080', -2_500_000n],
      [4, 'HT2026.hda.2081.credit-2', 'credit_note', 'HT2026.hda.2081', -2_500_000n],
      [5, 'HT2026.hda.2021', 'invoice', '', 2_500_000n],
    ]);
    const line = await db.invoiceLine.findFirstOrThrow({ where: { invoice: 'HT2026.hda.2080.credit-2' } });
    expect(line).toMatchObject({
      ...{ creditedInvoice: 'HT2026.hda.2080', creditedPosition: 2, amountOre: -2_500_000n },
      person: '2080-m04',
    });
    expect((await planLife(deps, life)).steps.map(({ kind }) => kind)).not.toContain('issue_corrections');
    const twice = { ...line, invoice: 'HT2026.hda.2081.credit-2', position: 2 };
    await expect(db.invoiceLine.create({ data: twice })).rejects.toThrow('Unique constraint');

    const before = [await db.invoice.findMany(), await db.invoiceLine.findMany()];
    await db.$transaction((tx) => rebuild(tx), { timeout: 30_000 });
    expect([await db.invoice.findMany(), await db.invoiceLine.findMany()]).toEqual(before);
  });

  test('ten issuers at once: 1 to 10 without a gap, also when one fails after it has taken its number', async () => {
    const { db, reference } = await smallRegion();
    const occasion = { term, now: Date.parse('2026-09-15T06:00:00Z'), source: life, reference };
    const failing = '2005';
    const issueTo = (municipality: string) =>
      db.$transaction(
        async (tx) => {
          await issueInvoices(tx, [charge(municipality)], occasion);
          if (municipality === failing) throw new Error('the machine stopped here');
        },
        { maxWait: 30_000 },
      );
    const municipalities = Array.from({ length: 11 }, (_, index) => String(2001 + index));
    const outcomes = await Promise.allSettled(municipalities.map(issueTo));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    const numbers = async () =>
      (await db.invoice.findMany({ orderBy: { number: 'asc' } })).map(({ number }) => number);
    expect(await numbers()).toEqual(Array.from({ length: 10 }, (_, index) => index + 1));
    expect(await db.invoiceLine.count()).toBe(10);
    expect(await db.fact.count({ where: { kind: 'invoice_issued' } })).toBe(10);

    await db.$transaction((tx) => issueInvoices(tx, [charge(failing)], occasion));
    expect((await numbers()).at(-1)).toBe(11);
  });

  test('each seller and each year has a series of its own, in order of municipality', async () => {
    const { db, reference } = await smallRegion();
    const issueOn = (now: string, charges: Charge[], of = term) =>
      db.$transaction((tx) =>
        issueInvoices(tx, charges, { term: of, now: Date.parse(now), source: life, reference }),
      );
    // 31 December 23:30 UTC is the new year in Dalarna.
    await issueOn('2026-12-31T22:30:00Z', [charge('2081'), charge('2080'), charge('2080', 'rss')]);
    await issueOn('2026-12-31T23:30:00Z', [charge('2021')]);
    const rows = await db.invoice.findMany({
      orderBy: [{ seller: 'asc' }, { year: 'asc' }, { number: 'asc' }],
    });
    expect(
      rows.map(({ seller, year, number, municipality }) => [seller, year, number, municipality]),
    ).toEqual([
      ['hda', 2026, 1, '2080'],
      ['hda', 2026, 2, '2081'],
      ['hda', 2027, 1, '2021'],
      ['rss', 2026, 1, '2080'],
    ]);
  });

  test('a seller of both seats and course days sends a second invoice the same term', async () => {
    const { db, reference } = await smallRegion();
    const occasion = { term, now: Date.parse('2026-09-15T06:00:00Z'), source: life, reference };
    for (let round = 0; round < 3; round += 1) {
      await db.$transaction((tx) => issueInvoices(tx, [charge('2080')], occasion));
    }
    const rows = await db.invoice.findMany({ orderBy: { number: 'asc' } });
    expect(rows.map(({ key }) => key)).toEqual(['HT2026.hda.2080', 'HT2026.hda.2080.2', 'HT2026.hda.2080.3']);
  });
});
