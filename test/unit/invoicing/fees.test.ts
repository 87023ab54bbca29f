import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corrections } from '../../../domain/invoicing/corrections.ts';
import { feeOn, findFee } from '../../../domain/invoicing/fees.ts';
import { yearlyCharges, yearlyCostsOn, yearOfCosts } from '../../../domain/invoicing/yearly.ts';
import { UnknownReference } from '../../../domain/reference.ts';
import type { Fee } from '../../../domain/region.ts';
import { municipality, type WorldChange, world } from '../../support/worlds.ts';

const fee = (more: Partial<Fee> = {}): Fee => ({
  article: 'day',
  title: 'Kursdag',
  year: 2026,
  from: '',
  basis: 'participant',
  seller: 'rss',
  amount: 45_000,
  trainerPot: 0,
  vatCategory: 'S',
  vatPercent: 25,
  ...more,
});

describe('what an article costs on a day', () => {
  const fees = [
    fee({ from: '2026-10-01', amount: 50_000 }),
    fee(),
    fee({ from: '2026-07-01', amount: 48_000 }),
    fee({ year: 2027, amount: 55_000 }),
  ];
  it('a fee decided in mid-year holds from its date, whatever the order of the rows', () => {
    const costs = (on: string) => findFee(fees, 'day', on)?.amount;
    expect(['2026-01-01', '2026-06-30', '2026-07-01', '2026-09-30', '2026-10-01'].map(costs)).toEqual([
      45_000, 45_000, 48_000, 48_000, 50_000,
    ]);
    expect([costs('2026-12-31'), costs('2027-01-01'), costs('2028-01-01')]).toEqual([
      50_000,
      55_000,
      undefined,
    ]);
  });

  it('a day before the first fee of the year has none', () => {
    expect(() => feeOn(world({ fees: [fee({ from: '2026-07-01' })] }), 'day', '2026-06-30')).toThrow(
      UnknownReference,
    );
  });
});

describe('yearly costs', () => {
  const national = fee({ article: 'national', basis: 'inhabitant', amount: 237 });
  const shared = fee({ article: 'regional', basis: 'shared', amount: 10_000_001 });
  const region = (inhabitants: readonly number[], more: WorldChange = {}) =>
    world({
      fees: [national, shared],
      terms: [
        { code: 'VT2027', start: '2027-01-25', end: '2027-06-11' },
        { code: 'HT2026', start: '2026-08-31', end: '2027-01-24' },
        { code: 'VT2026', start: '2026-01-19', end: '2026-06-07' },
      ],
      municipalities: inhabitants.map((population, index) => ({
        ...municipality(String(2080 + index)),
        population,
      })),
      ...more,
    });

  it('the first term of a year carries them, when the year has any', () => {
    const reference = region([1]);
    expect(['VT2026', 'HT2026', 'VT2027'].map((term) => yearOfCosts(term, reference))).toEqual([
      2026,
      undefined,
      undefined,
    ]);
    // 1 March 2026 is a Sunday.
    expect(yearlyCostsOn(2026, reference)).toBe('2026-03-02');
  });

  it('a sum per inhabitant, and shares that say how they came about', () => {
    const [perInhabitant, other, share] = yearlyCharges('VT2026', region([6_700, 59_900]));
    expect(perInhabitant).toMatchObject({
      seller: 'rss',
      municipality: '2080',
      line: { person: '', offering: '', quantity: 6_700, amountOre: 237 * 6_700 },
    });
    expect(other?.line.title).toBe('Kursdag, 2026: 59\u00a0900 invånare à 2,37 kr.');
    expect(share?.line.title).toBe(
      'Kursdag, 2026: kommunens del av 100\u00a0000,01 kr, 6\u00a0700 av 66\u00a0600 invånare.',
    );
  });

  it('shares are within one öre of what is right, and add up to what is shared', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 20 }),
        (people) => {
          const lines = yearlyCharges('VT2026', region(people)).filter(
            ({ line }) => line.article === 'regional',
          );
          const all = people.reduce((sum, one) => sum + one, 0);
          expect(lines.reduce((sum, { line }) => sum + line.amountOre, 0)).toBe(shared.amount);
          lines.forEach(({ line }, index) => {
            const right = (shared.amount * (people[index] ?? 0)) / all;
            expect(Math.abs(line.amountOre - right)).toBeLessThan(1);
          });
        },
      ),
    );
  });

  it('a municipality that has left by then pays nothing, and the others share', () => {
    const departures = [{ municipality: '2081', leavesOn: '2026-03-01' }];
    const charges = yearlyCharges('VT2026', region([100, 100], { departures }));
    expect(charges.map((one) => [one.municipality, one.line.amountOre])).toEqual([
      ['2080', 23_700],
      ['2080', shared.amount],
    ]);
  });

  it('other figures of inhabitants afterwards change nothing; another fee does', () => {
    const term = 'VT2026';
    const account = { term, seats: [], presences: [], days: [] };
    const invoiced = { seats: false, courseDays: false, yearly: true };
    const standing = yearlyCharges(term, region([6_700, 59_900])).map((charge, index) => ({
      ...charge,
      invoice: `${term}.rss.${charge.municipality}`,
      position: index + 1,
    }));
    const against = (reference: ReturnType<typeof region>) =>
      corrections(account, invoiced, standing, reference);
    expect(against(region([6_800, 60_000]))).toEqual({ credits: [], additions: [] });
    const dearer = against(region([6_700, 59_900], { fees: [{ ...national, amount: 246 }, shared] }));
    expect(dearer.credits.map(({ line, reason }) => [line.article, reason])).toEqual([
      ['national', 'Priset har rättats.'],
      ['national', 'Priset har rättats.'],
    ]);
    expect(dearer.additions).toHaveLength(2);
  });
});
