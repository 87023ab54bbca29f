/** Leave, exemptions and accepted plans: granted, ended otherwise than granted, and taken back. */
import { z } from 'zod';
import {
  covers,
  lastDayOf,
  type RespiteCause,
  type RespiteKind,
  respiteCauses,
} from '../../domain/people/respites.ts';
import { fromDate, fromDateOrEmpty } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';
import { standing } from '../facts/standing.ts';
import { assertInPost, findManager, findPerson } from './lookUp.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';
import { restored } from './restore.ts';

export interface Respite {
  readonly person: string;
  readonly kind: RespiteKind;
  /** Last day; empty for an open end, which only leave and exemptions can have. */
  readonly until: string;
  /** First day; today without it. */
  readonly from?: string;
  /** Class of the reason. */
  readonly cause?: RespiteCause;
  /** Who grants it, when it is not a coordinator. */
  readonly by?: string;
}

export interface RespiteAnswers {
  /**
   * Grants a respite. Without a first day, or with the same one, the one of its kind that is under way gets the new end
   * and begins when it began; with another first day it is one more, and both count.
   */
  grantRespite(respite: Respite): Promise<Outcome>;
  /** Somebody is back: what is under way ends the day before. Without a day, today. */
  endRespite(ending: {
    readonly person: string;
    readonly kind: RespiteKind;
    /** First day back. */
    readonly on?: string;
  }): Promise<Outcome>;
  /** Takes back the newest that was said about a kind of respite: a grant, a new end, or a return. */
  undoRespite(undo: { readonly person: string; readonly kind: RespiteKind }): Promise<Outcome>;
}

const words: Readonly<Record<RespiteKind, string>> = {
  leave: 'tjänstledighet',
  exempt: 'undantag',
  plan: 'plan',
  extension: 'förlängd tid',
};

export const respiteAnswers = (run: Answering): RespiteAnswers => ({
  grantRespite: ({ person, kind, until, from, cause, by = '' }) =>
    run(person, async (occasion) => {
      const { today } = occasion;
      findSomeone(occasion, person, kind);
      if (until === '' && (kind === 'plan' || kind === 'extension')) {
        throw new AnswerRefused(
          'date_missing',
          kind === 'plan'
            ? `En plan för ${person} behöver ett datum. Skriv till exempel 2027-01-31.`
            : `Förlängd tid för ${person} behöver ett datum. Skriv till exempel 2027-01-31.`,
        );
      }
      if (until !== '' && (until < today || until < (from ?? today))) {
        throw new AnswerRefused(
          'date_passed',
          `Datumet ${until} har redan passerat. Ange en dag framåt i tiden.`,
        );
      }
      const rows = await rowsOf(occasion, person, kind);
      // Without a first day it is about what is under way, or is to come before the last day; else about that first day.
      const before =
        from === undefined
          ? (lastsLongest(rows.filter((row) => isUnderWay(row, today))) ??
            rows.find((row) => isAhead(row, today) && (until === '' || row.from <= until)))
          : rows.find((row) => row.from === from && (row.endedOn === '' || row.endedOn > from));
      const same =
        before !== undefined &&
        before.until === until &&
        before.endedOn === '' &&
        (cause === undefined || before.cause === cause);
      if (same) return [];
      // What is prolonged began when it began: the days before today stay part of it.
      const begins = from ?? before?.from ?? today;
      return [
        {
          kind: 'respite_granted',
          subject: `${person}.${kind}`,
          validOn: begins,
          data: { person, kind, from: begins, until, cause: cause ?? before?.cause ?? '', grantedBy: by },
        },
      ];
    }),

  endRespite: ({ person, kind, on }) =>
    run(person, async (occasion) => {
      findSomeone(occasion, person, kind);
      const back = on ?? occasion.today;
      const rows = await rowsOf(occasion, person, kind);
      const underWay = rows.filter((row) => isUnderWay(row, back));
      const next = rows.find((row) => isAhead(row, back));
      // Who is back is back from all of it; what has not begun never begins.
      const ends = underWay.length > 0 || next === undefined ? underWay : [next];
      if (ends.length === 0) {
        if (rows.some(({ endedOn }) => endedOn === back)) return [];
        throw new AnswerRefused(
          'no_respite',
          `${person} har ingen ${words[kind]} som pågår ${back}. Rätta personen eller dagen.`,
        );
      }
      return ends.map(
        ({ from }): NewFact => ({
          kind: 'respite_ended',
          subject: `${person}.${kind}`,
          validOn: back,
          data: { person, kind, from, on: back },
        }),
      );
    }),

  undoRespite: ({ person, kind }) =>
    run(person, async (occasion) => {
      findPerson(occasion.reference, person);
      const facts = await newestTakenBack(occasion, person, kind);
      if (facts.length > 0) {
        const again = kind === 'leave' ? await restored(occasion, [person], ['leave-gives-back']) : [];
        return [...facts, ...again];
      }
      throw new AnswerRefused(
        'nothing_to_undo',
        `Det finns ingen ${words[kind]} för ${person} att ta tillbaka. Rätta personen.`,
      );
    }),
});

