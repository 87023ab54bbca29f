/** To managers: a missed course day, and the day on which it is made up. */
import { presence } from '../../../domain/journey/achievement.ts';
import type { OfferingRef } from '../../../domain/reference.ts';
import { loadJourney } from '../../documents/views/journeys.ts';
import { type CalendarFile, type CalendarMethod, courseDayInvitation, courseDayUid } from '../calendar.ts';
import { courseTitleOf, dayView, dayViews, type MailBuilders, type MailScene } from './scene.ts';

export const makeUpMails: MailBuilders<
  'make_up_needed' | 'make_up_confirmed' | 'make_up_reminder' | 'make_up_released'
> = {
  async make_up_needed(scene) {
    const { deps, reference, effect } = scene;
    const home = reference.offering(scene.text('offering'));
    const facts = await loadJourney(deps, effect.person);
    const seat = facts.seats.findLast(({ offering }) => offering === home.code);
    if (seat === undefined) return { suppressed: 'Platsen finns inte längre.' };
    const { enough, absent, absences, allowed } = presence(facts, reference, seat);
    if (enough) return { suppressed: 'Närvaron räcker nu.' };
    const { alternativeGroup } = reference.course(home.course);
    const choices = reference.offerings
      .filter((other) => other.code !== home.code && other.cancelled !== true)
      .filter(
        ({ course }) =>
          course === home.course ||
          (alternativeGroup !== '' && reference.course(course).alternativeGroup === alternativeGroup),
      )
      .flatMap((other) => dayViews(other, scene).map((day) => ({ ...day, offeringCode: other.code })))
      .filter((day) => absent.includes(day.number) && day.date > scene.today)
      .sort((a, b) => (a.date < b.date ? -1 : 1));
    return {
      data: { courseTitle: courseTitleOf(reference, home), absences, allowed, missed: absent, choices },
    };
  },

  make_up_confirmed(scene) {
    if (!isPlanned(scene)) return dayIsGone;
    const { offering, ...day } = dayIn(scene);
    const calendar = invitation(scene, offering, 'REQUEST');
    return { data: { ...day, calendarFiles: calendar.length > 0 }, calendar };
  },

  make_up_reminder(scene) {
    if (!isPlanned(scene)) return dayIsGone;
    const { offering: _offering, ...day } = dayIn(scene);
    return { data: day };
  },

  make_up_released(scene) {
    const { reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const cause = scene.text('cause');
    const calendar = isPlanned(scene) ? invitation(scene, offering, 'CANCEL') : [];
    return {
      data: {
        courseTitle: courseTitleOf(reference, offering),
        offeringCode: offering.code,
        homeDay: scene.number('homeDay'),
        cause: cause === 'cancelled' || cause === 'moved' ? cause : 'given_up',
        calendarFiles: calendar.length > 0,
      },
      calendar,
    };
  },
};

/** A day that was taken away takes its bookings with it; the release tells of that. */
const dayIsGone = { suppressed: 'Dagen finns inte längre.' };

const isPlanned = ({ reference, text, number }: MailScene): boolean =>
  reference.offering(text('offering')).days.some((day) => day.number === number('day'));

function dayIn(scene: MailScene) {
  const { reference } = scene;
  const offering = reference.offering(scene.text('offering'));
  return {
    offering,
    courseTitle: courseTitleOf(reference, offering),
    offeringCode: offering.code,
    day: dayView(offering, scene.number('day'), scene),
    homeDay: scene.number('homeDay'),
  };
}

/** One event for each booking, apart from those of seats: a booking is confirmed once and perhaps released once. */
function invitation(scene: MailScene, offering: OfferingRef, method: CalendarMethod): CalendarFile[] {
  if (scene.isViaChief || scene.to.email === '') return [];
  const { reference, effect } = scene;
  const title = courseTitleOf(reference, offering);
  const day = dayView(offering, scene.number('day'), scene);
  const [home, homeDay] = [scene.text('home'), scene.number('homeDay')];
  return [
    courseDayInvitation({
      uid: courseDayUid(
        effect.person,
        `${home}-${homeDay}-${scene.number('number')}-igen`,
        homeDay,
        reference.domain,
      ),
      sequence: method === 'CANCEL' ? 1 : 0,
      method,
      stamp: scene.now,
      organizer: scene.from,
      attendee: scene.to,
      summary: method === 'CANCEL' ? `Inställd för dig: ${title}` : `Kursdag ${day.number}: ${title}`,
      description:
        method === 'CANCEL'
          ? 'Bokningen gäller inte längre.'
          : `Kursdag ${day.number} i kurstillfälle ${offering.code}, i stället för kursdag ${homeDay} i ${home}.`,
      location: day.place,
      ...{ date: day.date, start: day.start, end: day.end },
      zone: reference.timeZone,
      filename: `kursdag-${day.number}`,
    }),
  ];
}
