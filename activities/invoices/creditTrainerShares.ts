/** Credits the municipalities for trainers they have lent: what no statement of the term has credited yet. */
import { z } from 'zod';
import { groupBy } from '../../domain/groupBy.ts';
import { trainerPotsOf } from '../../domain/invoicing/owed.ts';
import { type CreditedShare, shareCredits } from '../../domain/invoicing/shareCredits.ts';
import type { SellerCode, TermCode } from '../../domain/region.ts';
import { fromDate, type Transaction } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { type NewFact, record } from '../facts/record.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';
import { readAccount } from './account.ts';
import { keyAfter } from './issue.ts';

const detail = z.object({ term: z.string() });

/** One statement for each municipality and seller with a difference, numbered in order of seller and municipality. */
export async function creditTrainerShares(deps: Dependencies, step: StepInput): Promise<void> {
  const reference = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { term } = detail.parse(effect.detail);
    const issuedOn = reference.calendar.dateOf(now);
    const year = Number(issuedOn.slice(0, 4));
    const pots = trainerPotsOf(await readAccount(tx, term, reference), reference);
    const before = await readShareStatements(tx, term);
    const last = new Map<SellerCode, number>();
    const facts: NewFact[] = [];
    for (const { seller, municipality, lines } of shareCredits(pots, before.credited)) {
      const number = (last.get(seller) ?? (await lastNumber(tx, seller, year))) + 1;
      last.set(seller, number);
      const key = keyAfter(before.keys, `${term}.${seller}.${municipality}`, '');
      const amountOre = lines.reduce((sum, line) => sum + line.amountOre, 0);
      facts.push({
        kind: 'trainer_shares_credited',
        subject: key,
        data: {
          ...{ key, seller, year, number, municipality, term, amountOre, issuedOn },
          lines: [...lines],
        },
      });
    }
    await record(tx, { at: now, today: issuedOn, source: step.life }, facts);
  });
}

/** The last number given; nobody else gives one of this seller and year before this transaction ends. */
async function lastNumber(tx: Transaction, seller: SellerCode, year: number): Promise<number> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`share statement ${seller} ${year}`}, 0))`;
  const newest = await tx.shareStatement.findFirst({ where: { seller, year }, orderBy: { number: 'desc' } });
  return newest?.number ?? 0;
}

/** Keys of a term's statements, and what each of their lines has credited, in the order of issue. */
async function readShareStatements(
  tx: Transaction,
  term: TermCode,
): Promise<{ readonly keys: readonly string[]; readonly credited: readonly CreditedShare[] }> {
  const statements = await tx.shareStatement.findMany({
    where: { term },
    orderBy: [{ issuedAt: 'asc' }, { key: 'asc' }],
  });
  const keys = statements.map(({ key }) => key);
  const rows = await tx.shareLine.findMany({
    where: { statement: { in: keys } },
    orderBy: { position: 'asc' },
  });
  const lines = groupBy(rows, ({ statement }) => statement);
  const credited = statements.flatMap(({ key, seller, municipality }) =>
    (lines.get(key) ?? []).map(({ offering, day, date, trainer, leader, amountOre }) => ({
      ...{ seller, municipality, offering, day, trainer, leader },
      ...{ date: fromDate(date), amountOre: Number(amountOre) },
    })),
  );
  return { keys, credited };
}
