/** A later last day: asked for by a manager or a chief, granted or refused by a chief, and taken back. */
import { z } from 'zod';
import type { ExtensionCause, RefusalCause } from '../../domain/escalation/extensions.ts';
import type { NewFact } from '../facts/record.ts';
import { standing } from '../facts/standing.ts';
import { findChief, findManager, findPerson } from './lookUp.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface ExtensionAnswers {
  /** Asks for more time; `by` is the manager or a chief. The same question twice is asked once. */
  askExtension(question: {
    readonly person: string;
    readonly by: string;
    readonly until: string;
    readonly cause: ExtensionCause;
  }): Promise<Outcome>;
  /** A chief grants until a day, whether or not somebody has asked. */
  grantExtension(answer: {
    readonly person: string;
    readonly by: string;
    readonly until: string;
  }): Promise<Outcome>;
  /** A chief refuses what has been asked. */
  refuseExtension(answer: {
    readonly person: string;
    readonly by: string;
    readonly cause: RefusalCause;
  }): Promise<Outcome>;
  /** Takes back the newest that was said: the question, or the answer with the day that it granted. */
  undoExtension(undo: { readonly person: string }): Promise<Outcome>;
}

export const extensionAnswers = (run: Answering): ExtensionAnswers => ({
  askExtension: ({ person, by, until, cause }) =>
    run(person, async (occasion) => {
      findManager(occasion, person);
      if (by !== person) findChief(occasion.reference, by);
      assertAhead(occasion, until);
      const newest = await newestRequest(occasion, person);
      if (newest?.state === 'asked') {
        if (newest.until === until) return [];
        throw new AnswerRefused(
          'nothing_awaited',
          `${person} har redan en begäran om mer tid som väntar på svar. Besvara eller ta tillbaka den först.`,
        );
      }
      return [asked(person, by, until, cause, newest)];
    }),

  grantExtension: ({ person, by, until }) =>
    run(person, async (occasion) => {
      findManager(occasion, person);
      findChief(occasion.reference, by);
      assertAhead(occasion, until);
      const newest = await newestRequest(occasion, person);
      if (newest?.state === 'granted' && newest.grantedUntil === until) return [];
      const isOpen = newest?.state === 'asked';
      const id = isOpen ? newest.id : idOf(person, newest);
      return [
        ...(isOpen ? [] : [asked(person, by, until, 'other', newest)]),
        {
          kind: 'extension_answered',
          subject: id,
          data: { id, person, by, grantedUntil: until, refusal: '' },
        },
        {
          kind: 'respite_granted',
          subject: `${person}.extension`,
          data: { person, kind: 'extension', from: occasion.today, until, cause: '', grantedBy: by },
        },
      ];
    }),

  refuseExtension: ({ person, by, cause }) =>
    run(person, async (occasion) => {
      findManager(occasion, person);
      findChief(occasion.reference, by);
      const newest = await newestRequest(occasion, person);
      if (newest?.state === 'refused' && newest.refusal === cause) return [];
      if (newest?.state !== 'asked') {
        throw new AnswerRefused(
          'nothing_awaited',
          `Ingen har bett om mer tid för ${person}. Rätta personen.`,
        );
      }
      const { id } = newest;
      return [
        {
          kind: 'extension_answered',
          subject: id,
          data: { id, person, by, grantedUntil: '', refusal: cause },
        },
      ];
    }),

  undoExtension: ({ person }) =>
    run(person, async (occasion) => {
      findPerson(occasion.reference, person);
      const newest = await newestRequest(occasion, person);
      if (newest === undefined || newest.state === 'withdrawn') {
        throw new AnswerRefused(
          'nothing_to_undo',
          `Det finns inget om mer tid för ${person} att ta tillbaka.`,
        );
      }
      const { id } = newest;
      if (newest.state === 'asked') {
        return [{ kind: 'extension_withdrawn', subject: id, data: { id, person } }];
      }
      return [
        { kind: 'extension_answer_withdrawn', subject: id, data: { id, person } },
        ...(newest.state === 'granted' ? await grantTakenBack(occasion, person, newest.grantedUntil) : []),
      ];
    }),
});

interface Request {
  readonly id: string;
  readonly state: string;
  readonly until: string;
  readonly grantedUntil: string;
  readonly refusal: string;
  /** How many there have been, this one included. */
  readonly count: number;
}

async function newestRequest({ tx }: Occasion, person: string): Promise<Request | undefined> {
  const rows = await tx.extensionRequest.findMany({ where: { person } });
  // Ids are numbered: `PERSON.x10` comes after `PERSON.x9`.
  const newest = rows.find(({ id }) => id === `${person}.x${rows.length}`);
  if (newest === undefined) return undefined;
  const date = (at: Date | null) => at?.toISOString().slice(0, 10) ?? '';
  const { id, state, refusal } = newest;
  return {
    id,
    state,
    refusal,
    until: date(newest.until),
    grantedUntil: date(newest.grantedUntil),
    count: rows.length,
  };
}

const idOf = (person: string, newest: Request | undefined): string =>
  `${person}.x${(newest?.count ?? 0) + 1}`;

function asked(
  person: string,
  askedBy: string,
  until: string,
  cause: ExtensionCause,
  newest: Request | undefined,
): NewFact {
  const id = idOf(person, newest);
  return { kind: 'extension_asked', subject: id, data: { id, person, askedBy, until, cause } };
}

function assertAhead({ today }: Occasion, until: string): void {
  if (until > today) return;
  throw new AnswerRefused('date_passed', `Datumet ${until} har redan passerat. Ange en dag framåt i tiden.`);
}

/** The grant that the answer made, which its inverse names; none when it has been taken back by itself. */
async function grantTakenBack({ tx }: Occasion, person: string, until: string): Promise<NewFact[]> {
  const subject = `${person}.extension`;
  const rows = await tx.fact.findMany({
    where: { subject, kind: { in: ['respite_granted', 'respite_withdrawn'] } },
    orderBy: { seq: 'asc' },
  });
  const found = standing(rows, 'respite_withdrawn')
    .map(({ seq, data }) => ({ seq, ...granted.parse(data) }))
    .findLast((grant) => grant.until === until);
  if (found === undefined) return [];
  const { seq, from } = found;
  return [
    {
      kind: 'respite_withdrawn',
      subject,
      corrects: seq,
      data: { person, kind: 'extension', from },
    },
  ];
}

const granted = z.object({ from: z.iso.date(), until: z.string() });
