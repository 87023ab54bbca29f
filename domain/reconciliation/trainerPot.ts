/** The trainer pot: what those present paid to it against what the municipalities were credited. */
import { type BrokenEquation, causes, compareCounts, compareNumbers, compareSets } from '../equations.ts';
import { groupBy } from '../groupBy.ts';
import { postOn, type Reference } from '../reference.ts';
import type { CourseDay, MunicipalityCode, PersonId, TermCode } from '../region.ts';
import { type Books, type ShareStatementRow, sumOre } from './books.ts';
import { dayKey, type History } from './history.ts';
import { owedFor } from './owed.ts';

export function trainerPotEquations(
  { shares }: Books,
  history: History,
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  return [
    ...shares.flatMap(({ key, amountOre, lines }) =>
      compareCounts(
        'sum of shares (öre) = amount of the statement',
        key,
        sumOre(lines),
        amountOre,
        'the stored amount is not that of the stored lines',
      ),
    ),
    ...numbersOf(shares),
    ...terms.flatMap((term) => {
      const pots = new Map<string, number>();
      for (const { day, trainerPotOre } of owedFor(term, history, reference)) {
        if (day !== '') pots.set(day, (pots.get(day) ?? 0) + trainerPotOre);
      }
      const credited = groupBy(
        shares
          .filter((statement) => statement.term === term)
          .flatMap(({ municipality, lines }) => lines.map((line) => ({ ...line, municipality }))),
        ({ offering, day }) => dayKey(offering, day),
      );
      const days = new Map(
        reference
          .offeringsOf(term)
          .flatMap((offering) => offering.days.map((day) => [dayKey(offering.code, day.number), day])),
      );
      return [...new Set([...pots.keys(), ...credited.keys()])]
        .sort()
        .flatMap((key) =>
          dayEquations(key, days.get(key), pots.get(key) ?? 0, credited.get(key) ?? [], reference),
        );
    }),
  ];
}

/** Numbers of a seller and year are 1, 2, 3 …. */
const numbersOf = (shares: readonly ShareStatementRow[]): BrokenEquation[] =>
  [...groupBy(shares, ({ seller, year }) => `${seller} ${year}`)].flatMap(([of, own]) =>
    compareNumbers(
      'numbers of trainer pot statements have no gaps',
      of,
      own.length,
      own.map(({ number }) => number),
      causes('no statement has the number', 'given more than once, or beyond how many there are'),
    ),
  );

interface CreditedLine {
  readonly municipality: MunicipalityCode;
  readonly trainer: PersonId;
  readonly amountOre: number;
}

/** A day that nobody is known to have held leaves its pot with the seller. */
function dayEquations(
  key: string,
  day: CourseDay | undefined,
  potOre: number,
  credited: readonly CreditedLine[],
  reference: Reference,
): BrokenEquation[] {
  const { share, leaderShare } = reference.rules.invoicing.trainerPot;
  const held = (day?.trainers ?? []).map(({ id, leader }) => ({
    trainer: id,
    municipality: postOn(reference, id, day?.date ?? '').municipality,
    weight: leader ? leaderShare : share,
  }));
  const weights = held.reduce((sum, { weight }) => sum + weight, 0);
  const exact = (weight: number) => (weights === 0 ? 0 : (potOre * weight) / weights);
  const lent = held.filter(({ municipality }) => municipality !== '');
  const sums = new Map<string, number>();
  for (const { municipality, trainer, amountOre } of credited) {
    const to = `${municipality} ${trainer}`;
    sums.set(to, (sums.get(to) ?? 0) + amountOre);
  }
  const total = [...sums.values()].reduce((sum, amount) => sum + amount, 0);
  const kept = exact(weights) - lent.reduce((sum, { weight }) => sum + exact(weight), 0);
  const own = held.length - lent.length;
  // Of the region's own trainers, each keeps within an öre of the exact share; without any, the credits are the pot.
  const isWhole = weights === 0 ? total === 0 : Math.abs(potOre - total - kept) < Math.max(own, 0.5);
  return [
    ...compareSets(
      'trainers that municipalities lent = trainers that they are credited for',
      key,
      lent.filter(({ weight }) => exact(weight) >= 1).map((one) => `${one.municipality} ${one.trainer}`),
      [...sums].filter(([, amount]) => amount !== 0).map(([to]) => to),
      causes(
        'lent for the day, and not credited',
        'credited, and no trainer of that municipality on the day, or nobody paid to its pot',
      ),
    ),
    ...lent.flatMap(({ municipality, trainer, weight }) => {
      const amount = sums.get(`${municipality} ${trainer}`) ?? 0;
      return Math.abs(amount - exact(weight)) < 1
        ? []
        : compareCounts(
            'credited (öre) = share of the pot, to the nearest öre up or down',
            `${key} ${trainer}`,
            Math.round(exact(weight)),
            amount,
            `${weight} of ${weights} shares of a pot of ${potOre} öre`,
          );
    }),
    ...(isWhole
      ? []
      : compareCounts(
          'credited to municipalities + kept by the seller (öre) = the pot',
          key,
          weights === 0 ? 0 : Math.round(potOre - kept),
          total,
          own === 0
            ? 'nobody of the region held the day'
            : `${own} of ${held.length} trainers are the region's`,
        )),
  ];
}
