/** What is owed outside seats and programme: parts of a course, web courses, and a municipality's plan. */
import type { AgendaItem } from '../agenda.ts';
import { completedBy, missingParts, partDue } from '../courses/parts.ts';
import { standsFor } from '../courses/programme.ts';
import { graceAfter } from '../grace.ts';
import { mailToPerson, mailToRole } from '../mails.ts';
import { postOn, type Reference } from '../reference.ts';
import { presence } from './achievement.ts';
import { attestationItems, revokedAttestationItems } from './certificates.ts';
import { seatConfirmedAt } from './confirmation.ts';
import type { JourneyFacts, PlanActivityFact, SeatFact, SelfStudyFact } from './facts.ts';

type Item = AgendaItem<'mail' | 'certificate' | 'revoke_certificate' | 'task'>;

/**
 * For each part with a reminder: one before it is due, and one on the working day after, which says all that is
 * missing. A part that has been done asks for nothing.
 */
export function partItems(facts: JourneyFacts, seat: SeatFact, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  const offering = reference.offering(seat.offering);
  const course = reference.course(offering.course);
  if (completedBy(course) !== 'parts' || seat.state !== 'held') return [];
  const done = partsDone(facts, course.code);
  const missing = missingParts(course, done, presence(facts, reference, seat).enough);
  return missing.flatMap((part): Item[] => {
    if (part.kind === 'day') return [];
    const due = partDue(part, offering, reference);
    const lateAt = calendar.at(calendar.addWorkingDays(due, 1), rules.sendAt);
    const shared = {
      subjectKey: `${offering.code}.${part.code}.${facts.person}`,
      rule: 'course-part',
      detail: { offering: offering.code, part: part.code, due },
    };
    const confirmed = seatConfirmedAt(seat, reference);
    const unless = (at: number) =>
      confirmed >= at ? 'Platsen gavs senare; bekräftelsen innehöll alla delar.' : undefined;
    const late = mailToPerson(reference, facts.person, {
      ...shared,
      template: 'part_missing',
      dueAt: lateAt,
      usefulUntil: lateAt + 30 * 86_400_000,
      reason: `Delen ”${part.title}” i ${offering.code} skulle vara klar ${due}.`,
      suppressed: unless(lateAt),
    });
    if (part.remindDays === 0) return [late];
    const remindAt = calendar.at(
      calendar.orNextWorkingDay(calendar.addDays(due, -part.remindDays)),
      rules.sendAt,
    );
    const reminder = mailToPerson(reference, facts.person, {
      ...shared,
      template: 'part_reminder',
      dueAt: remindAt,
      usefulUntil: lateAt,
      reason: `Delen ”${part.title}” i ${offering.code} ska vara klar senast ${due}.`,
      suppressed: unless(remindAt),
    });
    return [reminder, late];
  });
}

/** Codes of the parts of a course that a person has done, in whichever offering. */
export const partsDone = (facts: Pick<JourneyFacts, 'partsDone'>, course: string): ReadonlySet<string> =>
  new Set(facts.partsDone.filter((row) => row.course === course).map(({ part }) => part));

/** Who missed the course day of a course without a memo is told to book another one; what is done still counts. */
export function dayMissedItems(facts: JourneyFacts, seat: SeatFact, reference: Reference): Item[] {
  const offering = reference.offering(seat.offering);
  const course = reference.course(offering.course);
  const by = completedBy(course);
  if ((by !== 'parts' && by !== 'presence') || course.booking === 'invitation') return [];
  const there = presence(facts, reference, seat);
  if (seat.state !== 'failed' || there.completeAt === null || there.enough) return [];
  return [
    mailToPerson(reference, facts.person, {
      template: 'day_missed',
      subjectKey: `${offering.code}.${facts.person}`,
      dueAt: there.completeAt,
      usefulUntil: there.completeAt + 30 * 86_400_000,
      rule: 'presence',
      reason: `Frånvarande på ${offering.code}; utbildningen blev inte klar.`,
      detail: { offering: offering.code },
    }),
  ];
}

/** A web course that somebody is asked to take: the assignment, a reminder, and the attestation when it is done. */
export function selfStudyItems(facts: JourneyFacts, reference: Reference): Item[] {
  const studies = facts.selfStudies.filter(({ course }) => reference.course(course).kind === 'web');
  return [
    ...studies.flatMap((study) => webCourse(facts, study, reference)),
    ...revokedAttestationItems(facts, reference),
  ];
}

