/** Mandatory training: decisions, deadlines, and what happens when one passes. */
import assert from 'node:assert/strict';
import { respiteOf } from '../../../activities/region/current.ts';
import { coverages, coveringMandate } from '../../../domain/mandate/mandate.ts';
import { personalDeadlines } from '../../../domain/mandate/turn.ts';
import { postOn, responsibleChief } from '../../../domain/reference.ts';
import { managerRoles } from '../../../domain/region.ts';
import { idOf, municipalities } from '../region.ts';
import { type Step, step } from '../step.ts';
import type { World } from '../world.ts';

const decide = (world: World, name: string, on: string, quota: number, months: readonly [number, number]) =>
  world.changeRegion((draft) => {
    const municipality = municipalities[name];
    if (municipality === undefined) throw new Error(`ingen kommun heter ${name}`);
    const [startWithinMonths, completeWithinMonths] = months;
    draft.mandates.push({
      id: `${municipality}:${on}`,
      municipality,
      decidedOn: on,
      decidedBy: 'Kommunstyrelsen',
      reference: 'KS 2026/1',
      roles: [...managerRoles],
      quotaPerYear: quota,
      startWithinMonths,
      completeWithinMonths,
      validFrom: on,
      validTo: '',
    });
  });

async function deadlinesOf(world: World, name: string) {
  const reference = await world.reference();
  const id = await world.person(name);
  const found = coverages(reference, id);
  const today = await world.today();
  const { mandate } = found.findLast(({ from }) => from <= today) ?? found[0] ?? {};
  assert.ok(mandate !== undefined, `inget beslut gäller ${name}`);
  const respites = await (await world.db()).respite.findMany({ where: { person: id } });
  return personalDeadlines(reference, mandate, id, respites.map(respiteOf));
}

const tasks = async (world: World, name: string) => {
  const subject = await world.person(name);
  return (await world.db()).coordinatorTask.findMany({ where: { subject, kind: 'mandate_overdue' } });
};

const openCases = async (world: World, name: string) => {
  const person = await world.person(name);
  return (await world.db()).escalationCase.findMany({ where: { person, state: 'open' } });
};

