/** Several mails in one, on a real database: one hand-over, one row each, and one outcome, whatever dies in between. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answers } from '../../activities/answers/answers.ts';
import type { Dependencies, FaultPoint } from '../../activities/dependencies.ts';
import { claim } from '../../activities/lives/ledger.ts';
import { planLife } from '../../activities/lives/plan.ts';
import { astrayMessages, decideMessage } from '../../activities/messages/astray.ts';
import type { OutgoingMail } from '../../activities/messages/composeMail.ts';
import { sendMail } from '../../activities/messages/send.ts';
import type { DeliveryOutcome, Mailer } from '../../activities/messages/smtp.ts';
import { importRegion } from '../../activities/region/import.ts';
import { why } from '../../activities/story/why.ts';
import type { Database } from '../../prisma/client.ts';
import { stepClock } from '../../worker/clock.ts';
import { startTestServer, type TestServer } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';
import { dependencies } from '../support/townsfolk.ts';

const person = '2080-m01';
const life = `managerJourney:${person}`;
const keyOf = (offering: string) => `seat_confirmed.${offering}.${person}`;
const keys = [keyOf('HT2026-1b-1'), keyOf('HT2026-LLU-1')].sort();

let server: TestServer;
let db: Database;
let deps: Dependencies;
let delivered: OutgoingMail[];
let answer: DeliveryOutcome;
/** What the server says when it is asked; undefined when it cannot be. */
let taken: boolean | undefined;
let dieAt: FaultPoint | undefined;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

beforeEach(async () => {
  ({ db } = await server.fresh());
  delivered = [];
  answer = { outcome: 'accepted', reply: '250 ok' };
  taken = undefined;
  dieAt = undefined;
  await stepClock(db, Date.parse('2026-08-20T06:00:00Z'));
  const mailer: Mailer = {
    async deliver(message) {
      delivered.push(message);
      return answer;
    },
    wasAccepted: async () => taken,
    verify: async () => undefined,
    close: async () => undefined,
  };
  const passing = (point: FaultPoint) => {
    if (point === dieAt) throw new Error(`died ${point}`);
  };
  deps = { ...dependencies(db), mailer, passing };
  const read = await readLiten();
  await importRegion(deps, read.region, read.hash);
  await db.control.create({
    data: { id: 'release:all', action: 'release', scope: 'all', since: new Date() },
  });
  await answers(deps, 'answers').giveSeat({ offering: 'HT2026-1b-1', person });
  await answers(deps, 'answers').giveSeat({ offering: 'HT2026-LLU-1', person });
});

const rows = () => db.effect.findMany({ where: { key: { in: keys } }, orderBy: { key: 'asc' } });
const statuses = async () => (await rows()).map(({ status }) => status);

/** The mail that carries, and its part. */
async function parts() {
  const all = await rows();
  const part = all.find(({ carriedBy }) => carriedBy !== '');
  const carrier = all.find(({ carriedBy }) => carriedBy === '');
  if (part === undefined || carrier === undefined || all.length !== 2)
    throw new Error('they do not go together');
  expect(part.carriedBy).toBe(carrier.key);
  return { carrier, part };
}

async function work(): Promise<void> {
  for (let rounds = 0; rounds < 10; rounds += 1) {
    const { steps, generation } = await planLife(deps, life);
    if (steps.length === 0) return;
    for (const { key } of steps) await sendMail(deps, { life, key, generation });
  }
  throw new Error('the life never comes to rest');
}

/** Dies while the mail is under way; then the process is there again. */
async function dies(at: FaultPoint): Promise<void> {
  dieAt = at;
  await expect(work()).rejects.toThrow(`died ${at}`);
  dieAt = undefined;
  expect(await statuses()).toEqual(['claimed', 'claimed']);
}

test('two mails of one moment are handed over once, and both are accepted and explained', async () => {
  await work();
  expect(await statuses()).toEqual(['accepted', 'accepted']);
  expect(delivered).toHaveLength(1);
  const { carrier, part } = await parts();
  const [mail] = delivered;
  expect(mail?.messageId).toContain(carrier.key);
  expect(mail?.subject).toMatch(/ och en sak till$/);
  expect(carrier.subject).toBe(mail?.subject);
  expect(part.subject).not.toBe(carrier.subject);
  expect(mail?.text).toContain(`2. ${part.subject}`);
  expect(part.file).toBe(carrier.file);
  // The calendar files of both.
  const names = (mail?.calendar ?? []).map(({ filename }) => filename);
  expect(names.length).toBeGreaterThan(1);
  expect(new Set(names).size).toBe(names.length);
  const attempts = await db.deliveryAttempt.findMany();
  expect(attempts.map(({ key }) => key).sort()).toEqual(keys);
  expect(new Set(attempts.map(({ messageId }) => messageId)).size).toBe(1);
  expect(await why(deps, part.key)).toContain(`Del av mejlet ${carrier.key}`);
  expect(await why(deps, carrier.key)).toContain(part.key);
});