function webCourse(facts: JourneyFacts, study: SelfStudyFact, reference: Reference): Item[] {
  return study.completedOn === ''
    ? askedFor(facts, study, reference)
    : attestationItems(facts, study, reference);
}

function askedFor(facts: JourneyFacts, study: SelfStudyFact, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  if (study.assignedAt === null || study.dueOn === '') return [];
  const assignedAt = graceAfter(study.assignedAt, study.byHand, reference);
  const remindAt = calendar.at(
    calendar.orNextWorkingDay(calendar.addDays(study.dueOn, -rules.otherCourses.webReminderDaysBefore)),
    rules.sendAt,
  );
  const endsAt = calendar.at(study.dueOn, '23:59');
  const shared = {
    // Another last day is another assignment.
    subjectKey: `${study.course}.${study.dueOn}.${facts.person}`,
    usefulUntil: endsAt,
    rule: 'web-course',
    detail: { course: study.course, due: study.dueOn },
  };
  return [
    mailToPerson(reference, facts.person, {
      ...shared,
      template: 'web_course_assigned',
      dueAt: assignedAt,
      reason: `Webbkursen ${study.course} ska vara klar senast ${study.dueOn}.`,
    }),
    mailToPerson(reference, facts.person, {
      ...shared,
      template: 'web_course_reminder',
      dueAt: remindAt,
      reason: `Webbkursen ${study.course} är inte klar; sista dag är ${study.dueOn}.`,
      suppressed:
        assignedAt >= remindAt ? 'Kursen tilldelades så sent att en påminnelse inte behövs.' : undefined,
    }),
  ];
}

/** The support person of a municipality's plan is reminded of what was planned and is not done. */
export function planActivityItems(facts: JourneyFacts, reference: Reference): Item[] {
  return facts.planActivities.flatMap((activity) =>
    activity.doneOn === '' && activity.cancelledOn === '' ? [planReminder(facts, activity, reference)] : [],
  );
}

function planReminder(facts: JourneyFacts, activity: PlanActivityFact, reference: Reference): Item {
  const { calendar, rules } = reference;
  const moved = activity.occurrence > 1 ? `.n${activity.occurrence}` : '';
  const dueAt = calendar.at(
    calendar.addWorkingDays(activity.plannedOn, rules.otherCourses.planReminderWorkingDaysAfter),
    rules.sendAt,
  );
  return mailToRole(reference, facts.person, '', {
    template: 'plan_activity_reminder',
    subjectKey: `${activity.code}.${facts.person}${moved}`,
    dueAt,
    usefulUntil: dueAt + 90 * 86_400_000,
    rule: 'implementation-plan',
    reason: `Aktiviteten ${activity.code} i genomförandeplanen var planerad till ${activity.plannedOn} och är inte rapporterad som klar.`,
    detail: { activity: activity.code, planned: activity.plannedOn },
  });
}

/**
 * Somebody who holds a seat in a course that they have been credited with, by themselves or through a course that
 * stands in for it (1a and 1b): a coordinator has to settle it.
 */
export function creditAndSeatItems(facts: JourneyFacts, reference: Reference): Item[] {
  const credited = facts.credits
    .map(({ course }) => course)
    .sort()
    .map((code) => reference.course(code));
  return facts.seats.flatMap((seat): Item[] => {
    const course = reference.course(reference.offering(seat.offering).course);
    const same = credited.find((other) => standsFor(other, course));
    if (seat.state !== 'held' || same === undefined) return [];
    return [
      {
        kind: 'task',
        key: `credit_and_seat.${seat.offering}.${facts.person}`,
        dueAt: seat.givenAt,
        usefulUntil: null,
        rule: 'credit-and-seat',
        reason: `Har tillgodoräknats ${same.code} och har en plats på ${seat.offering}, som ger samma del av programmet.`,
        person: facts.person,
        municipality: postOn(reference, facts.person, reference.calendar.dateOf(seat.givenAt)).municipality,
        template: '',
        recipient: '',
        detail: { task: 'credit_and_seat', subject: `${seat.offering}.${facts.person}` },
      },
    ];
  });
}
