/** Giving seats that have come free to those on the waiting lists. */
import type { CourseCode, PersonId } from '../region.ts';
import { waitingPlace } from './allocate.ts';
import { ineligible } from './eligibility.ts';
import { createLimits } from './limits.ts';
import { inOrder } from './order.ts';
import { ineligibleReason, passedOverReason, seatReason, unknownPersonReason } from './reasons.ts';
import { createSpreading, createSupply, type Supply } from './supply.ts';
import type {
  Allocation,
  Candidate,
  EnrolmentInput,
  PassedOver,
  PassedOverRule,
  Refusal,
  Seat,
  WaitingPlace,
} from './types.ts';

export interface WaitingEntry {
  readonly person: PersonId;
  readonly course: CourseCode;
  /** As given out; gaps left by those who went are all right. */
  readonly position: number;
}

export interface PromotionInput extends EnrolmentInput {
  readonly waiting: readonly WaitingEntry[];
}

interface InLine {
  readonly candidate: Candidate;
  readonly entry: WaitingEntry;
}

/**
 * Gives free seats to those waiting, as the facts stand now (`candidates`, `taken`, `startedThisYear` include the seats
 * of the term). First each course's own list by position, passing over those whom a limit holds back; seats that are
 * left then go to people waiting for another course who miss this one too. Each seat says whom it passed over and why.
 * @returns the new seats; the lists after that, numbered anew from 1; and those who can no longer have a seat and leave
 * the list. Repeating it with the result changes nothing.
 */
export function promote(input: PromotionInput): Allocation {
  const supply = createSupply(input.offerings);
  const limits = createLimits(input);
  const { line, refused } = lineUp(supply, input);
  const seats: Seat[] = [];
  /** Who has been looked at and stays, on which list, and why. */
  const passed: (PassedOver & { readonly course: CourseCode })[] = [];

  /** Seats those for whom `courseFor` finds a course, and returns the others. */
  const seatFrom = (waiting: readonly InLine[], courseFor: (one: InLine) => CourseCode | null) =>
    waiting.filter((one) => {
      const { candidate, entry } = one;
      const cap = limits.holdsBack(candidate);
      if (cap !== null) {
        pass(one, cap);
        return true;
      }
      const course = courseFor(one);
      const offering = course === null ? null : supply.take(course, candidate.municipality);
      if (course === null || offering === null) {
        if (!candidate.missing.includes(entry.course)) pass(one, 'not_missing');
        return true;
      }
      limits.add(candidate);
      const { person, municipality } = candidate;
      const passedOver = passed
        .filter((before) => before.course === course)
        .map(({ course: _course, ...before }) => before);
      const reasonSv = [
        seatReason('promotion', candidate, course, entry.course, input),
        ...passedOverReason(passedOver),
      ].join(' ');
      seats.push({ person, municipality, offering, course, rule: 'promotion', reasonSv, passedOver });
      return false;
    });

  const pass = ({ candidate: { person }, entry: { course } }: InLine, rule: PassedOverRule): void => {
    if (!passed.some((before) => before.person === person)) passed.push({ person, course, rule });
  };
  const isOpenTo =
    ({ municipality }: Candidate) =>
    (course: CourseCode) =>
      supply.free(course) + supply.kept(course, municipality) > 0;
  const afterOwnCourse = seatFrom(line, ({ candidate, entry }) =>
    candidate.missing.includes(entry.course) ? entry.course : null,
  );
  const left = seatFrom(afterOwnCourse, ({ candidate }) =>
    createSpreading(supply).choose(candidate.missing.filter(isOpenTo(candidate))),
  );

  const length = new Map<CourseCode, number>();
  const waiting = left.map(({ candidate, entry }): WaitingPlace => {
    const position = (length.get(entry.course) ?? 0) + 1;
    length.set(entry.course, position);
    return waitingPlace(candidate, entry.course, position, limits, input);
  });
  return { seats, waiting, refused };
}

/** All waiting in line: by position, those of equal position by the rules; and those who have to leave the lists. */
function lineUp(supply: Supply, input: PromotionInput): { line: InLine[]; refused: Refusal[] } {
  const entries = new Map<PersonId, WaitingEntry>();
  for (const entry of input.waiting) {
    const other = entries.get(entry.person);
    if (other === undefined || isBefore(entry, other)) entries.set(entry.person, entry);
  }
  const line: InLine[] = [];
  const refused: Refusal[] = [];
  for (const candidate of inOrder(input.candidates, input)) {
    const entry = entries.get(candidate.person);
    if (entry === undefined) continue;
    entries.delete(candidate.person);
    const rule = ineligible(candidate, supply);
    if (rule === null) line.push({ candidate, entry });
    else refused.push({ person: candidate.person, rule, reasonSv: ineligibleReason(rule, input) });
  }
  for (const person of [...entries.keys()].sort()) {
    refused.push({ person, rule: 'unknown_person', reasonSv: unknownPersonReason });
  }
  return { line: line.toSorted((a, b) => a.entry.position - b.entry.position), refused };
}

function isBefore(a: WaitingEntry, b: WaitingEntry): boolean {
  return a.position === b.position ? a.course < b.course : a.position < b.position;
}
