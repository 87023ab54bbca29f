/** Invoices. */
import assert from 'node:assert/strict';
import { municipalities } from '../region.ts';
import { type Step, step } from '../step.ts';
import type { World } from '../world.ts';

async function totalOre(world: World, name: string, term: string): Promise<bigint> {
  const municipality = municipalities[name];
  if (municipality === undefined) throw new Error(`ingen kommun heter ${name}`);
  const invoices = await (await world.db()).invoice.findMany({ where: { municipality, term } });
  return invoices.reduce((sum, { netOre }) => sum + netOre, 0n);
}

export const moneySteps: readonly Step[] = [
  step(
    'har {kommun} fakturerats {tal} kr för {termin}',
    async (world, [name = '', kronor = '', term = '']) => {
      assert.equal(await totalOre(world, name, term), BigInt(kronor) * 100n);
    },
  ),
];
