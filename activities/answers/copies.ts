/** Which copies of mails somebody wants. */
import { copiesNamed, copyGroups } from '../../domain/messages/copies.ts';
import { mailKinds } from '../../domain/messages/kinds.ts';
import type { Transaction } from '../../prisma/client.ts';
import { chosenCopies, copyChoiceKinds } from '../facts/copyChoice.ts';
import { standing } from '../facts/standing.ts';
import { findPerson } from './lookUp.ts';
import type { Answering, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface CopyAnswers {
  /**
   * @param choice `copies`: a group of copies or one kind; from the next mail on
   * @throws AnswerRefused for a kind of mail that asks its reader for something
   */
  chooseCopies(choice: {
    readonly person: string;
    readonly copies: string;
    readonly wanted: boolean;
  }): Promise<Outcome>;
  /** Takes back the newest choice: what was said before holds again. */
  undoCopies(undo: { readonly person: string }): Promise<Outcome>;
}

const groups = Object.entries(copyGroups)
  .map(([group, kinds]) => `${group} (${kinds.join(', ')})`)
  .join(' eller ');

export const copyAnswers = (run: Answering): CopyAnswers => ({
  chooseCopies: ({ person, copies, wanted }) =>
    run(person, async ({ tx, reference }) => {
      findPerson(reference, person);
      const kinds = copiesNamed(copies);
      if (kinds === undefined) {
        throw mailKinds.some((kind) => kind === copies)
          ? new AnswerRefused(
              'not_a_copy',
              `Mejlet ${copies} ber mottagaren om något eller gäller mottagaren själv och går inte att avböja. Bara kopior går att avböja: ${groups}.`,
            )
          : new AnswerRefused('unknown_copies', `Inga kopior heter ${copies}. Skriv ${groups}.`);
      }
      const chosen = chosenCopies(await logOf(tx, person));
      if (kinds.every((kind) => (chosen.get(kind) ?? true) === wanted)) return [];
      return [{ kind: 'copy_preference_set', subject: person, data: { person, kinds: [...kinds], wanted } }];
    }),

  undoCopies: ({ person }) =>
    run(person, async ({ tx, reference }) => {
      findPerson(reference, person);
      const newest = standing(await logOf(tx, person), 'copy_preference_withdrawn').at(-1);
      if (newest === undefined) {
        throw new AnswerRefused('nothing_to_undo', `${person} har inte valt något om kopior.`);
      }
      return [{ kind: 'copy_preference_withdrawn', subject: person, corrects: newest.seq, data: { person } }];
    }),
});

const logOf = (tx: Transaction, person: string) =>
  tx.fact.findMany({
    where: { subject: person, kind: { in: [...copyChoiceKinds] } },
    orderBy: { seq: 'asc' },
  });