test.each(['after-claim', 'after-250'] as const)(
  'cut off %s and taken: both accepted, nothing sent again',
  async (at) => {
    await dies(at);
    const before = delivered.length;
    taken = true;
    const { steps } = await planLife(deps, life);
    expect(steps).toEqual([{ kind: 'mail', key: (await parts()).carrier.key }]);
    await work();
    expect(await statuses()).toEqual(['accepted', 'accepted']);
    expect(delivered).toHaveLength(before);
  },
);

test('cut off and not taken: what the facts still ask for is sent, once', async () => {
  await dies('after-claim');
  const { carrier } = await parts();
  const given = carrier.key.includes('LLU') ? 'HT2026-LLU-1' : 'HT2026-1b-1';
  await answers(deps, 'answers').withdraw({ offering: given, person });
  taken = false;
  await work();
  const gone = await db.effect.findUniqueOrThrow({ where: { key: carrier.key } });
  expect(['suppressed', 'accepted']).toContain(gone.status);
  const other = (await rows()).filter(({ key }) => key !== carrier.key);
  expect(other).toMatchObject([{ status: 'accepted' }]);
  const about = delivered.filter(
    ({ messageId, text }) =>
      messageId.includes(other[0]?.key ?? '') || text.includes(other[0]?.subject ?? '-'),
  );
  expect(about).toHaveLength(1);
});

test('nobody can be asked: both doubtful, one line on the list, one decision', async () => {
  await dies('after-250');
  await work();
  expect(await statuses()).toEqual(['doubtful', 'doubtful']);
  expect(delivered).toHaveLength(1);
  const { carrier, part } = await parts();
  expect(await db.coordinatorTask.count({ where: { kind: 'mail_doubtful' } })).toBe(1);
  expect(await astrayMessages(deps)).toMatchObject([{ key: carrier.key }]);
  await expect(decideMessage(deps, part.key, 'resend')).rejects.toThrow(`went as a part of ${carrier.key}`);
  await decideMessage(deps, carrier.key, 'resend');
  await work();
  const again = await db.effect.findMany({ where: { key: { endsWith: '.again' } } });
  expect(again.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
  expect(await statuses()).toEqual(['doubtful', 'doubtful']);
  expect(delivered).toHaveLength(3);
});

test('refused for a while: tried again together; for good: one line on the list', async () => {
  answer = { outcome: 'refused', permanent: false, stage: 'recipient', reply: '451 4.3.0 later' };
  await work();
  expect(await statuses()).toEqual(['planned', 'planned']);
  answer = { outcome: 'refused', permanent: true, stage: 'message', reply: '554 5.6.0 no' };
  await stepClock(db, Date.parse('2026-08-20T06:10:00Z'));
  await work();
  expect(delivered).toHaveLength(2);
  expect(await statuses()).toEqual(['refused', 'refused']);
  expect(await db.coordinatorTask.count({ where: { kind: 'mail_refused' } })).toBe(1);
});

test('what may not go stays behind, and the rest goes without it', async () => {
  const { steps, generation } = await planLife(deps, life);
  const { carrier, part } = await parts();
  // Somebody stops the kind of the part after the plan.
  await db.effect.update({ where: { key: part.key }, data: { template: 'course_invitation' } });
  await db.control.create({
    data: { id: 'hold:x', action: 'hold', scope: 'template:course_invitation', since: new Date() },
  });
  const step = { life, key: steps[0]?.key ?? '', generation };
  expect((await claim(deps, db, step)).verdict).toBe('superseded');
  expect(await db.effect.findUniqueOrThrow({ where: { key: part.key } })).toMatchObject({
    status: 'held',
    carriedBy: '',
  });
  await work();
  expect(await db.effect.findUniqueOrThrow({ where: { key: carrier.key } })).toMatchObject({
    status: 'accepted',
  });
  expect(delivered).toHaveLength(1);
  expect(delivered[0]?.subject).not.toContain('en sak till');
});

test('two processes that want it at once: one claims all of it', async () => {
  const { steps, generation } = await planLife(deps, life);
  const step = { life, key: steps[0]?.key ?? '', generation };
  const claims = await Promise.all([claim(deps, db, step), claim(deps, db, step)]);
  expect(claims.map(({ verdict }) => verdict).sort()).toEqual(['claimed', 'unsettled']);
  for (const one of claims) expect('parts' in one ? one.parts.length : 0).toBe(1);
  expect((await rows()).map(({ attempt }) => attempt)).toEqual([1, 1]);
});
