import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  correctionMoment,
  corrections,
  nextOccasion,
  type StandingLine,
} from '../../../domain/invoicing/corrections.ts';
import type { Charge, InvoiceLine } from '../../../domain/invoicing/lines.ts';
import { type Account, courseDaysOwed, type SeatAccount, seatsOwed } from '../../../domain/invoicing/owed.ts';
import { totals } from '../../../domain/invoicing/totals.ts';
import { createReference, type Reference } from '../../../domain/reference.ts';
import { local, moment, offering, person, world } from '../../support/worlds.ts';

const term = 'HT2026';
const people = ['a', 'b', 'c'];

// Free withdrawal until Monday 21 September.
function region(seatOre = 2_500_000, thresholdOre = 0): Reference {
  const base = world({
    people: people.map((id) => person(id)),
    offerings: [
      offering(term, '1b', ['2026-09-16']),
      offering(term, '2', ['2026-09-17']),
      offering(term, 'LLU', ['2026-11-03', '2026-11-04']),
    ],
    rules: { invoicing: { corrections: { thresholdOre } } },
  });
  const fee = (article: string, seller: string, amount: number, vatPercent: number) => ({
    ...{ article, title: article, year: 2026, from: '', seller, amount, trainerPot: 0, vatPercent },
    basis: 'participant' as const,
    vatCategory: vatPercent > 0 ? ('S' as const) : ('E' as const),
  });
  return createReference({
    ...base,
    courses: base.courses.map((course) => ({
      ...course,
      priceArticle: course.kind === 'programme' ? 'seat' : 'day',
    })),
    fees: [fee('seat', 'hda', seatOre, 0), fee('day', 'rss', 45_000, 25)],
  });
}
const reference = region();

const seat = (who: string, more: Partial<SeatAccount> = {}): SeatAccount => ({
  ...{ offering: `${term}-1b`, person: who, term, municipality: '2081', state: 'held' },
  ...{ givenOn: '2026-06-24', endedOn: '', changedAt: moment('2026-06-24T08:00') },
  ...more,
});
const left = (who: string, endedOn: string, toldOn: string) =>
  seat(who, { endedOn, state: 'withdrawn', changedAt: moment(`${toldOn}T12:00`) });
const present = (who: string, day = 1, municipality = '2081') => ({
  ...{ offering: `${term}-LLU`, day, person: who, municipality },
});
const account = (more: Partial<Account> = {}): Account => ({
  ...{ term, seats: [], presences: [], days: [] },
  ...more,
});
const all = { seats: true, courseDays: true, yearly: true };

/** All that an account owes, as the lines of one invoice for each pair. */
function invoiced(of: Account, by = reference): StandingLine[] {
  return booked([...seatsOwed(of, by), ...courseDaysOwed(of, by)], 1);
}

function booked(charges: readonly Charge[], round: number): StandingLine[] {
  const places = new Map<string, number>();
  return charges.map(({ seller, municipality, line }) => {
    const invoice = `${seller}.${municipality}.${round}`;
    const position = (places.get(invoice) ?? 0) + 1;
    places.set(invoice, position);
    return { invoice, position, seller, municipality, line };
  });
}

const reasons = (before: Account, now: Account, by = reference): string[] =>
  corrections(now, all, invoiced(before), by).credits.map(({ reason }) => reason);

describe('the difference between what is owed and what was invoiced', () => {
  it('is nothing while nothing has changed, and nothing of what is not invoiced yet', () => {
    const now = account({ seats: [seat('a')], presences: [present('a')] });
    expect(corrections(now, all, invoiced(now), reference)).toEqual({ credits: [], additions: [] });
    expect(
      corrections(now, { seats: false, courseDays: false, yearly: false }, [], reference).additions,
    ).toEqual([]);
    const { additions } = corrections(now, { seats: true, courseDays: false, yearly: false }, [], reference);
    expect(additions.map(({ line }) => line.day)).toEqual([0]);
  });

  it('a seat left in time that is told too late is credited; one left too late is not, though its line says so', () => {
    const before = account({ seats: [seat('a'), seat('b')] });
    const now = account({
      seats: [left('a', '2026-09-21', '2026-10-12'), left('b', '2026-09-22', '2026-10-12')],
    });
    const { credits, additions } = corrections(now, all, invoiced(before), reference);
    expect(additions).toEqual([]);
    expect(credits).toMatchObject([{ invoice: 'hda.2081.1', position: 1, line: { person: 'a' } }]);
    expect(credits[0]?.reason).toBe(
      'Platsen lämnades 2026-09-21. Den kunde lämnas utan kostnad till och med 2026-09-21.',
    );
  });

  it('says why: another seat pays, another municipality, another price, a day taken away, who was not there', () => {
    const before = account({ seats: [seat('a')], presences: [present('a')] });
    const earlier = seat('a', { offering: `${term}-2`, givenOn: '2026-06-01' });
    expect(reasons(before, account({ ...before, seats: [seat('a'), earlier] }))).toEqual([
      'En plats per termin betalas, och det är den på HT2026-2.',
    ]);
    expect(reasons(before, account({ ...before, seats: [seat('a', { municipality: '2080' })] }))).toEqual([
      'Det är Falun som betalar.',
    ]);
    const cancelled = seat('a', { state: 'cancelled', endedOn: '2026-09-18' });
    expect(reasons(before, account({ ...before, seats: [cancelled] }))).toEqual([
      'Kurstillfället är inställt.',
    ]);
    expect(reasons(before, before, region(2_400_000))).toEqual(['Priset har rättats.']);
    expect(reasons(before, account({ seats: before.seats }))).toEqual([
      'Närvaron har rättats: deltagaren var inte där.',
    ]);
    const offerings = reference.offerings.filter(({ course }) => course !== 'LLU');
    const without = createReference({
      ...reference,
      offerings: [...offerings, offering(term, 'LLU', [])],
    });
    expect(reasons(before, account({ seats: before.seats }), without)).toEqual(['Kursdagen är inställd.']);
    expect(reasons(before, account({ presences: before.presences }))).toEqual(['Platsen ska inte betalas.']);
  });

  it('stays while it comes to no more than the threshold, either way together', () => {
    const before = account({ seats: [seat('a')], presences: [present('a')] });
    const now = account({ seats: [seat('a')], presences: [present('b')] });
    const count = (threshold: number) => {
      const { credits, additions } = corrections(now, all, invoiced(before), region(2_500_000, threshold));
      return credits.length + additions.length;
    };
    expect([0, 45_000, 89_999, 90_000].map(count)).toEqual([2, 2, 2, 0]);
  });

  it('a free line is no reason for a document', () => {
    const free = region(0);
    expect(corrections(account({ seats: [seat('a')] }), all, [], free).additions).toEqual([]);
  });
});

