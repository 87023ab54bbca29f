/** To coordinators: what somebody else has not done in time. */
import { courseLeader, lastDay } from '../../../domain/offering/days.ts';
import { type DayRef, responsibleChief } from '../../../domain/reference.ts';
import { awaitedCount } from './awaitedResults.ts';
import { courseTitleOf, dayView, type MailBuilders, type MailScene } from './scene.ts';

export const coordinatorMails: MailBuilders<'attendance_missing' | 'results_missing' | 'address_missing'> = {
  async attendance_missing(scene) {
    const { reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const day = dayView(offering, scene.number('day'), scene);
    return {
      data: {
        courseTitle: courseTitleOf(reference, offering),
        offeringCode: offering.code,
        day,
        leaderName: await leaderOf(
          scene,
          offering.days.find(({ number }) => number === day.number),
        ),
      },
    };
  },

  async results_missing(scene) {
    const { reference } = scene;
    const offering = reference.offering(scene.text('offering'));
    const remaining = await awaitedCount(scene, offering);
    if (remaining === 0) return { suppressed: 'Alla resultat är registrerade.' };
    return {
      data: {
        courseTitle: courseTitleOf(reference, offering),
        offeringCode: offering.code,
        remaining,
        dueDate: scene.text('deadline'),
        leaderName: await leaderOf(scene, lastDay(offering)),
      },
    };
  },

  async address_missing(scene) {
    const { reference, today } = scene;
    const person = scene.text('subject');
    if (reference.person(person).hasEmail) return { suppressed: 'Personen har fått en e-postadress.' };
    const chief = responsibleChief(reference, person, today);
    const through = chief?.hasEmail === true ? chief.id : '';
    const name = await scene.names([person, ...(through === '' ? [] : [through])]);
    return {
      data: {
        personName: name(person),
        personId: person,
        reachedThrough: through === '' ? '' : name(through),
      },
    };
  },
};

/** Name of the course leader of a day; empty when it has no trainer. */
async function leaderOf(scene: MailScene, day: DayRef | undefined): Promise<string> {
  const leader = day === undefined ? undefined : courseLeader(day);
  if (leader === undefined) return '';
  const name = await scene.names([leader]);
  return name(leader);
}
