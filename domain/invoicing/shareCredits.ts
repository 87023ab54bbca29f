/**
 * What the municipalities are credited for the trainers they lent: the shares of a term's pots, less what statements
 * have credited before. A statement is never edited: what changes afterwards stands on the next one, as a difference.
 */
import type { IsoDate } from '../calendar/dates.ts';
import { groupBy } from '../groupBy.ts';
import type { MunicipalityCode, OfferingCode, Ore, PersonId, SellerCode } from '../region.ts';
import type { PotOfDay } from './trainerPot.ts';

/** What one trainer's municipality is credited for one course day. */
export interface ShareLine {
  readonly offering: OfferingCode;
  readonly day: number;
  readonly date: IsoDate;
  readonly trainer: PersonId;
  readonly leader: boolean;
  /** Of the day: how many pay to its pot, and what it comes to. */
  readonly participants: number;
  readonly potOre: Ore;
  /** The share as the facts stand. */
  readonly shareOre: Ore;
  /** The share less what was credited before; below zero when that was too much. */
  readonly amountOre: Ore;
}

export interface ShareCredit {
  readonly seller: SellerCode;
  readonly municipality: MunicipalityCode;
  /** By date, offering, day and trainer; never empty. */
  readonly lines: readonly ShareLine[];
}

/** What a line of a statement has credited. */
export interface CreditedShare {
  readonly seller: SellerCode;
  readonly municipality: MunicipalityCode;
  readonly offering: OfferingCode;
  readonly day: number;
  readonly date: IsoDate;
  readonly trainer: PersonId;
  readonly leader: boolean;
  readonly amountOre: Ore;
}

/**
 * Shares of the region's own trainers stay with the seller and are credited to nobody.
 * @param pots of the term, as the facts stand
 * @param credited by each line of earlier statements of the term, in the order of issue
 * @returns by seller and municipality; empty when every share has been credited
 */
export function shareCredits(
  pots: readonly PotOfDay[],
  credited: readonly CreditedShare[],
): readonly ShareCredit[] {
  const before = new Map<string, CreditedShare>();
  for (const share of credited) {
    const earlier = before.get(place(share))?.amountOre ?? 0;
    before.set(place(share), { ...share, amountOre: earlier + share.amountOre });
  }
  const rows = pots.flatMap(({ seller, shares, ...ofDay }) =>
    shares
      .filter(({ municipality }) => municipality !== '')
      .map(({ municipality, trainer, leader, amountOre }) => ({
        ...{ seller, municipality, trainer, leader, shareOre: amountOre },
        ...{ offering: ofDay.offering, day: ofDay.day, date: ofDay.date },
        ...{ participants: ofDay.participants, potOre: ofDay.potOre },
      })),
  );
  const standing = new Set(rows.map(place));
  const potOf = new Map(pots.map((pot) => [`${pot.seller} ${pot.offering} ${pot.day}`, pot]));
  const fallen = [...before.values()]
    .filter((share) => !standing.has(place(share)))
    .map(({ amountOre: _before, ...share }) => {
      const pot = potOf.get(`${share.seller} ${share.offering} ${share.day}`);
      return { ...share, participants: pot?.participants ?? 0, potOre: pot?.potOre ?? 0, shareOre: 0 };
    });
  const differing = [...rows, ...fallen]
    .map((row) => ({ ...row, amountOre: row.shareOre - (before.get(place(row))?.amountOre ?? 0) }))
    .filter(({ amountOre }) => amountOre !== 0)
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  return [...groupBy(differing, ({ seller, municipality }) => `${seller} ${municipality}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const [first] = own;
      if (first === undefined) return [];
      const lines = own.map(({ seller: _seller, municipality: _municipality, ...line }) => line);
      return [{ seller: first.seller, municipality: first.municipality, lines }];
    });
}

type Place = Pick<CreditedShare, 'seller' | 'municipality' | 'offering' | 'day' | 'trainer'>;

const place = ({ seller, municipality, offering, day, trainer }: Place): string =>
  [seller, municipality, offering, day, trainer].join(' ');

const order = ({ date, offering, day, trainer }: Omit<ShareLine, 'amountOre'>): string =>
  `${date} ${offering} ${String(day).padStart(3, '0')} ${trainer}`;
