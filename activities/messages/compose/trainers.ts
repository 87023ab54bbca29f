/** To trainers and course leaders: their days, who comes, and what is still to be registered. */

import { activeSeatStates } from '../../../domain/journey/facts.ts';
import { postOn } from '../../../domain/reference.ts';
import { awaitedCount } from './awaitedResults.ts';
import { courseTitleOf, dayView, dayViews, type MailBuilders } from './scene.ts';

export const trainerMails: MailBuilders<
  'trainer_information' | 'attendance_list' | 'attendance_reminder' | 'results_due'
> = {
  trainer_information(scene) {
    const { reference, effect } = scene;
    const offering = reference.offering(scene.text('offering'));
    const held = new Set(
      offering.days.flatMap(({ number, trainers }) =>
        trainers.some(({ id }) => id === effect.recipient) ? [number] : [],
      ),
    );
    const days = dayViews(offering, scene).filter(({ number }) => held.has(number));
    if (days.length === 0) return { suppressed: 'Utbildaren håller inte längre någon av kursdagarna.' };
    return { data: { courseTitle: courseTitleOf(reference, offering), days } };
  },

  async attendance_list(scene) {
    const { deps, reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const seats = await deps.db.seat.findMany({
      where: { offering: offering.code, state: { in: [...activeSeatStates] } },
      select: { person: true, municipality: true },
    });
    const guests = await deps.db.makeUp.findMany({
      where: { offering: offering.code, day: scene.number('day'), state: 'booked' },
      select: { person: true },
    });
    const { date } = dayView(offering, scene.number('day'), scene);
    seats.push(
      ...guests.map(({ person }) => ({
        person,
        municipality: postOn(reference, person, date).municipality,
      })),
    );
    if (seats.length === 0) return { suppressed: 'Ingen har längre en plats på kurstillfället.' };
    const name = await scene.names(seats.map(({ person }) => person));
    const participants = seats.map(({ person, municipality }) => ({
      name: name(person),
      municipality: reference.municipality(municipality).name,
    }));
    return {
      data: {
        courseTitle: courseTitleOf(reference, offering),
        day: dayView(offering, scene.number('day'), scene),
        participants: participants.toSorted(
          (a, b) => a.municipality.localeCompare(b.municipality, 'sv') || a.name.localeCompare(b.name, 'sv'),
        ),
        withinWorkingDays: reference.rules.courseDays.attendanceWithinWorkingDays,
      },
    };
  },

  attendance_reminder(scene) {
    const { reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const day = dayView(offering, scene.number('day'), scene);
    const within = reference.rules.courseDays.attendanceWithinWorkingDays;
    return {
      data: {
        courseTitle: courseTitleOf(reference, offering),
        day,
        dueDate: reference.calendar.addWorkingDays(day.date, within),
      },
    };
  },

  async results_due(scene) {
    const { reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const remaining = await awaitedCount(scene, offering);
    if (remaining === 0) return { suppressed: 'Alla resultat är registrerade.' };
    const courseTitle = courseTitleOf(reference, offering);
    return { data: { courseTitle, remaining, dueDate: scene.text('deadline') } };
  },
};
