/** Where a journey stands, for the status query, search and the command line. */
import type { Reference } from '../reference.ts';
import { programmeCredits } from './achievement.ts';
import type { JourneyFacts } from './facts.ts';

export type JourneyStage = 'waiting_for_seat' | 'in_course' | 'between_terms' | 'finished' | 'left';

const hasAllCredits = (facts: JourneyFacts, reference: Reference) =>
  programmeCredits(facts, reference) >= reference.rules.certificate.programmeCreditsTenths;

export function journeyStage(facts: JourneyFacts, reference: Reference): JourneyStage {
  if (reference.newestPost(facts.person).leftOn !== '') return 'left';
  if (facts.seats.some((seat) => seat.state === 'held')) return 'in_course';
  if (hasAllCredits(facts, reference)) return 'finished';
  return programmeCredits(facts, reference) > 0 ? 'between_terms' : 'waiting_for_seat';
}

/** All credits are there and the programme certificate has been issued: nothing is ahead but new facts. */
export const journeyIsDone = (facts: JourneyFacts, reference: Reference): boolean =>
  journeyStage(facts, reference) === 'finished';

/** The term under way; when it changes, the workflow continues as new. */
export const journeyEpoch = (facts: JourneyFacts): string =>
  facts.seats
    .filter((seat) => seat.state === 'held')
    .map((seat) => seat.term)
    .sort()
    .at(-1) ?? '';
