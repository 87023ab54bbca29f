/** How single facts are entered by hand: in one transaction, with the day on which they happened. */
import type { Answers, Occasion, Outcome } from '../activities/answers/answers.ts';
import type { PersonId } from '../domain/region.ts';
import type { Context } from './context.ts';
import { BadInput } from './errors.ts';

export const onOption = ['--on <date>', 'the day on which it happened or was said (default: today)'] as const;
export const byOption = [
  '--by <id>',
  'the trainer or coordinator who reports it (default: the coordinator)',
] as const;

export interface Entry {
  readonly answers: Answers;
  readonly occasion: Occasion;
  /** The coordinator of the region, who reports where nobody else is named. */
  readonly coordinator: PersonId;
}

/**
 * Enters facts by hand; mails that they cause wait a quarter of an hour, so that a slip can be undone.
 * @param on the day they concern, ISO; today when undefined
 * @throws AnswerRefused with a Swedish message; nothing is recorded then
 */
export async function enterByHand(
  context: Context,
  on: string | undefined,
  enter: (entry: Entry) => Promise<Outcome>,
): Promise<void> {
  const [{ answersIn }, { coordinator }] = await Promise.all([
    import('../activities/answers/answers.ts'),
    import('../domain/reference.ts'),
  ]);
  await context.withDatabase(async (deps) => {
    const reference = await deps.reference();
    const { recorded } = await deps.db.$transaction(async (tx) => {
      const at = await deps.clock.now(tx);
      const today = reference.calendar.dateOf(at);
      if (on !== undefined && on > today) {
        throw new BadInput(
          `${on} lies in the future; only what has happened can be entered (today is ${today}).`,
        );
      }
      const occasion: Occasion = { tx, reference, at, today: on ?? today };
      return enter({
        answers: answersIn(occasion, 'hand'),
        occasion,
        coordinator: coordinator(reference, today).id,
      });
    });
    context.out(recorded === 0 ? 'Nothing new: this is known already.' : `Recorded ${recorded} fact(s).`);
  });
}
