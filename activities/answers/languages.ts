/** In which language somebody wants their mails and calendar. */
import type { Language } from '../../domain/region.ts';
import { languageKinds } from '../facts/languageChoice.ts';
import { standing } from '../facts/standing.ts';
import { findPerson } from './lookUp.ts';
import type { Answering, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface LanguageAnswers {
  /** From the next mail on; what was sent stays as it is. */
  chooseLanguage(choice: { readonly person: string; readonly language: Language }): Promise<Outcome>;
  /** Takes back the newest choice: the one before it, or the language of people.csv, holds again. */
  undoLanguage(undo: { readonly person: string }): Promise<Outcome>;
}

export const languageAnswers = (run: Answering): LanguageAnswers => ({
  chooseLanguage: ({ person, language }) =>
    run(person, async ({ reference }) => {
      if (findPerson(reference, person).language === language) return [];
      return [{ kind: 'language_chosen', subject: person, data: { person, language } }];
    }),

  undoLanguage: ({ person }) =>
    run(person, async ({ tx, reference }) => {
      findPerson(reference, person);
      const rows = await tx.fact.findMany({
        where: { subject: person, kind: { in: [...languageKinds] } },
        orderBy: { seq: 'asc' },
      });
      const newest = standing(rows, 'language_choice_withdrawn').at(-1);
      if (newest !== undefined) {
        return [
          { kind: 'language_choice_withdrawn', subject: person, corrects: newest.seq, data: { person } },
        ];
      }
      throw new AnswerRefused(
        'nothing_to_undo',
        `${person} har inte valt något språk här. Rätta personen, eller språket i filen people.csv.`,
      );
    }),
});
