/** Mandatory training: decisions, deadlines, and what happens when one passes. */
import assert from 'node:assert/strict';
import { respiteOf } from '../../../activities/region/current.ts';
import { coverages } from '../../../domain/mandate/mandate.ts';
import { personalDeadlines } from '../../../domain/mandate/turn.ts';
import { responsibleChief } from '../../../domain/reference.ts';
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
  step('är {namn} chef för {namn}', async (world, [chief = '', name = '']) => {
    const found = responsibleChief(await world.reference(), await world.person(name), await world.today());
    assert.equal(found?.id, idOf(chief));
  }),
];
