/** The current table of escalation cases. */
import { z } from 'zod';
import {
  type CaseState,
  caseAnswers,
  caseLevels,
  closingCauses,
  openingCauses,
} from '../../domain/escalation/case.ts';
import {
  fromDate,
  fromDateOrEmpty,
  type Transaction,
  toDate,
  toDateOrNull,
  toTimestamp,
} from '../../prisma/client.ts';

/** A case as plans read it: dates as `2026-09-18`, moments in milliseconds. */
export const caseRow = z.object({
  id: z.string(),
  person: z.string(),
  municipality: z.string(),
  mandate: z.string(),
  what: z.enum(['start', 'complete']),
  deadline: z.string(),
  occurrence: z.number(),
  state: z.enum(['open', 'closed']),
  level: z.enum(caseLevels),
  chief: z.string(),
  head: z.string(),
  handedOver: z.boolean(),
  openedAt: z.number(),
  anchorAt: z.number(),
  changedAt: z.number(),
  answer: z.enum(['', ...caseAnswers]),
  answeredUntil: z.string(),
  escalations: z.number(),
  events: z.number(),
  cause: z.enum([...openingCauses, ...closingCauses]),
});

const moment = z.date().transform((at) => at.getTime());
/** The same as the database's client gives it. */
const clientRow = caseRow.extend({
  deadline: z.date().transform(fromDate),
  openedAt: moment,
  anchorAt: moment,
  changedAt: moment,
  answeredUntil: z.date().nullable().transform(fromDateOrEmpty),
});

/** A case from its row. */
export const caseOf = (found: unknown): CaseState => clientRow.parse(found);

/** A case as the current tables have it; null when it has never been opened. */
export async function readCase(tx: Transaction, id: string): Promise<CaseState | null> {
  const found = await tx.escalationCase.findUnique({ where: { id } });
  return found === null ? null : caseOf(found);
}

export async function writeCase(tx: Transaction, state: CaseState): Promise<void> {
  const { openedAt, anchorAt, changedAt, deadline, answeredUntil, ...rest } = state;
  const data = {
    ...rest,
    deadline: toDate(deadline),
    answeredUntil: toDateOrNull(answeredUntil),
    openedAt: toTimestamp(openedAt),
    anchorAt: toTimestamp(anchorAt),
    changedAt: toTimestamp(changedAt),
  };
  await tx.escalationCase.upsert({ where: { id: state.id }, create: data, update: data });
}
