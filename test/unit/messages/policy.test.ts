import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AgendaItem, effectStatuses, type LedgerEntry, planFrom } from '../../../domain/agenda.ts';
import { goesAt, isQuiet } from '../../../domain/messages/hours.ts';
import { mailKinds } from '../../../domain/messages/kinds.ts';
import { underPolicy } from '../../../domain/messages/policy.ts';
import { onLeave } from '../../../domain/messages/silence.ts';
import { rulesSchema } from '../../../domain/rules.ts';
import { mailTemplates } from '../../../templates/mail/index.ts';
import { local, moment, world } from '../../support/worlds.ts';

const reference = world();
const hour = 3_600_000;

const mail = (more: Partial<AgendaItem> = {}): AgendaItem => ({
  kind: 'mail',
  key: 'result_passed.HT2026-1b.a1.m-01',
  dueAt: moment('2026-09-16T10:00'),
  usefulUntil: null,
  rule: 'result',
  reason: 'Godkänd.',
  person: 'm-01',
  municipality: '2081',
  template: 'result_passed',
  recipient: 'm-01',
  detail: {},
  ...more,
});

const goes = (dueAt: string, more: Partial<AgendaItem> = {}, there = reference) =>
  local(goesAt(mail({ dueAt: moment(dueAt), ...more }), there));

const withMessages = (messages: unknown) => world({ rules: rulesSchema.parse({ messages }) });

test('the policy knows the same kinds of mail as the templates', () => {
  expect([...mailKinds].sort()).toEqual(Object.keys(mailTemplates).sort());
});

describe('the hours of an ordinary mail', () => {
  test.each([
    ['by day it goes at once', '2026-09-16T10:00', '2026-09-16T10:00'],
    ['from 07:00 on', '2026-09-16T07:00', '2026-09-16T07:00'],
    ['until 19:00', '2026-09-16T18:59', '2026-09-16T18:59'],
    ['in the evening it waits for the morning', '2026-09-16T19:00', '2026-09-17T08:00'],
    ['at night for the same morning', '2026-09-16T05:30', '2026-09-16T08:00'],
    ['on Friday evening for Monday', '2026-09-18T21:15', '2026-09-21T08:00'],
    ['on Saturday at noon for Monday', '2026-09-19T12:00', '2026-09-21T08:00'],
    ['over Christmas and the weekend', '2026-12-24T10:00', '2026-12-28T08:00'],
    ['on Midsummer Eve for Monday', '2026-06-19T09:00', '2026-06-22T08:00'],
    ['the night of the spring change', '2026-03-29T02:30', '2026-03-30T08:00'],
    ['the night of the autumn change', '2026-10-25T02:30', '2026-10-26T08:00'],
  ])('%s', (_what, dueAt, expected) => {
    expect(goes(dueAt)).toBe(local(moment(expected)));
  });

  test('it is not moved past its use: it goes at its own moment instead', () => {
    const until = (usefulUntil: string) => goes('2026-09-19T12:00', { usefulUntil: moment(usefulUntil) });
    expect(until('2026-09-21T07:59')).toBe(local(moment('2026-09-19T12:00')));
    expect(until('2026-09-21T08:00')).toBe(local(moment('2026-09-21T08:00')));
  });

  test('the region says which hours, and whether days off count', () => {
    const late = withMessages({ quietHours: { from: '22:00', until: '05:00' }, workingDaysOnly: false });
    expect(goes('2026-09-19T21:59', {}, late)).toBe(local(moment('2026-09-19T21:59')));
    expect(goes('2026-09-19T22:00', {}, late)).toBe(local(moment('2026-09-20T08:00')));
    const never = withMessages({ quietHours: { from: '00:00', until: '00:00' }, workingDaysOnly: false });
    expect(goes('2026-09-19T03:00', {}, never)).toBe(local(moment('2026-09-19T03:00')));
    const noon = withMessages({ quietHours: { from: '12:00', until: '13:00' } });
    expect(goes('2026-09-16T12:30', {}, noon)).toBe(local(moment('2026-09-17T08:00')));
  });
});

