/** Whom each municipality is proposed to send. */
import type { MunicipalityCode } from '../region.ts';
import { ineligible } from './eligibility.ts';
import { createLimits } from './limits.ts';
import { compareText, inOrder, priorityOf } from './order.ts';
import { capReason, ineligibleReason, notMandatedReason, proposalReason } from './reasons.ts';
import { createSpreading, createSupply } from './supply.ts';
import type { Candidate, EnrolmentInput, NotProposed, Proposal, Proposed } from './types.ts';

/**
 * Proposes to each municipality whom to send, first in line first (`priorityOf`), within its quota of new mandated
 * starters for the calendar year and with few enough of each workplace in training at once; each for one course that
 * they miss and that the term offers, spread over the courses by free seats. Everybody else is listed with the reason.
 * A proposal takes no seat: more may be proposed than there is room for.
 * @returns one proposal a municipality, by code, also for one that has nobody to send.
 */
export function propose(input: EnrolmentInput): Proposal[] {
  const supply = createSupply(input.offerings);
  const spreading = createSpreading(supply);
  const limits = createLimits(input);

  const decide = (candidate: Candidate): Proposed | NotProposed => {
    const { person } = candidate;
    const barred = ineligible(candidate, supply);
    if (barred !== null) return { person, rule: barred, reasonSv: ineligibleReason(barred, input) };
    const rule = priorityOf(candidate, input.today);
    if (rule === 'voluntary' && !candidate.volunteer) {
      return { person, rule: 'not_mandated', reasonSv: notMandatedReason };
    }
    const cap = limits.holdsBack(candidate);
    if (cap !== null) return { person, rule: cap, reasonSv: capReason(cap, candidate, input) };
    const course = spreading.choose(candidate.missing);
    if (course === null) {
      return { person, rule: 'not_offered', reasonSv: ineligibleReason('not_offered', input) };
    }
    limits.add(candidate);
    return { person, course, rule, reasonSv: proposalReason(candidate, course, input) };
  };

  const proposals = new Map<MunicipalityCode, { proposed: Proposed[]; notProposed: NotProposed[] }>();
  for (const { code } of input.municipalities.toSorted((one, other) => compareText(one.code, other.code))) {
    proposals.set(code, { proposed: [], notProposed: [] });
  }
  for (const candidate of inOrder(input.candidates, input)) {
    const decision = decide(candidate);
    const proposal = proposals.get(candidate.municipality);
    if (proposal === undefined) {
      throw new RangeError(`A candidate belongs to an unknown municipality: ${candidate.municipality}`);
    }
    if ('course' in decision) proposal.proposed.push(decision);
    else proposal.notProposed.push(decision);
  }
  return [...proposals].map(([municipality, proposal]) => ({ municipality, ...proposal }));
}
