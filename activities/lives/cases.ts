/** Escalation cases as plans read them. */
import { Prisma } from '../../prisma/client.ts';
import { ms } from './snapshot.ts';

/** Columns of `escalation_case`, for a list of rows as JSON. */
export const caseColumns = Prisma.sql`id, person, municipality, mandate, what, deadline, occurrence, state, level, chief,
  head, handed_over as "handedOver", ${ms('opened_at')} as "openedAt", ${ms('anchor_at')} as "anchorAt",
  ${ms('changed_at')} as "changedAt", answer, coalesce(answered_until::text, '') as "answeredUntil", escalations, events,
  cause`;
