/** Days, moments and the region's rules. */
import { z } from 'zod';
import { rulesSchema } from '../../../domain/rules.ts';
import { type Step, step } from '../step.ts';
import type { World } from '../world.ts';

const group = z.record(z.string(), z.unknown());

/** @param rule `enrolment.stabilityCap` @param value a number, a truth, an object as JSON, or a text such as a time */
async function setRule(world: World, rule: string, value: string): Promise<void> {
  const [first = '', second] = rule.split('.');
  const parsed: unknown =
    /^(\d|true$|false$|\{)/.test(value) && !/^\d+:/.test(value) ? JSON.parse(value) : value;
  await world.changeRegion((draft) => {
    const before = group.parse(draft.rules);
    const inside = second === undefined ? parsed : { ...group.parse(before[first]), [second]: parsed };
    draft.rules = rulesSchema.parse({ ...before, [first]: inside });
  });
}

export const timeSteps: readonly Step[] = [
  step('dagen är {datum}', (world, [date = '']) => {
    world.startsOn = date;
  }),
  step('det är {datum}', (world, [date = '']) => world.moveTo(date)),
  step('det är {datum} klockan {tid}', (world, [date = '', time]) => world.moveTo(date, time)),
  step('det har gått {tal} minuter', (world, [minutes]) => world.passMinutes(Number(minutes))),
  step('regeln {regel} är {värde}', (world, [rule = '', value = '']) => setRule(world, rule, value)),
  step('regeln {regel} ändras till {värde}', (world, [rule = '', value = '']) => setRule(world, rule, value)),
];
