/** In which language a person wants their mails, as the log tells it. */
import { z } from 'zod';
import { type Language, languages } from '../../domain/region.ts';
import { type LoggedFact, standing } from './standing.ts';

export const languageChoice = z.object({ person: z.string(), language: z.enum(languages) });
export const languageChoiceUndone = z.object({ person: z.string() });

export const languageKinds = ['language_chosen', 'language_choice_withdrawn'] as const;

/**
 * What the person chose last, over what the region's files say, whenever those were read; undefined without a choice.
 * @param log facts of `languageKinds` about one person, in the order of the log
 */
export function chosenLanguage(log: readonly LoggedFact[]): Language | undefined {
  const newest = standing(log, 'language_choice_withdrawn').at(-1);
  return newest === undefined ? undefined : languageChoice.parse(newest.data).language;
}
