/** Prior credits, what has been achieved, and certificates. */
import assert from 'node:assert/strict';
import { creditsTenths } from '../../../domain/courses/programme.ts';
import { idOf } from '../region.ts';
import { type Step, step } from '../step.ts';
import type { World } from '../world.ts';

async function certificates(world: World, name: string, offering: string) {
  const person = await world.person(name);
  return (await world.db()).certificate.findMany({ where: { person, offering } });
}

async function creditsOf(world: World, name: string): Promise<number> {
  const person = await world.person(name);
  const db = await world.db();
  const reference = await world.reference();
  const prior = await db.credit.findMany({ where: { person } });
  const passed = await db.result.findMany({ where: { person, passed: true } });
  const codes = [
    ...prior.map(({ course }) => course),
    ...passed.map((row) => reference.offering(row.offering).course),
  ];
  return creditsTenths(reference.courses, [...new Set(codes)]);
}

export const creditSteps: readonly Step[] = [
  step('{namn} gick kurs {kurs} {datum}', (world, [name = '', course = '', completedOn = '']) =>
    world.changeRegion((draft) => {
      draft.credits.push({ person: idOf(name), course, completedOn, source: 'intyg' });
    }),
  ),
  step('har {namn} intyg för {tillfälle}', async (world, [name = '', offering = '']) => {
    assert.equal((await certificates(world, name, offering)).length, 1);
  }),
  step('har {namn} inget intyg för {tillfälle}', async (world, [name = '', offering = '']) => {
    assert.deepEqual(await certificates(world, name, offering), []);
  }),
  step('har {namn} programintyget', async (world, [name = '']) => {
    assert.equal((await certificates(world, name, '')).length, 1);
  }),
  step('har {namn} {tal} tiondels hp', async (world, [name = '', tenths]) => {
    assert.equal(await creditsOf(world, name), Number(tenths));
  }),
];
