/** What must hold for whatever has happened to one manager. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journeyAgenda } from '../../../domain/journey/agenda.ts';
import type { CertificateFact, JourneyFacts, SeatState } from '../../../domain/journey/facts.ts';
import type { Reference } from '../../../domain/reference.ts';
import {
  type Ended,
  journey,
  liveThrough,
  mandate,
  moment,
  person,
  staff,
  type WorldChange,
  world,
} from '../../support/worlds.ts';

const change: WorldChange = {
  mandates: [mandate],
  people: [
    ...staff,
    person('m-03', { leftOn: '2026-11-01' }),
    person('m-04', { chiefId: '', hasEmail: false }),
  ],
};
const reference = world(change);
const begin = moment('2026-01-01T08:00');
const day = 86_400_000;

const hour = fc.integer({ min: 0, max: 18 * 30 * 24 }).map((hours) => begin + hours * 3_600_000);
const date = fc.integer({ min: 0, max: 900 }).map((days) => reference.calendar.addDays('2026-01-01', days));
const codes = reference.offerings.map(({ code }) => code);
const allDays = reference.offerings.flatMap(({ code, days }) =>
  days.map(({ number }) => ({ offering: code, day: number })),
);

const anySeat = fc
  .record({
    offering: fc.constantFrom(...codes),
    state: fc.constantFrom<SeatState>('held', 'passed', 'failed', 'declined', 'withdrawn'),
    occurrence: fc.integer({ min: 1, max: 3 }),
    givenAt: hour,
    byHand: fc.boolean(),
    how: fc.constantFrom('allocation', 'promotion', 'registration', 'hand'),
    heldDays: fc.integer({ min: 0, max: 90 }),
  })
  .map(({ heldDays, ...seat }) => ({
    ...seat,
    term: reference.offering(seat.offering).term,
    acceptedAt: null,
    endedAt: seat.state === 'declined' || seat.state === 'withdrawn' ? seat.givenAt + heldDays * day : null,
  }));

const anyResult = fc
  .record({
    offering: fc.constantFrom(...codes),
    attempt: fc.integer({ min: 1, max: 3 }),
    passed: fc.boolean(),
    decidedAt: hour,
    byHand: fc.boolean(),
  })
  .map((row) => ({ ...row, on: reference.calendar.dateOf(row.decidedAt) }));

const anyFacts: fc.Arbitrary<JourneyFacts> = fc
  .record({
    person: fc.constantFrom('m-01', 'm-02', 'm-03', 'm-04'),
    since: fc.constantFrom(begin, moment('2026-08-01T12:00')),
    seats: fc.uniqueArray(anySeat, { selector: (seat) => seat.offering, maxLength: 4 }),
    registered: fc.array(fc.option(hour), { minLength: allDays.length, maxLength: allDays.length }),
    present: fc.subarray(allDays),
    practicalInformation: fc.uniqueArray(fc.record({ offering: fc.constantFrom(...codes), at: hour }), {
      selector: (row) => row.offering,
    }),
    handIns: fc.uniqueArray(
      fc.record({
        offering: fc.constantFrom(...codes),
        kind: fc.constantFrom('assignment' as const, 'memo' as const),
        number: fc.integer({ min: 1, max: 5 }),
      }),
      { selector: (row) => `${row.offering}${row.kind}${row.number}` },
    ),
    results: fc.uniqueArray(anyResult, { selector: (row) => `${row.offering}${row.attempt}`, maxLength: 6 }),
    credits: fc.array(
      fc.record({
        course: fc.constantFrom('1a', '1b', '2', '3', '4'),
        completedOn: fc.constant('2024-06-01'),
      }),
      { maxLength: 5 },
    ),
    nominations: fc.uniqueArray(
      fc.record({
        term: fc.constantFrom('HT2026', 'VT2027'),
        state: fc.constantFrom('nominated' as const, 'declined' as const, 'refused' as const),
        course: fc.constantFrom('', '1b'),
        recordedAt: hour,
        byHand: fc.boolean(),
      }),
      { selector: (row) => row.term },
    ),
    waiting: fc.uniqueArray(
      fc
        .record({
          term: fc.constantFrom('HT2026', 'VT2027'),
          state: fc.constantFrom('waiting' as const, 'promoted' as const, 'ended' as const),
          placedAt: hour,
        })
        .map((row) => ({
          ...row,
          course: '1b',
          position: 2,
          endedAt: row.state === 'waiting' ? null : row.placedAt + 30 * day,
        })),
      { selector: (row) => row.term },
    ),
    respites: fc.uniqueArray(
      fc.record({
        kind: fc.constantFrom('exempt' as const, 'leave' as const, 'plan' as const),
        from: date,
        until: fc.oneof(date, fc.constant('')),
      }),
      { selector: (row) => row.kind },
    ),
  })
  .map(({ registered, present, ...more }) =>
    journey({
      ...more,
      days: allDays.map((row, index) => ({ ...row, attendanceRegisteredAt: registered[index] ?? null })),
      attendance: present.map((row) => ({ ...row, present: true })),
    }),
  );

const keysOf = (facts: JourneyFacts, there: Reference) =>
  journeyAgenda(facts, there)
    .map(({ key }) => key)
    .sort();

/** What a life sees: the certificates that it has issued itself are facts from then on. */
const asLived = (facts: JourneyFacts, there: Reference) => (_now: number, ended: readonly Ended[]) =>
  journeyAgenda(
    {
      ...facts,
      certificates: ended.flatMap(({ at, item, status }): CertificateFact[] => {
        if (item.kind !== 'certificate' || (status !== 'done' && status !== 'accepted')) return [];
        const kind = item.detail.certificate;
        if (kind !== 'course' && kind !== 'course_day' && kind !== 'programme') throw new Error(item.key);
        return [{ key: item.key, kind, offering: String(item.detail.offering), issuedAt: at }];
      }),
    },
    there,
  );

