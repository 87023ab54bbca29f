/** Trainers of an offering: what they are told of changes, and the days that are short of them. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { graceAfter } from '../grace.ts';
import { mailToRole } from '../mails.ts';
import { goesAt } from '../messages/hours.ts';
import { coordinator, type DayRef, type OfferingRef, type Reference } from '../reference.ts';
import type { PersonId } from '../region.ts';
import { changeNotices } from './changes.ts';
import { lastDay, nextDayStart } from './days.ts';
import type { OfferingFacts, TrainerAbsence } from './facts.ts';

type Item = AgendaItem<'mail' | 'task' | 'close_task'>;

const trainersOf = (days: readonly DayRef[]): PersonId[] =>
  [...new Set(days.flatMap((day) => day.trainers.map((trainer) => trainer.id)))].sort();

/** Trainers are told what has changed about the days that they hold; of a day taken away, all of them. */
export function trainerNotices(facts: OfferingFacts, offering: OfferingRef, reference: Reference): Item[] {
  return changeNotices(facts.changes ?? [], reference).flatMap(
    ({ first, last, dueAt, days, usefulUntil, about }) => {
      const concerned = days.some(({ after }) => after === null)
        ? offering.days
        : offering.days.filter(({ number }) => days.some(({ day }) => day === number));
      return trainersOf(concerned).map((trainer) =>
        mailToRole(reference, trainer, '', {
          template: 'trainer_days_changed',
          subjectKey: `${offering.code}.c${first}.${trainer}`,
          dueAt,
          usefulUntil,
          about,
          rule: 'offering-changed',
          reason: `${offering.code} har ändrats: kursdag ${days.map(({ day }) => day).join(', ')}.`,
          detail: { offering: offering.code, first, last },
        }),
      );
    },
  );
}

/** Trainers are told that an offering will not be given, and when it is given after all. */
export function trainerEndings(facts: OfferingFacts, offering: OfferingRef, reference: Reference): Item[] {
  return (facts.endings ?? []).flatMap((ending) => {
    const suffix = ending.number > 1 ? `.n${ending.number}` : '';
    const dueAt = graceAfter(ending.at, ending.byHand, reference);
    const { reinstatedAt } = ending;
    const over = reference.calendar.at(lastDay(offering).date, lastDay(offering).end);
    const moment = {
      template: 'trainer_offering_cancelled',
      dueAt,
      usefulUntil: over,
      about: nextDayStart(offering, dueAt, reference),
    };
    const undone = reinstatedAt !== null && reinstatedAt <= goesAt(moment, reference);
    return trainersOf(offering.days).flatMap((trainer) => {
      const shared = { subjectKey: `${offering.code}.${trainer}${suffix}`, rule: 'offering-cancelled' };
      const detail = { offering: offering.code, into: ending.mergedInto };
      const told = mailToRole(reference, trainer, '', {
        ...shared,
        ...moment,
        reason: `${offering.code} ges inte.`,
        detail,
        suppressed: undone ? 'Ändringen togs tillbaka innan mejlet gick ut.' : undefined,
      });
      if (undone || reinstatedAt === null) return [told];
      const backAt = graceAfter(reinstatedAt, ending.reinstatedByHand, reference);
      const back = mailToRole(reference, trainer, '', {
        ...shared,
        template: 'trainer_offering_reinstated',
        dueAt: backAt,
        usefulUntil: over,
        about: nextDayStart(offering, backAt, reference),
        reason: `${offering.code} ges ändå.`,
        detail,
      });
      return [told, back];
    });
  });
}

/**
 * A day that a trainer cannot come to stands on the coordinators' list from when it is known until somebody else is
 * assigned or the trainer can come after all; the coordinator is told at once, and again some working days before the
 * day (rule `offerings.trainerShortageWorkingDaysBefore`). Participants are not bothered.
 */
export function trainerShortages(facts: OfferingFacts, offering: OfferingRef, reference: Reference): Item[] {
  const absent = (facts.trainerAbsences ?? []).flatMap((absence) => {
    const day = offering.days.find(({ number }) => number === absence.day);
    return day === undefined ? [] : shortage(absence, offering, day, reference);
  });
  return [...absent, ...daysWithoutTrainer(facts, offering, reference)];
}

