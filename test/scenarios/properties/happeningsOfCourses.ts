/** Courses that do not go as planned, trainers who cannot come, days made up, and results put right. */
import type { Answers } from '../../../activities/answers/answers.ts';
import { type Happening, heldSeats, offerings, type Scene } from './scene.ts';

const by = 'karin';

const aboutOffering =
  (act: (to: Answers, offering: string, scene: Scene) => Promise<unknown> | undefined): Happening =>
  async (scene) => {
    const offering = scene.draw.one(offerings(scene));
    if (offering === undefined) return;
    await scene.says((to) => act(to, offering, scene) ?? Promise.resolve());
  };

const dayNumber = ({ draw }: Scene): number => draw.one([1, 2, 3]) ?? 1;
const trainer = ({ draw }: Scene): string => draw.one(['torsten', 'ylva']) ?? 'ylva';

const aboutDay =
  (
    act: (
      to: Answers,
      about: { readonly offering: string; readonly day: number },
      scene: Scene,
    ) => Promise<unknown>,
  ): Happening =>
  async (scene) => {
    const offering = scene.draw.one(offerings(scene));
    const day = dayNumber(scene);
    if (offering !== undefined) await scene.says((to) => act(to, { offering, day }, scene));
  };

export const ofCourses: Readonly<Record<string, Happening>> = {
  dayChanged: aboutDay((to, { offering, day }, { draw, reference, today }) => {
    const planned = reference.offering(offering).days.find(({ number }) => number === day)?.date ?? today;
    const { calendar } = reference;
    const date = calendar.orNextWorkingDay(calendar.addDays(planned, draw.one([-7, -2, 2, 7, 14]) ?? 7));
    return to.changeDay({ offering, day, date, by });
  }),
  dayOnline: aboutDay((to, about) => to.changeDay({ ...about, link: 'https://mote.example/1', by })),
  shortened: aboutOffering((to, offering, scene) =>
    to.shortenOffering({ offering, without: [dayNumber(scene)], by }),
  ),
  movedToAnotherTerm: aboutOffering((to, offering, { draw, reference }) => {
    const { calendar } = reference;
    const term = draw.one(['HT2026', 'VT2027']) ?? 'VT2027';
    const { days } = reference.offering(offering);
    const first = calendar.addDays(reference.term(term).start, draw.one([14, 28, 42]) ?? 14);
    const dates = days.map((_day, index) => calendar.orNextWorkingDay(calendar.addDays(first, 21 * index)));
    return to.moveOffering({ offering, term, dates, by });
  }),
  changeTakenBack: aboutOffering((to, offering) => to.undoOfferingChange({ offering, by })),
  cancelled: aboutOffering((to, offering) => to.cancelOffering({ offering, by })),
  merged: aboutOffering((to, offering, { draw, reference }) => {
    const { course } = reference.offering(offering);
    const into = draw.one(
      reference.offerings.filter((one) => one.course === course && one.code !== offering),
    );
    return into && to.mergeOffering({ offering, into: into.code, by });
  }),
  reinstated: async (scene) => {
    const ended = scene.reference.offerings.filter((one) => one.cancelled === true);
    const offering = scene.draw.one(ended)?.code;
    if (offering !== undefined) await scene.says((to) => to.reinstateOffering({ offering, by }));
  },
  trainerCannotCome: aboutDay((to, about, scene) => {
    const id = trainer(scene);
    return to.trainerUnavailable({ ...about, trainer: id, by: id });
  }),
  trainerCanCome: aboutDay((to, about, scene) =>
    to.trainerAvailable({ ...about, trainer: trainer(scene), by }),
  ),
  trainerAssigned: aboutDay((to, about, scene) =>
    to.assignTrainer({ ...about, trainer: trainer(scene), leader: scene.draw.chance(30), by }),
  ),
  trainerUnassigned: aboutDay((to, about, scene) =>
    to.unassignTrainer({ ...about, trainer: trainer(scene), by }),
  ),
  makesUp: async (scene) => {
    const { draw, reference, says } = scene;
    const missed = scene.model.tables.attendance.where(({ present }) => !present);
    const ahead = heldSeats(scene).map(({ offering, person }) => ({
      offering,
      person,
      day: dayNumber(scene),
    }));
    const home = draw.one(draw.chance(60) && missed.length > 0 ? missed : ahead);
    if (home === undefined) return;
    const { course } = reference.offering(home.offering);
    const others = reference.offerings.filter((one) => one.course === course && one.code !== home.offering);
    const offering = draw.one(others)?.code;
    if (offering === undefined) return;
    const day = dayNumber(scene);
    const { person, offering: from, day: homeDay } = home;
    await says((to) => to.bookMakeUp({ person, home: from, homeDay, offering, day }));
  },
  doesNotMakeUp: async ({ draw, model, says }) => {
    const booked = draw.one(model.tables.makeUp.where(({ state }) => state === 'booked'));
    if (booked === undefined) return;
    const { person, home, homeDay } = booked;
    await says((to) => to.releaseMakeUp({ person, home, homeDay }));
  },
  resultCorrected: async ({ draw, model, says }) => {
    const row = draw.one(model.tables.result.all());
    if (row === undefined) return;
    const { offering, person, passed } = row;
    const now = draw.chance(25) ? null : !passed;
    await says((to) => to.correctResult({ offering, person, passed: now, by: 'torsten' }), 'hand');
  },
};