export const escalationSteps: readonly Step[] = [
  step(
    '{kommun} beslutar {datum} att {tal} chefer om året ska gå programmet',
    (world, [name = '', on = '', quota]) => decide(world, name, on, Number(quota), [12, 36]),
  ),
  step(
    '{kommun} beslutar {datum} att {tal} chefer om året ska gå programmet, med start inom {tal} månader och klart inom {tal}',
    (world, [name = '', on = '', quota, start, complete]) =>
      decide(world, name, on, Number(quota), [Number(start), Number(complete)]),
  ),
  step(
    'beslutet i {kommun} {datum} ändras från {datum} till {tal} chefer om året',
    async (world, [place = '', decided = '', from = '', quota]) => {
      const mandate = `${municipalities[place]}:${decided}`;
      await world.does((to) => to.changeMandate({ mandate, from, quotaPerYear: Number(quota) }));
    },
  ),
  step(
    'beslutet i {kommun} {datum} ändras från {datum} till start inom {tal} månader',
    async (world, [place = '', decided = '', from = '', months]) => {
      const mandate = `${municipalities[place]}:${decided}`;
      await world.does((to) => to.changeMandate({ mandate, from, startWithinMonths: Number(months) }));
    },
  ),
  step(
    'beslutet i {kommun} {datum} gäller från {datum} även verksamhetschefer',
    async (world, [place = '', decided = '', from = '']) => {
      const mandate = `${municipalities[place]}:${decided}`;
      await world.does((to) => to.changeMandate({ mandate, from, roles: [...managerRoles, 'chief'] }));
    },
  ),
  step('beslutet i {kommun} {datum} upphävs {datum}', async (world, [place = '', decided = '', on = '']) => {
    await world.does((to) => to.withdrawMandate({ mandate: `${municipalities[place]}:${decided}`, on }));
  }),
  step(
    'den senaste ändringen av beslutet i {kommun} {datum} tas tillbaka',
    async (world, [place = '', decided = '']) => {
      await world.does((to) => to.undoMandate({ mandate: `${municipalities[place]}:${decided}` }));
    },
  ),
  step('{kommun} lämnar samverkan {datum}', async (world, [place = '', on = '']) => {
    await world.does((to) => to.leaveCooperation({ municipality: municipalities[place] ?? '', on }));
  }),
  step('{kommun} stannar i samverkan', async (world, [place = '']) => {
    await world.does((to) => to.stayInCooperation({ municipality: municipalities[place] ?? '' }));
  }),
  step('omfattas {namn} inte av något beslut {datum}', async (world, [name = '', on = '']) => {
    const reference = await world.reference();
    const person = postOn(reference, await world.person(name), on);
    assert.equal(coveringMandate(person, reference.mandates, on), null);
  }),
  step('omfattas {namn} av ett beslut {datum}', async (world, [name = '', on = '']) => {
    const reference = await world.reference();
    const person = postOn(reference, await world.person(name), on);
    assert.notEqual(coveringMandate(person, reference.mandates, on), null);
  }),
  step('ska {namn} ha börjat senast {datum}', async (world, [name = '', date]) => {
    assert.equal((await deadlinesOf(world, name)).startBy, date);
  }),
  step('ska {namn} vara klar senast {datum}', async (world, [name = '', date]) => {
    assert.equal((await deadlinesOf(world, name)).completeBy, date);
  }),
  step('står {namn} på samordnarens lista över försenade', async (world, [name = '']) => {
    assert.equal((await tasks(world, name)).length, 1);
  }),
  step('står {namn} inte på samordnarens lista över försenade', async (world, [name = '']) => {
    assert.deepEqual(await tasks(world, name), []);
  }),
  step('ligger ärendet om {namn} på nivå {värde}', async (world, [name = '', level]) => {
    assert.deepEqual(
      (await openCases(world, name)).map((row) => row.level),
      [level],
    );
  }),
  step('ligger ärendet om {namn} hos {namn}', async (world, [name = '', holder = '']) => {
    assert.deepEqual(
      (await openCases(world, name)).map((row) => row.chief),
      [idOf(holder)],
    );
  }),
  step('är ärendet om {namn} avslutat', async (world, [name = '']) => {
    assert.deepEqual(await openCases(world, name), []);
  }),
  step('{namn} ber om mer tid till {datum}', async (world, [name = '', until = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.askExtension({ person, by: person, until, cause: 'workload' }));
  }),
  step('{namn} beviljar {namn} mer tid till {datum}', async (world, [chief = '', name = '', until = '']) => {
    const [by, person] = [await world.person(chief), await world.person(name)];
    await world.does((to) => to.grantExtension({ person, by, until }));
  }),
  step('{namn} säger nej till mer tid för {namn}', async (world, [chief = '', name = '']) => {
    const [by, person] = [await world.person(chief), await world.person(name)];
    await world.does((to) => to.refuseExtension({ person, by, cause: 'operations' }));
  }),
  step('beskedet om mer tid för {namn} tas tillbaka', async (world, [name = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.undoExtension({ person }));
  }),
  step('ska {namn} ha mer tid till {datum}', async (world, [name = '', until = '']) => {
    const person = await world.person(name);
    const rows = await (await world.db()).respite.findMany({ where: { person, kind: 'extension' } });
    assert.deepEqual(
      rows.map((row) => row.until?.toISOString().slice(0, 10)),
      [until],
    );
  }),
  step('är {namn} chef för {namn}', async (world, [chief = '', name = '']) => {
    const found = responsibleChief(await world.reference(), await world.person(name), await world.today());
    assert.equal(found?.id, idOf(chief));
  }),
];
