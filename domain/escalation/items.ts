/** What a journey does about its cases: one step at a time, each a fact. */
import type { AgendaItem } from '../agenda.ts';
import type { JourneyFacts } from '../journey/facts.ts';
import { postOn, type Reference } from '../reference.ts';
import type { CaseEvent } from './case.ts';
import { casesOf, type ManagersCase } from './course.ts';
import { caseSteps } from './timeline.ts';
import { stepReason } from './words.ts';

/**
 * The next step of each case. Only the first: what comes after it counts from when it was really taken, so that a
 * system that was away for a month does not take a case through all levels in a minute.
 */
export function escalationItems(facts: JourneyFacts, reference: Reference): AgendaItem<'case'>[] {
  return casesOf(facts, reference).flatMap((one) => {
    const [step] = caseSteps(one.course, one.state);
    return step === undefined ? [] : [item(one, step, reference)];
  });
}

/** The same with all that lies ahead as far as today's facts say, for a reader. */
export function escalationAhead(
  facts: JourneyFacts,
  reference: Reference,
): readonly { readonly step: CaseEvent; readonly reason: string }[] {
  return casesOf(facts, reference)
    .flatMap(({ course, state }) =>
      caseSteps(course, state).map((step) => ({
        step,
        reason: stepReason(step, course.subject, course.deadline),
      })),
    )
    .toSorted((a, b) => a.step.at - b.step.at);
}

function item({ course, state }: ManagersCase, step: CaseEvent, reference: Reference): AgendaItem<'case'> {
  const { subject, deadline } = course;
  const { at, ...event } = step;
  return {
    kind: 'case',
    key: `case_${step.kind}.${subject.id}.e${(state?.events ?? 0) + 1}`,
    dueAt: at,
    usefulUntil: null,
    rule: 'escalation-case',
    reason: stepReason(step, subject, state?.state === 'open' ? state.deadline : deadline),
    person: subject.person,
    municipality: postOn(reference, subject.person, reference.calendar.dateOf(at)).municipality,
    template: '',
    recipient: '',
    detail: {
      case: subject.id,
      mandate: subject.mandate,
      of: subject.municipality,
      what: subject.what,
      number: (state?.events ?? 0) + 1,
      ...event,
    },
  };
}
