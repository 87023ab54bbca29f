/** Which copies of mails a person wants, as the log tells it. */
import { z } from 'zod';
import { type CopyKind, copyKinds } from '../../domain/messages/copies.ts';
import { type LoggedFact, standing } from './standing.ts';

export const copyChoice = z.object({
  person: z.string(),
  kinds: z.array(z.enum(copyKinds)).min(1),
  wanted: z.boolean(),
});
export const copyChoiceUndone = z.object({ person: z.string() });

export const copyChoiceKinds = ['copy_preference_set', 'copy_preference_withdrawn'] as const;

/**
 * What the person said last about each kind of copy, and did not take back; kinds without a word are wanted.
 * @param log facts of `copyChoiceKinds` about one person, in the order of the log
 */
export function chosenCopies(log: readonly LoggedFact[]): ReadonlyMap<CopyKind, boolean> {
  const choices = standing(log, 'copy_preference_withdrawn').map(({ data }) => copyChoice.parse(data));
  return new Map(choices.flatMap(({ kinds, wanted }) => kinds.map((kind) => [kind, wanted] as const)));
}
