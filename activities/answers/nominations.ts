/** What chiefs answer about their managers before a term: one at a time, a workplace at a time, or all at once. */
import { type DeclineCause, declineCauseSv, openProposals } from '../../domain/enrolment/nomination.ts';
import { type PersonRef, postOn, type Reference, responsibleChief } from '../../domain/reference.ts';
import { deadlines } from '../../domain/term/deadlines.ts';
import type { NewFact } from '../facts/record.ts';
import {
  assertCooperates,
  assertProgrammeCourse,
  findChief,
  findManager,
  findPerson,
  findTerm,
} from './lookUp.ts';
import { newest } from './newest.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface Nominate {
  readonly term: string;
  readonly person: string;
  /** Who answers; without it the manager's own chief. The manager's own id means that they volunteer. */
  readonly chief?: string;
  /** Without it, whichever course the manager misses. */
  readonly course?: string;
  /** The chief has nothing more to say: the same as `closeAnswer` afterwards. */
  readonly closes?: boolean;
}

export interface DeclineNomination extends Omit<Nominate, 'course'> {
  readonly cause?: DeclineCause;
  /** What the chief wrote about it; kept apart from the facts, so that it can be erased. */
  readonly note?: string;
}

/** A chief's answer about a term as a whole, or about one workplace. */
export interface WholeAnswer {
  readonly term: string;
  readonly chief: string;
  /** Without it, all of the chief's workplaces. */
  readonly workplace?: string;
}

export interface NominationAnswers {
  /** Puts a manager forward for a term. */
  nominate(answer: Nominate): Promise<Outcome>;
  /** A manager is not sent that term. */
  declineNomination(answer: DeclineNomination): Promise<Outcome>;
  /** One manager goes instead of another. */
  replaceNomination(answer: Omit<Nominate, 'closes'> & { readonly instead: string }): Promise<Outcome>;
  /** Takes back what was said about a manager, whether it was a yes or a no. */
  withdrawNomination(answer: Omit<Nominate, 'course' | 'closes'>): Promise<Outcome>;
  /** Nominates everybody who is proposed and about whom nothing has been said; the answer is given then. */
  approveProposal(answer: WholeAnswer): Promise<Outcome>;
  /** The chief has answered for the term: no more reminders. Whoever was not mentioned is not sent. */
  closeAnswer(answer: WholeAnswer): Promise<Outcome>;
  /** The chief has more to say after all. */
  reopenAnswer(answer: WholeAnswer): Promise<Outcome>;
}