/** Chiefs go on leave as well; the rest is about those who take the programme. */
function findSomeone(occasion: Occasion, id: string, kind: RespiteKind): void {
  if (kind === 'leave') assertInPost(findPerson(occasion.reference, id), occasion.today);
  else findManager(occasion, id);
}

interface Row {
  readonly from: string;
  readonly until: string;
  readonly endedOn: string;
  readonly cause: RespiteCause | '';
}

/** In the order of their first days. */
async function rowsOf({ tx }: Occasion, person: string, kind: RespiteKind): Promise<Row[]> {
  const rows = await tx.respite.findMany({ where: { person, kind }, orderBy: { from: 'asc' } });
  return rows.map((row) => ({
    from: fromDate(row.from),
    until: fromDateOrEmpty(row.until),
    endedOn: fromDateOrEmpty(row.endedOn),
    cause: respiteCauses.find((cause) => cause === row.cause) ?? '',
  }));
}

const isUnderWay = (row: Row, on: string): boolean => covers({ from: row.from, until: lastDayOf(row) }, on);

const isAhead = ({ from, endedOn }: Row, on: string): boolean =>
  from > on && (endedOn === '' || endedOn > from);

const lastsLongest = (rows: readonly Row[]): Row | undefined => {
  const ends = (row: Row) => lastDayOf(row) || 'never';
  return rows.toSorted((a, b) => (ends(a) < ends(b) ? 1 : -1))[0];
};

/**
 * Facts that take back the newest that still stands about a kind of respite: one grant, or one return, which may have
 * ended several.
 */
async function newestTakenBack({ tx }: Occasion, person: string, kind: RespiteKind): Promise<NewFact[]> {
  const subject = `${person}.${kind}`;
  const rows = await tx.fact.findMany({
    where: { subject, kind: { in: ['respite_granted', 'respite_ended', 'respite_withdrawn'] } },
    orderBy: { seq: 'asc' },
  });
  const said = standing(rows, 'respite_withdrawn');
  const newest = said.at(-1);
  if (newest === undefined) return [];
  const together = (row: (typeof said)[number]) =>
    row.kind === 'respite_ended' &&
    newest.kind === 'respite_ended' &&
    row.recordedAt.getTime() === newest.recordedAt.getTime() &&
    row.validOn.getTime() === newest.validOn.getTime();
  return said
    .filter((row) => row === newest || together(row))
    .map(
      ({ seq, data }): NewFact => ({
        kind: 'respite_withdrawn',
        subject,
        corrects: seq,
        data: { person, kind, from: began.parse(data).from },
      }),
    );
}

const began = z.object({ from: z.iso.date() });
