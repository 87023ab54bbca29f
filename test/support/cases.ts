/** Lives a manager's escalation through: what the journey's steps leave as facts, it reads at its next plan. */

import { stepEvent } from '../../activities/escalation/caseStep.ts';
import type { AgendaItem } from '../../domain/agenda.ts';
import { applyCaseEvent, type CaseEvent, type CaseState } from '../../domain/escalation/case.ts';
import { escalationItems } from '../../domain/escalation/items.ts';
import type { JourneyFacts } from '../../domain/journey/facts.ts';
import type { Reference } from '../../domain/reference.ts';
import { type Ended, liveThrough, local } from './worlds.ts';

/** The event that a step of kind `case` leaves, taken at a moment. */
export const eventOf = ({ detail }: AgendaItem, at: number): CaseEvent => ({
  ...stepEvent.parse(detail),
  at,
});

/** The cases that steps have left. */
export function casesAfter(ended: readonly Ended[]): readonly CaseState[] {
  const states = new Map<string, CaseState>();
  for (const { item, at, status } of ended) {
    if (item.kind !== 'case' || status !== 'done') continue;
    const { detail, person } = item;
    const id = String(detail.case);
    const subject = {
      id,
      person,
      municipality: String(detail.of),
      mandate: String(detail.mandate),
      what: detail.what === 'start' ? ('start' as const) : ('complete' as const),
    };
    states.set(id, applyCaseEvent(states.get(id) ?? null, subject, eventOf(item, at)));
  }
  return [...states.values()];
}

/** A manager's facts as they were known at a moment. */
export type FactsAt = (now: number) => JourneyFacts;

/** All steps of a manager's cases, in order, as they are really taken. */
export function liveCases(facts: JourneyFacts | FactsAt, reference: Reference, to?: number): Ended[] {
  const at = typeof facts === 'function' ? facts : () => facts;
  return liveThrough(
    (now, ended) => escalationItems({ ...at(now), cases: casesAfter(ended) }, reference),
    at(0).since,
    to,
  );
}

/** The same as lines to compare: `opened near 2026-04-13T08:00`. */
export const caseLines = (ended: readonly Ended[]): string[] =>
  ended.map(({ item, at }) => {
    const { kind, cause, level, answer, until } = item.detail;
    const about = [cause, level, answer, until].filter((one) => one !== undefined);
    return [String(kind), ...about, local(at)].join(' ');
  });
