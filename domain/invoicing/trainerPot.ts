/**
 * The trainer pot: of each participant's fee for a course day a part goes to those who held the day, and the
 * municipality that lent the trainer is credited (decided by RSS Dalarna with the heads of social services).
 */
import type { IsoDate } from '../calendar/dates.ts';
import { largestRemainder } from '../enrolment/largestRemainder.ts';
import { groupBy } from '../groupBy.ts';
import { postOn, type Reference } from '../reference.ts';
import type { MunicipalityCode, OfferingCode, Ore, PersonId, SellerCode } from '../region.ts';
import { feeOn } from './fees.ts';
import type { Charge } from './lines.ts';

export interface TrainerShare {
  readonly trainer: PersonId;
  /** Empty for a trainer of the region, whose share stays with the seller. */
  readonly municipality: MunicipalityCode | '';
  readonly leader: boolean;
  /** Hundredths of a share: 100, or 125 for a course leader. */
  readonly hundredths: number;
  readonly amountOre: Ore;
}

/** One course day's pot. */
export interface PotOfDay {
  readonly seller: SellerCode;
  readonly offering: OfferingCode;
  readonly day: number;
  readonly date: IsoDate;
  /** Those whose fee has a part for the pot. */
  readonly participants: number;
  readonly potOre: Ore;
  /** Adds up to the pot; empty when nobody is known to have held the day. */
  readonly shares: readonly TrainerShare[];
}

/**
 * Divides a whole number of öre by shares; what does not divide evenly goes, an öre each, to the largest remainders, and
 * between equal ones by id, so that the amounts always add up to the pot.
 * @param hundredths by trainer, of a share
 */
export const divided = (potOre: Ore, hundredths: ReadonlyMap<PersonId, number>): Map<PersonId, Ore> =>
  largestRemainder(potOre, hundredths, (trainer) => trainer);

/**
 * @param charges for course days, of those who were there (`courseDaysOwed`)
 * @returns by date, offering and day; days whose fee has no part for the pot are left out
 * @throws UnknownReference when an article has no fee in the day's year
 */
export function trainerPots(charges: readonly Charge[], reference: Reference): PotOfDay[] {
  const { share, leaderShare } = reference.rules.invoicing.trainerPot;
  const days = groupBy(charges, ({ seller, line }) => `${seller} ${line.offering} ${line.day}`);
  return [...days.values()]
    .flatMap((ofDay): PotOfDay[] => {
      const [first] = ofDay;
      const day =
        first && reference.offering(first.line.offering).days.find(({ number }) => number === first.line.day);
      if (first === undefined || day === undefined) return [];
      const parts = ofDay
        .map(({ line }) => feeOn(reference, line.article, day.date).trainerPot)
        .filter((part) => part > 0);
      const potOre = parts.reduce((sum, part) => sum + part, 0);
      if (potOre === 0) return [];
      const held = day.trainers.map(({ id, leader }) => ({
        trainer: id,
        leader,
        municipality: postOn(reference, id, day.date).municipality,
        hundredths: Math.round(100 * (leader ? leaderShare : share)),
      }));
      const amounts = divided(potOre, new Map(held.map(({ trainer, hundredths }) => [trainer, hundredths])));
      return [
        {
          seller: first.seller,
          offering: first.line.offering,
          day: first.line.day,
          date: day.date,
          participants: parts.length,
          potOre,
          shares: held
            .map((one) => ({ ...one, amountOre: amounts.get(one.trainer) ?? 0 }))
            .sort((a, b) => (a.trainer < b.trainer ? -1 : 1)),
        },
      ];
    })
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

const key = ({ date, offering, day }: PotOfDay): string =>
  `${date} ${offering} ${String(day).padStart(3, '0')}`;
