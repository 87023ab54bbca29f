/**
 * Reminders of invoices that are not paid in time. Nobody is reminded before the payments of that day have been read,
 * of what a credit note has taken back, or while a stop holds; after a stop the days count anew from its end.
 */
import type { AgendaItem } from '../agenda.ts';
import type { Instant, IsoDate } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import type { MunicipalityCode, Ore, SellerCode } from '../region.ts';
import { leftToPay, type Settled } from './balance.ts';

/** Why nobody is reminded: said by the coordinator. */
export const stopCauses = ['disputed', 'credit_awaited', 'instalments', 'other'] as const;
export type StopCause = (typeof stopCauses)[number];

export interface InvoiceTask {
  readonly key: string;
  readonly kind: string;
  readonly closedAt: Instant | null;
}

export interface DunnedInvoice extends Settled {
  readonly seller: SellerCode;
  readonly municipality: MunicipalityCode;
  readonly dueOn: IsoDate;
  readonly mailed: boolean;
  /** When the balance last changed: issued, credited or paid. */
  readonly changedAt: Instant;
  /** Reminders that have an outcome, by number from 1, with the moment for which each was planned. */
  readonly reminded: readonly { readonly number: number; readonly at: Instant }[];
  /** The newest stop; `until` is its last day, empty while nobody has said. */
  readonly stop: { readonly until: IsoDate | '' } | null;
  /** On the coordinators' list, about this invoice. */
  readonly tasks: readonly InvoiceTask[];
}

/** Up to which day a seller's payments have been read. */
export interface PaymentReading {
  readonly seller: SellerCode;
  readonly through: IsoDate;
  readonly readAt: Instant;
}

export type DunningItem = AgendaItem<'mail' | 'task' | 'close_task'>;

/** What is asked for, or put on the coordinators' list, of a term's invoices. */
export function duns(
  invoices: readonly DunnedInvoice[],
  readings: readonly PaymentReading[],
  reference: Reference,
): DunningItem[] {
  return invoices
    .filter(({ kind }) => kind === 'invoice')
    .flatMap((invoice) => {
      const left = leftToPay(invoice, invoices);
      const reading = readings.find(({ seller }) => seller === invoice.seller);
      return [
        ...reminderItems(invoice, left, reading, reference),
        ...taskItems(invoice, left < 0, 'invoice_overpaid', invoice.changedAt, {
          reason: 'Mer har betalats än vad som ska betalas efter kreditering.',
          closed: 'Det som betalats för mycket är reglerat.',
        }),
      ];
    });
}

function reminderItems(
  invoice: DunnedInvoice,
  left: Ore,
  reading: PaymentReading | undefined,
  reference: Reference,
): DunningItem[] {
  const { calendar, rules } = reference;
  const { daysAfterDue, coordinatorDaysAfter, thresholdOre } = rules.invoicing.reminders;
  const isOwed = left > thresholdOre;
  const words = {
    reason: 'Fakturan är inte betald trots påminnelserna.',
    closed: 'Fakturan är betald eller krediterad.',
  };
  if (!isOwed) return taskItems(invoice, false, 'invoice_unpaid', invoice.changedAt, words);
  const { stop, dueOn, reminded } = invoice;
  if (!invoice.mailed || daysAfterDue.length === 0 || reading === undefined || stop?.until === '') return [];

  const countsFrom = stop !== null && stop.until > dueOn ? stop.until : dueOn;
  const last = reminded.toSorted((a, b) => a.number - b.number).at(-1);
  const number = (last?.number ?? 0) + 1;
  const isLast = number > daysAfterDue.length;
  const before = daysAfterDue[number - 2] ?? 0;
  const wait = isLast ? coordinatorDaysAfter : (daysAfterDue[number - 1] ?? 0) - before;
  const total = isLast ? (daysAfterDue.at(-1) ?? 0) + coordinatorDaysAfter : (daysAfterDue[number - 1] ?? 0);
  // Never sooner after the one before than the rule has between them, also when that one was late.
  const dates = [
    calendar.addDays(countsFrom, total),
    ...(last === undefined ? [] : [calendar.addDays(calendar.dateOf(last.at), wait)]),
  ];
  const on = calendar.orNextWorkingDay(dates.sort().at(-1) ?? dueOn);
  if (reading.through < on) return [];
  const dueAt = Math.max(calendar.at(on, rules.sendAt), reading.readAt);
  if (isLast) return taskItems(invoice, true, 'invoice_unpaid', dueAt, words);
  const { code, name, invoiceEmail } = reference.municipality(invoice.municipality);
  const next = (daysAfterDue[number] ?? total + coordinatorDaysAfter) - total;
  return [
    {
      kind: 'mail',
      key: `invoice_reminder.${invoice.key}.${number}`,
      dueAt,
      // By then the next one, or the coordinator, asks for it.
      usefulUntil: calendar.at(calendar.addDays(calendar.dateOf(dueAt), next), rules.sendAt),
      rule: 'invoice-reminder',
      reason: `Fakturan till ${name} skulle ha betalats ${dueOn}; inbetalningarna är lästa till och med ${reading.through}.`,
      person: '',
      municipality: code,
      template: 'invoice_reminder',
      recipient: `finance:${code}`,
      detail: { invoice: invoice.key, number, left },
      ...(invoiceEmail === '' ? { suppressed: 'Kommunen saknar adress för fakturor.' } : {}),
    },
  ];
}

/** A task while its cause lasts, each time anew; closed when the cause is gone. */
function taskItems(
  { key, municipality, tasks }: DunnedInvoice,
  isCaused: boolean,
  task: 'invoice_unpaid' | 'invoice_overpaid',
  dueAt: Instant,
  words: { readonly reason: string; readonly closed: string },
): DunningItem[] {
  const all = tasks.filter(({ kind }) => kind === task);
  const open = all.find(({ closedAt }) => closedAt === null);
  const shared = {
    dueAt,
    usefulUntil: null,
    rule: task === 'invoice_unpaid' ? 'invoice-reminder' : 'payments',
    person: '',
    municipality,
    template: '',
    recipient: '',
  } as const;
  if (isCaused) {
    const number = open === undefined ? all.length + 1 : all.length;
    return [
      {
        ...shared,
        kind: 'task',
        key: `${task}.${key}.${number}`,
        reason: words.reason,
        detail: { task, subject: key },
      },
    ];
  }
  if (open === undefined) return [];
  return [
    {
      ...shared,
      kind: 'close_task',
      key: `close_task.${open.key}`,
      reason: words.closed,
      detail: { task: open.key },
    },
  ];
}
