import { describe, expect, it } from 'vitest';
import { answerForms, parseAnswer } from '../../../domain/answers.ts';

const parse = (what: string, value: string) => parseAnswer({ date: '2026-09-17', person: 'p1', what, value });

describe('parseAnswer', () => {
  it.each([
    ['nominate', '2080-m01@HT2026', { kind: 'nominate', nominee: '2080-m01', term: 'HT2026' }],
    ['decline_nomination', 'p2@VT2027', { kind: 'decline_nomination', nominee: 'p2', term: 'VT2027' }],
    ['accept_seat', 'HT2026-1b-1', { kind: 'accept_seat', offering: 'HT2026-1b-1' }],
    ['decline_seat', 'HT2026-1b-1', { kind: 'decline_seat', offering: 'HT2026-1b-1' }],
    ['withdraw', 'HT2026-1b-1', { kind: 'withdraw', offering: 'HT2026-1b-1' }],
    ['switch_group', 'p2@VT2027', { kind: 'switch_group', manager: 'p2', term: 'VT2027' }],
    ['switch_undone', 'p2', { kind: 'switch_undone', manager: 'p2' }],
    ['attendance', 'HT2026-1b-1#2', { kind: 'attendance', offering: 'HT2026-1b-1', day: 2, absent: [] }],
    [
      'attendance',
      'HT2026-1b-1#2 absent=',
      { kind: 'attendance', offering: 'HT2026-1b-1', day: 2, absent: [] },
    ],
    [
      'attendance',
      'HT2026-1b-1#2 absent=a;b',
      { kind: 'attendance', offering: 'HT2026-1b-1', day: 2, absent: ['a', 'b'] },
    ],
    ['assignment', 'HT2026-1b-1#3', { kind: 'assignment', offering: 'HT2026-1b-1', day: 3 }],
    ['memo', 'HT2026-1b-1', { kind: 'memo', offering: 'HT2026-1b-1' }],
    [
      'result',
      'p2@HT2026-1b-1 pass',
      { kind: 'result', examinee: 'p2', offering: 'HT2026-1b-1', passed: true },
    ],
    [
      'result',
      'p2@HT2026-1b-1 fail',
      { kind: 'result', examinee: 'p2', offering: 'HT2026-1b-1', passed: false },
    ],
    ['day_seat', 'HT2026-LLU-1', { kind: 'day_seat', offering: 'HT2026-LLU-1' }],
    ['plan', '2027-01-31', { kind: 'plan', until: '2027-01-31' }],
    ['leave', '2027-01-31', { kind: 'leave', until: '2027-01-31' }],
    ['exempt', '', { kind: 'exempt', until: '' }],
    [
      'revoke_certificate',
      'HT2026-1b-1/p1/7K3Q misused',
      { kind: 'revoke_certificate', certificate: 'HT2026-1b-1/p1/7K3Q', reason: 'misused' },
    ],
    ['restore_certificate', 'PROGRAM/p1', { kind: 'restore_certificate', certificate: 'PROGRAM/p1' }],
    [
      'reissue_certificate',
      'HT2026-1b-1/p1/2/7K3Q',
      { kind: 'reissue_certificate', certificate: 'HT2026-1b-1/p1/2/7K3Q', cause: 'asked_for' },
    ],
    [
      'reissue_certificate',
      'ISU/p1 new_name',
      { kind: 'reissue_certificate', certificate: 'ISU/p1', cause: 'new_name' },
    ],
    ['undo_reissue_certificate', 'ISU/p1', { kind: 'undo_reissue_certificate', certificate: 'ISU/p1' }],
    ['exempt', '2027-01-31', { kind: 'exempt', until: '2027-01-31' }],
  ])('reads %s %s', (what, value, expected) => {
    expect(parse(what, value)).toEqual(expected);
  });

  it.each([
    ['nominate', '2080-m01'],
    ['nominate', '2080-m01@XT2026'],
    ['accept_seat', ''],
    ['accept_seat', 'HT2026-1b-1#1'],
    ['attendance', 'HT2026-1b-1'],
    ['attendance', 'HT2026-1b-1#0'],
    ['attendance', 'HT2026-1b-1#1 absent=a,b c'],
    ['result', 'p2@HT2026-1b-1 maybe'],
    ['plan', ''],
    ['revoke_certificate', 'HT2026-1b-1/p1'],
    ['revoke_certificate', 'HT2026-1b-1/p1 result_corrected'],
    ['restore_certificate', 'HT2026-1b-1'],
    ['reissue_certificate', 'ISU/p1 whim'],
    ['leave', '2027-02-30'],
  ])('refuses %s "%s" and says the form', (what, value) => {
    expect(parse(what, value)).toEqual({
      column: 'value',
      error: expect.stringContaining(`för ${what}. Skriv `),
    });
  });

  it('refuses an unknown act, also one that every object has, and lists the known ones', () => {
    for (const what of ['graduate', '', 'toString', '__proto__']) {
      expect(parse(what, 'x')).toEqual({
        column: 'what',
        error: expect.stringContaining(Object.keys(answerForms).join(', ')),
      });
    }
  });
});
