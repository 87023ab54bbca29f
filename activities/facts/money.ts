/** Facts of money and reports. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { toDate, toTimestamp } from '../../prisma/client.ts';
import { factKind } from './kind.ts';

const ore = z.number().int();

export const invoiceIssued = factKind({
  kind: 'invoice_issued',
  schema: z.object({
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
    lines: z.array(
      z.object({
        article: z.string(),
        title: z.string(),
        person: z.string(),
        offering: z.string(),
        day: z.number().int(),
        amountOre: ore,
        vatCategory: z.string(),
        vatPercent: z.number().int(),
        funding: z.string(),
        decision: z.string(),
      }),
    ),
  }),
  async project(tx, facts) {
    await tx.invoice.createMany({
      data: facts.map(({ data: { lines: _lines, issuedOn, dueOn, ...invoice }, recordedAt }) => ({
        ...invoice,
        issuedOn: toDate(issuedOn),
        dueOn: toDate(dueOn),
        issuedAt: toTimestamp(recordedAt),
      })),
    });
    await tx.invoiceLine.createMany({
      data: facts.flatMap(({ data }) =>
        data.lines.map((line, index) => ({ invoice: data.key, position: index + 1, ...line })),
      ),
    });
    for (const { data } of facts) {
      const { seller, year, number } = data;
      await tx.invoiceCounter.upsert({
        where: { seller_year: { seller, year } },
        create: { seller, year, last: number },
        update: { last: number },
      });
    }
  },
  wakes: (_tx, facts) => [...new Set(facts.map(({ data }) => lifeId('termInvoicing', data.term)))],
});

/** A schedule has come round, or somebody has asked for a report. */
export const reportPeriodOpened = factKind({
  kind: 'report_period_opened',
  schema: z.object({ period: z.string(), audience: z.enum(['heads', 'chiefs']), asOf: z.number().int() }),
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
