/** The dialogue about a term's proposal: what a chief has answered, and what is still open. */
import { postOn, type Reference } from '../reference.ts';
import type { CourseCode, MunicipalityCode, PersonId, TermCode } from '../region.ts';
import type { NoAnswerRule } from '../rules.ts';

/** Classes of reasons for not sending somebody this term; what the chief wrote about it is a note. */
export const declineCauses = [
  'workload',
  'leave',
  'leaving_post',
  'later_term',
  'already_trained',
  'replaced',
  'other',
] as const;
export type DeclineCause = (typeof declineCauses)[number];

/** As people read them. */
export const declineCauseSv: Readonly<Record<DeclineCause, string>> = {
  workload: 'verksamheten klarar sig inte utan chefen just nu',
  leave: 'chefen är ledig under terminen',
  leaving_post: 'chefen slutar eller byter tjänst',
  later_term: 'en senare termin passar bättre',
  already_trained: 'chefen har redan motsvarande utbildning',
  replaced: 'någon annan går i stället',
  other: 'annat skäl',
};

export interface ProposalRow {
  readonly person: PersonId;
  readonly chief: PersonId | '';
  /** Empty for somebody who is not proposed. */
  readonly course: CourseCode | '';
}

/** What chiefs have said so far. */
export interface NominationsSoFar {
  readonly term: TermCode;
  readonly proposals: readonly ProposalRow[];
  readonly nominations: readonly { readonly person: PersonId }[];
  /** Workplace empty: the chief has nothing more to say at all. */
  readonly answers: readonly { readonly chief: PersonId; readonly workplace: string }[];
}

/**
 * The proposed managers about whom a chief has said nothing: neither about each of them, nor that their workplace, or
 * everything, has been answered.
 */
export function openProposals<Row extends ProposalRow>(
  {
    term,
    proposals,
    nominations,
    answers,
  }: Omit<NominationsSoFar, 'proposals'> & {
    readonly proposals: readonly Row[];
  },
  chief: PersonId,
  reference: Reference,
): Row[] {
  const closed = new Set(answers.filter((row) => row.chief === chief).map(({ workplace }) => workplace));
  if (closed.has('')) return [];
  const said = new Set(nominations.map(({ person }) => person));
  return proposals.filter((row) => {
    if (row.chief !== chief || row.course === '' || said.has(row.person)) return false;
    const { workplace } = postOn(reference, row.person, reference.term(term).start);
    return workplace === '' || !closed.has(workplace);
  });
}

/** Whether a chief still owes an answer; one without proposed managers has to say that there is nobody. */
export function owesAnswer(soFar: NominationsSoFar, chief: PersonId, reference: Reference): boolean {
  if (openProposals(soFar, chief, reference).length > 0) return true;
  const proposed = soFar.proposals.some((row) => row.chief === chief && row.course !== '');
  return !proposed && !soFar.answers.some((row) => row.chief === chief && row.workplace === '');
}

/** What a municipality wants done with a proposal that nobody has answered. */
export function noAnswerRule({ rules }: Reference, municipality: MunicipalityCode): NoAnswerRule {
  return rules.enrolment.noAnswerByMunicipality[municipality] ?? rules.enrolment.noAnswer;
}
