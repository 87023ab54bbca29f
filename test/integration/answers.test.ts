import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AnswerRefused, type Answers, answers, applyAnswer } from '../../activities/answers/answers.ts';
import { type NewFact, record } from '../../activities/facts/record.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import { parseAnswer } from '../../domain/answers.ts';
import type { Region } from '../../domain/region.ts';
import type { Database } from '../../prisma/client.ts';
import { startTestServer, type TestClock, type TestServer, testClock } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';

let server: TestServer;
let liten: { readonly region: Region; readonly hash: string };
beforeAll(async () => {
  server = await startTestServer();
  const read = await readLiten();
  liten = read;
});
afterAll(() => server?.stop());

const course = 'HT2026-1b-1';
const day = 'HT2026-LLU-1';
const term = 'HT2026';
const manager = '2081-m01';
const chief = '2081-c01';
const trainer = 't-01';

let db: Database;
let clock: TestClock;
let say: Answers;

/** Enrolment of liten for HT2026: opens 2026-05-04, closes 2026-06-15, declining until 2026-07-27. */
beforeEach(async () => {
  ({ db } = await server.fresh());
  clock = testClock('2026-05-04T06:00:00Z');
  await importRegion({ db, clock }, liten.region, liten.hash);
  say = answers({ db, clock, reference: createReferenceCache(db) });
  await put({ kind: 'term_opened', subject: term, data: { term } });
});

const at = (moment: string) => clock.set(Date.parse(moment));

async function put(...facts: NewFact[]): Promise<void> {
  const now = await clock.now(db);
  const today = new Date(now).toISOString().slice(0, 10);
  await db.$transaction((tx) => record(tx, { at: now, today, source: 'test' }, facts));
}

const propose = () =>
  put({ kind: 'proposal_made', subject: `${term}.2081`, data: { term, municipality: '2081', rows: [] } });

const give = (offering: string, person: string, number: number) =>
  put({
    kind: 'seat_given',
    subject: `${offering}.${person}`,
    data: {
      offering,
      person,
      number,
      term,
      courseKind: offering === day ? 'course_day' : 'programme',
      municipality: person.slice(0, 4),
      how: 'allocation',
      rule: '',
      reason: '',
    },
  });

/** The code of the refusal, whose message is a Swedish sentence that ends with what to do. */
async function refusal(answer: Promise<unknown>): Promise<string> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AnswerRefused)) throw new Error(`not refused: ${String(error)}`);
  expect(error.message).toMatch(/^.+\.$/s);
  return error.code;
}

/** The answer records facts the first time and nothing the second. */
async function once(answer: () => Promise<{ recorded: number }>, facts = 1): Promise<void> {
  expect(await answer()).toEqual({ recorded: facts });
  const { seq } = await db.fact.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  expect(await answer()).toEqual({ recorded: 0 });
  expect((await db.fact.findFirstOrThrow({ orderBy: { seq: 'desc' } })).seq).toBe(seq);
}

