/** Invoices and credit notes. */
import assert from 'node:assert/strict';
import { answersIn } from '../../../activities/answers/answers.ts';
import type { Invoice } from '../../../prisma/generated/client.ts';
import { municipalities } from '../region.ts';
import { type Step, step } from '../step.ts';
import type { World } from '../world.ts';
import { mailNames } from './mailNames.ts';

function codeOf(name: string): string {
  const municipality = municipalities[name];
  if (municipality === undefined) throw new Error(`ingen kommun heter ${name}`);
  return municipality;
}

async function documents(world: World, name: string, term: string, kind: string): Promise<Invoice[]> {
  const db = await world.db();
  return db.invoice.findMany({
    where: { municipality: codeOf(name), term, kind },
    orderBy: [{ issuedAt: 'asc' }, { key: 'asc' }],
  });
}

const netOre = (rows: readonly Invoice[]): bigint => rows.reduce((sum, row) => sum + row.netOre, 0n);

const ore = (kronor: string): bigint => BigInt(kronor) * 100n;

export const moneySteps: readonly Step[] = [
  step(
    'har {kommun} fakturerats {tal} kr för {termin}',
    async (world, [name = '', kronor = '', term = '']) => {
      assert.equal(netOre(await documents(world, name, term, 'invoice')), ore(kronor));
    },
  ),
  step(
    'har {kommun} krediterats {tal} kr för {termin}',
    async (world, [name = '', kronor = '', term = '']) => {
      assert.equal(-netOre(await documents(world, name, term, 'credit_note')), ore(kronor));
    },
  ),
  step(
    'har {kommun} fått {tal} fakturor och {tal} kreditfakturor för {termin}',
    async (world, [name = '', invoices, notes, term = '']) => {
      const counts = [
        (await documents(world, name, term, 'invoice')).length,
        (await documents(world, name, term, 'credit_note')).length,
      ];
      assert.deepEqual(counts, [Number(invoices), Number(notes)]);
    },
  ),
  step(
    'står det på kreditfakturan till {kommun} för {termin} varför: {text}',
    async (world, [name = '', term = '', reason = '']) => {
      const db = await world.db();
      const keys = (await documents(world, name, term, 'credit_note')).map(({ key }) => key);
      const lines = await db.invoiceLine.findMany({ where: { invoice: { in: keys } } });
      assert.deepEqual([...new Set(lines.map((line) => line.reason))], [reason]);
    },
  ),
  step('får fakturaenheten i {kommun} {text} {datum}', async (world, [name = '', mail = '', date = '']) => {
    const { calendar } = await world.reference();
    const rows = await world.mailsTo(`finance:${codeOf(name)}`);
    const on = rows
      .filter(({ template }) => template === mailNames[mail])
      .map(({ dueAt }) => calendar.dateOf(dueAt.getTime()));
    assert.deepEqual(on, [date]);
  }),
  step(
    'samordnaren skriver in att {namn} lämnade {tillfälle} redan {datum}',
    async (world, [name = '', offering = '', today = '']) => {
      const person = await world.person(name);
      const reference = await world.reference();
      const at = await world.now();
      const db = await world.db();
      await db.$transaction((tx) =>
        answersIn({ tx, reference, at, today }, 'hand').withdraw({ offering, person }),
      );
      await world.settle();
    },
  ),
];