describe('what is urgent', () => {
  const changed = (about: string, there = reference) =>
    goes('2026-09-19T12:00', { template: 'offering_changed', about: moment(about) }, there);

  test('a change of a day that is near is told at any hour, of one further away on a working day', () => {
    expect(changed('2026-09-22T09:00')).toBe(local(moment('2026-09-19T12:00')));
    expect(changed('2026-09-23T09:00')).toBe(local(moment('2026-09-21T08:00')));
    expect(changed('2026-09-18T09:00')).toBe(local(moment('2026-09-21T08:00')));
    expect(changed('2026-09-25T09:00', withMessages({ urgentWithinDays: 6 }))).toBe(
      local(moment('2026-09-19T12:00')),
    );
  });

  test('a kind that has no news is not urgent however near, unless the region says so', () => {
    const about = moment('2026-09-20T09:00');
    expect(goes('2026-09-19T12:00', { about })).toBe(local(moment('2026-09-21T08:00')));
    const always = withMessages({ kinds: { result_passed: { urgency: 'always' } } });
    expect(goes('2026-09-19T12:00', {}, always)).toBe(local(moment('2026-09-19T12:00')));
  });
});

describe('what has waited until a quiet hour', () => {
  const at = (now: string, entry?: LedgerEntry, more: Partial<AgendaItem> = {}) => {
    const item = mail(more);
    const ledger = new Map(entry === undefined ? [] : [[item.key, entry]]);
    const moment0 = { ledger, now: moment(now) };
    return planFrom(underPolicy([item], moment0, reference), ledger, moment0.now);
  };

  test('waits for its end, and keeps its planned moment', () => {
    const evening = at('2026-09-16T20:00');
    expect(evening.due).toEqual([]);
    expect(local(evening.next?.at ?? 0)).toBe(local(moment('2026-09-17T08:00')));
    expect(at('2026-09-17T08:00').due).toMatchObject([{ dueAt: moment('2026-09-16T10:00') }]);
  });

  test('also another attempt after a refusal', () => {
    const again = { status: 'planned', notBefore: moment('2026-09-16T19:30') } as const;
    expect(local(at('2026-09-16T20:00', again).next?.at ?? 0)).toBe(local(moment('2026-09-17T08:00')));
  });

  test('but not when it would come too late, and what is claimed is settled at any hour', () => {
    expect(at('2026-09-16T20:00', undefined, { usefulUntil: moment('2026-09-17T07:00') }).due).toHaveLength(
      1,
    );
    expect(at('2026-09-16T20:00', { status: 'claimed', notBefore: null }).due).toHaveLength(1);
  });
});

describe('what is too late', () => {
  const reminder = mail({ template: 'memo_reminder', usefulUntil: moment('2026-09-17T10:00') });
  const at = (rule: string, now: string, entry?: LedgerEntry, item = reminder) => {
    const there = withMessages({ kinds: { memo_reminder: { whenTooLate: rule } } });
    const ledger = new Map(entry === undefined ? [] : [[item.key, entry]]);
    return planFrom(underPolicy([item], { ledger, now: moment(now) }, there), ledger, moment(now));
  };
  const over = '2026-09-17T10:01';

  test('is missed', () => {
    expect(at('skip', over)).toMatchObject({ due: [], missed: [{ key: reminder.key }] });
  });

  test('or sent all the same, and says so', () => {
    expect(at('late', over).due).toMatchObject([{ usefulUntil: null }]);
    expect(at('late', over).due[0]?.reason).toBe('Godkänd. Det är sent, men mejlet skickas ändå.');
    expect(at('late', '2026-09-17T09:00').due[0]?.reason).toBe('Godkänd.');
    expect(at('late', over, { status: 'missed', notBefore: null }).due).toEqual([]);
  });

  test('or missed and put before a coordinator, once', () => {
    const task = `mail_missed.${reminder.key}`;
    expect(at('ask', over)).toMatchObject({
      due: [{ kind: 'task', key: task, detail: { task: 'mail_missed', subject: reminder.key } }],
      missed: [{ key: reminder.key }],
    });
    const missed = { status: 'missed', notBefore: null } as const;
    expect(at('ask', over, missed).due).toMatchObject([{ key: task }]);
    for (const status of ['accepted', 'refused', 'doubtful', 'suppressed'] as const) {
      expect(at('ask', over, { status, notBefore: null }).due).toEqual([]);
    }
    const ruledOut = { ...reminder, suppressed: 'Personen har slutat.' };
    expect(at('ask', over, undefined, ruledOut)).toMatchObject({ due: [], missed: [] });
  });
});

