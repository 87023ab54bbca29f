import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vouchersOf } from '../../../domain/accounting/vouchers.ts';
import {
  type CreditedShare,
  type ShareCredit,
  shareCredits,
} from '../../../domain/invoicing/shareCredits.ts';
import { divided, type PotOfDay } from '../../../domain/invoicing/trainerPot.ts';
import { rulesSchema } from '../../../domain/rules.ts';

/** Trainers of three municipalities, and two of the region's own. */
const homes = new Map([
  ...[1, 2, 3, 4].map((number) => [`t${number}`, `208${number % 3}`] as const),
  ...['own1', 'own2'].map((id) => [id, ''] as const),
]);

const pot = fc
  .record({
    participants: fc.integer({ min: 1, max: 60 }),
    part: fc.constantFrom(20_000, 40_000, 33_333),
    trainers: fc.subarray([...homes.keys()]),
    leader: fc.nat(),
  })
  .map(({ participants, part, trainers, leader }) => {
    const potOre = participants * part;
    const isLeader = (index: number) => trainers.length > 0 && index === leader % (trainers.length + 1);
    const weights = new Map(trainers.map((id, index) => [id, isLeader(index) ? 125 : 100]));
    const amounts = divided(potOre, weights);
    const shares = trainers.map((trainer, index) => ({
      ...{ trainer, leader: isLeader(index), hundredths: weights.get(trainer) ?? 0 },
      ...{ municipality: homes.get(trainer) ?? '', amountOre: amounts.get(trainer) ?? 0 },
    }));
    return { participants, potOre, shares };
  });

/** A term's pots: some of eight days. */
const term = fc
  .array(fc.option(pot, { nil: undefined }), { maxLength: 8 })
  .map((days): PotOfDay[] =>
    days.flatMap((one, index) =>
      one === undefined
        ? []
        : [{ seller: 'rss', offering: `O-${index}`, day: 1, date: `2026-10-1${index}`, ...one }],
    ),
  );

/** All that has been credited after one more statement each. */
const withThese = (before: readonly CreditedShare[], credits: readonly ShareCredit[]): CreditedShare[] => [
  ...before,
  ...credits.flatMap(({ seller, municipality, lines }) =>
    lines.map((line) => ({ ...line, seller, municipality })),
  ),
];

describe('what municipalities are credited', () => {
  test('however often the term changes, all credits and what the seller keeps are the pots, to the öre', () => {
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 4 }), (versions) => {
        let credited: CreditedShare[] = [];
        for (const pots of versions) {
          credited = withThese(credited, shareCredits(pots, credited));
          const total = credited.reduce((sum, { amountOre }) => sum + amountOre, 0);
          const kept = pots
            .flatMap(({ shares }) => shares)
            .filter(({ municipality }) => municipality === '')
            .reduce((sum, { amountOre }) => sum + amountOre, 0);
          const whole = pots
            .filter(({ shares }) => shares.length > 0)
            .reduce((sum, { potOre }) => sum + potOre, 0);
          expect(total + kept).toBe(whole);
          // Nothing is left to credit, and asked again nothing is credited twice.
          expect(shareCredits(pots, credited)).toEqual([]);
        }
      }),
    );
  });

  test('a later statement holds the differences only, and what is no more is taken back', () => {
    const day = (offering: string, trainer: string, amountOre: number): PotOfDay => ({
      ...{ seller: 'rss', offering, day: 1, date: '2026-10-13', participants: 3, potOre: 60_000 },
      shares: [{ trainer, municipality: '2080', leader: false, hundredths: 100, amountOre }],
    });
    const first = shareCredits([day('A', 't1', 60_000), day('B', 't1', 60_000)], []);
    expect(first).toMatchObject([{ seller: 'rss', municipality: '2080' }]);
    const credited = withThese([], first);
    const later = shareCredits([day('A', 't1', 60_000), day('B', 't2', 40_000)], credited);
    expect(later).toMatchObject([
      {
        municipality: '2080',
        lines: [
          { offering: 'B', trainer: 't1', shareOre: 0, amountOre: -60_000 },
          { offering: 'B', trainer: 't2', shareOre: 40_000, amountOre: 40_000 },
        ],
      },
    ]);
  });

  test('each statement is a voucher that balances: a cost, and what is owed to the municipality', () => {
    const { accounting } = rulesSchema.parse({});
    const shares = [
      {
        ...{ key: 'HT2026.rss.2080', seller: 'rss', year: 2027, number: 3, municipality: '2080' },
        ...{ issuedOn: '2027-01-25', amountOre: 26_667 },
      },
    ];
    expect(vouchersOf({ invoices: [], payments: [], shares }, accounting)).toEqual([
      {
        ...{ seller: 'rss', series: 'U', number: 3, date: '2027-01-25' },
        text: 'Utbildarpott 3 kommun 2080',
        entries: [
          { account: '4600', amountOre: 26_667 },
          { account: '2890', amountOre: -26_667 },
        ],
      },
    ]);
  });
});
