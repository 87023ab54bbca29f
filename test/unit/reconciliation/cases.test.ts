import { describe, expect, test } from 'vitest';
import {
  type CaseBooks,
  type CaseFact,
  type CaseFactKind,
  caseEquations,
} from '../../../domain/escalation/reconciliation.ts';

const event = (id: string, what: CaseFactKind): CaseFact => ({ kind: 'event', case: id, what });
const digest = (week: string, ...rows: (readonly [string, string, number])[]): CaseFact => ({
  kind: 'digest',
  chief: 'c1',
  week,
  rows: rows.map(([id, section, events]) => ({ case: id, section, events })),
});
const mails = [
  { key: 'chief_digest.2026-09-07.c1', kind: 'mail' },
  { key: 'chief_digest.2026-09-14.c1.again', kind: 'mail' },
];
const broken = (log: readonly CaseFact[], cases: CaseBooks['cases'], ledger = mails) =>
  caseEquations({ log, cases }, ledger).map(({ equation, mismatches }) => [
    equation,
    ...mismatches.map(({ what }) => what),
  ]);

const story = [
  event('a', 'case_opened'),
  event('a', 'case_level_raised'),
  digest('2026-09-07', ['a', 'new', 2]),
  event('a', 'case_closed'),
];
const closed = [{ id: 'a', state: 'closed', events: 3 }];

describe('cases and digests', () => {
  test('a story that is told to its end adds up', () => {
    const log = [...story, digest('2026-09-14', ['a', 'closed', 3])];
    expect(broken(log, closed)).toEqual([]);
    // Opened again, it is told of anew, and owes a receipt anew.
    const again = [...log, event('a', 'case_opened'), digest('2026-09-21', ['a', 'new', 4])];
    expect(broken(again, [{ id: 'a', state: 'open', events: 4 }])).toEqual([]);
  });

  test('a closed case that a digest leaves out is found', () => {
    const log = [...story, event('b', 'case_opened'), digest('2026-09-14', ['b', 'new', 1])];
    expect(broken(log, [...closed, { id: 'b', state: 'open', events: 1 }])).toEqual([
      ['closed cases that were told of = receipts', 'missing: a'],
    ]);
  });

  test('a receipt given twice is found', () => {
    const log = [
      ...story,
      digest('2026-09-14', ['a', 'closed', 3]),
      digest('2026-09-21', ['a', 'closed', 3]),
    ];
    expect(broken(log, closed)).toEqual([['closed cases that were told of = receipts', 'too many: a']]);
  });

  test('two digests of a week, a mail of none, and a case that is not as the log says', () => {
    const log = [...story, digest('2026-09-07', ['a', 'closed', 3])];
    const ledger = [...mails, { key: 'chief_digest.2026-09-07.c2', kind: 'mail' }];
    expect(broken(log, [{ id: 'a', state: 'open', events: 3 }], ledger)).toEqual([
      ['cases in the log = cases', 'missing: a closed 3', 'too many: a open 3'],
      ['digests = one a chief and week', 'too many: 2026-09-07.c1'],
      [
        'mails of digests are of digests',
        'too many: chief_digest.2026-09-07.c2',
        'too many: chief_digest.2026-09-14.c1.again',
      ],
    ]);
  });

  test('a digest that knows less than has happened is found', () => {
    const log = [
      event('a', 'case_opened'),
      event('a', 'case_answered'),
      digest('2026-09-07', ['a', 'new', 1]),
    ];
    expect(broken(log, [{ id: 'a', state: 'open', events: 2 }])).toContainEqual([
      'events of a case = events that its digest knows',
      'missing: a 2',
      'too many: a 1',
    ]);
  });
});
