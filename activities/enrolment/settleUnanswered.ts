/** Nominations have closed: what nobody has answered follows the municipality's rule. */
import { noAnswerRule, openProposals } from '../../domain/enrolment/nomination.ts';
import { compareText } from '../../domain/enrolment/order.ts';
import type { NewFact } from '../facts/record.ts';
import { termDecision } from './termDecision.ts';

/** Records each chief who has not answered everything and, by the municipality's rule, nominates the rest for them. */
export const settleUnanswered = termDecision(async (tx, { term, reference }) => {
  const soFar = {
    term,
    proposals: await tx.proposal.findMany({ where: { term }, orderBy: { person: 'asc' } }),
    nominations: await tx.nomination.findMany({ where: { term }, select: { person: true } }),
    answers: await tx.nominationAnswer.findMany({ where: { term } }),
  };
  const chiefs = [...new Set(soFar.proposals.map(({ chief }) => chief))].toSorted(compareText);
  return chiefs.flatMap((chief): NewFact[] => {
    const open = chief === '' ? [] : openProposals(soFar, chief, reference);
    const [first] = open;
    if (first === undefined) return [];
    const { municipality } = first;
    const outcome = noAnswerRule(reference, municipality);
    const nominated = outcome === 'accept_proposal' ? open : [];
    return [
      {
        kind: 'nominations_unanswered',
        subject: `${term}.${chief}`,
        data: { term, chief, municipality, outcome, people: open.map(({ person }) => person) },
      },
      ...nominated.map(
        ({ person, course }): NewFact => ({
          kind: 'nomination_made',
          subject: `${term}.${person}`,
          data: {
            term,
            person,
            chief,
            course,
            state: 'nominated',
            rule: 'no-answer-accepts-proposal',
            reason: 'Chefen svarade inte i tid; kommunens regel är att förslaget då gäller.',
          },
        }),
      ),
    ];
  });
});
