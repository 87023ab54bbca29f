/** Invoices and credit notes. */
import assert from 'node:assert/strict';
import { answersIn } from '../../../activities/answers/answers.ts';
import { fromDate } from '../../../prisma/client.ts';
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
  step(
    'har {kommun} fått fakturor på {tal} öre utan moms för {termin}',
    async (world, [name = '', ore, term = '']) => {
      assert.equal(netOre(await documents(world, name, term, 'invoice')), BigInt(ore ?? ''));
    },
  ),
  step(
    'har kommunerna tillsammans fått fakturor på {tal} öre utan moms för {termin}',
    async (world, [ore, term = '']) => {
      const db = await world.db();
      assert.equal(netOre(await db.invoice.findMany({ where: { term } })), BigInt(ore ?? ''));
    },
  ),
  step('får fakturaenheten i {kommun} inte {text}', async (world, [name = '', mail = '']) => {
    const rows = await world.mailsTo(`finance:${codeOf(name)}`);
    assert.deepEqual(
      rows.filter(({ template }) => template === mailNames[mail]),
      [],
    );
  }),
  step(
    'får fakturaenheten i {kommun} {text} {datum} och {datum}',
    async (world, [name = '', mail = '', ...dates]) => {
      const { calendar } = await world.reference();
      const rows = await world.mailsTo(`finance:${codeOf(name)}`);
      const on = rows
        .filter(({ template }) => template === mailNames[mail])
        .map(({ dueAt }) => calendar.dateOf(dueAt.getTime()));
      assert.deepEqual(on, dates);
    },
  ),
  step('{namn} är utlånad av {kommun}', async (world, [name = '', municipality = '']) => {
    const id = await world.person(name);
    await world.changeRegion((draft) => {
      draft.people = draft.people.map((person) =>
        person.id === id ? { ...person, municipality: codeOf(municipality) } : person,
      );
    });
  }),
  step(
    'har {kommun} krediterats {tal} öre ur utbildarpotten för {termin} i {tal} avräkningar',
    async (world, [name = '', ore = '', term = '', count]) => {
      const db = await world.db();
      const rows = await db.shareStatement.findMany({ where: { municipality: codeOf(name), term } });
      assert.equal(
        rows.reduce((sum, { amountOre }) => sum + amountOre, 0n),
        BigInt(ore),
      );
      assert.equal(rows.length, Number(count));
    },
  ),
  step('en kursdag för chefer kostar {tal} kr från {datum}', (world, [kronor, from = '']) =>
    world.changeRegion((draft) => {
      const before = draft.fees.find(
        (fee) => fee.article === 'course_day_manager' && from.startsWith(String(fee.year)),
      );
      if (before === undefined) throw new Error(`ingen avgift gäller ${from.slice(0, 4)}`);
      draft.fees.push({ ...before, from, amount: Number(kronor) * 100 });
    }),
  ),
  step(
    'Yrkesresan kostar {tal} öre per invånare och {tal} kr att dela på under {tal}',
    (world, [perInhabitant, shared, year]) =>
      world.changeRegion((draft) => {
        const cost = {
          ...{ title: 'Yrkesresan', year: Number(year), from: '', seller: 'rss', trainerPot: 0 },
          ...{ vatCategory: 'S' as const, vatPercent: 25 },
        };
        draft.fees.push(
          { ...cost, article: 'national', basis: 'inhabitant', amount: Number(perInhabitant) },
          { ...cost, article: 'regional', basis: 'shared', amount: Number(shared) * 100 },
        );
      }),
  ),
  step('{kommun} betalar {tal} kr för {termin}', (world, [name = '', kronor = '', term = '']) =>
    pay(world, name, term, kronor, 1),
  ),
  step('{kommun} får tillbaka {tal} kr för {termin}', (world, [name = '', kronor = '', term = '']) =>
    pay(world, name, term, kronor, -1),
  ),
  step('någon betalar {tal} kr med OCR-numret {tal}', (world, [kronor = '', ocr = '']) =>
    record(world, ocr, kronor, 1),
  ),
  step('samma betalning läses en gång till', async (world) => {
    const payment = await newestPayment(world);
    await world.does((to) => to.recordPayment(payment));
  }),
  step('en betalning på {tal} kr läses med samma referens', async (world, [kronor]) => {
    const payment = await newestPayment(world);
    await world.does((to) => to.recordPayment({ ...payment, amountOre: Number(kronor) * 100 }));
  }),
  step('samordnaren tar tillbaka den senaste betalningen', async (world) => {
    const { seller, reference } = await newestPayment(world);
    await world.does((to) => to.withdrawPayment({ seller, reference }));
  }),
  step('inbetalningarna är lästa till och med {datum}', async (world, [through = '']) => {
    for (const seller of ['hda', 'rss']) await world.does((to) => to.readPayments({ seller, through }));
  }),
  step('fakturan till {kommun} för {termin} får kravstopp', async (world, [name = '', term = '']) => {
    const { key } = await firstInvoice(world, name, term);
    await world.does((to) => to.stopDunning({ invoice: key, cause: 'disputed', until: '' }));
  }),
  step('kravstoppet för fakturan till {kommun} för {termin} hävs', async (world, [name = '', term = '']) => {
    const { key } = await firstInvoice(world, name, term);
    await world.does((to) => to.resumeDunning({ invoice: key }));
  }),
];

async function firstInvoice(world: World, name: string, term: string): Promise<Invoice> {
  const [invoice] = await documents(world, name, term, 'invoice');
  if (invoice === undefined) throw new Error(`${name} har ingen faktura för ${term}`);
  return invoice;
}

async function pay(world: World, name: string, term: string, kronor: string, sign: 1 | -1): Promise<void> {
  await record(world, (await firstInvoice(world, name, term)).ocr, kronor, sign);
}

/** To the university, with a reference of its own. */
async function record(world: World, ocr: string, kronor: string, sign: 1 | -1): Promise<void> {
  const db = await world.db();
  const reference = `BG-${(await db.payment.findMany()).length + 1}`;
  const paidOn = await world.today();
  const amountOre = sign * Number(ore(kronor));
  await world.does((to) => to.recordPayment({ seller: 'hda', ocr, amountOre, paidOn, reference }));
}

async function newestPayment(world: World) {
  const db = await world.db();
  const row = (await db.payment.findMany({ orderBy: { recordedAt: 'asc' } })).at(-1);
  if (row === undefined) throw new Error('ingen betalning har lästs');
  const { seller, ocr, reference, amountOre, paidOn } = row;
  return { seller, ocr, reference, amountOre: Number(amountOre), paidOn: fromDate(paidOn) };
}