describe('nominations', () => {
  test('are taken from the proposal until the last day', async () => {
    expect(await refusal(say.nominate({ term, person: manager }))).toBe('nominations_not_open');
    await propose();
    await once(() => say.nominate({ term, person: manager, chief, course: '1b' }));
    expect(await db.nomination.findMany()).toMatchObject([
      { term, person: manager, chief, course: '1b', state: 'nominated', source: 'hand' },
    ]);
    at('2026-06-15T15:00:00Z');
    await once(() => say.declineNomination({ term, person: manager }));
    expect(await db.nomination.findMany()).toMatchObject([{ state: 'declined' }]);
    at('2026-06-16T06:00:00Z');
    expect(await refusal(say.nominate({ term, person: manager }))).toBe('nominations_closed');
    expect(await refusal(say.closeAnswer({ term, chief }))).toBe('nominations_closed');
    expect(await say.declineNomination({ term, person: manager })).toEqual({ recorded: 0 });
  });

  test('come from the chief, the head of the municipality, or the manager', async () => {
    await propose();
    expect(await refusal(say.nominate({ term, person: manager, chief: '2080-c01' }))).toBe('not_their_chief');
    expect(await refusal(say.nominate({ term, person: manager, chief: '2080-h1' }))).toBe('not_their_chief');
    expect(await refusal(say.nominate({ term, person: manager, chief: '2081-m02' }))).toBe('not_a_chief');
    await say.nominate({ term, person: manager, chief: '2081-h1' });
    await say.nominate({ term, person: '2021-m01', chief: '2021-m01' });
    await say.nominate({ term, person: '2080-m04' });
    expect(await db.nomination.findMany({ orderBy: { person: 'asc' } })).toMatchObject([
      { person: '2021-m01', chief: '2021-c01', rule: 'volunteered' },
      { person: '2080-m04', chief: '2080-h1', rule: 'nominated-by-chief' },
      { person: manager, chief: '2081-h1' },
    ]);
  });

  test('name what there is', async () => {
    await propose();
    expect(await refusal(say.nominate({ term: 'HT2031', person: manager }))).toBe('unknown_term');
    expect(await refusal(say.nominate({ term, person: 'nobody' }))).toBe('unknown_person');
    expect(await refusal(say.nominate({ term, person: chief }))).toBe('not_a_manager');
    expect(await refusal(say.nominate({ term, person: manager, course: '9' }))).toBe('unknown_course');
    expect(await refusal(say.nominate({ term, person: manager, course: 'LLU' }))).toBe(
      'not_a_programme_course',
    );
    expect(await refusal(say.closeAnswer({ term, chief: manager }))).toBe('not_a_chief');
    await once(() => say.closeAnswer({ term, chief }));
  });

  test('of somebody who has left are refused', async () => {
    await propose();
    const people = liten.region.people.map((row) =>
      row.id === manager ? { ...row, leftOn: '2026-05-01' } : row,
    );
    await importRegion({ db, clock }, { ...liten.region, people }, '');
    expect(await refusal(say.nominate({ term, person: manager }))).toBe('has_left');
  });
});

