/** To participants and trainers: what has become different about an offering. */
import { z } from 'zod';
import { type DayShown, netChanges } from '../../../domain/offering/changes.ts';
import type { ChangedDay } from '../../../templates/mail/offeringChanges.ts';
import { dayShown } from '../../facts/offeringPlan.ts';
import { type CalendarFile, courseDayInvitation, courseDayUid } from '../calendar.ts';
import { calendarFiles, daysAhead, seatSequence } from './invitations.ts';
import {
  courseTitleOf,
  dayView,
  dayViews,
  type MailBuilders,
  type MailScene,
  MissingFact,
  placeOf,
} from './scene.ts';

const shown = z.union([dayShown, z.null()]);

export const offeringChangeMails: MailBuilders<
  | 'offering_changed'
  | 'offering_cancelled'
  | 'offering_merged'
  | 'offering_reinstated'
  | 'trainer_days_changed'
  | 'trainer_offering_cancelled'
  | 'trainer_offering_reinstated'
  | 'trainer_missing'
> = {
  async offering_changed(scene) {
    const { offering, courseTitle } = courseIn(scene);
    const days = await changedDays(scene);
    const kept = days.flatMap(({ number, after }) => (after === null ? [] : [number]));
    const occurrence = scene.number('occurrence');
    const calendar = [
      ...calendarFiles(scene, offering, 'REQUEST', occurrence, { only: kept }),
      ...(await removedDays(scene, days, occurrence)),
    ];
    return {
      data: { courseTitle, offeringCode: offering.code, days, calendarFiles: calendar.length > 0 },
      calendar,
    };
  },

  offering_cancelled(scene) {
    const { offering, courseTitle } = courseIn(scene);
    const why = 'Kursen är inställd.';
    const calendar = calendarFiles(scene, offering, 'CANCEL', scene.number('occurrence'), { why });
    return {
      data: { courseTitle, offeringCode: offering.code, calendarFiles: calendar.length > 0 },
      calendar,
    };
  },

  async offering_merged(scene) {
    const { deps, reference, effect } = scene;
    const { offering, courseTitle } = courseIn(scene);
    const into = reference.offering(scene.text('into'));
    const seat = await deps.db.seat.findUnique({
      where: { offering_person: { offering: into.code, person: effect.person } },
      select: { occurrence: true },
    });
    if (seat === null) throw new MissingFact('seat', `${into.code}.${effect.person}`);
    const why = `Du går kursen i ${into.code} i stället.`;
    const calendar = [
      ...calendarFiles(scene, offering, 'CANCEL', scene.number('occurrence'), { why, prefix: 'bort-' }),
      ...calendarFiles(scene, into, 'REQUEST', seat.occurrence, { prefix: 'ny-' }),
    ];
    return {
      data: {
        courseTitle,
        offeringCode: offering.code,
        intoCode: into.code,
        days: daysAhead(scene, into),
        calendarFiles: calendar.length > 0,
      },
      calendar,
    };
  },

  async offering_reinstated(scene) {
    const { deps, reference, effect } = scene;
    const { offering, courseTitle } = courseIn(scene);
    const instead = scene.text('into');
    const seat =
      instead === ''
        ? null
        : await deps.db.seat.findUnique({
            where: { offering_person: { offering: instead, person: effect.person } },
            select: { occurrence: true },
          });
    const why = `Du går kursen i ${offering.code} som det var tänkt från början.`;
    const calendar = [
      ...(seat === null
        ? []
        : calendarFiles(scene, reference.offering(instead), 'CANCEL', seat.occurrence, {
            why,
            prefix: 'bort-',
          })),
      ...calendarFiles(scene, offering, 'REQUEST', scene.number('occurrence')),
    ];
    return {
      data: {
        courseTitle,
        offeringCode: offering.code,
        days: daysAhead(scene, offering),
        calendarFiles: calendar.length > 0,
      },
      calendar,
    };
  },

  async trainer_days_changed(scene) {
    const { offering, courseTitle } = courseIn(scene);
    return { data: { courseTitle, offeringCode: offering.code, days: await changedDays(scene) } };
  },

  trainer_offering_cancelled(scene) {
    const { offering, courseTitle } = courseIn(scene);
    return { data: { courseTitle, offeringCode: offering.code, intoCode: scene.text('into') } };
  },

  trainer_offering_reinstated(scene) {
    const { offering, courseTitle } = courseIn(scene);
    return { data: { courseTitle, offeringCode: offering.code, days: dayViews(offering, scene) } };
  },

  async trainer_missing(scene) {
    const { offering, courseTitle } = courseIn(scene);
    const day = dayView(offering, scene.number('day'), scene);
    const remaining = offering.days.find(({ number }) => number === day.number)?.trainers ?? [];
    // Empty when nobody has been planned for the day.
    const { trainer } = scene.effect.detail;
    const missing = typeof trainer === 'string' ? trainer : '';
    const name = await scene.names([...(missing === '' ? [] : [missing]), ...remaining.map(({ id }) => id)]);
    return {
      data: {
        courseTitle,
        offeringCode: offering.code,
        day,
        trainerName: missing === '' ? '' : name(missing),
        remaining: remaining.map(({ id }) => name(id)),
      },
    };
  },
};

