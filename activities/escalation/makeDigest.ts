/** Makes a chief's digest of the week: what it tells is frozen as a fact, and the mail is written from that. */
import { z } from 'zod';
import { caseLevels } from '../../domain/escalation/case.ts';
import { type DigestFacts, digestRows, digestSections, weekOf } from '../../domain/escalation/digest.ts';
import type { PersonId } from '../../domain/region.ts';
import { fromDate, type Transaction } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { caseOf } from '../facts/cases.ts';
import { record } from '../facts/record.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';

export async function makeDigest(deps: Dependencies, step: StepInput): Promise<void> {
  const reference = await deps.reference();
  await inOneTransaction(deps, step, async (tx, { recipient: chief }, now) => {
    const facts = await readDigestFacts(tx, chief);
    const today = reference.calendar.dateOf(now);
    // A digest that comes late is that of the week in which it comes: still one a week.
    const week = weekOf(today, reference);
    const rows = digestRows(facts, now, reference);
    if (rows.length === 0 || facts.digests.some((digest) => digest.week === week)) return;
    await record(tx, { at: now, today, source: step.life }, [
      { kind: 'digest_made', subject: `${week}.${chief}`, data: { chief, week, rows: [...rows] } },
    ]);
  });
}

const toldRow = z.object({
  week: z.date().transform(fromDate),
  case: z.string(),
  section: z.enum(digestSections),
  level: z.enum(caseLevels),
  events: z.number(),
});

/** The same as the plan's snapshot reads, as it stands in this transaction. */
async function readDigestFacts(tx: Transaction, chief: PersonId): Promise<DigestFacts> {
  const told = (await tx.digestRow.findMany({ where: { chief } })).map((row) => toldRow.parse(row));
  const cases = await tx.escalationCase.findMany({
    where: {
      OR: [{ state: 'open', OR: [{ chief }, { head: chief }] }, { id: { in: told.map((row) => row.case) } }],
    },
  });
  const digests = await tx.digest.findMany({ where: { chief } });
  return {
    chief,
    cases: cases.map(caseOf),
    digests: digests.map(({ week, madeAt }) => ({
      week: fromDate(week),
      madeAt: madeAt.getTime(),
      rows: told.filter((row) => row.week === fromDate(week)).map(({ week: _week, ...row }) => row),
    })),
  };
}
