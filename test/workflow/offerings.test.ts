/** One course offering and one manager's way through it, on real parts with the stepped clock. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { oneCourse, type Rig, startRig } from '../support/rig.ts';

const programme = 'HT2026-1b-1';
const sara = '2080-m01';
const jonas = '2080-m02';
let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.endWorlds());
afterAll(() => rig?.stop());

describe('courseOffering', () => {
  test('from the information before it, over late attendance, to its closing', async () => {
    const world = await rig.world({ at: '2026-08-20 08:00', change: oneCourse(2) });
    const life = `courseOffering:${programme}`;
    for (const person of [sara, jonas]) await world.answer().giveSeat({ offering: programme, person });

    await world.moveTo('2026-09-16 17:00');
    expect(await world.mails()).toEqual(
      expect.arrayContaining([
        `trainer_information.${programme}.t-01`,
        `trainer_information.${programme}.t-02`,
        `attendance_list.${programme}.d1`,
        `practical_information.${programme}.${sara}`,
      ]),
    );
    expect(await world.status(life)).toMatchObject({ stage: 'running' });

    // Day 1 is a Wednesday; two working days to register it, then the leader is reminded, then the coordinator.
    await world.moveTo('2026-09-21 07:59');
    expect(await world.mails()).not.toContain(`attendance_reminder.${programme}.d1`);
    await world.moveTo('2026-09-21 08:00');
    expect(await world.mails()).toContain(`attendance_reminder.${programme}.d1`);
    await world.moveTo('2026-09-23 08:00');
    expect(await world.mails()).toContain(`attendance_missing.${programme}.d1`);

    const attend = (day: number) =>
      world.answer().registerAttendance({ offering: programme, day, absent: [], by: 't-01' });
    await attend(1);
    await world.moveTo('2026-10-07 17:00');
    await attend(2);
    await world.moveTo('2026-10-20 08:00');
    expect(await world.mails()).not.toContain(`attendance_reminder.${programme}.d2`);

    for (const person of [sara, jonas]) {
      await world.answer().handIn({ offering: programme, person });
      expect((await world.life(life)).state).toBe('open');
      await world.answer().registerResult({ offering: programme, person, passed: true, by: 't-01' });
    }
    await world.settle();
    expect(await world.life(life)).toMatchObject({ state: 'done', stage: 'closed' });
    await world.ended(life);
    expect(await world.statuses(`close_offering.${programme}`)).toEqual({
      [`close_offering.${programme}`]: 'done',
    });
  });
});

describe('managerJourney', () => {
  test('from the seat over reminders and the result to the mail with the certificate', async () => {
    const world = await rig.world({ at: '2026-08-20 08:00', change: oneCourse(1) });
    const life = `managerJourney:${sara}`;
    const key = (template: string, about = '') => `${template}.${programme}${about}.${sara}`;
    await world.answer().giveSeat({ offering: programme, person: sara });
    await world.settle();
    expect(await world.mails()).toEqual([key('seat_confirmed')]);
    expect(await world.status(life)).toMatchObject({
      stage: 'in_course',
      performing: [],
    });

    await world.moveTo('2026-09-02 07:59');
    expect(await world.mails()).not.toContain(key('course_day_reminder_first', '.d1'));
    await world.moveTo('2026-09-02 08:00');
    expect(await world.mails()).toContain(key('course_day_reminder_first', '.d1'));
    await world.moveTo('2026-09-14 08:00');
    expect(await world.mails()).toContain(key('course_day_reminder_second', '.d1'));

    await world.moveTo('2026-09-16 17:00');
    await world.answer().registerAttendance({ offering: programme, day: 1, absent: [], by: 't-01' });
    await world.answer().handIn({ offering: programme, person: sara });
    await world.answer().registerResult({ offering: programme, person: sara, passed: true, by: 't-01' });
    await world.settle();
    // In one mail, which carries the certificate.
    expect(await world.mails()).toContain(key('result_passed', '.a1'));
    expect(await world.mails()).not.toContain(key('course_certificate'));
    const carried = { where: { key: key('course_certificate') } };
    expect(await world.db.effect.findUniqueOrThrow(carried)).toMatchObject({
      status: 'accepted',
      carriedBy: key('result_passed', '.a1'),
    });
    const issued = await world.db.certificate.findFirstOrThrow();
    const frozen = await world.db.document.findUniqueOrThrow({ where: { key: issued.document } });
    expect((await world.deps.store.get(frozen.sha256)).subarray(0, 5).toString()).toBe('%PDF-');
    // The journey itself goes on: the programme has three more courses.
    expect(await world.life(life)).toMatchObject({ state: 'open', stage: 'between_terms' });
  });
});
