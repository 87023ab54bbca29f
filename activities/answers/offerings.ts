/** Offerings that do not go as planned: moved, shortened, merged, cancelled, and each of it undone. */
import type { NewFact } from '../facts/record.ts';
import { assertCoordinator } from './lookUp.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { type DayChange, dayChange, move, shortening, undoing } from './offeringChanges.ts';
import type { By } from './offeringChecks.ts';
import { cancellation, merger, reinstatement } from './offeringEndings.ts';

export interface OfferingAnswers {
  /** Moves a course day, changes its place, or makes it an online day. */
  changeDay(change: DayChange): Promise<Outcome>;
  /** Takes days away that have not been held. */
  shortenOffering(answer: By & { readonly without: readonly number[] }): Promise<Outcome>;
  /** Moves an offering that has not begun to another term; its seats go with it. */
  moveOffering(answer: By & { readonly term: string; readonly dates: readonly string[] }): Promise<Outcome>;
  /** Undoes the newest change that stands. */
  undoOfferingChange(answer: By): Promise<Outcome>;
  /** Not given: seats end without a fee, and who had one comes first the next time. */
  cancelOffering(answer: By): Promise<Outcome>;
  /** The participants of an offering that has not begun go to another one of the same course, if all have room. */
  mergeOffering(answer: By & { readonly into: string }): Promise<Outcome>;
  /** Undoes a cancellation or a merger. */
  reinstateOffering(answer: By): Promise<Outcome>;
}

export const offeringAnswers = (run: Answering): OfferingAnswers => {
  /** One at a time about an offering: a plan builds on what the one before left. */
  const about = ({ offering, by }: By, facts: (occasion: Occasion) => Promise<NewFact[]>) =>
    run(`offering ${offering}`, (occasion) => {
      assertCoordinator(occasion.reference, by);
      return facts(occasion);
    });
  return {
    changeDay: (answer) => about(answer, (occasion) => dayChange(occasion, answer)),
    shortenOffering: (answer) => about(answer, (occasion) => shortening(occasion, answer)),
    moveOffering: (answer) => about(answer, (occasion) => move(occasion, answer)),
    undoOfferingChange: (answer) => about(answer, (occasion) => undoing(occasion, answer.offering)),
    cancelOffering: (answer) => about(answer, (occasion) => cancellation(occasion, answer.offering)),
    mergeOffering: (answer) => about(answer, (occasion) => merger(occasion, answer)),
    reinstateOffering: (answer) => about(answer, (occasion) => reinstatement(occasion, answer.offering)),
  };
};
