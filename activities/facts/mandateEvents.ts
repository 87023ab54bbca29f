/** What the log says about a decision, as events without what was taken back. */
import { z } from 'zod';
import type { MandateEvent, MandateTerms } from '../../domain/mandate/versions.ts';
import { roles } from '../../domain/region.ts';
import { type LoggedFact, standing } from './standing.ts';

const isoDate = z.iso.date();
const optionalDate = z.union([isoDate, z.literal('')]);
const terms = {
  roles: z.array(z.enum(roles)),
  quotaPerYear: z.number().int(),
  startWithinMonths: z.number().int(),
  completeWithinMonths: z.number().int(),
};

export const decision = z.object({
  id: z.string(),
  municipality: z.string(),
  decidedOn: isoDate,
  decidedBy: z.string(),
  reference: z.string(),
  ...terms,
  validFrom: isoDate,
  validTo: optionalDate,
});
export const change = z.object({
  mandate: z.string(),
  from: isoDate,
  set: z.object({
    roles: terms.roles.min(1).optional(),
    quotaPerYear: terms.quotaPerYear.min(0).optional(),
    startWithinMonths: terms.startWithinMonths.min(0).optional(),
    completeWithinMonths: terms.completeWithinMonths.min(0).optional(),
  }),
});
export const withdrawal = z.object({ mandate: z.string(), on: isoDate });
export const undoing = z.object({ mandate: z.string() });

/** All kinds that tell of a decision. */
export const mandateKinds = [
  'mandate_decided',
  'mandate_changed',
  'mandate_withdrawn',
  'mandate_change_withdrawn',
] as const;

/** @param log facts about one decision in the order of the log */
export const mandateEvents = (log: readonly LoggedFact[]): MandateEvent[] =>
  standing(log, 'mandate_change_withdrawn').map(eventOf);

function eventOf({ kind, data }: LoggedFact): MandateEvent {
  switch (kind) {
    case 'mandate_changed': {
      const { from, set } = change.parse(data);
      return { kind: 'changed', from, set: withoutMissing(set) };
    }
    case 'mandate_withdrawn':
      return { kind: 'withdrawn', on: withdrawal.parse(data).on };
    default:
      return { kind: 'decided', decision: decision.parse(data) };
  }
}

function withoutMissing(set: z.infer<typeof change>['set']): Partial<MandateTerms> {
  const { roles: covered, quotaPerYear, startWithinMonths, completeWithinMonths } = set;
  return {
    ...(covered === undefined ? {} : { roles: covered }),
    ...(quotaPerYear === undefined ? {} : { quotaPerYear }),
    ...(startWithinMonths === undefined ? {} : { startWithinMonths }),
    ...(completeWithinMonths === undefined ? {} : { completeWithinMonths }),
  };
}