export const nominationAnswers = (run: Answering): NominationAnswers => ({
  nominate: ({ term, person, chief, course = '', closes = false }) =>
    run(person, async (occasion) => {
      findTerm(occasion.reference, term);
      if (course !== '') assertProgrammeCourse(occasion, course);
      const manager = findManager(occasion, person);
      assertCooperates(occasion, manager, term);
      const answering = chiefOf(occasion, manager, chief);
      const closing = closes ? await answered(occasion, { term, chief: answering }) : [];
      const before = await nomination(occasion, term, person);
      if (before?.state === 'nominated' && before.chief === answering && before.course === course)
        return closing;
      await assertOpen(occasion, term, answering);
      return [nominated(term, person, answering, course, chief === person), ...closing];
    }),

  declineNomination: ({ term, person, chief, closes = false, cause, note = '' }) =>
    run(person, async (occasion) => {
      findTerm(occasion.reference, term);
      const manager = findManager(occasion, person);
      const answering = chiefOf(occasion, manager, chief);
      const before = await nomination(occasion, term, person);
      const closing = closes ? await answered(occasion, { term, chief: answering }) : [];
      if (before?.state === 'declined' && before.cause === (cause ?? before.cause)) return closing;
      await assertOpen(occasion, term, answering);
      if (note !== '') await keepNote(occasion, `${term}.${person}`, note);
      return [declined(term, person, answering, cause), ...closing];
    }),

  replaceNomination: ({ term, person, instead, chief, course = '' }) =>
    run(person, async (occasion) => {
      findTerm(occasion.reference, term);
      if (course !== '') assertProgrammeCourse(occasion, course);
      const manager = findManager(occasion, person);
      const other = findManager(occasion, instead);
      const answering = chiefOf(occasion, manager, chief);
      chiefOf(occasion, other, chief === undefined ? undefined : answering);
      const before = await nomination(occasion, term, person);
      const after = await nomination(occasion, term, instead);
      if (before?.cause === 'replaced' && after?.state === 'nominated') return [];
      await assertOpen(occasion, term, answering);
      const proposed = await occasion.tx.proposal.count({ where: { term, person, course: { not: '' } } });
      if (proposed === 0 && before?.state !== 'nominated') {
        throw new AnswerRefused(
          'not_proposed',
          `${person} är varken föreslagen eller nominerad till ${term}. Nominera ${instead} direkt i stället.`,
        );
      }
      if (person === instead) {
        throw new AnswerRefused('not_proposed', `${person} kan inte ersätta sig själv. Ange en annan chef.`);
      }
      return [
        declined(term, person, answering, 'replaced'),
        nominated(term, instead, answering, course, false),
      ];
    }),

  withdrawNomination: ({ term, person, chief }) =>
    run(person, async (occasion) => {
      findTerm(occasion.reference, term);
      const answering = chiefOf(occasion, findManager(occasion, person), chief);
      const before = await nomination(occasion, term, person);
      if (before === null || before.state === 'refused') {
        if ((await occasion.tx.fact.count({ where: withdrawal(term, person) })) > 0) return [];
        throw new AnswerRefused(
          'not_nominated',
          `Ingen har svarat något om ${person} till ${term}. Det finns inget att ta tillbaka.`,
        );
      }
      await assertOpen(occasion, term, answering);
      return [
        {
          ...withdrawal(term, person),
          data: { term, person },
          ...(await newest(occasion.tx, 'nomination_made', `${term}.${person}`)),
        },
      ];
    }),

  approveProposal: ({ term, chief, workplace = '' }) =>
    run(chief, async (occasion) => {
      const { tx, reference } = occasion;
      findTerm(reference, term);
      findChief(reference, chief);
      await assertWorkplace(occasion, { term, chief, workplace });
      const soFar = {
        term,
        proposals: await tx.proposal.findMany({ where: { term, chief }, orderBy: { person: 'asc' } }),
        nominations: await tx.nomination.findMany({ where: { term }, select: { person: true } }),
        answers: await tx.nominationAnswer.findMany({ where: { term, chief } }),
      };
      const open = openProposals(soFar, chief, reference).filter(
        ({ person }) => workplace === '' || workplaceIn(reference, person, term) === workplace,
      );
      const closing = await answered(occasion, { term, chief, workplace });
      if (open.length + closing.length > 0) await assertOpen(occasion, term, chief);
      return [...open.map(({ person, course }) => nominated(term, person, chief, course, false)), ...closing];
    }),

  closeAnswer: ({ term, chief, workplace = '' }) =>
    run(chief, async (occasion) => {
      findTerm(occasion.reference, term);
      findChief(occasion.reference, chief);
      await assertWorkplace(occasion, { term, chief, workplace });
      const facts = await answered(occasion, { term, chief, workplace });
      if (facts.length > 0) await assertOpen(occasion, term, chief);
      return facts;
    }),

  reopenAnswer: ({ term, chief, workplace = '' }) =>
    run(chief, async (occasion) => {
      const { tx } = occasion;
      findTerm(occasion.reference, term);
      findChief(occasion.reference, chief);
      if ((await tx.nominationAnswer.count({ where: { term, chief, workplace } })) === 0) return [];
      await assertOpen(occasion, term, chief);
      const subject = `${term}.${chief}`;
      return [
        {
          kind: 'nomination_reopened',
          subject,
          data: { term, chief, ...(workplace === '' ? {} : { workplace }) },
          ...(await newest(tx, 'nomination_answered', subject)),
        },
      ];
    }),
});

function nominated(
  term: string,
  person: string,
  chief: string,
  course: string,
  volunteers: boolean,
): NewFact {
  return {
    kind: 'nomination_made',
    subject: `${term}.${person}`,
    data: {
      term,
      person,
      chief,
      course,
      state: 'nominated',
      rule: volunteers ? 'volunteered' : 'nominated-by-chief',
      reason: volunteers ? 'Anmälde sig själv.' : 'Nominerad av sin chef.',
    },
  };
}

