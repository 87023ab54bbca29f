/** Mails: who gets which, when, and who gets none. */
import assert from 'node:assert/strict';
import type { Effect } from '../../../prisma/generated/client.ts';
import { isTemplateName } from '../../../templates/mail/index.ts';
import { type Step, step } from '../step.ts';
import type { World } from '../world.ts';
import { mailNames } from './mailNames.ts';

function templateOf(name: string): string {
  const template = mailNames[name] ?? name;
  if (!isTemplateName(template)) throw new Error(`inget mejl heter ”${name}”; se mailNames.ts`);
  return template;
}

async function mails(world: World, to: string, name: string): Promise<readonly Effect[]> {
  const template = templateOf(name);
  const rows = await world.mailsTo(await world.person(to));
  return rows.filter((row) => row.template === template);
}

async function dates(world: World, rows: readonly Effect[]): Promise<string[]> {
  const { calendar } = await world.reference();
  return rows.map(({ dueAt }) => calendar.dateOf(dueAt.getTime()));
}

const about = (row: Effect, offering: string, day?: string): boolean =>
  row.key.includes(`.${offering}.`) && (day === undefined || row.key.includes(`.d${day}.`));

async function received(world: World, name: string, of: readonly Effect[], date: string): Promise<void> {
  const on = await dates(world, of);
  assert.ok(on.includes(date), `${name} fick det ${on.length === 0 ? 'aldrig' : on.join(', ')}`);
}

/** Groups of copies as people call them; a kind is called what its mail is called. */
const copyNames: Readonly<Record<string, string>> = { platsbesked: 'seats', rapporter: 'reports' };

async function chooseCopies(world: World, name: string, what: string, wanted: boolean): Promise<void> {
  const person = await world.person(name);
  const copies = copyNames[what] ?? templateOf(what);
  await world.does((to) => to.chooseCopies({ person, copies, wanted }));
}

export const messageSteps: readonly Step[] = [
  step('får {namn} {text} {datum}', async (world, [to = '', name = '', date = '']) =>
    received(world, to, await mails(world, to, name), date),
  ),
  step(
    'får {namn} {text} {datum} klockan {tid}',
    async (world, [to = '', name = '', date = '', time = '']) => {
      const { calendar } = await world.reference();
      const at = (await mails(world, to, name)).map(({ dueAt }) =>
        calendar.localIso(dueAt.getTime()).slice(0, 16),
      );
      assert.ok(at.includes(`${date}T${time}`), `${to} fick det ${at.join(', ') || 'aldrig'}`);
    },
  ),
  step('får {namn} {text}', async (world, [to = '', name = '']) => {
    assert.ok((await mails(world, to, name)).length > 0, `${to} har inte fått ”${name}”`);
  }),
  step('får {namn} {text} en enda gång', async (world, [to = '', name = '']) => {
    assert.equal((await mails(world, to, name)).length, 1);
  }),
  step('får {namn} {text} om {tillfälle}', async (world, [to = '', name = '', offering = '']) => {
    const rows = (await mails(world, to, name)).filter((row) => about(row, offering));
    assert.ok(rows.length > 0, `${to} har inte fått ”${name}” om ${offering}`);
  }),
  step(
    'får {namn} {text} om träff {tal} på {tillfälle} {datum}',
    async (world, [to = '', name = '', day, offering = '', date = '']) =>
      received(
        world,
        to,
        (await mails(world, to, name)).filter((row) => about(row, offering, day)),
        date,
      ),
  ),
  step('får {namn} inte {text}', async (world, [to = '', name = '']) => {
    assert.deepEqual(await dates(world, await mails(world, to, name)), []);
  }),
  step(
    'får {namn} inte {text} om träff {tal} på {tillfälle}',
    async (world, [to = '', name = '', day, offering = '']) => {
      const rows = (await mails(world, to, name)).filter((row) => about(row, offering, day));
      assert.deepEqual(await dates(world, rows), []);
    },
  ),
  step('får {namn} {text} om {namn} {datum}', async (world, [to = '', name = '', whom = '', date = '']) => {
    const person = await world.person(whom);
    const rows = (await mails(world, to, name)).filter((row) => row.person === person);
    await received(world, to, rows, date);
  }),
  step('får {namn} inte {text} om {namn}', async (world, [to = '', name = '', whom = '']) => {
    const person = await world.person(whom);
    const rows = (await mails(world, to, name)).filter((row) => row.person === person);
    assert.deepEqual(await dates(world, rows), []);
  }),
  step('skickas inget till {namn}', async (world, [to = '']) => {
    const rows = await world.mailsTo(await world.person(to));
    assert.deepEqual(
      rows.map(({ key }) => key),
      [],
    );
  }),
  step(
    'skickas inget till {namn} mellan {datum} och {datum}',
    async (world, [to = '', from = '', until = '']) => {
      const rows = await world.mailsTo(await world.person(to));
      const on = await dates(world, rows);
      const found = rows.filter((_row, index) => from <= (on[index] ?? '') && (on[index] ?? '') <= until);
      assert.deepEqual(
        found.map(({ key }) => key),
        [],
      );
    },
  ),
  step('{namn} avböjer kopior av {text}', (world, [name = '', copies = '']) =>
    chooseCopies(world, name, copies, false),
  ),
  step('{namn} vill ha kopior av {text} igen', (world, [name = '', copies = '']) =>
    chooseCopies(world, name, copies, true),
  ),
  step('{namn} tar tillbaka sitt val om kopior', async (world, [name = '']) => {
    const person = await world.person(name);
    await world.does((to) => to.undoCopies({ person }));
  }),
  step('är {text} till {namn} avböjt', async (world, [name = '', to = '']) => {
    const recipient = await world.person(to);
    const rows = (await world.ledger()).filter(
      (row) => row.recipient === recipient && row.template === templateOf(name),
    );
    assert.deepEqual(
      [...new Set(rows.map(({ status, rule }) => `${status} ${rule}`))],
      ['suppressed copy-declined'],
    );
    for (const { reason } of rows) assert.match(reason, /^Avböjd kopia: /);
  }),
  step('har inget skickats två gånger', async (world) => {
    const keys = (await world.ledger()).map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
  }),
];