function courseIn(scene: MailScene) {
  const offering = scene.reference.offering(scene.text('offering'));
  return { offering, courseTitle: courseTitleOf(scene.reference, offering) };
}

/** What the changes that this mail speaks of come to. */
async function changedDays(scene: MailScene): Promise<ChangedDay[]> {
  const { deps, reference } = scene;
  const offering = reference.offering(scene.text('offering'));
  const rows = await deps.db.offeringChange.findMany({
    where: { offering: offering.code, number: { gte: scene.number('first'), lte: scene.number('last') } },
    orderBy: { number: 'asc' },
  });
  const changes = rows.map(({ before, after, recordedAt, source, ...row }) => ({
    ...row,
    before: shown.parse(before),
    after: shown.parse(after),
    at: recordedAt.getTime(),
    byHand: source === 'hand',
  }));
  const net = netChanges(changes);
  const links = net.flatMap(({ before, after }) => [before?.link ?? '', after?.link ?? '']);
  const notes = await deps.db.note.findMany({ where: { id: { in: links } } });
  const meetings = new Map(notes.map(({ id, text }) => [id, text]));
  const view = (day: DayShown | null) =>
    day && {
      date: day.date,
      start: day.start,
      end: day.end,
      place: placeOf({ place: day.place === '' ? offering.place : day.place, link: day.link }, meetings),
    };
  return net.map(({ day, before, after }) => ({ number: day, before: view(before), after: view(after) }));
}

/** A day that was taken away is taken out of the calendar; every change of it raised its sequence. */
async function removedDays(
  scene: MailScene,
  days: readonly ChangedDay[],
  seatOccurrence: number,
): Promise<CalendarFile[]> {
  if (scene.isViaChief || scene.to.email === '') return [];
  const { deps, reference, effect } = scene;
  const { offering, courseTitle } = courseIn(scene);
  const files: CalendarFile[] = [];
  for (const { number, before, after } of days) {
    if (after !== null || before === null) continue;
    const changes = await deps.db.offeringChange.count({ where: { offering: offering.code, day: number } });
    files.push(
      courseDayInvitation({
        uid: courseDayUid(effect.person, offering.code, number, reference.domain),
        sequence: changes + seatSequence(scene, seatOccurrence),
        method: 'CANCEL',
        stamp: scene.now,
        organizer: scene.from,
        attendee: scene.to,
        summary: `Utgår: ${courseTitle}`,
        description: `Kursdag ${number} i kursen ${courseTitle}, kurstillfälle ${offering.code}, utgår.`,
        location: before.place,
        ...{ date: before.date, start: before.start, end: before.end },
        zone: reference.timeZone,
        filename: `utgar-kursdag-${number}`,
      }),
    );
  }
  return files;
}
