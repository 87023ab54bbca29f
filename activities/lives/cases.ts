/** Escalation cases as plans read them. */
import { z } from 'zod';
import { caseAnswers, caseLevels, closingCauses, openingCauses } from '../../domain/escalation/case.ts';
import { Prisma } from '../../prisma/client.ts';
import { ms } from './snapshot.ts';

/** Columns of `escalation_case`, for a list of rows as JSON. */
export const caseColumns = Prisma.sql`id, person, municipality, mandate, what, deadline, occurrence, state, level, chief,
  head, handed_over as "handedOver", ${ms('opened_at')} as "openedAt", ${ms('anchor_at')} as "anchorAt",
  ${ms('changed_at')} as "changedAt", answer, coalesce(answered_until::text, '') as "answeredUntil", escalations, events,
  cause`;

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
