/** What chiefs answer about their managers before a term. */
import { type PersonRef, responsibleChief } from '../../domain/reference.ts';
import { deadlines } from '../../domain/term/deadlines.ts';
import type { NewFact } from '../facts/record.ts';
import { assertCooperates, findChief, findManager, findPerson, findTerm } from './lookUp.ts';
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

export interface NominationAnswers {
  /** Puts a manager forward for a term. */
  nominate(answer: Nominate): Promise<Outcome>;
  /** A manager is not sent that term. */
  declineNomination(answer: Omit<Nominate, 'course'>): Promise<Outcome>;
  /** The chief has answered for the term: no more reminders. */
  closeAnswer(answer: { readonly term: string; readonly chief: string }): Promise<Outcome>;
}

export const nominationAnswers = (run: Answering): NominationAnswers => ({
  nominate: ({ term, person, chief, course = '', closes = false }) =>
    run(person, async (occasion) => {
      findTerm(occasion.reference, term);
      assertProgrammeCourse(occasion, course);
      const manager = findManager(occasion, person);
      assertCooperates(occasion, manager, term);
      const answering = chiefOf(occasion, manager, chief);
      const closing = closes ? await answered(occasion, term, answering) : [];
      const before = await nomination(occasion, term, person);
      if (before?.state === 'nominated' && before.chief === answering && before.course === course)
        return closing;
      await assertOpen(occasion, term);
      const volunteers = chief === person;
      return [
        {
          kind: 'nomination_made',
          subject: `${term}.${person}`,
          data: {
            term,
            person,
            chief: answering,
            course,
            state: 'nominated',
            rule: volunteers ? 'volunteered' : 'nominated-by-chief',
            reason: volunteers ? 'Anmälde sig själv.' : 'Nominerad av sin chef.',
          },
        },
        ...closing,
      ];
    }),

  declineNomination: ({ term, person, chief, closes = false }) =>
    run(person, async (occasion) => {
      findTerm(occasion.reference, term);
      const manager = findManager(occasion, person);
      const answering = chiefOf(occasion, manager, chief);
      const before = await nomination(occasion, term, person);
      const closing = closes ? await answered(occasion, term, answering) : [];
      if (before?.state === 'declined') return closing;
      await assertOpen(occasion, term);
      return [
        {
          kind: 'nomination_made',
          subject: `${term}.${person}`,
          data: {
            term,
            person,
            chief: answering,
            course: '',
            state: 'declined',
            rule: 'declined-by-chief',
            reason: 'Chefen skickar inte den här terminen.',
          },
        },
        ...closing,
      ];
    }),

  closeAnswer: ({ term, chief }) =>
    run(chief, async (occasion) => {
      findTerm(occasion.reference, term);
      findChief(occasion.reference, chief);
      const facts = await answered(occasion, term, chief);
      if (facts.length > 0) await assertOpen(occasion, term);
      return facts;
    }),
});

async function answered({ tx }: Occasion, term: string, chief: string): Promise<NewFact[]> {
  if (chief === '' || (await tx.nominationAnswer.count({ where: { term, chief } })) > 0) return [];
  return [{ kind: 'nomination_answered', subject: `${term}.${chief}`, data: { term, chief } }];
}

const nomination = ({ tx }: Occasion, term: string, person: string) =>
  tx.nomination.findUnique({ where: { term_person: { term, person } } });

/** Nominations are taken from the proposal until the last day, and never after the seats have been handed out. */
async function assertOpen({ tx, reference, today }: Occasion, code: string): Promise<void> {
  const { opensAt, closesOn } = deadlines(reference, code);
  const term = await tx.term.findUniqueOrThrow({ where: { code } });
  if (term.proposedAt === null) {
    throw new AnswerRefused(
      'nominations_not_open',
      `Nomineringen till ${code} har inte öppnat. Den öppnar ${reference.calendar.dateOf(opensAt)}.`,
    );
  }
  if (today > closesOn || term.allocatedAt !== null) {
    throw new AnswerRefused(
      'nominations_closed',
      `Nomineringen till ${code} stängde ${closesOn}. Be samordnaren om en plats, eller nominera till nästa termin.`,
    );
  }
}

function assertProgrammeCourse({ reference }: Occasion, code: string): void {
  if (code === '') return;
  const course = reference.courses.find((row) => row.code === code);
  if (course === undefined) {
    throw new AnswerRefused('unknown_course', `Kursen ”${code}” finns inte. Rätta koden.`);
  }
  if (course.kind !== 'programme') {
    throw new AnswerRefused(
      'not_a_programme_course',
      `Kursen ${code} ingår inte i ledarskapsprogrammet. Anmäl till kursdagen i stället.`,
    );
  }
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
