/** To managers: a missed course day, and the day on which it is made up. */
import { presence } from '../../../domain/journey/achievement.ts';
import type { OfferingRef } from '../../../domain/reference.ts';
import { eventTexts } from '../../../templates/mail/calendarEvent.ts';
import { loadJourney } from '../../documents/views/journeys.ts';
import { bookingEvent, type CalendarMethod } from '../calendar.ts';
import { because, eventDay, type Invitation, invitations, invitationText, invitedTo } from './invitations.ts';
import { courseTitleOf, dayView, dayViews, type MailBuilders, type MailScene, MissingFact } from './scene.ts';

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
    const last = reference.calendar.addDays(scene.today, reference.rules.offerings.makeUpOfferedDaysAhead);
    const choices = reference.offerings
      .filter((other) => other.code !== home.code && other.cancelled !== true)
      .filter(
        ({ course }) =>
          course === home.course ||
          (alternativeGroup !== '' && reference.course(course).alternativeGroup === alternativeGroup),
      )
      .flatMap((other) => dayViews(other, scene).map((day) => ({ ...day, offeringCode: other.code })))
      .filter((day) => absent.includes(day.number) && day.date > scene.today && day.date <= last)
      .sort((a, b) => (a.date < b.date ? -1 : 1));
    return {
      data: { courseTitle: courseTitleOf(reference, home), absences, allowed, missed: absent, choices },
    };
  },

  async make_up_confirmed(scene) {
    if (!isPlanned(scene)) return dayIsGone;
    const { offering, ...day } = dayIn(scene);
    const calendar = await booking(scene, offering, 'REQUEST');
    return { data: { ...day, calendarFiles: calendar.length > 0 }, calendar };
  },

  make_up_reminder(scene) {
    if (!isPlanned(scene)) return dayIsGone;
    const { offering: _offering, ...day } = dayIn(scene);
    return { data: day };
  },

  async make_up_released(scene) {
    const { reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const cause = scene.text('cause');
    const calendar = isPlanned(scene) ? await booking(scene, offering, 'CANCEL') : [];
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

/** One event for each booking, apart from those of seats. */
async function booking(
  scene: MailScene,
  offering: OfferingRef,
  method: CalendarMethod,
): Promise<Invitation[]> {
  const { effect, language } = scene;
  const number = scene.number('day');
  const day = offering.days.find((one) => one.number === number);
  if (day === undefined) throw new MissingFact('course day', `${offering.code}.d${number}`);
  const about = eventDay(scene, offering, day);
  const [home, homeDay] = [scene.text('home'), scene.number('homeDay')];
  const t = eventTexts[language];
  return invitations(scene, [
    {
      event: bookingEvent(effect.person, home, homeDay, scene.number('number')),
      method,
      ...invitedTo(offering, day),
      ...(method === 'CANCEL'
        ? { summary: t.cancelled(about.courseTitle), description: because(scene, 'booking_ended') }
        : invitationText(scene, about, day.link, t.instead(homeDay, home))),
      filename: `kursdag-${number}`,
    },
  ]);
}
