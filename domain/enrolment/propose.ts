/** Whom each municipality is proposed to send. */
import type { MunicipalityCode } from '../region.ts';
import { stableHash } from '../stableHash.ts';
import { ineligible } from './eligibility.ts';
import { largestRemainder } from './largestRemainder.ts';
import { createLimits } from './limits.ts';
import { compareText, inOrder, priorityOf } from './order.ts';
import { capReason, ineligibleReason, proposalReason, shareFullReason } from './reasons.ts';
import { createSpreading, createSupply, type Supply } from './supply.ts';
import type { Candidate, EnrolmentInput, NotProposed, Proposal, Proposed } from './types.ts';

/**
 * Proposed for each free seat, all municipalities together: some chiefs do not answer and some managers decline, and a
 * waiting list fills what comes free.
 */
export const proposedForEachSeat = 1.25;

/**
 * Proposes to each municipality whom to send, first in line first (`priorityOf`), within its quota of new mandated
 * starters for the calendar year and with few enough of each workplace in training at once; each for one course that
 * they miss and that the term offers, spread over the courses by free seats. Everybody else is listed with the reason.
 *
 * Where the programme is voluntary, everybody who has asked for it is proposed, and after all of these others who miss
 * courses, until the municipality has its fair share of the term's seats: its chiefs are asked too, and seats that
 * mandates do not use are not left empty.
 *
 * A proposal takes no seat: more are proposed than there is room for.
 * @returns one proposal a municipality, by code, also for one that has nobody to send.
 * @throws RangeError when a candidate's municipality is not among `municipalities`.
 */
export function propose(input: EnrolmentInput): Proposal[] {
  const supply = createSupply(input.offerings);
  const spreading = createSpreading(supply);
  const limits = createLimits(input);
  const proposals = new Map<MunicipalityCode, { proposed: Proposed[]; notProposed: NotProposed[] }>();
  for (const { code } of input.municipalities.toSorted((one, other) => compareText(one.code, other.code))) {
    proposals.set(code, { proposed: [], notProposed: [] });
  }
  const proposalOf = ({ municipality }: Candidate) => {
    const proposal = proposals.get(municipality);
    if (proposal !== undefined) return proposal;
    throw new RangeError(`A candidate belongs to an unknown municipality: ${municipality}`);
  };

  const decide = (candidate: Candidate): Proposed | NotProposed => {
    const { person } = candidate;
    const barred = ineligible(candidate, supply);
    if (barred !== null) return { person, rule: barred, reasonSv: ineligibleReason(barred, input) };
    const cap = limits.holdsBack(candidate);
    if (cap !== null) return { person, rule: cap, reasonSv: capReason(cap, candidate, input) };
    const course = spreading.choose(candidate.missing);
    if (course === null) {
      return { person, rule: 'not_offered', reasonSv: ineligibleReason('not_offered', input) };
    }
    limits.add(candidate);
    const rule = priorityOf(candidate, input.today);
    return { person, course, rule, reasonSv: proposalReason(candidate, course, input) };
  };
  const place = (candidate: Candidate, decision: Proposed | NotProposed): void => {
    const proposal = proposalOf(candidate);
    if ('course' in decision) proposal.proposed.push(decision);
    else proposal.notProposed.push(decision);
  };

  const line = inOrder(input.candidates, input);
  const hasNotAsked = (one: Candidate) => priorityOf(one, input.today) === 'voluntary' && !one.volunteer;
  for (const candidate of line) {
    if (!hasNotAsked(candidate)) place(candidate, decide(candidate));
  }
  const shares = fairShares(supply, input, proposedForEachSeat);
  for (const candidate of line.filter(hasNotAsked)) {
    const { municipality, person } = candidate;
    const isFull = proposalOf(candidate).proposed.length >= (shares.get(municipality) ?? 0);
    const full: NotProposed = { person, rule: 'share_full', reasonSv: shareFullReason };
    place(candidate, isFull && ineligible(candidate, supply) === null ? full : decide(candidate));
  }
  return [...proposals].map(([municipality, proposal]) => ({ municipality, ...proposal }));
}

/**
 * The term's free seats, times a factor, divided between the municipalities in proportion to their managers who could
 * take one.
 */
export function fairShares(
  supply: Supply,
  { candidates, tieBreak, term }: EnrolmentInput,
  factor: number,
): Map<MunicipalityCode, number> {
  const eligible = new Map<MunicipalityCode, number>();
  for (const candidate of candidates) {
    if (ineligible(candidate, supply) !== null) continue;
    eligible.set(candidate.municipality, (eligible.get(candidate.municipality) ?? 0) + 1);
  }
  const free = supply.courses.reduce((sum, course) => sum + supply.free(course), 0);
  return largestRemainder(
    Math.ceil(free * factor),
    eligible,
    (municipality) => `${stableHash(JSON.stringify([tieBreak, term.code, municipality]))} ${municipality}`,
  );
}