/**
 * A day that nobody has been planned to hold is a shortage too, told some weeks before it (rule
 * `offerings.noTrainerWeeksBefore`), unless somebody's absence has already said so.
 */
function daysWithoutTrainer(facts: OfferingFacts, offering: OfferingRef, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  const absences = facts.trainerAbsences ?? [];
  return offering.days.flatMap((day) => {
    const taskOf = (again: number) =>
      `trainer_missing_task.${offering.code}.d${day.number}.none${again > 1 ? `.n${again}` : ''}`;
    const told = (facts.trainerTasks ?? []).filter(
      ({ key }) => key === taskOf(1) || key.startsWith(`${taskOf(1)}.n`),
    );
    if (day.trainers.length > 0) {
      return told
        .filter(({ closedAt }) => closedAt === null)
        .map(({ key, openedAt }) => closeTask(key, openedAt, offering, day));
    }
    const isKnown = absences.some((absence) => absence.day === day.number && absence.settledAt === null);
    if (isKnown) return [];
    const again = told.filter(({ closedAt }) => closedAt !== null).length + 1;
    const before = calendar.addDays(day.date, -7 * rules.offerings.noTrainerWeeksBefore);
    return shortageItems(
      {
        task: taskOf(again),
        trainer: '',
        dueAt: calendar.at(calendar.orNextWorkingDay(before), rules.sendAt),
      },
      `Ingen utbildare är inplanerad på kursdag ${day.number} på ${offering.code}, ${day.date}.`,
      offering,
      day,
      reference,
    );
  });
}

function closeTask(task: string, dueAt: Instant, { code }: OfferingRef, { number }: DayRef): Item {
  return {
    ...nobodys,
    kind: 'close_task',
    key: task.replace('trainer_missing_task', 'close_task.trainer_missing'),
    dueAt,
    usefulUntil: null,
    reason: `Kursdag ${number} på ${code} har de utbildare som behövs.`,
    detail: { task },
  };
}

const nobodys = {
  person: '',
  municipality: '',
  template: '',
  recipient: '',
  rule: 'trainer-shortage',
} as const;

function shortage(absence: TrainerAbsence, offering: OfferingRef, day: DayRef, reference: Reference): Item[] {
  const again = absence.number > 1 ? `.n${absence.number}` : '';
  const task = `trainer_missing_task.${offering.code}.d${day.number}.${absence.trainer}${again}`;
  const dueAt = graceAfter(absence.reportedAt, absence.byHand, reference);
  if (absence.settledAt !== null) {
    // What was settled before anybody was told never stood on the list.
    return absence.settledAt <= dueAt ? [] : [closeTask(task, absence.settledAt, offering, day)];
  }
  return shortageItems(
    { task, trainer: absence.trainer, dueAt },
    `En utbildare kan inte hålla kursdag ${day.number} på ${offering.code}, ${day.date}.`,
    offering,
    day,
    reference,
  );
}

/** The task, the mail with it, and a reminder while there is time. */
function shortageItems(
  { task, trainer, dueAt }: { readonly task: string; readonly trainer: PersonId; readonly dueAt: Instant },
  reason: string,
  offering: OfferingRef,
  day: DayRef,
  reference: Reference,
): Item[] {
  const { calendar, rules } = reference;
  const subjectKey = task.slice('trainer_missing_task.'.length);
  const usefulUntil = calendar.at(day.date, day.end);
  const mail = (key: string, at: Instant): Item =>
    mailToRole(reference, coordinator(reference, calendar.dateOf(at)).id, '', {
      rule: nobodys.rule,
      reason,
      template: 'trainer_missing',
      subjectKey: key,
      dueAt: at,
      usefulUntil,
      about: calendar.at(day.date, day.start),
      detail: { offering: offering.code, day: day.number, trainer },
    });
  const againAt = calendar.at(
    calendar.addWorkingDays(day.date, -rules.offerings.trainerShortageWorkingDaysBefore),
    rules.sendAt,
  );
  return [
    {
      ...nobodys,
      kind: 'task',
      key: task,
      dueAt,
      usefulUntil,
      reason,
      detail: { task: 'trainer_missing', subject: `${offering.code}#${day.number}` },
    },
    mail(subjectKey, dueAt),
    ...(againAt > dueAt ? [mail(`${subjectKey}.r1`, againAt)] : []),
  ];
}
