/** To participants and trainers: what has become different about an offering. */
import { z } from 'zod';
import { type ChangeNotice, type DayShown, netChanges } from '../../../domain/offering/changes.ts';
import { eventTexts } from '../../../templates/mail/calendarEvent.ts';
import type { ChangedDay } from '../../../templates/mail/offeringChanges.ts';
import { dayShown } from '../../facts/offeringPlan.ts';
import { courseDayEvent } from '../calendar.ts';
import {
  because,
  daysAhead,
  type EventWish,
  invitations,
  invitedTo,
  seatEvents,
  seatEventsEnded,
} from './invitations.ts';
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
    const changes = await dayChanges(scene);
    const kept = changes.flatMap(({ day, after }) => (after === null ? [] : [day]));
    const calendar = await invitations(scene, [
      ...seatEvents(scene, offering, { only: kept }),
      ...removedDays(scene, changes),
    ]);
    return {
      data: {
        courseTitle,
        offeringCode: offering.code,
        days: await changedDays(scene, changes),
        calendarFiles: calendar.length > 0,
      },
      calendar,
    };
  },

  async offering_cancelled(scene) {
    const { offering, courseTitle } = courseIn(scene);
    const ended = seatEventsEnded(scene, offering, because(scene, 'cancelled'));
    const calendar = await invitations(scene, ended);
    return {
      data: { courseTitle, offeringCode: offering.code, calendarFiles: calendar.length > 0 },
      calendar,
    };
  },

  async offering_merged(scene) {
    const { reference, language } = scene;
    const { offering, courseTitle } = courseIn(scene);
    const into = reference.offering(scene.text('into'));
    await assertSeat(scene, into.code);
    const why = eventTexts[language].goesTo(into.code);
    const calendar = await invitations(scene, [
      ...seatEventsEnded(scene, offering, why, 'bort-'),
      ...seatEvents(scene, into, { prefix: 'ny-' }),
    ]);
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
    const { deps, reference, effect, language } = scene;
    const { offering, courseTitle } = courseIn(scene);
    const instead = scene.text('into');
    const taken =
      instead === ''
        ? null
        : await deps.db.seat.findUnique({
            where: { offering_person: { offering: instead, person: effect.person } },
            select: { person: true },
          });
    const why = eventTexts[language].asPlanned(offering.code);
    const calendar = await invitations(scene, [
      ...(taken === null ? [] : seatEventsEnded(scene, reference.offering(instead), why, 'bort-')),
      ...seatEvents(scene, offering),
    ]);
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
    return {
      data: {
        courseTitle,
        offeringCode: offering.code,
        days: await changedDays(scene, await dayChanges(scene)),
      },
    };
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

async function assertSeat({ deps, effect }: MailScene, offering: string): Promise<void> {
  const where = { offering_person: { offering, person: effect.person } };
  const seat = await deps.db.seat.findUnique({ where, select: { person: true } });
  if (seat === null) throw new MissingFact('seat', `${offering}.${effect.person}`);
}

/** What the changes that this mail speaks of come to. */
async function dayChanges(scene: MailScene): Promise<ChangeNotice['days']> {
  const rows = await scene.deps.db.offeringChange.findMany({
    where: {
      offering: scene.text('offering'),
      number: { gte: scene.number('first'), lte: scene.number('last') },
    },
    orderBy: { number: 'asc' },
  });
  return netChanges(
    rows.map(({ before, after, recordedAt, source, ...row }) => ({
      ...row,
      before: shown.parse(before),
      after: shown.parse(after),
      at: recordedAt.getTime(),
      byHand: source === 'hand',
    })),
  );
}

/** The changes as the mail shows them, with the addresses of online meetings that are no longer in the plan, too. */
async function changedDays(scene: MailScene, changes: ChangeNotice['days']): Promise<ChangedDay[]> {
  const { deps, reference, language } = scene;
  const offering = reference.offering(scene.text('offering'));
  const links = changes.flatMap(({ before, after }) => [before?.link ?? '', after?.link ?? '']);
  const notes = await deps.db.note.findMany({ where: { id: { in: links } } });
  const meetings = new Map(notes.map(({ id, text }) => [id, text]));
  const view = (day: DayShown | null) => {
    if (day === null) return null;
    const { place, link } = invitedTo(offering, day);
    const { date, start, end } = day;
    return { date, start, end, place: placeOf({ place, link }, { meetings, language }) };
  };
  return changes.map(({ day, before, after }) => ({ number: day, before: view(before), after: view(after) }));
}

/** A day that was taken away is taken out of the calendar. */
function removedDays(scene: MailScene, changes: ChangeNotice['days']): EventWish[] {
  const { effect, language } = scene;
  const { offering, courseTitle } = courseIn(scene);
  return changes.flatMap(({ day, before, after }) =>
    after !== null || before === null
      ? []
      : [
          {
            event: courseDayEvent(effect.person, offering.code, day),
            method: 'CANCEL',
            ...invitedTo(offering, before),
            summary: eventTexts[language].cancelled(courseTitle),
            description: because(scene, 'removed'),
            filename: `utgar-kursdag-${day}`,
          },
        ],
  );
}
