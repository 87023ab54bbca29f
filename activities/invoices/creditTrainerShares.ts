/** Credits the municipalities for trainers they have lent: what no statement of the term has credited yet. */
import { z } from 'zod';
import { courseDaysOwed } from '../../domain/invoicing/owed.ts';
import { type CreditedShare, shareCredits } from '../../domain/invoicing/shareCredits.ts';
import { trainerPots } from '../../domain/invoicing/trainerPot.ts';
import type { SellerCode, TermCode } from '../../domain/region.ts';
import { fromDate, type Transaction } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { type NewFact, record } from '../facts/record.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';
import { readAccount } from './account.ts';

const detail = z.object({ term: z.string() });

/** One statement for each municipality and seller with a difference, numbered in order of seller and municipality. */
export async function creditTrainerShares(deps: Dependencies, step: StepInput): Promise<void> {
  const reference = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { term } = detail.parse(effect.detail);
    const issuedOn = reference.calendar.dateOf(now);
    const year = Number(issuedOn.slice(0, 4));
    const pots = trainerPots(courseDaysOwed(await readAccount(tx, term, reference), reference), reference);
    const before = await readShareStatements(tx, term);
    const last = new Map<SellerCode, number>();
    const facts: NewFact[] = [];
    for (const { seller, municipality, lines } of shareCredits(pots, before.credited)) {
      const number = (last.get(seller) ?? (await lastNumber(tx, seller, year))) + 1;
      last.set(seller, number);
      const base = `${term}.${seller}.${municipality}`;
      const earlier = before.keys.filter((key) => key === base || key.startsWith(`${base}.`)).length;
      const key = earlier === 0 ? base : `${base}.${earlier + 1}`;
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

/** Keys of a term's statements, and what they have credited in all, by trainer and day. */
export async function readShareStatements(
  tx: Transaction,
  term: TermCode,
): Promise<{ readonly keys: readonly string[]; readonly credited: readonly CreditedShare[] }> {
  const statements = await tx.shareStatement.findMany({ where: { term }, orderBy: { issuedAt: 'asc' } });
  const keys = statements.map(({ key }) => key);
  const rows = await tx.shareLine.findMany({
    where: { statement: { in: keys } },
    orderBy: [{ statement: 'asc' }, { position: 'asc' }],
  });
  const sums = new Map<string, CreditedShare>();
  for (const { key, seller, municipality } of statements) {
    for (const row of rows.filter(({ statement }) => statement === key)) {
      const { offering, day, trainer, leader } = row;
      const place = [seller, municipality, offering, day, trainer].join(' ');
      const amountOre = (sums.get(place)?.amountOre ?? 0) + Number(row.amountOre);
      const date = fromDate(row.date);
      sums.set(place, { seller, municipality, offering, day, date, trainer, leader, amountOre });
    }
  }
  return { keys, credited: [...sums.values()] };
}
