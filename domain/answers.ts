/**
 * What people do, as a line of `answers.csv` says it. One line is one act of one person on one day; `value`
 * carries what the act concerns. The acts of each subject stand in `answers/`; their forms are listed in
 * `docs/region-files.md`.
 */
import { type CertificateAct, certificateForms } from './answers/certificates.ts';
import { type CourseAct, courseForms } from './answers/courses.ts';
import { type DecisionAct, decisionForms } from './answers/decisions.ts';
import type { Forms } from './answers/form.ts';
import { type NominationAct, nominationForms } from './answers/nominations.ts';
import { type OfferingAct, offeringForms } from './answers/offerings.ts';
import { type OtherCourseAct, otherCourseForms } from './answers/otherCourses.ts';
import { type PaymentAct, paymentForms } from './answers/payments.ts';
import { type PostAct, postForms } from './answers/posts.ts';
import { type RespiteAct, respiteForms } from './answers/respites.ts';
import { type SeatAct, seatForms } from './answers/seats.ts';
import type { Answer } from './region.ts';

export type ParsedAnswer =
  | NominationAct
  | SeatAct
  | CourseAct
  | OfferingAct
  | OtherCourseAct
  | RespiteAct
  | PostAct
  | CertificateAct
  | DecisionAct
  | PaymentAct;

export interface AnswerError {
  readonly column: 'what' | 'value';
  readonly error: string;
}

export type AnswerKind = ParsedAnswer['kind'];

/** Every `what` there is, with the form of its value as people write it and how it is read. */
export const answerForms: Forms<ParsedAnswer> = {
  ...nominationForms,
  ...seatForms,
  ...courseForms,
  ...certificateForms,
  ...offeringForms,
  ...otherCourseForms,
  ...respiteForms,
  ...postForms,
  ...decisionForms,
  ...paymentForms,
};

const isAnswerKind = (what: string): what is AnswerKind => Object.hasOwn(answerForms, what);

/**
 * Reads `what` and `value` of an answer. Says nothing about whether the people and offerings named exist: that
 * is checked against the region or the database.
 * @returns the act as a discriminated union, or `error`, a Swedish sentence that says what to write instead, and
 *   the column it stands in.
 */
export function parseAnswer(answer: Answer): ParsedAnswer | AnswerError {
  const { what } = answer;
  const value = answer.value.trim();
  if (!isAnswerKind(what)) {
    return {
      column: 'what',
      error: `Okänt what ”${what}”. Skriv något av: ${Object.keys(answerForms).join(', ')}.`,
    };
  }
  const { form, read } = answerForms[what];
  return (
    read(value) ?? {
      column: 'value',
      error: `Värdet ”${value}” går inte att läsa för ${what}. Skriv ${form}.`,
    }
  );
}
