/** The nominated people of each municipality in line. */
import type { CourseCode, MunicipalityCode, PersonId } from '../region.ts';
import { compareText, inOrder } from './order.ts';
import type { Candidate, EnrolmentInput, Nomination } from './types.ts';

export interface Nominee {
  readonly candidate: Candidate;
  /** The course that the municipality asked for. */
  readonly asked: CourseCode | null;
  /** Place in line by the rules alone, over all municipalities. */
  readonly rank: number;
}

/** One nomination a person: of several, the one with the municipality's lowest order, then with the first course. */
export function onePerPerson(nominations: readonly Nomination[]): Map<PersonId, Nomination> {
  const first = new Map<PersonId, Nomination>();
  for (const nomination of nominations) {
    const other = first.get(nomination.person);
    if (other === undefined || comesBefore(nomination, other)) first.set(nomination.person, nomination);
  }
  return first;
}

function comesBefore(a: Nomination, b: Nomination): boolean {
  const orders = orderOf(a) - orderOf(b);
  if (orders !== 0 && !Number.isNaN(orders)) return orders < 0;
  return b.course === null ? a.course !== null : a.course !== null && a.course < b.course;
}

const orderOf = ({ order }: Nomination): number => order ?? Number.POSITIVE_INFINITY;

/** Each municipality's line: its own order first, then the order of the rules. Municipalities by code. */
export function queuesOf(
  candidates: readonly Candidate[],
  nominations: ReadonlyMap<PersonId, Nomination>,
  input: EnrolmentInput,
): Map<MunicipalityCode, Nominee[]> {
  const entries = inOrder(candidates, input).map((candidate, rank) => {
    const nomination = nominations.get(candidate.person);
    const order = nomination?.order ?? Number.POSITIVE_INFINITY;
    return { order, nominee: { candidate, asked: nomination?.course ?? null, rank } };
  });
  const codes = [...new Set(candidates.map(({ municipality }) => municipality))].toSorted(compareText);
  return new Map(
    codes.map((code) => [
      code,
      entries
        .filter(({ nominee }) => nominee.candidate.municipality === code)
        .toSorted((a, b) => (a.order === b.order ? a.nominee.rank - b.nominee.rank : a.order - b.order))
        .map(({ nominee }) => nominee),
    ]),
  );
}

/**
 * One line of all municipalities: again and again the best placed by the rules among those who are first in their own
 * municipality's line, so that nobody passes a colleague whom the municipality put before them.
 */
export function mergeQueues(queues: ReadonlyMap<MunicipalityCode, readonly Nominee[]>): Nominee[] {
  const waiting = [...queues.values()].map((queue) => queue.toReversed());
  const merged: Nominee[] = [];
  for (;;) {
    const heads = waiting.flatMap((queue) => {
      const head = queue.at(-1);
      return head === undefined ? [] : [{ head, queue }];
    });
    const [best] = heads.toSorted((a, b) => a.head.rank - b.head.rank);
    if (best === undefined) return merged;
    merged.push(best.head);
    best.queue.pop();
  }
}
