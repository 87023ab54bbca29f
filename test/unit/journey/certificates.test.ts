import { describe, expect, it } from 'vitest';
import { programmeCredits } from '../../../domain/journey/achievement.ts';
import { journeyAgenda } from '../../../domain/journey/agenda.ts';
import type { CertificateFact, JourneyFacts } from '../../../domain/journey/facts.ts';
import {
  journey,
  local,
  moment,
  offering,
  only,
  registered,
  result,
  seat,
  world,
} from '../../support/worlds.ts';

const reference = world();
const course = reference.offering('HT2026-1b');
const llu = reference.offering('HT2026-LLU');
const agendaOf = (more: Partial<JourneyFacts>, there = reference) => journeyAgenda(journey(more), there);
const certificatesOf = (more: Partial<JourneyFacts>) =>
  agendaOf(more).filter(({ kind }) => kind === 'certificate');
const seats = [seat('HT2026-1b', { state: 'passed' })];
const results = [result('HT2026-1b', '2027-01-15')];

describe('a course certificate', () => {
  const key = 'certificate.HT2026-1b.m-01';

  it.each([
    ['every day', [], true],
    ['all days but one', [3], true],
    ['all days but two', [3, 5], false],
    ['no day', [1, 2, 3, 4, 5], false],
  ])('after a pass and presence on %s', (_, absentOn, earned) => {
    const [item, ...more] = certificatesOf({ seats, results, ...registered(course, absentOn) });
    expect(more).toEqual([]);
    expect(item?.suppressed === undefined).toBe(earned);
    expect(item?.key).toBe(earned ? key : 'certificate_withheld.HT2026-1b.m-01');
  });

  it('allows as many absences as the region says', () => {
    const strict = world({ rules: { certificate: { programmeAbsencesAllowed: 0 } } });
    const facts = { seats, results, ...registered(course, [3]) };
    expect(only(agendaOf(facts, strict), 'certificate_withheld').suppressed).toMatch(/högst 0/);
  });

  it('is earned after all when the presence is corrected', () => {
    const corrected = certificatesOf({ seats, results, ...registered(course, [3]) });
    expect(corrected.map((item) => [item.key, item.suppressed])).toEqual([[key, undefined]]);
  });

  it('needs a pass', () => {
    const failed = [result('HT2026-1b', '2027-01-15', { passed: false })];
    expect(certificatesOf({ seats: [seat('HT2026-1b')], ...registered(course) })).toEqual([]);
    expect(certificatesOf({ seats: [seat('HT2026-1b')], results: failed, ...registered(course) })).toEqual(
      [],
    );
  });

  it('counts the last attempt', () => {
    const twice = [
      result('HT2026-1b', '2027-02-20', { attempt: 2 }),
      result('HT2026-1b', '2027-01-15', { passed: false }),
    ];
    expect(certificatesOf({ seats, results: twice, ...registered(course) })).toHaveLength(1);
  });

  it('waits until the last day has been registered, however late', () => {
    const { days, attendance } = registered(course);
    const open = days.map((day) => (day.day === 2 ? { ...day, attendanceRegisteredAt: null } : day));
    expect(certificatesOf({ seats, results, days: open, attendance })).toEqual([]);
    const lateAt = moment('2027-02-01T10:00');
    const late = days.map((day) => (day.day === 2 ? { ...day, attendanceRegisteredAt: lateAt } : day));
    expect(certificatesOf({ seats, results, days: late, attendance })[0]?.dueAt).toBe(lateAt);
  });

  it('waits a quarter of an hour for attendance registered by hand, so that a slip can be undone', () => {
    const { days, attendance } = registered(course);
    const lateAt = moment('2027-02-01T10:00');
    const byHand = days.map((day) =>
      day.day === 2 ? { ...day, attendanceRegisteredAt: lateAt, byHand: true } : day,
    );
    const [item] = certificatesOf({ seats, results, days: byHand, attendance });
    expect(local(item?.dueAt ?? 0)).toBe('2027-02-01T10:15');
  });

  it('does not count presence on a day that is not registered', () => {
    const { days, attendance } = registered(course, [2, 3]);
    const open = days.map((day) => (day.day === 1 ? { ...day, attendanceRegisteredAt: null } : day));
    expect(certificatesOf({ seats, results, days: open, attendance })).toEqual([]);
  });

  it('comes when result and presence are there, and waits while a slip by hand can be undone', () => {
    const dueAt = (byHand: boolean) =>
      local(
        certificatesOf({
          seats,
          results: [result('HT2026-1b', '2027-01-15', { byHand })],
          ...registered(course),
        })[0]?.dueAt ?? 0,
      );
    expect(dueAt(false)).toBe('2027-01-15T12:00');
    expect(dueAt(true)).toBe('2027-01-15T12:15');
  });

  it('is mailed when it has been issued, and stays issued whatever is corrected later', () => {
    const certificates = [
      { key, kind: 'course' as const, offering: 'HT2026-1b', issuedAt: moment('2027-01-15T12:01') },
    ];
    const agenda = agendaOf({ seats, results, certificates, ...registered(course, [1, 2, 3]) });
    expect(only(agenda, 'course_certificate')).toMatchObject({
      key: 'course_certificate.HT2026-1b.m-01',
      dueAt: moment('2027-01-15T12:01'),
      detail: { certificate: key },
    });
    expect(agenda.map((item) => item.key)).not.toContain('certificate_withheld.HT2026-1b.m-01');
  });
});