describe('somebody on leave', () => {
  const leave = [{ kind: 'leave', from: '2026-09-01', until: '2026-09-30' }] as const;
  const silent = (template: string, more: Partial<AgendaItem> = {}, there = reference) =>
    onLeave(mail({ template, ...more }), leave, there);

  test('is not reminded, and is told of what was decided', () => {
    expect(silent('memo_reminder')).toBe('Personen är tjänstledig den dagen.');
    expect(silent('result_passed')).toBeUndefined();
  });

  test('is reminded of a day after the leave, and not during it of one before', () => {
    const reminder = 'course_day_reminder_second';
    expect(silent(reminder, { about: moment('2026-10-01T09:00') })).toBeUndefined();
    expect(
      silent(reminder, { dueAt: moment('2026-08-28T08:00'), about: moment('2026-09-01T09:00') }),
    ).toBeDefined();
  });

  test('counts as such on the day on which the mail would go', () => {
    // Saturday evening is moved to Monday, when the leave has begun.
    const untilThen = [{ kind: 'leave', from: '2026-09-21', until: '' }] as const;
    expect(
      onLeave(mail({ template: 'memo_missing', dueAt: moment('2026-09-19T20:00') }), untilThen, reference),
    ).toBeDefined();
  });

  test('gets what the region lets through', () => {
    const there = withMessages({
      kinds: { memo_reminder: { duringLeave: true }, result_passed: { duringLeave: false } },
    });
    expect(silent('memo_reminder', {}, there)).toBeUndefined();
    expect(silent('result_passed', {}, there)).toBeDefined();
  });
});

describe('for any mail and any hour', () => {
  const anyMoment = fc
    .integer({ min: moment('2026-01-01T00:00') / 60_000, max: moment('2031-01-01T00:00') / 60_000 })
    .map((minutes) => minutes * 60_000);
  const anyMail = fc
    .record({
      template: fc.constantFrom(...mailKinds),
      dueAt: anyMoment,
      useful: fc.option(fc.integer({ min: 0, max: 400 })),
      about: fc.option(fc.integer({ min: -100, max: 400 })),
    })
    .map(({ template, dueAt, useful, about }) =>
      mail({
        template,
        dueAt,
        usefulUntil: useful === null ? null : dueAt + useful * hour,
        ...(about === null ? {} : { about: dueAt + about * hour }),
      }),
    );

  test('it goes never in quiet hours unless it is near or would be too late, never earlier, never past its use', () => {
    const { calendar, rules } = reference;
    fc.assert(
      fc.property(anyMail, (item) => {
        const at = goesAt(item, reference);
        expect(at).toBeGreaterThanOrEqual(item.dueAt);
        if (item.usefulUntil !== null) expect(at).toBeLessThanOrEqual(item.usefulUntil);
        if (at !== item.dueAt) {
          expect(calendar.timeOf(at)).toBe(rules.sendAt);
          expect(isQuiet(item.dueAt, reference)).toBe(true);
        }
        if (!isQuiet(at, reference)) return;
        const isNear =
          item.about !== undefined &&
          item.about >= item.dueAt &&
          calendar.daysBetween(calendar.dateOf(item.dueAt), calendar.dateOf(item.about)) <=
            rules.messages.urgentWithinDays;
        // Ten days reach over any row of days off.
        const isShort = item.usefulUntil !== null && item.usefulUntil < item.dueAt + 240 * hour;
        expect(isNear || isShort).toBe(true);
      }),
    );
  });

  test('moved once, it stays', () => {
    fc.assert(
      fc.property(anyMail, (item) => {
        const once = goesAt(item, reference);
        expect(goesAt({ ...item, dueAt: once }, reference)).toBe(once);
      }),
    );
  });

  test('the plan is never due in a quiet hour but for the same reasons, whatever the ledger says and in any order', () => {
    const anyEntry = fc.option(
      fc.record({ status: fc.constantFrom(...effectStatuses), notBefore: fc.option(anyMoment) }),
    );
    const world1 = fc
      .array(fc.tuple(anyMail, anyEntry), { maxLength: 8 })
      .map((rows) =>
        rows.map(([item, entry], index) => ({ item: { ...item, key: `${item.template}.${index}` }, entry })),
      );
    fc.assert(
      fc.property(world1, anyMoment, (rows, now) => {
        const ledger = new Map(
          rows.flatMap(({ item, entry }) => (entry === null ? [] : [[item.key, entry] as const])),
        );
        const agenda = rows.map(({ item }) => item);
        const plan = planFrom(underPolicy(agenda, { ledger, now }, reference), ledger, now);
        expect(planFrom(underPolicy(agenda.toReversed(), { ledger, now }, reference), ledger, now)).toEqual(
          plan,
        );
        for (const { key } of plan.due) {
          if (ledger.get(key)?.status === 'claimed') continue;
          const item = agenda.find((one) => one.key === key);
          if (item === undefined) throw new Error(`${key} is not asked for`);
          expect(goesAt({ ...item, dueAt: now }, reference)).toBe(now);
          expect(goesAt(item, reference)).toBeLessThanOrEqual(now);
        }
      }),
    );
  });
});
