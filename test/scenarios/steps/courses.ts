/** What happens in a course: presence, hand-ins, results, days that move. */
import assert from 'node:assert/strict';
import { idOf } from '../region.ts';
import { names, type Step, step } from '../step.ts';
import type { World } from '../world.ts';

const attendance = (world: World, day: string, offering: string, absent: readonly string[]): Promise<void> =>
  world.does((to) =>
    to.registerAttendance({ offering, day: Number(day), absent: absent.map(idOf), by: 'torsten' }),
  );

const result = async (world: World, name: string, offering: string, passed: boolean): Promise<void> => {
  const person = await world.person(name);
  await world.does((to) => to.registerResult({ offering, person, passed, by: 'torsten' }));
};

export const courseSteps: readonly Step[] = [
  step('alla var med på träff {tal} på {tillfälle}', (world, [day = '', offering = '']) =>
    attendance(world, day, offering, []),
  ),
  step(
    'alla utom {namnen} var med på träff {tal} på {tillfälle}',
    (world, [people = '', day = '', offering = '']) => attendance(world, day, offering, names(people)),
  ),
  step(
    '{namn} lämnar in hemuppgiften från träff {tal} på {tillfälle}',
    async (world, [name = '', day, offering = '']) => {
      const person = await world.person(name);
      await world.does((to) => to.handIn({ offering, person, day: Number(day) }));
    },
  ),
  step('{namn} lämnar in sitt PM på {tillfälle}', async (world, [name = '', offering = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.handIn({ offering, person }));
  }),
  step('{namn} blir godkänd på {tillfälle}', (world, [name = '', offering = '']) =>
    result(world, name, offering, true),
  ),
  step('{namn} blir underkänd på {tillfälle}', (world, [name = '', offering = '']) =>
    result(world, name, offering, false),
  ),
  step(
    'träff {tal} på {tillfälle} flyttas till {datum} i regionens filer',
    (world, [number, code, date = '']) =>
      world.changeRegion((draft) => {
        draft.offerings = draft.offerings.map((offering) =>
          offering.code === code
            ? {
                ...offering,
                days: offering.days.map((day) => (day.number === Number(number) ? { ...day, date } : day)),
              }
            : offering,
        );
      }),
  ),
  step('är {tillfälle} avslutat', async (world, [code = '']) => {
    const offering = await (await world.db()).offering.findUniqueOrThrow({ where: { code } });
    assert.notEqual(offering.closedAt, null);
  }),
];
