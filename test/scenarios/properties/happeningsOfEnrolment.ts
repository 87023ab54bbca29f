/** Nominations as a dialogue, places reserved, more or fewer seats, and interest in a course without a date. */
import { declineCauses } from '../../../domain/enrolment/nomination.ts';
import { aboutManager, type Happening, managers, place, type Scene, term } from './scene.ts';

const whole = (scene: Scene) => {
  const { draw, reference } = scene;
  const chief = draw.one(reference.people.filter(({ role }) => role === 'chief'))?.id ?? '2081-c1';
  const workplace = `elderly_care/w${chief.slice(0, 4)}-${draw.one([1, 2, 3]) ?? 1}`;
  return { term: term(scene), chief, ...(draw.chance(30) ? { workplace } : {}) };
};

const course = ({ draw }: Scene): string => draw.one(['1b', '2', '3']) ?? '2';

export const ofEnrolment: Readonly<Record<string, Happening>> = {
  proposalApproved: async (scene) => scene.says((to) => to.approveProposal(whole(scene))),
  answerClosed: async (scene) => scene.says((to) => to.closeAnswer(whole(scene))),
  answerReopened: async (scene) => scene.says((to) => to.reopenAnswer(whole(scene))),
  replaced: aboutManager((to, person, scene) =>
    to.replaceNomination({ term: term(scene), person, instead: scene.draw.one(managers(scene)) ?? person }),
  ),
  nominationWithdrawn: aboutManager((to, person, scene) =>
    to.withdrawNomination({ term: term(scene), person }),
  ),
  declinedWithReason: aboutManager((to, person, scene) =>
    to.declineNomination({ term: term(scene), person, cause: scene.draw.one(declineCauses) ?? 'workload' }),
  ),
  reserved: async (scene) => {
    const { draw } = scene;
    const municipality = draw.one(['2080', '2081', '2062']) ?? '2081';
    const count = draw.one([0, 1, 2]) ?? 1;
    const about = { offering: place(scene), municipality, count, releasedOn: draw.date(5, 90) };
    await scene.says((to) => to.reservePlaces({ ...about, by: 'karin' }));
  },
  capacity: async (scene) => {
    const capacity = scene.draw.one([1, 2, 3, 4, 5]) ?? 3;
    await scene.says((to) => to.changeCapacity({ offering: place(scene), capacity, by: 'karin' }));
  },
  interest: aboutManager((to, person, scene) => to.registerInterest({ person, course: course(scene) })),
  noInterest: aboutManager((to, person, scene) => to.withdrawInterest({ person, course: course(scene) })),
};
