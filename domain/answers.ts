/**
 * What people do, as a line of `answers.csv` says it. One line is one act of one person on one day; `value`
 * carries what the act concerns. The forms are listed in `docs/region-files.md`.
 */
import type { IsoDate } from './calendar/dates.ts';
import { parseDate } from './calendar/days.ts';
import type { Answer, OfferingCode, PersonId, TermCode } from './region.ts';

export type ParsedAnswer =
  /** `PERSON@TERM`: the chief (or the manager, who then volunteers) puts a manager forward for a term. */
  | { readonly kind: 'nominate'; readonly nominee: PersonId; readonly term: TermCode }
  /** `PERSON@TERM`: the chief does not send a proposed manager that term. */
  | { readonly kind: 'decline_nomination'; readonly nominee: PersonId; readonly term: TermCode }
  /** `OFFERING`: the manager says yes or no to a seat, or leaves a course. */
  | { readonly kind: 'accept_seat' | 'decline_seat' | 'withdraw'; readonly offering: OfferingCode }
  /** `OFFERING#DAY`, or `OFFERING#DAY absent=ID;ID`: a trainer registers a course day; the others were present. */
  | {
      readonly kind: 'attendance';
      readonly offering: OfferingCode;
      readonly day: number;
      readonly absent: readonly PersonId[];
    }
  /** `OFFERING#DAY`: the manager hands in the home assignment that belongs to that course day. */
  | { readonly kind: 'assignment'; readonly offering: OfferingCode; readonly day: number }
  /** `OFFERING`: the manager hands in the memo. */
  | { readonly kind: 'memo'; readonly offering: OfferingCode }
  /** `PERSON@OFFERING pass` or `… fail`: a trainer reports a result. */
  | {
      readonly kind: 'result';
      readonly examinee: PersonId;
      readonly offering: OfferingCode;
      readonly passed: boolean;
    }
  /** `OFFERING`: the manager books a seat on a course day that is not part of the programme. */
  | { readonly kind: 'day_seat'; readonly offering: OfferingCode }
  /** A date: for the manager of the line, a plan with this date is accepted, or leave lasts until this date. */
  | { readonly kind: 'plan' | 'leave'; readonly until: IsoDate }
  /** A date, or empty for good: the manager of the line is exempt from mandatory training. */
  | { readonly kind: 'exempt'; readonly until: IsoDate | '' };

export interface AnswerError {
  readonly column: 'what' | 'value';
  readonly error: string;
}

export type AnswerKind = ParsedAnswer['kind'];

/** Every `what` there is, with the form of its value as people write it. */
export const answerForms: Readonly<Record<AnswerKind, string>> = {
  nominate: 'PERSON@TERMIN',
  decline_nomination: 'PERSON@TERMIN',
  accept_seat: 'KURSTILLFÄLLE',
  decline_seat: 'KURSTILLFÄLLE',
  withdraw: 'KURSTILLFÄLLE',
  attendance: 'KURSTILLFÄLLE#TRÄFF absent=PERSON;PERSON (utan absent när alla var där)',
  assignment: 'KURSTILLFÄLLE#TRÄFF',
  memo: 'KURSTILLFÄLLE',
  result: 'PERSON@KURSTILLFÄLLE pass eller PERSON@KURSTILLFÄLLE fail',
  day_seat: 'KURSTILLFÄLLE',
  plan: 'ett datum, till exempel 2027-01-31',
  exempt: 'ett datum, till exempel 2027-01-31, eller tomt när undantaget gäller tills vidare',
  leave: 'ett datum, till exempel 2027-01-31',
};

const code = '[^\\s@#;=]+';
const offeringForm = new RegExp(`^(?<offering>${code})$`);
const nominationForm = new RegExp(`^(?<person>${code})@(?<term>(?:VT|HT)\\d{4})$`);
const dayForm = new RegExp(`^(?<offering>${code})#(?<day>[1-9]\\d?)$`);
const attendanceForm = new RegExp(
  `^(?<offering>${code})#(?<day>[1-9]\\d?)(?: +absent=(?<absent>(?:${code}(?:;${code})*)?))?$`,
);
const resultForm = new RegExp(`^(?<person>${code})@(?<offering>${code}) +(?<grade>pass|fail)$`);

function isAnswerKind(what: string): what is AnswerKind {
  return Object.hasOwn(answerForms, what);
}

/** True for a date that exists in the calendar, written `2026-09-01`. */
function isRealDate(text: string): boolean {
  try {
    parseDate(text);
    return true;
  } catch {
    return false;
  }
}

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
  return (
    parseValue(what, value) ?? {
      column: 'value',
      error: `Värdet ”${value}” går inte att läsa för ${what}. Skriv ${answerForms[what]}.`,
    }
  );
}

function parseValue(kind: AnswerKind, value: string): ParsedAnswer | undefined {
  switch (kind) {
    case 'nominate':
    case 'decline_nomination': {
      const groups = nominationForm.exec(value)?.groups;
      return groups && { kind, nominee: groups.person ?? '', term: groups.term ?? '' };
    }
    case 'accept_seat':
    case 'decline_seat':
    case 'withdraw':
      return offeringForm.test(value) ? { kind, offering: value } : undefined;
    case 'memo':
    case 'day_seat':
      return offeringForm.test(value) ? { kind, offering: value } : undefined;
    case 'attendance': {
      const groups = attendanceForm.exec(value)?.groups;
      if (!groups) return undefined;
      const absent = (groups.absent ?? '').split(';').filter((id) => id !== '');
      return { kind, offering: groups.offering ?? '', day: Number(groups.day), absent };
    }
    case 'assignment': {
      const groups = dayForm.exec(value)?.groups;
      return groups && { kind, offering: groups.offering ?? '', day: Number(groups.day) };
    }
    case 'result': {
      const groups = resultForm.exec(value)?.groups;
      return (
        groups && {
          kind,
          examinee: groups.person ?? '',
          offering: groups.offering ?? '',
          passed: groups.grade === 'pass',
        }
      );
    }
    case 'plan':
    case 'leave':
      return isRealDate(value) ? { kind, until: value } : undefined;
    case 'exempt':
      return value === '' || isRealDate(value) ? { kind, until: value } : undefined;
  }
}
