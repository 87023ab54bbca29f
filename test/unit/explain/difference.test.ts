import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgendaItem, EffectStatus, LedgerEntry } from '../../../domain/agenda.ts';
import { planFrom } from '../../../domain/agenda.ts';
import { agendaDifference } from '../../../domain/explain/difference.ts';

const item = (key: string, dueAt: number, more: Partial<AgendaItem> = {}): AgendaItem => ({
  ...{
    kind: 'mail',
    key,
    dueAt,
    usefulUntil: 1_000,
    rule: 'r',
    reason: 'Därför.',
    person: '',
    municipality: '',
  },
  ...{ template: 't', recipient: '', detail: {} },
  ...more,
});
const says = (...rows: readonly (readonly [string, EffectStatus])[]) =>
  new Map(rows.map(([key, status]) => [key, { status, notBefore: null }]));
const told = (...args: Parameters<typeof agendaDifference>) =>
  agendaDifference(...args).map(
    ({ change, item: { key }, from, to, isBygone }) =>
      `${change} ${key} ${from} ${to}${isBygone ? ' bygone' : ''}`,
  );

describe('what a change of the rules does', () => {
  test('moves, appears and vanishes, by moment', () => {
    const before = [item('a', 14), item('b', 20), item('same', 30)];
    const after = [item('a', 12), item('c', 25), item('same', 30)];
    expect(told(before, after, new Map(), 10)).toEqual([
      'moves a 14 12',
      'vanishes b 20 null',
      'appears c null 25',
    ]);
  });

  test('what has an outcome stays, what is ruled out or too late counts as none', () => {
    const done = says(['a', 'accepted'], ['b', 'missed'], ['c', 'claimed']);
    expect(told([item('a', 14), item('b', 14)], [item('a', 12), item('c', 13)], done, 10)).toEqual([]);
    expect(told([], [item('x', 12, { suppressed: 'Nej.' })], new Map(), 10)).toEqual([]);
    expect(told([], [item('x', 5, { usefulUntil: 9 })], new Map(), 10)).toEqual([]);
    expect(told([item('x', 14)], [item('x', 14, { suppressed: 'Nej.' })], new Map(), 10)).toEqual([
      'vanishes x 14 null',
    ]);
  });

  test('a moment that has passed when the rules change is bygone, unless it was due already', () => {
    const before = [item('moved', 14), item('due', 9)];
    const after = [item('moved', 7), item('due', 6), item('new', 8)];
    expect(told(before, after, new Map(), 10)).toEqual([
      'moves due 9 6',
      'moves moved 14 7 bygone',
      'appears new null 8 bygone',
    ]);
  });

  test('what never gets stale is owed at once: a certificate that the new rules allow, an escalation', () => {
    const owed = [
      item('certificate', 7, { kind: 'certificate', usefulUntil: null }),
      item('case', 8, { usefulUntil: null }),
    ];
    expect(told([item('case', 14, { usefulUntil: null })], owed, new Map(), 10)).toEqual([
      'appears certificate null 7',
      'moves case 14 8',
    ]);
  });

  test('nothing past is sent, and nothing is lost, once the bygone keep their old moments', () => {
    const agenda = fc.uniqueArray(
      fc.record({ key: fc.constantFrom(...'abcdefgh'), dueAt: fc.integer({ min: 1, max: 40 }) }),
      { selector: ({ key }) => key },
    );
    fc.assert(
      fc.property(agenda, agenda, fc.integer({ min: 1, max: 40 }), (old, changed, now) => {
        const before = old.map(({ key, dueAt }) => item(key, dueAt));
        const after = changed.map(({ key, dueAt }) => item(key, dueAt));
        const dueBefore = new Set(planFrom(before, new Map(), now).due.map(({ key }) => key));
        const ledger = new Map<string, LedgerEntry>();
        for (const {
          item: { key },
          from,
          isBygone,
        } of agendaDifference(before, after, new Map(), now)) {
          if (isBygone) ledger.set(key, { status: from === null ? 'missed' : 'planned', notBefore: from });
        }
        const plan = planFrom(after, ledger, now);
        for (const { key, dueAt } of plan.due)
          expect(
            dueAt === now ||
              dueBefore.has(key) ||
              before.some((one) => one.key === key && one.dueAt === dueAt),
          ).toBe(true);
        // What both rules call for is done at some moment.
        const later = planFrom(after, ledger, 100);
        for (const { key } of before.filter((one) => after.some((other) => other.key === one.key))) {
          expect(later.due.map((one) => one.key)).toContain(key);
        }
      }),
    );
  });
});