describe('when corrections are issued', () => {
  const end = '2027-01-24';
  it("the first working day of each month and at the term's end, always after the change", () => {
    const next = (since: string, by = reference) => local(nextOccasion(moment(since), end, by));
    expect(next('2026-10-01T07:59')).toBe('2026-10-01T08:00');
    expect(next('2026-10-01T08:00')).toBe('2026-11-02T08:00');
    expect(next('2026-12-10T12:00')).toBe('2027-01-04T08:00');
    // The term ends on a Sunday.
    expect(next('2027-01-10T12:00')).toBe('2027-01-25T08:00');
    expect(next('2027-01-25T08:00')).toBe('2027-02-01T08:00');
    const other = world({
      rules: { invoicing: { corrections: { workingDayOfMonth: 3, atTermEnd: false } } },
    });
    expect(next('2026-10-01T08:00', other)).toBe('2026-10-05T08:00');
    expect(next('2027-01-10T12:00', other)).toBe('2027-02-03T08:00');
  });

  it('the earliest change decides; what was there before the last corrections waits for the next', () => {
    const before = account({ seats: [seat('a'), seat('b')] });
    const now = account({
      seats: [left('a', '2026-09-18', '2026-10-12'), left('b', '2026-09-18', '2026-11-20')],
    });
    const difference = corrections(now, all, invoiced(before), reference);
    const at = (settled: string) => correctionMoment(difference, now, moment(settled), reference);
    expect(local(at('2026-09-22T08:00') ?? 0)).toBe('2026-11-02T08:00');
    expect(local(at('2026-11-02T08:00') ?? 0)).toBe('2026-12-01T08:00');
    expect(correctionMoment({ credits: [], additions: [] }, now, 0, reference)).toBeUndefined();
  });
});

describe('any sequence of corrections', () => {
  const municipality = fc.constantFrom('2080', '2081');
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('seat' as const),
      person: fc.constantFrom(...people),
      offering: fc.constantFrom(`${term}-1b`, `${term}-2`),
      municipality,
      givenOn: fc.constantFrom('2026-06-24', '2026-10-01'),
      endedOn: fc.constantFrom('', '2026-09-18', '2026-09-22', '2026-10-05'),
    }),
    fc.record({
      kind: fc.constant('day' as const),
      day: fc.constantFrom(1, 2),
      present: fc.subarray(people),
      municipality,
    }),
    fc.record({ kind: fc.constant('issue' as const) }),
  );

  it('leaves invoices less credit notes at what is owed, to the öre; the next run finds nothing', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
        let now = account();
        const lines: StandingLine[] = [];
        const credited = new Set<string>();
        let documents: (readonly InvoiceLine[])[] = [];
        const place = ({ invoice, position }: StandingLine) => `${invoice}#${position}`;
        const standing = () => lines.filter((line) => !credited.has(place(line)));
        const issue = () => {
          const { credits, additions } = corrections(now, all, standing(), reference);
          for (const credit of credits) {
            expect(credited.has(place(credit))).toBe(false);
            expect(lines.map(place)).toContain(place(credit));
            credited.add(place(credit));
          }
          const taken = credits.map(({ line }) => ({ ...line, amountOre: -line.amountOre }));
          documents = [...documents, taken, additions.map(({ line }) => line)];
          lines.push(...booked(additions, documents.length));
        };
        for (const one of changes) {
          if (one.kind === 'issue') issue();
          else if (one.kind === 'seat') {
            const { kind: _kind, ...row } = one;
            const others = now.seats.filter(
              (other) => other.person !== row.person || other.offering !== row.offering,
            );
            now = { ...now, seats: [...others, seat(row.person, row)] };
          } else {
            const others = now.presences.filter(({ day }) => day !== one.day);
            const rows = one.present.map((who) => present(who, one.day, one.municipality));
            now = { ...now, presences: [...others, ...rows] };
          }
        }
        issue();
        const owed = [...seatsOwed(now, reference), ...courseDaysOwed(now, reference)];
        const money = documents.map(totals);
        const sum = (of: 'netOre' | 'vatOre' | 'totalOre') =>
          money.reduce((total, one) => total + one[of], 0);
        const { netOre, vatOre, totalOre } = totals(owed.map(({ line }) => line));
        expect([sum('netOre'), sum('vatOre'), sum('totalOre')]).toEqual([netOre, vatOre, totalOre]);
        expect(corrections(now, all, standing(), reference)).toEqual({ credits: [], additions: [] });
      }),
    );
  });
});