describe('the certificate of a course day', () => {
  const lluSeats = [seat('HT2026-LLU', { state: 'passed' })];
  const lluResults = [result('HT2026-LLU', '2026-11-20')];

  it('allows no absence', () => {
    const there = certificatesOf({ seats: lluSeats, results: lluResults, ...registered(llu) });
    expect(there[0]).toMatchObject({
      key: 'certificate.HT2026-LLU.m-01',
      detail: { certificate: 'course_day' },
    });
    const absent = certificatesOf({ seats: lluSeats, results: lluResults, ...registered(llu, [1]) });
    expect(absent[0]?.key).toBe('certificate_withheld.HT2026-LLU.m-01');
  });
});

describe('the programme certificate', () => {
  const credit = (code: string) => ({ course: code, completedOn: '2024-06-01' });
  const programme = (more: Partial<JourneyFacts>) =>
    certificatesOf({ seats, results, ...registered(course), ...more }).filter(
      ({ key }) => key === 'certificate.programme.m-01',
    );

  it('comes with the course that makes thirty credits, prior ones counted', () => {
    expect(programme({ credits: ['2', '3'].map(credit) })).toEqual([]);
    expect(programme({ credits: ['2', '3', '4'].map(credit) })).toHaveLength(1);
  });

  it('counts 1a and 1b once', () => {
    const credits = ['1a', '2', '3'].map(credit);
    expect(programmeCredits(journey({ results, credits }), reference)).toBe(225);
    expect(programme({ credits })).toEqual([]);
  });

  it('counts a course once, however often it was passed', () => {
    const facts = journey({ results, credits: ['1b', '1b', '2', '2'].map(credit) });
    expect(programmeCredits(facts, reference)).toBe(150);
  });

  it('does not depend on the order of alternatives with different credits', () => {
    const uneven = world({
      courses: reference.courses.map((one) => (one.code === '1a' ? { ...one, creditsTenths: 50 } : one)),
    });
    const total = (codes: string[]) => programmeCredits(journey({ credits: codes.map(credit) }), uneven);
    expect([total(['1a', '1b']), total(['1b', '1a'])]).toEqual([75, 75]);
  });

  it('is not given for courses that were all taken before, nor for a course day passed after them', () => {
    const credits = ['1a', '2', '3', '4'].map(credit);
    const facts = {
      credits,
      seats: [seat('HT2026-LLU', { state: 'passed' as const })],
      results: [result('HT2026-LLU', '2026-11-20')],
      ...registered(llu),
    };
    expect(programme(facts)).toEqual([]);
  });

  it('is mailed when it has been issued', () => {
    const certificates = [
      {
        key: 'certificate.programme.m-01',
        kind: 'programme' as const,
        offering: '',
        issuedAt: moment('2027-01-15T13:00'),
      },
    ];
    const facts = {
      seats,
      results,
      credits: ['2', '3', '4'].map(credit),
      certificates,
      ...registered(course),
    };
    expect(only(agendaOf(facts), 'programme_certificate').key).toBe('programme_certificate.m-01');
  });

  it('is still issued to somebody who has left, but not mailed', () => {
    const left = world({
      people: reference.people.map((one) => (one.id === 'm-01' ? { ...one, leftOn: '2026-12-31' } : one)),
      offerings: [
        offering(
          'HT2026',
          '1b',
          course.days.map(({ date }) => date),
        ),
      ],
    });
    const certificates = [
      {
        key: 'certificate.HT2026-1b.m-01',
        kind: 'course' as const,
        offering: 'HT2026-1b',
        issuedAt: moment('2027-01-15T13:00'),
      },
    ];
    const agenda = agendaOf({ seats, results, certificates, ...registered(course) }, left);
    expect(only(agenda, 'certificate').suppressed).toBeUndefined();
    expect(only(agenda, 'course_certificate').suppressed).toMatch(/slutat/);
  });
});

