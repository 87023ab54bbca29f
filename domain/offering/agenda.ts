/** A course offering: information before it, attendance and results after, and its closing. */
import type { AgendaItem } from '../agenda.ts';
import type { IsoDate } from '../calendar/dates.ts';
import { completedBy } from '../courses/parts.ts';
import { mailToRole } from '../mails.ts';
import { coordinator, type DayRef, type OfferingRef, type Reference } from '../reference.ts';
import type { PersonId } from '../region.ts';
import { courseLeader, firstDay, lastDay, memoDeadline, resultDeadline } from './days.ts';
import type { OfferingFacts } from './facts.ts';
import { trainerEndings, trainerNotices, trainerShortages } from './trainers.ts';

export type OfferingStepKind =
  | 'mail'
  | 'invite_audience'
  | 'task'
  | 'close_task'
  | 'publish_practical_information'
  | 'close_offering';
type Item = AgendaItem<OfferingStepKind>;

export function offeringAgenda(facts: OfferingFacts, reference: Reference): Item[] {
  const offering = reference.offering(facts.offering);
  if (facts.closedAt !== null) return [];
  const endings = trainerEndings(facts, offering, reference);
  if (offering.cancelled === true) return endings;
  return [
    ...invitation(offering, reference),
    ...endings,
    ...trainerNotices(facts, offering, reference),
    ...trainerShortages(facts, offering, reference),
    ...beforeTheFirstDay(offering, reference),
    ...offering.days.flatMap((day) => aroundADay(facts, offering, day, reference)),
    ...resultItems(facts, offering, reference),
    ...closing(facts, offering, reference),
  ];
}

/** Everybody has a final result and every day is registered, or it is cancelled: nothing more will be asked. */
export const offeringIsDone = (facts: OfferingFacts): boolean =>
  facts.closedAt !== null || (facts.endings ?? []).some(({ reinstatedAt }) => reinstatedAt === null);

function decision(
  kind: 'invite_audience' | 'publish_practical_information' | 'close_offering',
  offering: OfferingRef,
  wish: Pick<Item, 'dueAt' | 'usefulUntil' | 'rule' | 'reason'>,
  again = '',
): Item {
  return {
    kind,
    key: `${kind}.${offering.code}${again}`,
    person: '',
    municipality: '',
    template: '',
    recipient: '',
    detail: { offering: offering.code },
    ...wish,
  };
}

/** Everybody whom the course is for is invited, for a course that works so. */
function invitation(offering: OfferingRef, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  if (reference.course(offering.course).booking !== 'invitation') return [];
  const first = firstDay(offering);
  const on = calendar.addDays(first.date, -7 * rules.otherCourses.invitationWeeksBefore);
  return [
    decision('invite_audience', offering, {
      dueAt: calendar.at(calendar.orNextWorkingDay(on), rules.sendAt),
      usefulUntil: calendar.at(first.date, first.start),
      rule: 'invitation',
      reason: `Alla som ${offering.code} är för bjuds in.`,
    }),
  ];
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
  const morning = (date: IsoDate) => calendar.at(date, rules.sendAt);
  const suffix = day.occurrence > 1 ? `.n${day.occurrence}` : '';
  const subjectKey = `${offering.code}.d${day.number}${suffix}`;
  const detail = { offering: offering.code, day: day.number };
  const list = (to: PersonId): Item =>
    mailToRole(reference, to, '', {
      template: 'attendance_list',
      subjectKey,
      dueAt: morning(calendar.addWorkingDays(day.date, -rules.courseDays.attendanceListWorkingDaysBefore)),
      usefulUntil: calendar.at(day.date, day.end),
      rule: 'attendance-list',
      reason: `Kursdag ${day.number} på ${offering.code} är ${day.date}.`,
      detail,
    });
  const registered = facts.days.some((row) => row.day === day.number && row.attendanceRegisteredAt !== null);
  if (registered) return leader === undefined ? [] : [list(leader)];
  const within = rules.courseDays.attendanceWithinWorkingDays;
  const reason = `Närvaron på kursdag ${day.number} i ${offering.code} skulle registreras inom ${within} arbetsdagar.`;
  const overdue = { subjectKey, usefulUntil: null, rule: 'attendance-within-working-days', reason, detail };
  const missingOn = calendar.addWorkingDays(day.date, 2 * within + 1);
  const missing = mailToRole(reference, coordinator(reference, missingOn).id, '', {
    ...overdue,
    template: 'attendance_missing',
    dueAt: morning(missingOn),
  });
  // Without a trainer nobody can be reminded, but the coordinator still has to know.
  if (leader === undefined) return [missing];
  const reminder = mailToRole(reference, leader, '', {
    ...overdue,
    template: 'attendance_reminder',
    dueAt: morning(calendar.addWorkingDays(day.date, within + 1)),
  });
  return [list(leader), reminder, missing];
}

