/** Facts of money and reports. */
import { z } from 'zod';
import type { Instant } from '../../domain/calendar/dates.ts';
import { lifeId } from '../../domain/lives.ts';
import { audiences } from '../../domain/report/agenda.ts';
import { type Transaction, toDate, toTimestamp } from '../../prisma/client.ts';
import { factKind } from './kind.ts';

const ore = z.number().int();

const line = z.object({
  article: z.string(),
  title: z.string(),
  person: z.string(),
  offering: z.string(),
  day: z.number().int(),
  // Lines that were booked before there were yearly costs are of one each.
  quantity: z.number().int().positive().default(1),
  amountOre: ore,
  vatCategory: z.string(),
  vatPercent: z.number().int(),
  funding: z.string(),
  decision: z.string(),
});

const numbered = z.object({
  key: z.string(),
  seller: z.string(),
  year: z.number().int(),
  number: z.number().int().positive(),
  municipality: z.string(),
  term: z.string(),
  ocr: z.string(),
  netOre: ore,
  vatOre: ore,
  totalOre: ore,
  issuedOn: z.iso.date(),
  dueOn: z.iso.date(),
});
type Numbered = z.infer<typeof numbered>;

const rowOf = ({ issuedOn, dueOn, ...invoice }: Numbered, recordedAt: Instant) => ({
  ...invoice,
  issuedOn: toDate(issuedOn),
  dueOn: toDate(dueOn),
  issuedAt: toTimestamp(recordedAt),
});

/** Invoices and credit notes count in the same series. */
async function count(tx: Transaction, facts: readonly { readonly data: Numbered }[]): Promise<void> {
  // In the order of the log: the last number of a seller and year is the newest.
  const newest = new Map(facts.map(({ data }) => [`${data.seller} ${data.year}`, data]));
  for (const { seller, year, number } of newest.values()) {
    await tx.invoiceCounter.upsert({
      where: { seller_year: { seller, year } },
      create: { seller, year, last: number },
      update: { last: number },
    });
  }
}

const invoicingOf = (facts: readonly { readonly data: Pick<Numbered, 'term'> }[]): string[] => [
  ...new Set(facts.map(({ data }) => lifeId('termInvoicing', data.term))),
];

export const invoiceIssued = factKind({
  kind: 'invoice_issued',
  schema: numbered.extend({ lines: z.array(line) }),
  async project(tx, facts) {
    await tx.invoice.createMany({
      data: facts.map(({ data: { lines: _lines, ...invoice }, recordedAt }) => rowOf(invoice, recordedAt)),
    });
    await tx.invoiceLine.createMany({
      data: facts.flatMap(({ data }) =>
        data.lines.map((one, index) => ({ invoice: data.key, position: index + 1, ...one })),
      ),
    });
    await count(tx, facts);
  },
  wakes: (_tx, facts) => invoicingOf(facts),
});

/** Takes back lines of one invoice: the same lines with their amounts below zero, each with the reason. */
export const creditNoteIssued = factKind({
  kind: 'credit_note_issued',
  schema: numbered.extend({
    /** Key of the invoice. */
    credits: z.string(),
    lines: z.array(line.extend({ creditedPosition: z.number().int().positive(), reason: z.string() })),
  }),
  async project(tx, facts) {
    await tx.invoice.createMany({
      data: facts.map(({ data: { lines: _lines, ...note }, recordedAt }) => ({
        ...rowOf(note, recordedAt),
        kind: 'credit_note',
        credits: note.credits,
      })),
    });
    await tx.invoiceLine.createMany({
      data: facts.flatMap(({ data: { key, credits, lines } }) =>
        lines.map((one, index) => ({
          invoice: key,
          position: index + 1,
          ...one,
          creditedInvoice: credits,
        })),
      ),
    });
    await count(tx, facts);
  },
  wakes: (_tx, facts) => invoicingOf(facts),
});

const shareLine = z.object({
  offering: z.string(),
  day: z.number().int(),
  date: z.iso.date(),
  trainer: z.string(),
  leader: z.boolean(),
  participants: z.number().int(),
  potOre: ore,
  shareOre: ore,
  amountOre: ore,
});

/** A municipality is credited shares of the trainer pot; what changes afterwards stands on a later one. */
export const trainerSharesCredited = factKind({
  kind: 'trainer_shares_credited',
  schema: numbered
    .pick({
      key: true,
      seller: true,
      year: true,
      number: true,
      municipality: true,
      term: true,
      issuedOn: true,
    })
    .extend({ amountOre: ore, lines: z.array(shareLine).min(1) }),
  async project(tx, facts) {
    await tx.shareStatement.createMany({
      data: facts.map(({ data: { lines: _lines, issuedOn, ...statement }, recordedAt }) => ({
        ...statement,
        issuedOn: toDate(issuedOn),
        issuedAt: toTimestamp(recordedAt),
      })),
    });
    await tx.shareLine.createMany({
      data: facts.flatMap(({ data }) =>
        data.lines.map(({ date, ...one }, index) => ({
          ...{ statement: data.key, position: index + 1 },
          ...one,
          date: toDate(date),
        })),
      ),
    });
  },
  wakes: (_tx, facts) => invoicingOf(facts),
});

/** A schedule has come round, or somebody has asked for a report. */
export const reportPeriodOpened = factKind({
  kind: 'report_period_opened',
  schema: z.object({ period: z.string(), audience: z.enum(audiences), asOf: z.number().int() }),
  async project(tx, facts) {
    await tx.reportPeriod.createMany({
      data: facts.map(({ data }) => ({
        id: data.period,
        audience: data.audience,
        asOf: toTimestamp(data.asOf),
      })),
      skipDuplicates: true,
    });
  },
  wakes: (_tx, facts) => facts.map(({ data }) => lifeId('complianceReport', data.period)),
});