describe('a certificate that a coordinator decides about', () => {
  const key = 'certificate.HT2026-1b.m-01';
  const issuedAt = moment('2027-01-15T12:01');
  const earned = { seats, results, ...registered(course) };
  const withRow = (row: Partial<CertificateFact>) => {
    const first: CertificateFact = {
      key,
      kind: 'course',
      offering: 'HT2026-1b',
      issuedAt,
      daysPresent: 5,
      ...row,
    };
    return agendaOf({ ...earned, certificates: [first] });
  };
  const keys = (agenda: ReturnType<typeof agendaOf>) => agenda.map((item) => item.key);
  const revokedAt = moment('2027-02-01T10:00');

  it('is told after a quarter of an hour, and followed by no new one although the facts earn it', () => {
    const agenda = withRow({
      ...{ status: 'revoked', reasonClass: 'misused', revocations: 1, revokedAt, revokedByHand: true },
    });
    expect(keys(agenda)).not.toContain(`${key}.v2`);
    expect(local(only(agenda, 'certificate_revoked').dueAt)).toBe('2027-02-01T10:15');
  });

  it('is followed by a new one when it is the facts that were wrong', () => {
    const agenda = withRow({ status: 'revoked', reasonClass: 'result_corrected', revocations: 1, revokedAt });
    expect(keys(agenda)).toContain(`${key}.v2`);
  });

  it.each([
    ['within the quarter of an hour nobody is told', '2027-02-01T10:10', 0],
    ['later both are told', '2027-02-03T09:00', 1],
  ])('restored: %s', (_what, at, told) => {
    const restoredAt = moment(at);
    const agenda = withRow({ revocations: 2, revokedAt, revokedByHand: true, restoredAt });
    const mails = agenda.filter(({ template }) => template === 'certificate_restored');
    expect(mails.map((item) => item.key)).toEqual(
      told === 0 ? [] : ['certificate_restored.HT2026-1b.m-01.r2'],
    );
    expect(agenda.filter(({ template }) => template === 'certificate_revoked')).toEqual([]);
  });

  it('is issued again when that is asked for, and not by itself', () => {
    expect(keys(withRow({}))).not.toContain(`${key}.v2`);
    const asked = withRow({ reissueAt: revokedAt, reissueCause: 'new_name', reissueByHand: true });
    const again = asked.find((item) => item.key === `${key}.v2`);
    expect(local(again?.dueAt ?? 0)).toBe('2027-02-01T10:15');
    expect(again?.detail).toMatchObject({ version: 2, replaces: 1, cause: 'new_name' });
  });

  it('takes the question about a new name off the list when all that hold bear it', () => {
    const renamedAt = [moment('2027-02-01T08:00')];
    const first: CertificateFact = { key, kind: 'course', offering: 'HT2026-1b', issuedAt, daysPresent: 5 };
    const second = { ...first, version: 2, issuedAt: revokedAt };
    const closing = (certificates: readonly CertificateFact[]) =>
      agendaOf({ ...earned, renamedAt, certificates }).filter(({ kind }) => kind === 'close_task').length;
    expect(closing([first])).toBe(0);
    expect(closing([{ ...first, status: 'replaced' }, second])).toBe(1);
    const programme = {
      ...first,
      key: 'certificate.programme.m-01',
      kind: 'programme' as const,
      offering: '',
    };
    expect(closing([{ ...first, status: 'replaced' }, second, programme])).toBe(0);
  });
});
