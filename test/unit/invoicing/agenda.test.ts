import { describe, expect, it } from 'vitest';
import { type InvoicingFacts, invoicingAgenda, invoicingIsDone } from '../../../domain/invoicing/agenda.ts';
import {
  local,
  moment,
  municipality,
  offering,
  only,
  type WorldChange,
  world,
} from '../../support/worlds.ts';

// HT2026 begins on 31 August: free withdrawal until Monday 21 September; its one course day is 3 November.
const facts = (more: Partial<InvoicingFacts> = {}): InvoicingFacts => ({
  term: 'HT2026',
  openedAt: 1,
  courseDaysRegisteredAt: null,
  issued: [],
  invoices: [],
  correctedAt: 0,
  account: { term: 'HT2026', seats: [], presences: [], days: [] },
  standing: [],
  readings: [],
  shareStatements: [],
  creditedShares: [],
  ...more,
});
const agendaOf = (more: Partial<InvoicingFacts> = {}, change: WorldChange = {}) =>
  invoicingAgenda(facts(more), world(change));
const keysOf = (more: Partial<InvoicingFacts>) => agendaOf(more).map(({ key }) => key);

describe('when a term is invoiced', () => {
  it('seats: the working day after the last day of free withdrawal', () => {
    const seats = only(agendaOf(), 'issue_seat_invoices');
    expect(local(seats.dueAt)).toBe('2026-09-22T08:00');
    expect(seats.detail).toMatchObject({ term: 'HT2026', freeWithdrawalUntil: '2026-09-21' });
    // Four weeks and four days after a Monday: a Friday, then a weekend.
    const terms = [{ code: 'HT2026', start: '2026-08-28', end: '2027-01-24' }];
    expect(local(only(agendaOf({}, { terms }), 'issue_seat_invoices').dueAt)).toBe('2026-09-21T08:00');
  });

  it('course days: ten working days after the last one, never before all are registered', () => {
    expect(keysOf({})).toEqual(['issue_seat_invoices.HT2026']);
    const dueAt = (at: string) =>
      local(only(agendaOf({ courseDaysRegisteredAt: moment(at) }), 'issue_course_day_invoices').dueAt);
    expect(dueAt('2026-11-03T18:00')).toBe('2026-11-17T08:00');
    expect(dueAt('2026-12-01T10:00')).toBe('2026-12-01T10:00');
  });

  it('without course days, ten working days after the free withdrawal', () => {
    const change = { offerings: [offering('HT2026', '1b', ['2026-09-16'])] };
    const days = only(agendaOf({ courseDaysRegisteredAt: 0 }, change), 'issue_course_day_invoices');
    expect(local(days.dueAt)).toBe('2026-10-05T08:00');
  });

  it("a year's costs: on their day, or in the first morning after the term is opened", () => {
    const cost = {
      ...{ article: 'national', title: 'Yrkesresan', year: 2026, from: '', seller: 'rss', amount: 237 },
      ...{ basis: 'inhabitant' as const, trainerPot: 0, vatCategory: 'S' as const, vatPercent: 25 },
    };
    const terms = [{ code: 'HT2026', start: '2026-08-31', end: '2027-01-24' }];
    const dueAt = (openedAt: string) =>
      local(
        only(agendaOf({ openedAt: moment(openedAt) }, { terms, fees: [cost] }), 'issue_yearly_invoices')
          .dueAt,
      );
    // 1 March 2026 is a Sunday, 1 May a holiday before a weekend.
    expect(dueAt('2026-01-10T12:00')).toBe('2026-03-02T08:00');
    expect(dueAt('2026-05-04T00:00')).toBe('2026-05-04T08:00');
    expect(dueAt('2026-05-04T10:00')).toBe('2026-05-05T08:00');
    expect(dueAt('2026-05-01T10:00')).toBe('2026-05-04T08:00');
  });

  it('not before the term is opened', () => {
    expect(agendaOf({ openedAt: null })).toEqual([]);
  });
});

describe('an invoice', () => {
  const invoice = {
    key: 'HT2026.HDa.2081',
    kind: 'invoice' as const,
    seller: 'HDa',
    municipality: '2081',
    issuedAt: moment('2026-09-22T08:00'),
    credits: '',
    totalOre: 100,
    paidOre: 0,
    dueOn: '2026-10-22',
    changedAt: moment('2026-09-22T08:00'),
    documentAt: null,
    eInvoiceAt: null,
    mailed: false,
    delivered: false,
    stop: null,
    reminded: [],
    tasks: [],
  };
  const documentAt = moment('2026-09-22T08:01');

  it('is written out when it is in the books, and mailed when it is written out', () => {
    expect(keysOf({ invoices: [invoice] }).slice(1)).toEqual(['invoice_document.HT2026.HDa.2081']);
    const items = agendaOf({ invoices: [{ ...invoice, documentAt }] });
    expect(only(items, 'invoice')).toMatchObject({ dueAt: documentAt, recipient: 'finance:2081' });
    expect(only(items, 'invoice').suppressed).toBeUndefined();
  });

  it('is not mailed where the municipality has no address for invoices', () => {
    const change = { municipalities: [municipality('2080'), municipality('2081', '')] };
    const items = agendaOf({ invoices: [{ ...invoice, documentAt }] }, change);
    expect(only(items, 'invoice').suppressed).toMatch(/adress/);
  });

  it('all mailed and both kinds issued, the term is done', () => {
    const issued = ['issue_seat_invoices.HT2026', 'issue_course_day_invoices.HT2026'];
    const mailed = [{ ...invoice, documentAt, mailed: true }];
    expect(invoicingIsDone(facts({ issued, invoices: mailed }), world())).toBe(true);
    expect(invoicingIsDone(facts({ issued, invoices: [...mailed, invoice] }), world())).toBe(false);
    expect(invoicingIsDone(facts({ issued: issued.slice(0, 1), invoices: mailed }), world())).toBe(false);
  });

  it('has keys that do not depend on the periods', () => {
    const more = { courseDaysRegisteredAt: 1, invoices: [{ ...invoice, documentAt }] };
    const rules = { invoicing: { freeWithdrawalWeeksIntoTerm: 5, courseDaysWorkingDaysAfterLastDay: 3 } };
    expect(agendaOf(more, { rules }).map(({ key }) => key)).toEqual(keysOf(more));
  });
});
