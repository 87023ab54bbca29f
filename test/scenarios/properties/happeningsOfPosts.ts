/** Moves, new chiefs, those who leave and come back, more time, and what municipalities decide. */
import { managerRoles } from '../../../domain/region.ts';
import { aboutManager, type Happening, managers, type Scene } from './scene.ts';

const municipalities = ['2080', '2081', '2062'];
const chiefs = ({ reference }: Scene) =>
  reference.people.filter(({ role }) => role === 'chief').map(({ id }) => id);

const aboutMandate =
  (act: (scene: Scene, mandate: string) => Promise<void>): Happening =>
  async (scene) => {
    const mandate = scene.draw.one(['2080:2025-11-03', '2081:2025-11-03']);
    if (mandate !== undefined) await act(scene, mandate);
  };

export const ofPosts: Readonly<Record<string, Happening>> = {
  newWorkplace: aboutManager((to, person, { draw, reference }) =>
    to.changePost({
      person,
      from: draw.date(-10, 20),
      workplace: `elderly_care/w${reference.newestPost(person).municipality}-${draw.one([1, 2, 3]) ?? 1}`,
    }),
  ),
  newMunicipality: aboutManager((to, person, { draw }) => {
    const municipality = draw.one(municipalities) ?? '2081';
    const workplace = `elderly_care/w${municipality}-1`;
    return to.changePost({
      person,
      from: draw.date(-10, 20),
      municipality,
      workplace,
      chief: `${municipality}-c1`,
    });
  }),
  newChief: async (scene) => {
    const old = scene.draw.one(chiefs(scene));
    const chief = old && scene.draw.one(chiefs(scene).filter((id) => id.slice(0, 4) === old.slice(0, 4)));
    if (old === undefined || chief === undefined) return;
    await scene.says((to) => to.replaceChief({ old, chief, from: scene.draw.date(-5, 20) }), 'hand');
  },
  oldChiefAfterAll: async (scene) => {
    const old = scene.draw.one(chiefs(scene));
    const chief = scene.draw.one(chiefs(scene));
    if (old !== undefined && chief !== undefined) {
      await scene.says((to) => to.undoReplaceChief({ old, chief }), 'hand');
    }
  },
  leaves: aboutManager((to, person, { draw }) => to.leavePost({ person, on: draw.date(-5, 30) })),
  chiefLeaves: async (scene) => {
    const person = scene.draw.one(chiefs(scene));
    if (person !== undefined) {
      await scene.says((to) => to.leavePost({ person, on: scene.draw.date(0, 30) }));
    }
  },
  comesBack: async (scene) => {
    const gone = [...managers(scene), ...chiefs(scene)].filter(
      (id) => scene.reference.newestPost(id).leftOn !== '',
    );
    const person = scene.draw.one(gone);
    if (person !== undefined) await scene.says((to) => to.returnToPost({ person }));
  },
  postTakenBack: aboutManager((to, person) => to.undoPost({ person }), 'hand'),
  newName: aboutManager((to, person) => to.nameChanged({ person }), 'hand'),
  chiefOnLeave: async (scene) => {
    const person = scene.draw.one(chiefs(scene));
    if (person === undefined) return;
    const until = scene.draw.date(20, 120);
    await scene.says((to) => to.grantRespite({ person, kind: 'leave', until, cause: 'parental' }));
  },
  asksForTime: aboutManager((to, person, { draw }) =>
    to.askExtension({ person, by: person, until: draw.date(20, 300), cause: 'workload' }),
  ),
  timeGranted: aboutManager((to, person, { draw, reference }) =>
    to.grantExtension({
      person,
      by: `${reference.newestPost(person).municipality}-h`,
      until: draw.date(20, 300),
    }),
  ),
  timeRefused: aboutManager((to, person, { reference }) =>
    to.refuseExtension({ person, by: `${reference.newestPost(person).municipality}-h`, cause: 'operations' }),
  ),
  timeTakenBack: aboutManager((to, person) => to.undoExtension({ person }), 'hand'),
  decisionChanged: aboutMandate(async ({ draw, says }, mandate) =>
    says((to) =>
      to.changeMandate({
        mandate,
        from: draw.date(0, 60),
        quotaPerYear: draw.one([1, 2, 4]) ?? 2,
        startWithinMonths: draw.one([8, 10, 14]) ?? 10,
      }),
    ),
  ),
  decisionNarrowed: aboutMandate(async ({ draw, says }, mandate) =>
    says((to) =>
      to.changeMandate({
        mandate,
        from: draw.date(0, 60),
        roles: draw.chance(50) ? ['manager'] : [...managerRoles],
      }),
    ),
  ),
  decisionWithdrawn: aboutMandate(async ({ draw, says }, mandate) =>
    says((to) => to.withdrawMandate({ mandate, on: draw.date(0, 60) })),
  ),
  decisionTakenBack: aboutMandate(async ({ says }, mandate) =>
    says((to) => to.undoMandate({ mandate }), 'hand'),
  ),
  leavesCooperation: async ({ draw, says }) =>
    says((to) => to.leaveCooperation({ municipality: '2062', on: draw.date(0, 120) })),
  staysAfterAll: async ({ says }) => says((to) => to.stayInCooperation({ municipality: '2062' }), 'hand'),
};