describe('seats', () => {
  test('by hand: one a person and term, while there are numbers', async () => {
    await once(() => say.giveSeat({ offering: course, person: manager }));
    expect(await db.seat.findMany()).toMatchObject([
      { person: manager, number: 1, how: 'hand', givenBy: 'hand' },
    ]);
    const others = ['2081-m02', '2081-m04', '2081-m05', '2080-m01', '2080-m02', '2080-m04', '2021-m01'];
    for (const person of others) await say.giveSeat({ offering: course, person });
    expect(await refusal(say.giveSeat({ offering: course, person: '2021-m02' }))).toBe('offering_full');
    await say.withdraw({ offering: course, person: '2081-m04' });
    await say.giveSeat({ offering: course, person: '2021-m02' });
    expect(await db.seat.findMany({ where: { person: '2021-m02' } })).toMatchObject([{ number: 3 }]);
  });

  test('by hand: not for a course that is passed, over or taken already', async () => {
    expect(await refusal(say.giveSeat({ offering: course, person: '2080-m03' }))).toBe('already_passed');
    expect(await refusal(say.giveSeat({ offering: course, person: chief }))).toBe('not_a_manager');
    expect(await refusal(say.giveSeat({ offering: 'HT2026-9', person: manager }))).toBe('unknown_offering');
    const [first] = liten.region.offerings;
    if (first === undefined) throw new Error('no offering');
    const second = { ...first, code: 'HT2026-2-1', course: '2' };
    await importRegion(
      { db, clock },
      { ...liten.region, offerings: [...liten.region.offerings, second] },
      '',
    );
    await say.giveSeat({ offering: course, person: manager });
    expect(await refusal(say.giveSeat({ offering: 'HT2026-2-1', person: manager }))).toBe('seat_in_term');
    at('2026-12-10T06:00:00Z');
    expect(await refusal(say.giveSeat({ offering: course, person: '2081-m02' }))).toBe('offering_over');
  });

  test('never two course days on one date', async () => {
    const second = liten.region.offerings.find(({ code }) => code === course)?.days[1];
    if (second === undefined) throw new Error('the course has no second day');
    const offerings = liten.region.offerings.map((offering) =>
      offering.code === day
        ? { ...offering, days: offering.days.map((one) => ({ ...one, date: second.date })) }
        : offering,
    );
    await importRegion({ db, clock }, { ...liten.region, offerings }, 'moved');
    await give(course, manager, 1);
    expect(await refusal(say.registerDaySeat({ offering: day, person: manager }))).toBe('day_taken');
    await once(() => say.registerDaySeat({ offering: day, person: '2081-m02' }));
    expect(await refusal(say.giveSeat({ offering: course, person: '2081-m02' }))).toBe('day_taken');
  });

  test('on a course day: until it begins, and only outside the programme', async () => {
    await once(() => say.registerDaySeat({ offering: day, person: manager }));
    await once(() => say.registerDaySeat({ offering: day, person: chief }));
    expect(await db.seat.findMany({ orderBy: { number: 'asc' } })).toMatchObject([
      { person: manager, number: 1, how: 'registration', courseKind: 'course_day' },
      { person: chief, number: 2 },
    ]);
    expect(await refusal(say.registerDaySeat({ offering: course, person: manager }))).toBe(
      'not_a_course_day',
    );
    expect(await refusal(say.registerDaySeat({ offering: day, person: '2081-f1' }))).toBe('not_for_them');
    at('2026-10-13T07:00:00Z');
    expect(await refusal(say.registerDaySeat({ offering: day, person: '2081-m02' }))).toBe('offering_begun');
  });

  test('twenty at once for five seats: five get one, each another number', async () => {
    const offerings = liten.region.offerings.map((row) => (row.code === day ? { ...row, capacity: 5 } : row));
    const manyPeople = Array.from({ length: 20 }, (_, index) => {
      const [first] = liten.region.people.filter(({ id }) => id === manager);
      if (first === undefined) throw new Error('no manager');
      return { ...first, id: `2081-x${index}`, email: `x${index}@borlange.example` };
    });
    const region = { ...liten.region, offerings, people: [...liten.region.people, ...manyPeople] };
    await importRegion({ db, clock }, region, '');
    const outcomes = await Promise.allSettled(
      manyPeople.map(({ id }) => say.registerDaySeat({ offering: day, person: id })),
    );
    const codes = outcomes.map((one) =>
      one.status === 'fulfilled'
        ? 'seat'
        : one.reason instanceof AnswerRefused
          ? one.reason.code
          : String(one.reason),
    );
    expect(codes.filter((code) => code === 'seat')).toHaveLength(5);
    expect(codes.filter((code) => code === 'offering_full')).toHaveLength(15);
    const seats = await db.seat.findMany({ orderBy: { number: 'asc' } });
    expect(seats.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  test('accepting, declining in time, and leaving', async () => {
    expect(await refusal(say.acceptSeat({ offering: course, person: manager }))).toBe('no_seat');
    await give(course, manager, 1);
    await give(course, '2081-m02', 2);
    await give(day, '2081-m02', 1);
    at('2026-07-27T15:00:00Z');
    await once(() => say.acceptSeat({ offering: course, person: manager }));
    await once(() => say.declineSeat({ offering: course, person: manager }));
    expect(await refusal(say.acceptSeat({ offering: course, person: manager }))).toBe('seat_ended');
    expect(await refusal(say.withdraw({ offering: course, person: manager }))).toBe('seat_ended');
    at('2026-07-28T06:00:00Z');
    expect(await refusal(say.declineSeat({ offering: course, person: '2081-m02' }))).toBe(
      'too_late_to_decline',
    );
    await once(() => say.withdraw({ offering: course, person: '2081-m02' }));
    at('2026-10-13T05:00:00Z');
    expect(await refusal(say.declineSeat({ offering: day, person: '2081-m02' }))).toBe('too_late_to_decline');
    expect(await db.seat.findMany({ where: { offering: course }, orderBy: { number: 'asc' } })).toMatchObject(
      [{ state: 'declined' }, { state: 'withdrawn' }],
    );
  });
});

describe('in a course', () => {
  beforeEach(async () => {
    await give(course, manager, 1);
    await give(course, '2081-m02', 2);
    await give(day, manager, 1);
    await give(day, '2081-m02', 2);
  });

  test('presence: after the day, by a trainer, of those who have a seat; a correction names what it corrects', async () => {
    const first = { offering: course, day: 1, absent: [manager], by: trainer };
    expect(await refusal(say.registerAttendance(first))).toBe('day_not_held');
    at('2026-09-16T15:00:00Z');
    expect(await refusal(say.registerAttendance({ ...first, by: chief }))).toBe('not_a_trainer');
    expect(await refusal(say.registerAttendance({ ...first, day: 9 }))).toBe('unknown_day');
    expect(await refusal(say.registerAttendance({ ...first, absent: ['nobody'] }))).toBe('unknown_person');
    expect(await refusal(say.registerAttendance({ ...first, absent: ['2081-m05'] }))).toBe(
      'not_a_participant',
    );
    expect(await refusal(say.registerAttendance({ ...first, day: 2 }))).toBe('day_not_held');
    await once(() => say.registerAttendance(first));
    const rows = () =>
      db.attendance.findMany({ orderBy: { person: 'asc' }, select: { person: true, present: true } });
    expect(await rows()).toEqual([
      { person: manager, present: false },
      { person: '2081-m02', present: true },
    ]);
    const before = await db.fact.findFirstOrThrow({ where: { kind: 'attendance_registered' } });
    await once(() => say.registerAttendance({ ...first, absent: [] }));
    expect((await rows()).every(({ present }) => present)).toBe(true);
    const after = await db.fact.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(after.corrects).toBe(before.seq);
  });

  test('whoever left later was there; whoever left before was not asked for', async () => {
    at('2026-09-16T15:00:00Z');
    await say.withdraw({ offering: course, person: '2081-m02' });
    await say.registerAttendance({ offering: course, day: 1, absent: [], by: trainer });
    expect(await db.attendance.count()).toBe(1);
    at('2026-09-20T15:00:00Z');
    await say.withdraw({ offering: course, person: manager });
    await say.registerAttendance({ offering: course, day: 1, absent: [], by: trainer });
    expect(await db.attendance.findMany({ select: { person: true } })).toEqual([{ person: manager }]);
  });

  test('assignments: after the day on which they are given', async () => {
    const answer = { offering: course, person: manager, day: 1 };
    expect(await refusal(say.handIn(answer))).toBe('course_not_begun');
    at('2026-09-20T15:00:00Z');
    await once(() => say.handIn(answer));
    expect(await refusal(say.handIn({ ...answer, day: 5 }))).toBe('no_assignment');
    expect(await refusal(say.handIn({ ...answer, person: '2081-m05' }))).toBe('not_a_participant');
    expect(await refusal(say.handIn({ ...answer, offering: day, day: 1 }))).toBe('no_assignment');
  });

  test('memo and results, attempt by attempt, until the last', async () => {
    const memo = { offering: course, person: manager };
    const fail = { ...memo, passed: false, by: trainer };
    expect(await refusal(say.handIn(memo))).toBe('course_not_begun');
    at('2026-10-01T08:00:00Z');
    await once(() => say.handIn(memo));
    expect(await refusal(say.registerResult(fail))).toBe('nothing_awaited');
    expect(await refusal(say.handIn({ offering: day, person: manager }))).toBe('no_memo');
    at('2026-12-11T08:00:00Z');
    expect(await refusal(say.registerResult({ ...fail, by: chief }))).toBe('not_a_trainer');
    expect(await refusal(say.registerResult({ ...fail, person: '2081-m02' }))).toBe('nothing_awaited');
    await once(() => say.registerResult(fail));
    expect(await refusal(say.registerResult({ ...fail, passed: true }))).toBe('nothing_awaited');
    expect(await db.seat.findFirstOrThrow({ where: memo })).toMatchObject({ state: 'held' });

    await once(() => say.handIn(memo));
    await once(() => say.registerResult({ ...fail, passed: true }));
    expect(await db.seat.findFirstOrThrow({ where: memo })).toMatchObject({ state: 'passed' });
    expect(await refusal(say.registerResult(fail))).toBe('nothing_awaited');
    expect(await refusal(say.handIn(memo))).toBe('nothing_awaited');
    expect(await db.result.findMany({ where: memo, orderBy: { attempt: 'asc' } })).toMatchObject([
      { attempt: 1, passed: false },
      { attempt: 2, passed: true },
    ]);
  });

  test('without a memo nobody passes; who never hands in one fails for good after the last attempt', async () => {
    const person = '2081-m02';
    const fail = { offering: course, person, passed: false, by: trainer };
    for (const moment of ['2027-01-08T08:00:00Z', '2027-02-19T08:00:00Z', '2027-04-09T08:00:00Z']) {
      at(moment);
      expect(await refusal(say.registerResult({ ...fail, passed: true }))).toBe('no_memo');
      await once(() => say.registerResult(fail));
    }
    expect(await db.seat.findFirstOrThrow({ where: { offering: course, person } })).toMatchObject({
      state: 'failed',
    });
    expect(await db.result.count({ where: { person } })).toBe(3);
  });

  test('a course day: one result, which is final', async () => {
    const failed = { offering: day, person: manager, passed: false, by: trainer };
    at('2026-10-13T10:00:00Z');
    expect(await refusal(say.registerResult(failed))).toBe('nothing_awaited');
    at('2026-10-14T10:00:00Z');
    await once(() => say.registerResult(failed));
    await once(() => say.registerResult({ ...failed, person: '2081-m02', passed: true }));
    expect(await db.seat.findMany({ where: { offering: day }, orderBy: { number: 'asc' } })).toMatchObject([
      { state: 'failed' },
      { state: 'passed' },
    ]);
  });
});

describe('respites', () => {
  test('an exemption, leave or a plan, with a day ahead', async () => {
    await once(() => say.grantRespite({ person: manager, kind: 'plan', until: '2026-12-01' }));
    await once(() => say.grantRespite({ person: manager, kind: 'exempt', until: '' }));
    await once(() =>
      say.grantRespite({ person: manager, kind: 'leave', from: '2026-08-01', until: '2027-01-31' }),
    );
    expect(await db.respite.count()).toBe(3);
    expect(await refusal(say.grantRespite({ person: manager, kind: 'plan', until: '' }))).toBe(
      'date_missing',
    );
    expect(await refusal(say.grantRespite({ person: manager, kind: 'plan', until: '2026-05-03' }))).toBe(
      'date_passed',
    );
    expect(await refusal(say.grantRespite({ person: chief, kind: 'plan', until: '2026-12-01' }))).toBe(
      'not_a_manager',
    );
  });
});

test('a leave that is prolonged keeps the day it began', async () => {
  at('2026-09-01T09:00');
  await say.grantRespite({ person: manager, kind: 'leave', from: '2026-08-01', until: '2026-12-31' });
  await say.grantRespite({ person: manager, kind: 'leave', until: '2027-03-31' });
  expect(await db.respite.findMany({ where: { person: manager, kind: 'leave' } })).toMatchObject([
    { from: new Date('2026-08-01'), until: new Date('2027-03-31') },
  ]);
});

test('a second leave is one more; what is undone of it leaves the first as it was', async () => {
  const leave = { person: manager, kind: 'leave' } as const;
  const rows = () => db.respite.findMany({ where: leave, orderBy: { from: 'asc' } });
  at('2026-05-04T09:00');
  await say.grantRespite({ ...leave, from: '2026-08-01', until: '2026-12-31', cause: 'parental' });
  const first = await rows();
  at('2026-05-05T09:00');
  await once(() => say.grantRespite({ ...leave, from: '2026-05-05', until: '2026-05-20', cause: 'sick' }));
  expect(await rows()).toMatchObject([{ cause: 'sick' }, { cause: 'parental' }]);
  await say.undoRespite(leave);
  expect(await rows()).toEqual(first);

  // Back during two at once: both end, and an undo gives both again.
  at('2026-10-05T09:00');
  await say.grantRespite({ ...leave, from: '2026-10-01', until: '2027-01-31', cause: 'sick' });
  const both = await rows();
  await once(() => say.endRespite(leave), 2);
  expect(await rows()).toMatchObject([
    { endedOn: new Date('2026-10-05') },
    { endedOn: new Date('2026-10-05') },
  ]);
  await say.undoRespite(leave);
  expect(await rows()).toEqual(both);
});

test('every line of a file of answers means one of these answers', async () => {
  const line = async (moment: string, person: string, what: string, value: string) => {
    at(moment);
    const parsed = parseAnswer({ date: '', person, what, value });
    if ('error' in parsed) throw new Error(parsed.error);
    return (await applyAnswer(say, person, parsed, '2026-10-01')).recorded;
  };
  const row = (person: string) => ({ person, chief, course: '1b', rule: 'mandated', reason: '' });
  await put({
    kind: 'proposal_made',
    subject: `${term}.2081`,
    data: { term, municipality: '2081', rows: [manager, '2081-m02', '2081-m03'].map(row) },
  });
  expect(await line('2026-05-05T15:00:00Z', chief, 'nominate', `${manager}@${term}`)).toBe(1);
  expect(await line('2026-05-05T15:00:00Z', chief, 'decline_nomination', `2081-m02@${term}`)).toBe(1);
  expect(await line('2026-05-05T15:00:00Z', '2021-m01', 'nominate', `2021-m01@${term}`)).toBe(1);
  expect(await line('2026-05-05T15:00:00Z', chief, 'nominations_done', term)).toBe(1);
  expect(await db.nominationAnswer.findMany({ select: { chief: true } })).toEqual([{ chief }]);
  expect(await line('2026-05-05T15:00:00Z', chief, 'nominations_reopened', term)).toBe(1);
  expect(await line('2026-05-05T15:00:00Z', chief, 'withdraw_nomination', `2081-m02@${term}`)).toBe(1);
  const no = `2081-m02@${term} reason=workload`;
  expect(await line('2026-05-05T15:00:00Z', chief, 'decline_nomination', no)).toBe(1);
  const replaced = `${manager}>2081-m04@${term}`;
  expect(await line('2026-05-05T15:00:00Z', chief, 'replace_nomination', replaced)).toBe(2);
  expect(await line('2026-05-05T15:00:00Z', chief, 'approve_proposal', term)).toBeGreaterThan(0);
  expect(await line('2026-05-05T15:00:00Z', 'k-01', 'capacity', `${course}=9`)).toBe(1);
  const kept = `${course} 2080=2 until=2026-07-01`;
  expect(await line('2026-05-05T15:00:00Z', 'k-01', 'reserve_places', kept)).toBe(1);
  expect(await line('2026-05-05T15:00:00Z', 'k-01', 'reserve_places', `${course} 2080=0`)).toBe(1);
  expect(await line('2026-05-05T15:00:00Z', '2081-m02', 'interest', '2')).toBe(1);
  expect(await line('2026-05-05T15:00:00Z', '2081-m02', 'interest_withdrawn', '2')).toBe(1);
  expect(await line('2026-05-06T15:00:00Z', '2081-m02', 'leave', '2026-12-31')).toBe(1);
  expect(await line('2026-05-06T15:00:00Z', '2081-m02', 'exempt', '')).toBe(1);
  expect(await line('2026-05-06T15:00:00Z', '2081-m02', 'plan', '2026-12-31')).toBe(1);
  await give(course, manager, 1);
  await give(course, '2021-m01', 2);
  await give(course, '2081-m05', 3);
  expect(await line('2026-07-01T15:00:00Z', manager, 'accept_seat', course)).toBe(1);
  expect(await line('2026-07-01T15:00:00Z', '2021-m01', 'decline_seat', course)).toBe(1);
  expect(await line('2026-07-01T15:00:00Z', manager, 'day_seat', day)).toBe(1);
  expect(await line('2026-09-16T15:00:00Z', trainer, 'attendance', `${course}#1 absent=2081-m05`)).toBe(1);
  expect(await line('2026-09-17T15:00:00Z', '2081-m05', 'withdraw', course)).toBe(1);
  expect(await line('2026-09-17T15:00:00Z', manager, 'assignment', `${course}#1`)).toBe(1);
  expect(await line('2026-12-15T15:00:00Z', manager, 'memo', course)).toBe(1);
  expect(await line('2026-12-16T15:00:00Z', trainer, 'result', `${manager}@${course} pass`)).toBe(1);
});
