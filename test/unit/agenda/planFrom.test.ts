import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgendaItem,
  type EffectStatus,
  effectStatuses,
  finalStatuses,
  type LedgerEntry,
  planFrom,
} from '../../../domain/agenda.ts';

const item = (more: Partial<AgendaItem> = {}): AgendaItem => ({
  kind: 'mail',
  key: 'reminder.d1',
  dueAt: 100,
  usefulUntil: 200,
  rule: 'reminder',
  reason: 'Kursdagen är snart.',
  person: 'm-01',
  municipality: '2081',
  template: 'reminder',
  recipient: 'm-01',
  detail: {},
  ...more,
});

type Fate = 'due' | 'missed' | 'suppressed' | 'ahead' | 'done';

function fate(one: AgendaItem, entry: LedgerEntry | undefined, now: number): Fate {
  const plan = planFrom([one], new Map(entry === undefined ? [] : [[one.key, entry]]), now);
  const found: Fate[] = [
    ...plan.due.map(() => 'due' as const),
    ...plan.missed.map(() => 'missed' as const),
    ...plan.suppressed.map(() => 'suppressed' as const),
    ...(plan.next === null ? [] : ['ahead' as const]),
  ];
  expect(found.length).toBeLessThan(2);
  return found[0] ?? 'done';
}

const entry = (status: EffectStatus, notBefore: number | null = null): LedgerEntry => ({ status, notBefore });
const ruledOut = item({ suppressed: 'Personen är tjänstledig den dagen.' });

const cases: [string, AgendaItem, LedgerEntry | undefined, number, Fate][] = [
  ['one millisecond before its moment', item(), undefined, 99, 'ahead'],
  ['at its moment', item(), undefined, 100, 'due'],
  ['at the last useful moment', item(), undefined, 200, 'due'],
  ['just past it', item(), undefined, 201, 'missed'],
  ['useful for ever', item({ usefulUntil: null }), undefined, 9_999_999, 'due'],
  ['ruled out, before its moment', ruledOut, undefined, 99, 'ahead'],
  ['ruled out, at its moment', ruledOut, undefined, 100, 'suppressed'],
  ['ruled out is never called too late', ruledOut, undefined, 201, 'suppressed'],
  ['planned, and not yet claimed', item(), entry('planned'), 150, 'due'],
  ['superseded, and asked for again', item(), entry('superseded'), 150, 'due'],
  ['superseded, too late', item(), entry('superseded'), 201, 'missed'],
  ['claimed without an outcome', item(), entry('claimed'), 150, 'due'],
  ['claimed without an outcome, late', item(), entry('claimed'), 999, 'due'],
  ['claimed, then its moment moved ahead', item({ dueAt: 500 }), entry('claimed'), 150, 'due'],
  ['claimed, then ruled out', ruledOut, entry('claimed'), 150, 'due'],
  ['on hold, waiting for release or for the end of use', item(), entry('held'), 150, 'ahead'],
  ['on hold, useful for ever: only a release helps', item({ usefulUntil: null }), entry('held'), 150, 'done'],
  ['on hold, too late', item(), entry('held'), 201, 'missed'],
  ['on hold, ruled out', ruledOut, entry('held'), 150, 'suppressed'],
  ['to be tried again later', item(), entry('planned', 180), 150, 'ahead'],
  ['to be tried again now', item(), entry('planned', 150), 150, 'due'],
  ['to be tried again, too late', item(), entry('planned', 300), 201, 'missed'],
  ...finalStatuses.map((status): [string, AgendaItem, LedgerEntry, number, Fate] => [
    `already ${status}`,
    item(),
    entry(status),
    150,
    'done',
  ]),
];

describe('planFrom', () => {
  it.each(cases)('%s', (_, one, found, now, expected) => {
    expect(fate(one, found, now)).toBe(expected);
  });

  it('wakes just after the end of use what is on hold, and counts it as missed then', () => {
    const ledger = new Map([[item().key, entry('held')]]);
    expect(planFrom([item()], ledger, 150).next).toEqual({ at: 201, key: item().key });
    expect(planFrom([item()], ledger, 201).missed).toHaveLength(1);
  });

  it('has nothing to do and nothing to wait for with an empty agenda', () => {
    expect(planFrom([], new Map(), 0)).toEqual({ due: [], missed: [], suppressed: [], next: null });
  });

  it('ignores what the ledger knows of other keys', () => {
    expect(planFrom([item()], new Map([['other', entry('accepted')]]), 150).due).toHaveLength(1);
  });
});

const moment = fc.integer({ min: 0, max: 50 });
const anyItem = fc.record({
  key: fc.integer({ min: 0, max: 40 }).map((number) => `key.${number}`),
  dueAt: moment,
  usefulUntil: fc.option(moment),
  suppressed: fc.option(fc.constant('Inte nu.'), { nil: undefined }),
});
const anyAgenda = fc
  .uniqueArray(anyItem, { selector: ({ key }) => key, maxLength: 25 })
  .map((items) =>
    items.map(({ suppressed, ...more }) =>
      item({ ...more, ...(suppressed === undefined ? {} : { suppressed }) }),
    ),
  );
const anyStatus = fc.constantFrom(...effectStatuses);
const anyLedger = fc
  .dictionary(
    fc.integer({ min: 0, max: 40 }).map((number) => `key.${number}`),
    fc.record({ status: anyStatus, notBefore: fc.option(moment) }),
  )
  .map((rows) => new Map(Object.entries(rows)));

describe('planFrom, for any agenda and ledger', () => {
  it('gives every item exactly one fate: due, missed, suppressed, ahead or done', () => {
    fc.assert(
      fc.property(anyAgenda, anyLedger, moment, (agenda, ledger, now) => {
        const plan = planFrom(agenda, ledger, now);
        const listed = [...plan.due, ...plan.missed, ...plan.suppressed].map(({ key }) => key);
        expect(new Set(listed).size).toBe(listed.length);
        for (const one of agenda) {
          const alone = fate(one, ledger.get(one.key), now);
          expect(listed.includes(one.key)).toBe(
            alone === 'due' || alone === 'missed' || alone === 'suppressed',
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('waits for the earliest moment of all, and always for one ahead', () => {
    fc.assert(
      fc.property(anyAgenda, anyLedger, moment, (agenda, ledger, now) => {
        const alone = agenda.flatMap((one) => {
          const { next } = planFrom([one], ledger, now);
          return next === null ? [] : [next.at];
        });
        const { next } = planFrom(agenda, ledger, now);
        expect(next?.at ?? null).toBe(alone.length === 0 ? null : Math.min(...alone));
        if (next !== null) expect(next.at).toBeGreaterThan(now);
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of the agenda', () => {
    const shuffled = anyAgenda.chain((agenda) =>
      fc.tuple(
        fc.constant(agenda),
        fc.shuffledSubarray(agenda, { minLength: agenda.length, maxLength: agenda.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, anyLedger, moment, ([agenda, other], ledger, now) => {
        expect(planFrom(other, ledger, now)).toEqual(planFrom(agenda, ledger, now));
      }),
      { numRuns: 500 },
    );
  });

  it('lists what is due by moment, then by key', () => {
    fc.assert(
      fc.property(anyAgenda, moment, (agenda, now) => {
        const { due } = planFrom(agenda, new Map(), now);
        const order = due.map(({ dueAt, key }) => `${String(dueAt).padStart(3, '0')} ${key}`);
        expect(order).toEqual(order.toSorted());
      }),
    );
  });
});
