/** A term's enrolment, its invoices and the reports of its periods, on real parts with the stepped clock. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTerm } from '../../activities/terms.ts';
import type { Region } from '../../domain/region.ts';
import { fireSchedule, reconcileSchedules, scheduledMoments } from '../../worker/schedules.ts';
import { type Rig, startRig, type World } from '../support/rig.ts';

const term = 'HT2026';
const programme = 'HT2026-1b-1';
const courseDay = 'HT2026-LLU-1';
let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.endWorlds());
afterAll(() => rig?.stop());

const withCapacity =
  (capacity: number) =>
  (region: Region): Region => ({
    ...region,
    mandates: [],
    offerings: region.offerings.map((offering) => ({ ...offering, capacity })),
  });

const templates = async (world: World, template: string) =>
  (await world.mails()).filter((key) => key.startsWith(`${template}.`));

test('termStart: opens, proposes, reminds, gives out seats, promotes, and closes', async () => {
  const world = await rig.world({ at: '2026-05-04 00:00', change: withCapacity(2) });
  const life = `termStart:${term}`;
  await openTerm(world.deps, term, 'answers');
  await world.moveTo('2026-05-04 07:59');
  expect(await world.mails()).toEqual([]);
  await world.moveTo('2026-05-04 08:00');
  expect(await templates(world, 'nomination_request')).toEqual([
    `nomination_request.${term}.2021-c01`,
    `nomination_request.${term}.2080-c01`,
    `nomination_request.${term}.2080-h1`,
    `nomination_request.${term}.2081-c01`,
  ]);
  const proposals = await world.db.document.findMany({ where: { kind: 'proposal' } });
  expect(proposals).toHaveLength(4);
  expect(await world.status(life)).toMatchObject({
    stage: 'nominations_open',
  });

  // Each chief but the one in Vansbro answers.
  for (const person of ['2080-m01', '2081-m01', '2081-m04']) {
    await world.answer().nominate({ term, person, course: '1b', closes: true });
  }
  await world.answer().closeAnswer({ term, chief: '2080-h1' });
  await world.moveTo('2026-06-12 08:00');
  expect(await templates(world, 'nomination_reminder')).toEqual([
    `nomination_reminder.${term}.r1.2021-c01`,
    `nomination_reminder.${term}.r2.2021-c01`,
  ]);

  await world.moveTo('2026-06-17 08:00');
  expect(await world.db.seat.count({ where: { state: 'held' } })).toBe(2);
  const waiting = await world.db.waitingPlace.findFirstOrThrow();
  const confirmed = await templates(world, 'seat_confirmed');
  expect(confirmed).toHaveLength(2);
  expect(await templates(world, 'waiting_list_placed')).toEqual([
    `waiting_list_placed.${term}.${waiting.person}`,
  ]);

  const [leaving] = (
    await world.db.seat.findMany({ where: { state: 'held' }, orderBy: { person: 'asc' } })
  ).map((seat) => seat.person);
  await world.moveTo('2026-07-06 09:00');
  await world.answer().declineSeat({ offering: programme, person: leaving ?? '' });
  await world.settle();
  expect(await world.db.waitingPlace.findFirstOrThrow()).toMatchObject({ state: 'promoted' });
  expect(await world.mails()).toContain(`seat_confirmed.${programme}.${waiting.person}`);
  const seats = await world.db.seat.findMany({ where: { state: 'held' } });
  expect(seats.map((seat) => seat.person)).toContain(waiting.person);
  expect(seats).toHaveLength(2);

  await world.moveTo('2026-08-10 08:00');
  expect(await world.life(life)).toMatchObject({ state: 'done', stage: 'closed' });
  await world.ended(life);
});

test('termInvoicing: seats after the free withdrawal, course days after the last of them, each once', async () => {
  // The year's costs are invoiced by the same life; here it is about people.
  const onlyParticipants = (region: Region): Region => ({
    ...withCapacity(8)(region),
    fees: region.fees.filter(({ basis }) => basis === 'participant'),
  });
  const world = await rig.world({ at: '2026-09-10 08:00', change: onlyParticipants });
  const life = `termInvoicing:${term}`;
  await openTerm(world.deps, term, 'answers');
  for (const person of ['2080-m01', '2081-m01', '2081-m04']) {
    await world.answer().giveSeat({ offering: programme, person });
  }
  for (const person of ['2081-m05', '2021-m01']) {
    await world.answer().registerDaySeat({ offering: courseDay, person });
  }
  // The last day to give up a seat without cost is 14 September; what is given up later is billed.
  await world.moveTo('2026-09-14 12:00');
  await world.answer().withdraw({ offering: programme, person: '2081-m04' });
  await world.moveTo('2026-09-15 07:59');
  await world.answer().withdraw({ offering: programme, person: '2080-m01' });
  expect(await world.db.invoice.count()).toBe(0);
  await world.moveTo('2026-09-15 08:00');
  const invoices = () => world.db.invoice.findMany({ orderBy: { key: 'asc' } });
  const summary = async () => (await invoices()).map(({ key, number, netOre }) => [key, number, netOre]);
  const ofSeats = [
    [`${term}.hda.2080`, 1, 2_500_000n],
    [`${term}.hda.2081`, 2, 2_500_000n],
  ];
  expect(await summary()).toEqual(ofSeats);
  expect(await templates(world, 'invoice')).toEqual([`invoice.${term}.hda.2080`, `invoice.${term}.hda.2081`]);
  expect(await world.status(life)).toMatchObject({
    stage: '1_of_2_issued',
  });

  await world.moveTo('2026-10-13 17:00');
  await world.answer().registerAttendance({ offering: courseDay, day: 1, absent: ['2021-m01'], by: 't-02' });
  await world.moveTo('2026-10-27 08:00');
  expect(await summary()).toEqual([...ofSeats, [`${term}.rss.2081`, 1, 45_000n]]);
  expect(await templates(world, 'invoice')).toHaveLength(3);
  expect(await world.db.document.count({ where: { kind: 'invoice' } })).toBe(3);

  // The municipality that lent the trainer is credited when the term is over; then nothing is left to do.
  expect(await templates(world, 'trainer_shares')).toEqual([]);
  await world.moveTo('2027-01-25 08:00');
  expect(await templates(world, 'trainer_shares')).toEqual([`trainer_shares.${term}.rss.2021`]);
  expect(await world.life(life)).toMatchObject({ state: 'done' });
  await world.ended(life);
});

test('complianceReport: a paused schedule opens each period once, at the moment it means', async () => {
  const world = await rig.world({ at: '2026-09-30 08:00' });
  const reference = await world.reference();
  await reconcileSchedules(world.client, reference, true);
  const morning = reference.calendar.at('2026-10-01', '07:00');
  const span = [reference.calendar.at('2026-09-30', '00:00'), reference.calendar.at('2026-10-31', '00:00')];
  const moments = await scheduledMoments(world.client, world.namespace, span[0] ?? 0, span[1] ?? 0);
  expect(moments).toEqual([
    { at: morning, audience: 'chiefs' },
    { at: morning, audience: 'heads' },
    { at: morning, audience: 'network' },
  ]);

  await world.moveTo('2026-10-01 06:59', moments);
  expect(await world.db.reportPeriod.count()).toBe(0);
  await world.moveTo('2026-10-01 07:00', moments);
  const periods = await world.db.reportPeriod.findMany({ orderBy: { id: 'asc' } });
  expect(periods.map(({ id, asOf }) => [id, asOf.getTime()])).toEqual([
    ['chiefs.2026Q3', morning],
    ['heads.2026-09', morning],
    ['network.2026Q3', morning],
  ]);
  const sent = async (kind: string) =>
    (await world.mails()).filter((key) => key.startsWith(`${kind}.`)).length;
  expect(await sent('compliance_head.heads.2026-09')).toBe(3);
  expect(await sent('compliance_chief.chiefs.2026Q3')).toBe(3);
  // One document for the whole network, to each head on a day of its own.
  expect(await sent('compliance_network.network.2026Q3')).toBe(0);
  await world.moveTo('2026-10-02 07:00', moments);
  expect(await sent('compliance_network.network.2026Q3')).toBe(3);
  const mails = await world.mails();
  expect(await world.db.document.count({ where: { kind: 'compliance' } })).toBe(7);
  for (const { id } of periods) await world.ended(`complianceReport:${id}`);

  // The same moment once more, as after a restored server: the workflow runs again and changes nothing.
  const facts = await world.db.fact.count();
  const isOpening = { query: 'WorkflowType = "openReportPeriod" and ExecutionStatus = "Completed"' };
  const opened = async () => (await world.client.workflow.count(isOpening.query)).count;
  const before = await opened();
  const heads = moments.find(({ audience }) => audience === 'heads');
  if (heads === undefined) throw new Error('no moment for heads');
  await fireSchedule(world.client, heads);
  await expect.poll(opened, { timeout: 30_000 }).toBeGreaterThan(before);
  await world.settle();
  expect(await world.db.fact.count()).toBe(facts);
  expect(await world.mails()).toEqual(mails);
});