function declined(term: string, person: string, chief: string, cause: DeclineCause | undefined): NewFact {
  return {
    kind: 'nomination_made',
    subject: `${term}.${person}`,
    data: {
      term,
      person,
      chief,
      course: '',
      state: 'declined',
      rule: 'declined-by-chief',
      reason:
        cause === undefined
          ? 'Chefen skickar inte den här terminen.'
          : `Chefen skickar inte den här terminen: ${declineCauseSv[cause]}.`,
      ...(cause === undefined ? {} : { cause }),
    },
  };
}

const withdrawal = (term: string, person: string) =>
  ({ kind: 'nomination_withdrawn', subject: `${term}.${person}` }) as const;

async function answered({ tx }: Occasion, { term, chief, workplace = '' }: WholeAnswer): Promise<NewFact[]> {
  if (chief === '' || (await tx.nominationAnswer.count({ where: { term, chief, workplace } })) > 0) return [];
  const data = { term, chief, ...(workplace === '' ? {} : { workplace }) };
  return [{ kind: 'nomination_answered', subject: `${term}.${chief}`, data }];
}

const nomination = ({ tx }: Occasion, term: string, person: string) =>
  tx.nomination.findUnique({ where: { term_person: { term, person } } });

/** Where a manager works when the term begins: what proposals and answers about a workplace mean. */
const workplaceIn = (reference: Reference, person: string, term: string): string =>
  postOn(reference, person, reference.term(term).start).workplace;

/** A workplace at which the chief has managers in the term's proposal. */
async function assertWorkplace(
  { tx, reference }: Occasion,
  { term, chief, workplace = '' }: WholeAnswer,
): Promise<void> {
  if (workplace === '') return;
  const rows = await tx.proposal.findMany({ where: { term, chief }, select: { person: true } });
  const known = new Set(rows.map(({ person }) => workplaceIn(reference, person, term)));
  if (known.has(workplace)) return;
  const list = [...known].filter((name) => name !== '').sort();
  throw new AnswerRefused(
    'unknown_workplace',
    `${chief} har inga chefer på ”${workplace}” i förslaget till ${term}. ${list.length === 0 ? 'Svara för hela förslaget i stället.' : `Arbetsplatserna är ${list.join(', ')}.`}`,
  );
}

/**
 * Nominations are taken from the proposal until the last day, and never after the seats have been handed out. Between
 * the two, the head of social services of a municipality with unanswered proposals may still decide about them.
 */
async function assertOpen({ tx, reference, today }: Occasion, code: string, by: string): Promise<void> {
  const { opensAt, closesOn } = deadlines(reference, code);
  const term = await tx.term.findUniqueOrThrow({ where: { code } });
  if (term.proposedAt === null) {
    throw new AnswerRefused(
      'nominations_not_open',
      `Nomineringen till ${code} har inte öppnat. Den öppnar ${reference.calendar.dateOf(opensAt)}.`,
    );
  }
  if (term.allocatedAt === null && (today <= closesOn || (await mayAnswerLate(tx, reference, code, by))))
    return;
  throw new AnswerRefused(
    'nominations_closed',
    `Nomineringen till ${code} stängde ${closesOn}. Be samordnaren om en plats, eller nominera till nästa termin.`,
  );
}

async function mayAnswerLate(
  tx: Occasion['tx'],
  reference: Occasion['reference'],
  term: string,
  by: string,
): Promise<boolean> {
  const person = reference.people.find(({ id }) => id === by);
  if (person?.role !== 'head_of_social_services') return false;
  return (await tx.nominationUnanswered.count({ where: { term, municipality: person.municipality } })) > 0;
}

async function keepNote({ tx }: Occasion, subject: string, text: string): Promise<void> {
  const id = `nomination.${subject}`;
  await tx.note.upsert({ where: { id }, create: { id, subject, text }, update: { text } });
}

/** The one who answers for a manager: the responsible chief, or whoever stands above in the same municipality. */
function chiefOf({ reference, today }: Occasion, manager: PersonRef, given: string | undefined): string {
  const responsible = responsibleChief(reference, manager.id, today)?.id ?? '';
  if (given === undefined || given === manager.id || given === responsible) return responsible;
  const chief = findChief(reference, findPerson(reference, given).id);
  if (chief.role === 'coordinator') return responsible;
  if (chief.role === 'head_of_social_services' && chief.municipality === manager.municipality) return given;
  throw new AnswerRefused(
    'not_their_chief',
    `${given} är inte chef för ${manager.id}. Det är ${responsible === '' ? 'ingen just nu' : responsible}.`,
  );
}
