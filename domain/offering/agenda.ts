/** A course offering: information before it, attendance and results after, and its closing. */
import type { AgendaItem } from '../agenda.ts';
import type { IsoDate } from '../calendar/dates.ts';
import { mailToRole } from '../mails.ts';
import { coordinator, type DayRef, type OfferingRef, type Reference } from '../reference.ts';
import { courseLeader, firstDay, lastDay, memoDeadline, resultDeadline } from './days.ts';
import type { OfferingFacts } from './facts.ts';

export type OfferingStepKind = 'mail' | 'publish_practical_information' | 'close_offering';
type Item = AgendaItem<OfferingStepKind>;

export function offeringAgenda(facts: OfferingFacts, reference: Reference): Item[] {
  const offering = reference.offering(facts.offering);
  if (facts.closedAt !== null) return [];
  return [
    ...beforeTheFirstDay(offering, reference),
    ...offering.days.flatMap((day) => aroundADay(facts, offering, day, reference)),
    ...resultItems(facts, offering, reference),
    ...closing(facts, offering, reference),
  ];
}

/** Everybody has a final result and every day is registered; nothing more will be asked. */
export const offeringIsDone = (facts: OfferingFacts): boolean => facts.closedAt !== null;

function decision(
  kind: Exclude<OfferingStepKind, 'mail'>,
  offering: OfferingRef,
  wish: Pick<Item, 'dueAt' | 'usefulUntil' | 'rule' | 'reason'>,
): Item {
  return {
    kind,
    key: `${kind}.${offering.code}`,
    person: '',
    municipality: '',
    template: '',
    recipient: '',
    detail: { offering: offering.code },
    ...wish,
  };
}

function beforeTheFirstDay(offering: OfferingRef, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  const first = firstDay(offering);
  const dueAt = calendar.at(
    calendar.orNextWorkingDay(calendar.addDays(first.date, -rules.courseDays.practicalInformationDaysBefore)),
    rules.sendAt,
  );
  const shared = { dueAt, usefulUntil: calendar.at(first.date, first.start), rule: 'practical-information' };
  const reason = `${offering.code} börjar ${first.date}.`;
  const trainers = [
    ...new Set(offering.days.flatMap((day) => day.trainers.map((trainer) => trainer.id))),
  ].sort();
  return [
    decision('publish_practical_information', offering, { ...shared, reason }),
    ...trainers.map((trainer) =>
      mailToRole(reference, trainer, '', {
        ...shared,
        template: 'trainer_information',
        subjectKey: `${offering.code}.${trainer}`,
        reason,
        detail: { offering: offering.code },
      }),
    ),
  ];
}

/** The list to the course leader before a day; a reminder, then the coordinator, when nothing is registered after it. */
function aroundADay(facts: OfferingFacts, offering: OfferingRef, day: DayRef, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  const leader = courseLeader(day);
  if (leader === undefined) return [];
  const morning = (date: IsoDate) => calendar.at(date, rules.sendAt);
  const suffix = day.occurrence > 1 ? `.n${day.occurrence}` : '';
  const subjectKey = `${offering.code}.d${day.number}${suffix}`;
  const detail = { offering: offering.code, day: day.number };
  const list = mailToRole(reference, leader, '', {
    template: 'attendance_list',
    subjectKey,
    dueAt: morning(calendar.addWorkingDays(day.date, -rules.courseDays.attendanceListWorkingDaysBefore)),
    usefulUntil: calendar.at(day.date, day.end),
    rule: 'attendance-list',
    reason: `Kursdag ${day.number} på ${offering.code} är ${day.date}.`,
    detail,
  });
  const registered = facts.days.some((row) => row.day === day.number && row.attendanceRegisteredAt !== null);
  if (registered) return [list];
  const within = rules.courseDays.attendanceWithinWorkingDays;
  const reason = `Närvaron på kursdag ${day.number} i ${offering.code} skulle registreras inom ${within} arbetsdagar.`;
  return [
    list,
    mailToRole(reference, leader, '', {
      template: 'attendance_reminder',
      subjectKey,
      dueAt: morning(calendar.addWorkingDays(day.date, within + 1)),
      usefulUntil: null,
      rule: 'attendance-within-working-days',
      reason,
      detail,
    }),
    mailToRole(reference, coordinator(reference, day.date).id, '', {
      template: 'attendance_missing',
      subjectKey,
      dueAt: morning(calendar.addWorkingDays(day.date, 2 * within + 1)),
      usefulUntil: null,
      rule: 'attendance-within-working-days',
      reason,
      detail,
    }),
  ];
}

interface Awaited {
  readonly attempt: number;
  readonly count: number;
  readonly deadline: IsoDate;
}

/** For each attempt, how many results are still missing and by when they are due. */
function awaitedResults(facts: OfferingFacts, offering: OfferingRef, reference: Reference): Awaited[] {
  const awaited = new Map<string, Awaited>();
  for (const seat of facts.seats) {
    if (seat.state !== 'held') continue;
    const results = facts.results
      .filter((result) => result.person === seat.person)
      .sort((a, b) => a.attempt - b.attempt);
    const attempt = results.length + 1;
    const deadline = resultDeadline(memoDeadline(offering, reference, results.at(-1)?.on), reference);
    const key = `${attempt}:${deadline}`;
    awaited.set(key, { attempt, deadline, count: (awaited.get(key)?.count ?? 0) + 1 });
  }
  return [...awaited.values()].sort((a, b) => a.attempt - b.attempt || (a.deadline < b.deadline ? -1 : 1));
}

function resultItems(facts: OfferingFacts, offering: OfferingRef, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  const leader = courseLeader(lastDay(offering));
  const morning = (date: IsoDate) => calendar.at(date, rules.sendAt);
  const reason = (deadline: IsoDate) => `Resultaten på ${offering.code} ska registreras senast ${deadline}.`;
  return awaitedResults(facts, offering, reference).flatMap(({ attempt, count, deadline }) => {
    const shared = {
      subjectKey: `${offering.code}.a${attempt}.${deadline}`,
      usefulUntil: null,
      rule: 'result-within-working-days',
      reason: reason(deadline),
      detail: { offering: offering.code, attempt, count, deadline },
    };
    const late = mailToRole(reference, coordinator(reference, deadline).id, '', {
      ...shared,
      template: 'results_missing',
      dueAt: morning(calendar.addWorkingDays(deadline, 1)),
    });
    if (leader === undefined) return [late];
    const due = mailToRole(reference, leader, '', {
      ...shared,
      template: 'results_due',
      dueAt: morning(calendar.addWorkingDays(deadline, -5)),
    });
    return [due, late];
  });
}

/** Closes when every day is registered and no seat waits for a result any more. */
function closing(facts: OfferingFacts, offering: OfferingRef, reference: Reference): Item[] {
  const { calendar } = reference;
  const moments = facts.days.map((day) => day.attendanceRegisteredAt);
  if (moments.some((at) => at === null) || facts.seats.some((seat) => seat.state === 'held')) return [];
  const last = lastDay(offering);
  const known = [
    calendar.at(last.date, last.end),
    ...moments.flatMap((at) => (at === null ? [] : [at])),
    ...facts.results.map((result) => result.decidedAt),
  ];
  return [
    decision('close_offering', offering, {
      dueAt: Math.max(...known),
      usefulUntil: null,
      rule: 'closing',
      reason: 'Alla kursdagar är registrerade och alla deltagare har slutresultat.',
    }),
  ];
}
