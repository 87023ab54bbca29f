import { describe, expect, it } from 'vitest';
import { type DunnedInvoice, duns, type PaymentReading } from '../../../domain/invoicing/dunning.ts';
import { local, moment, world } from '../../support/worlds.ts';

// Due on a Thursday; reminders 10 and 30 days after, then 14 days to the coordinator.
const invoice: DunnedInvoice = {
  key: 'HT2026.hda.2081',
  kind: 'invoice',
  credits: '',
  seller: 'hda',
  municipality: '2081',
  totalOre: 5_000_000,
  paidOre: 0,
  dueOn: '2026-10-22',
  mailed: true,
  changedAt: moment('2026-09-22T08:00'),
  reminded: [],
  stop: null,
  tasks: [],
};
const read = (through: string, at = `${through}T07:00`): PaymentReading[] => [
  { seller: 'hda', through, readAt: moment(at) },
];
const plan = (
  more: Partial<DunnedInvoice>,
  readings: readonly PaymentReading[],
  others: readonly DunnedInvoice[] = [],
) => duns([{ ...invoice, ...more }, ...others], readings, world());
const planned = (...of: Parameters<typeof plan>) =>
  plan(...of).map(({ key, dueAt }) => `${key.replace('.HT2026.hda.2081', '')} ${local(dueAt)}`);

const first = { number: 1, at: moment('2026-11-02T08:00') };
const second = { number: 2, at: moment('2026-11-23T08:00') };

describe('reminders', () => {
  it('go when the days have passed, and the payments of that day have been read', () => {
    // 1 November is a Sunday.
    expect(planned({}, read('2026-11-01'))).toEqual([]);
    expect(planned({}, read('2026-11-02'))).toEqual(['invoice_reminder.1 2026-11-02T08:00']);
    expect(planned({}, read('2026-11-05', '2026-11-06T09:30'))).toEqual([
      'invoice_reminder.1 2026-11-06T09:30',
    ]);
    expect(planned({}, [])).toEqual([]);
    expect(planned({}, [{ seller: 'rss', through: '2026-12-01', readAt: 0 }])).toEqual([]);
  });

  it('never two sooner after each other than the rule has between them, and never more than there are', () => {
    expect(planned({ reminded: [first] }, read('2026-11-20'))).toEqual([]);
    expect(planned({ reminded: [first] }, read('2026-11-23'))).toEqual([
      'invoice_reminder.2 2026-11-23T08:00',
    ]);
    const late = { number: 1, at: moment('2026-11-16T08:00') };
    expect(planned({ reminded: [late] }, read('2026-12-04'))).toEqual([]);
    expect(planned({ reminded: [late] }, read('2026-12-07'))).toEqual([
      'invoice_reminder.2 2026-12-07T08:00',
    ]);
  });

  it('then the coordinator has it on the list, until it is paid', () => {
    const reminded = [first, second];
    expect(planned({ reminded }, read('2026-12-06'))).toEqual([]);
    expect(planned({ reminded }, read('2026-12-07'))).toEqual(['invoice_unpaid.1 2026-12-07T08:00']);
    const tasks = [{ key: 'invoice_unpaid.HT2026.hda.2081.1', kind: 'invoice_unpaid', closedAt: null }];
    const paid = { reminded, tasks, paidOre: 5_000_000, changedAt: moment('2026-12-10T10:00') };
    expect(planned(paid, read('2026-12-10'))).toEqual(['close_task.invoice_unpaid.1 2026-12-10T10:00']);
    const closed = tasks.map((task) => ({ ...task, closedAt: 1 }));
    expect(planned({ ...paid, tasks: closed }, read('2026-12-10'))).toEqual([]);
    // The payment was recorded by mistake.
    expect(planned({ reminded, tasks: closed }, read('2026-12-11'))).toEqual([
      'invoice_unpaid.2 2026-12-11T07:00',
    ]);
  });

  it('ask for what is left: paid and credited parts are not asked for', () => {
    const note: DunnedInvoice = {
      ...{ ...invoice, key: 'HT2026.hda.2081.credit-2', kind: 'credit_note' },
      ...{ credits: invoice.key, totalOre: -2_500_000 },
    };
    expect(plan({ paidOre: 1_000_000 }, read('2026-11-02'), [note])).toMatchObject([
      { template: 'invoice_reminder', recipient: 'finance:2081', detail: { left: 1_500_000, number: 1 } },
    ]);
    expect(planned({ paidOre: 2_500_000 }, read('2026-11-02'), [note])).toEqual([]);
    expect(planned({ totalOre: 2_500_000 }, read('2026-11-02'), [note])).toEqual([]);
    expect(planned({}, read('2026-11-02'), [{ ...note, totalOre: -5_000_000 }])).toEqual([]);
  });

  it('wait while a stop holds, and count from its end', () => {
    const stopped = { stop: { until: '' as const } };
    expect(planned(stopped, read('2027-01-04'))).toEqual([]);
    const ended = { stop: { until: '2026-11-20' } };
    expect(planned(ended, read('2026-11-29'))).toEqual([]);
    expect(planned(ended, read('2026-11-30'))).toEqual(['invoice_reminder.1 2026-11-30T08:00']);
    // A stop that had ended before the invoice was due changes nothing.
    expect(planned({ stop: { until: '2026-10-01' } }, read('2026-11-02'))).toHaveLength(1);
  });

  it('not of an invoice that has not been sent, nor where the region reminds nobody', () => {
    expect(planned({ mailed: false }, read('2026-11-02'))).toEqual([]);
    const rules = { invoicing: { reminders: { daysAfterDue: [] } } };
    expect(duns([invoice], read('2026-12-31'), world({ rules }))).toEqual([]);
  });
});

describe('more than is owed', () => {
  it('is on the list until it has gone back, each time anew', () => {
    const over = { paidOre: 5_000_001, changedAt: moment('2026-10-20T10:00') };
    expect(planned(over, [])).toEqual(['invoice_overpaid.1 2026-10-20T10:00']);
    const key = 'invoice_overpaid.HT2026.hda.2081.1';
    const tasks = [{ key, kind: 'invoice_overpaid', closedAt: null }];
    expect(planned({ ...over, tasks }, [])).toEqual(['invoice_overpaid.1 2026-10-20T10:00']);
    expect(planned({ paidOre: 5_000_000, tasks }, [])).toEqual([
      `close_task.invoice_overpaid.1 2026-09-22T08:00`,
    ]);
  });
});