describe('a journey, whatever has happened', () => {
  it('owes nothing twice: every key is there once', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const keys = keysOf(facts, reference);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 400 },
    );
  });

  it('has a reason in Swedish, a whole moment and somebody concerned for every step', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const item of journeyAgenda(facts, reference)) {
          expect(Number.isInteger(item.dueAt), item.key).toBe(true);
          expect(item.reason).toMatch(/^[A-ZÅÄÖ].*\.$/);
          if (item.suppressed !== undefined) expect(item.suppressed).toMatch(/^[A-ZÅÄÖ].*\.$/);
          expect(item.person).toBe(facts.person);
          if (item.kind === 'mail' && item.suppressed === undefined) expect(item.recipient).not.toBe('');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps its keys when the region changes a period: an upgrade sends nothing again', () => {
    const other = world({
      ...change,
      rules: {
        sendAt: '06:45',
        handEntryGraceMinutes: 60,
        courseDays: {
          firstReminderDaysBefore: 21,
          secondReminderWorkingDaysBefore: 3,
          assignmentWorkingDaysBeforeNextDay: 5,
        },
        examination: {
          memoDaysAfterLastDay: 28,
          memoReminderWorkingDaysBefore: 3,
          retakeWithinWorkingDays: 40,
        },
        enrolment: { closesWeeksBefore: 8, promotionStopsDaysBefore: 21 },
      },
    });
    // Steps of the ladder come and go with their moments (a leave then, a decision that has ended): tested apart.
    const apart = (facts: JourneyFacts, there: Reference) =>
      keysOf(facts, there).filter((key) => !/^(mandate_|case_)/.test(key));
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(apart(facts, other)).toEqual(apart(facts, reference));
      }),
      { numRuns: 200 },
    );
  });

  it('is not changed by the order in which the facts are read', () => {
    const turned = (facts: JourneyFacts): JourneyFacts => ({
      ...facts,
      seats: facts.seats.toReversed(),
      days: facts.days.toReversed(),
      attendance: facts.attendance.toReversed(),
      results: facts.results.toReversed(),
      credits: facts.credits.toReversed(),
      nominations: facts.nominations.toReversed(),
      respites: facts.respites.toReversed(),
    });
    const sorted = (facts: JourneyFacts) =>
      journeyAgenda(facts, reference).sort((a, b) => (a.key < b.key ? -1 : 1));
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(sorted(turned(facts))).toEqual(sorted(facts));
      }),
      { numRuns: 200 },
    );
  });

  it('an ordinary present mark changes nothing while the day is not registered or nothing waits for it', () => {
    const mark = fc.constantFrom(...allDays);
    fc.assert(
      fc.property(anyFacts, mark, (facts, row) => {
        const open = facts.days.map((known) =>
          known.offering === row.offering && known.day === row.day
            ? { ...known, attendanceRegisteredAt: null }
            : known,
        );
        const before = { ...facts, days: open };
        const after = { ...before, attendance: [...facts.attendance, { ...row, present: true }] };
        expect(journeyAgenda(after, reference)).toEqual(journeyAgenda(before, reference));
      }),
      { numRuns: 200 },
    );
  });

  it('lived to the end, every step ends once, at its moment or later, and it comes to rest', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const agendaAt = asLived(facts, reference);
        const ended = liveThrough(agendaAt, facts.since);
        const keys = ended.map(({ item }) => item.key);
        expect(new Set(keys).size).toBe(keys.length);
        // Nothing of the agenda is left over.
        expect(keys.toSorted()).toEqual(
          agendaAt(0, ended)
            .map(({ key }) => key)
            .sort(),
        );
        for (const { item, status, at } of ended) {
          if (status === 'accepted') expect(at <= (item.usefulUntil ?? at)).toBe(true);
          if (item.suppressed !== undefined) expect(status).toBe('suppressed');
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a change of rules in the middle sends nothing again that has been accepted', () => {
    const other = world({
      ...change,
      rules: {
        courseDays: { firstReminderDaysBefore: 21, secondReminderWorkingDaysBefore: 3 },
        examination: { memoDaysAfterLastDay: 21, maxAttempts: 5 },
        escalation: { noticeDaysBefore: 90, headDaysAfter: 21, coordinatorDaysAfterHead: 10 },
        certificate: { programmeAbsencesAllowed: 2 },
      },
    });
    fc.assert(
      fc.property(anyFacts, hour, (facts, changedAt) => {
        const until = Math.max(facts.since, changedAt);
        const before = liveThrough(asLived(facts, reference), facts.since, until);
        const all = liveThrough(asLived(facts, other), until, Number.POSITIVE_INFINITY, before);
        // The same message in other words: template, person, and what it is about.
        const messages = all
          .filter(({ status, item }) => status === 'accepted' && item.kind === 'mail')
          .map(({ item: { template, detail } }) =>
            JSON.stringify([
              template,
              ...['offering', 'day', 'attempt', 'term', 'what', 'occurrence'].map(
                (name) => detail[name] ?? '',
              ),
            ]),
          );
        expect(messages.toSorted()).toEqual([...new Set(messages)].sort());
      }),
      { numRuns: 100 },
    );
  });
});
