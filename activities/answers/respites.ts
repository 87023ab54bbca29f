/** Leave, exemptions and accepted plans: granted, ended otherwise than granted, and taken back. */
import { z } from 'zod';
import { type RespiteCause, type RespiteKind, respiteCauses } from '../../domain/people/respites.ts';
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
  /** Grants a respite. One of the same kind that is under way gets the new end, and begins when it began. */
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
      const before = await underWay(occasion, person, kind, from ?? today);
      const same =
        before !== undefined &&
        before.until === until &&
        (from === undefined || before.from === from) &&
        (cause === undefined || before.cause === cause);
      if (same) return [];
      // What is prolonged began when it began: the days before today stay part of it.
      const begins = from ?? before?.from ?? today;
      const moved = before !== undefined && before.from !== begins;
      return [
        // Another first day makes it another respite: the one that it replaces is taken back.
        ...(moved ? await takenBack(occasion, person, kind, before.from) : []),
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
      const before = await underWay(occasion, person, kind, back);
      if (before === undefined) {
        if (await hasEnded(occasion, person, kind, back)) return [];
        throw new AnswerRefused(
          'no_respite',
          `${person} har ingen ${words[kind]} som pågår ${back}. Rätta personen eller dagen.`,
        );
      }
      return [
        {
          kind: 'respite_ended',
          subject: `${person}.${kind}`,
          validOn: back,
          data: { person, kind, from: before.from, on: back },
        },
      ];
    }),

  undoRespite: ({ person, kind }) =>
    run(person, async (occasion) => {
      findPerson(occasion.reference, person);
      const facts = await takenBack(occasion, person, kind);
      if (facts.length > 0) {
        const again = kind === 'leave' ? await restored(occasion, [person], ['leave-gives-back']) : [];
        return [...facts.slice(-1), ...again];
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
  readonly cause: string;
}

async function rowsOf({ tx }: Occasion, person: string, kind: RespiteKind): Promise<Row[]> {
  const rows = await tx.respite.findMany({ where: { person, kind }, orderBy: { from: 'asc' } });
  return rows.map((row) => ({
    from: fromDate(row.from),
    until: fromDateOrEmpty(row.until),
    endedOn: fromDateOrEmpty(row.endedOn),
    cause: row.cause,
  }));
}

/** The newest of a kind that has not ended by a day: it may begin later. */
async function underWay(
  occasion: Occasion,
  person: string,
  kind: RespiteKind,
  on: string,
): Promise<(Row & { readonly cause: RespiteCause | '' }) | undefined> {
  const rows = await rowsOf(occasion, person, kind);
  const row = rows.findLast(
    ({ until, endedOn }) => (until === '' || until >= on) && (endedOn === '' || endedOn > on),
  );
  return row && { ...row, cause: causeOf(row.cause) };
}

const causeOf = (text: string): RespiteCause | '' => respiteCauses.find((cause) => cause === text) ?? '';

const hasEnded = async (
  occasion: Occasion,
  person: string,
  kind: RespiteKind,
  on: string,
): Promise<boolean> => (await rowsOf(occasion, person, kind)).some(({ endedOn }) => endedOn === on);

/** Facts that take back what still stands about a kind of respite, in the order in which it was said. */
async function takenBack(
  { tx }: Occasion,
  person: string,
  kind: RespiteKind,
  from?: string,
): Promise<NewFact[]> {
  const subject = `${person}.${kind}`;
  const rows = await tx.fact.findMany({
    where: { subject, kind: { in: ['respite_granted', 'respite_ended', 'respite_withdrawn'] } },
    orderBy: { seq: 'asc' },
  });
  return standing(rows, 'respite_withdrawn')
    .map((row) => ({ row, data: began.parse(row.data) }))
    .filter(({ data }) => from === undefined || data.from === from)
    .map(
      ({ row, data }): NewFact => ({
        kind: 'respite_withdrawn',
        subject,
        corrects: row.seq,
        data: { person, kind, from: data.from },
      }),
    );
}

const began = z.object({ from: z.iso.date() });