interface Awaited {
  readonly attempt: number;
  /** Which fact began the wait: the last course day as it now stands, or the working day of the failed result. */
  readonly occurrence: string;
  readonly count: number;
  readonly deadline: IsoDate;
}

/** For each attempt, how many results are still missing and by when they are due. */
function awaitedResults(facts: OfferingFacts, offering: OfferingRef, reference: Reference): Awaited[] {
  // Presence decides, and whoever registers it is reminded of that.
  if (completedBy(reference.course(offering.course)) === 'presence') return [];
  const awaited = new Map<string, Awaited>();
  const last = lastDay(offering);
  const moved = last.occurrence > 1 ? `.n${last.occurrence}` : '';
  for (const seat of facts.seats) {
    if (seat.state !== 'held') continue;
    const results = facts.results
      .filter((result) => result.person === seat.person)
      .sort((a, b) => a.attempt - b.attempt);
    const attempt = results.length + 1;
    const failedOn = results.at(-1)?.on;
    const deadline = resultDeadline(memoDeadline(offering, reference, failedOn), reference);
    const occurrence = failedOn === undefined ? moved : `.${workingDayUntil(failedOn, reference)}`;
    const key = `a${attempt}${occurrence}`;
    awaited.set(key, { attempt, occurrence, deadline, count: (awaited.get(key)?.count ?? 0) + 1 });
  }
  return [...awaited.values()].sort((a, b) => a.attempt - b.attempt || (a.deadline < b.deadline ? -1 : 1));
}

/** The day itself, or the last working day before it: from both, working days count alike. */
const workingDayUntil = (date: IsoDate, { calendar }: Reference): IsoDate =>
  calendar.addWorkingDays(calendar.addDays(date, 1), -1);

function resultItems(facts: OfferingFacts, offering: OfferingRef, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  const leader = courseLeader(lastDay(offering));
  const morning = (date: IsoDate) => calendar.at(date, rules.sendAt);
  const reason = (deadline: IsoDate) => `Resultaten på ${offering.code} ska registreras senast ${deadline}.`;
  return awaitedResults(facts, offering, reference).flatMap(({ attempt, occurrence, count, deadline }) => {
    const shared = {
      subjectKey: `${offering.code}.a${attempt}${occurrence}`,
      usefulUntil: null,
      rule: 'result-within-working-days',
      reason: reason(deadline),
      detail: { offering: offering.code, attempt, count, deadline },
    };
    const lateOn = calendar.addWorkingDays(deadline, 1);
    const late = mailToRole(reference, coordinator(reference, lateOn).id, '', {
      ...shared,
      template: 'results_missing',
      dueAt: morning(lateOn),
    });
    if (leader === undefined) return [late];
    const due = mailToRole(reference, leader, '', {
      ...shared,
      template: 'results_due',
      dueAt: morning(calendar.addWorkingDays(deadline, -rules.examination.resultReminderWorkingDaysBefore)),
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
  const reopened = facts.reopened ?? 0;
  return [
    decision(
      'close_offering',
      offering,
      {
        dueAt: Math.max(...known),
        usefulUntil: null,
        rule: 'closing',
        reason: 'Alla kursdagar är registrerade och alla deltagare har slutresultat.',
      },
      reopened > 0 ? `.n${reopened + 1}` : '',
    ),
  ];
}
