/** Practical information, reminders and assignments around the course days of one seat. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { mailToPerson } from '../mails.ts';
import { assignmentDue, dayAfter, firstDayStart } from '../offering/days.ts';
import type { DayRef, OfferingRef, Reference } from '../reference.ts';
import { latestResult } from './achievement.ts';
import { seatConfirmedAt } from './confirmation.ts';
import type { JourneyFacts, SeatFact } from './facts.ts';

type Item = AgendaItem<'mail'>;

export function courseDayItems(facts: JourneyFacts, seat: SeatFact, reference: Reference): Item[] {
  const offering = reference.offering(seat.offering);
  // An invitation says all that there is to say; a reminder shortly before is enough.
  const isInvited = reference.course(offering.course).booking === 'invitation';
  return [
    ...(isInvited ? [] : practicalInformation(facts, seat, offering, reference)),
    ...offering.days.flatMap((day) => reminders(facts, seat, offering, day, reference)),
    ...offering.days.flatMap((day) => missingAssignment(facts, seat, offering, day, reference)),
  ];
}

function practicalInformation(
  facts: JourneyFacts,
  seat: SeatFact,
  offering: OfferingRef,
  reference: Reference,
): Item[] {
  const published = facts.practicalInformation.find((row) => row.offering === offering.code);
  if (published === undefined) return [];
  return [
    mailToPerson(reference, facts.person, {
      template: 'practical_information',
      subjectKey: `${offering.code}.${facts.person}`,
      dueAt: Math.max(published.at, seatConfirmedAt(seat, reference)),
      usefulUntil: firstDayStart(offering, reference),
      rule: 'practical-information',
      reason: `Kursen ${offering.code} börjar snart.`,
      detail: { offering: offering.code },
      about: firstDayStart(offering, reference),
    }),
  ];
}

/** Reminders 14 calendar days and 2 working days before each course day, at 08:00 local time (settings). */
function reminders(
  facts: JourneyFacts,
  seat: SeatFact,
  offering: OfferingRef,
  day: DayRef,
  reference: Reference,
): Item[] {
  const { calendar, rules } = reference;
  const first = calendar.at(
    calendar.addDays(day.date, -rules.courseDays.firstReminderDaysBefore),
    rules.sendAt,
  );
  const second = calendar.at(
    calendar.addWorkingDays(day.date, -rules.courseDays.secondReminderWorkingDaysBefore),
    rules.sendAt,
  );
  const begins = calendar.at(day.date, day.start);
  const occurrence = day.occurrence > 1 ? `.n${day.occurrence}` : '';
  const reminder = (
    template: 'course_day_reminder_first' | 'course_day_reminder_second',
    dueAt: Instant,
    usefulUntil: Instant,
    when: string,
  ): Item =>
    mailToPerson(reference, facts.person, {
      template,
      subjectKey: `${offering.code}.d${day.number}.${facts.person}${occurrence}`,
      dueAt,
      usefulUntil,
      rule: template === 'course_day_reminder_first' ? 'reminder-14-days' : 'reminder-2-working-days',
      reason: `Kursdag ${day.number} på ${offering.code} är ${day.date}; påminnelse ${when}.`,
      detail: { offering: offering.code, day: day.number },
      about: begins,
      suppressed:
        seatConfirmedAt(seat, reference) >= dueAt
          ? 'Platsen gavs senare; bekräftelsen innehöll alla kursdagar.'
          : undefined,
    });
  const isInvited = reference.course(offering.course).booking === 'invitation';
  return [
    ...(isInvited
      ? []
      : [
          reminder(
            'course_day_reminder_first',
            first,
            second,
            `${rules.courseDays.firstReminderDaysBefore} dagar före`,
          ),
        ]),
    reminder(
      'course_day_reminder_second',
      second,
      begins,
      `${rules.courseDays.secondReminderWorkingDaysBefore} arbetsdagar före`,
    ),
  ];
}

function missingAssignment(
  facts: JourneyFacts,
  seat: SeatFact,
  offering: OfferingRef,
  day: DayRef,
  reference: Reference,
): Item[] {
  const { calendar, rules } = reference;
  const due = assignmentDue(offering, day.number, reference);
  const next = dayAfter(offering, day.number);
  if (due === undefined || next === undefined) return [];
  const handedIn = facts.handIns.some(
    (row) => row.offering === offering.code && row.kind === 'assignment' && row.number === day.number,
  );
  if (handedIn || latestResult(facts, offering.code) !== undefined) return [];
  const dueAt = calendar.at(calendar.addWorkingDays(due, 1), rules.sendAt);
  const nextBegins = calendar.at(next.date, next.start);
  return [
    mailToPerson(reference, facts.person, {
      template: 'assignment_missing',
      subjectKey: `${offering.code}.d${day.number}.${facts.person}`,
      dueAt,
      usefulUntil: nextBegins,
      rule: 'assignment',
      reason: `Hemuppgiften efter kursdag ${day.number} på ${offering.code} skulle lämnas ${due}.`,
      detail: { offering: offering.code, day: day.number, due },
      about: nextBegins,
      suppressed:
        seatConfirmedAt(seat, reference) >= dueAt
          ? 'Platsen gavs efter att uppgiften skulle lämnas.'
          : undefined,
    }),
  ];
}
