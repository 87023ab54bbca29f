/** The opening of a term's nominations: whom each municipality is proposed to send. */
import { propose as proposals } from '../../domain/enrolment/propose.ts';
import { responsibleChief } from '../../domain/reference.ts';
import type { NewFact } from '../facts/record.ts';
import { readEnrolment } from './input.ts';
import { termDecision } from './termDecision.ts';

/** Records a proposal for each municipality: all its managers, first in line first, with course or reason. */
export const propose = termDecision(async (tx, { term, today, reference }) => {
  const input = await readEnrolment(tx, reference, term, today);
  return proposals(input).map(
    ({ municipality, proposed, notProposed }): NewFact => ({
      kind: 'proposal_made',
      subject: `${term}.${municipality}`,
      data: {
        term,
        municipality,
        rows: [...proposed, ...notProposed].map((row) => ({
          person: row.person,
          chief: responsibleChief(reference, row.person, today)?.id ?? '',
          course: 'course' in row ? row.course : '',
          rule: row.rule,
          reason: row.reasonSv,
        })),
      },
    }),
  );
});
