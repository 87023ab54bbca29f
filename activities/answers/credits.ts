/** Credits that a person is given for courses taken elsewhere or earlier, and taken back. */
import { standsFor } from '../../domain/courses/programme.ts';
import { type Course, providerClasses } from '../../domain/region.ts';
import { fromDate } from '../../prisma/client.ts';
import { findPerson } from './lookUp.ts';
import { newest } from './newest.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface Equivalent {
  readonly person: string;
  readonly course: string;
  /** One of the classes of `providerClasses`. */
  readonly provider: string;
  /** ISO dates. */
  readonly completedOn: string;
  readonly decidedOn: string;
  /** Of the municipality's decision. */
  readonly reference: string;
}

export interface CreditAnswers {
  /** A course that was passed before, here or at the university. */
  recogniseCredit(credit: {
    readonly person: string;
    readonly course: string;
    readonly completedOn: string;
  }): Promise<Outcome>;
  /** Another provider's course, by a decision of the municipality. */
  recogniseEquivalent(equivalent: Equivalent): Promise<Outcome>;
  /** Takes back a credit that was recognised by mistake. */
  withdrawCredit(credit: {
    readonly person: string;
    readonly course: string;
    readonly basis: 'prior' | 'equivalent';
  }): Promise<Outcome>;
}

export const creditAnswers = (run: Answering): CreditAnswers => ({
  recogniseCredit: ({ person, course: code, completedOn }) =>
    run(person, async (occasion) => {
      findPerson(occasion.reference, person);
      const course = findProgrammeCourse(occasion, code);
      assertPast(occasion, completedOn);
      const before = await credits(occasion, person);
      const same = before.find((row) => row.course === code && row.basis === 'prior');
      if (same !== undefined && fromDate(same.completedOn) === completedOn) return [];
      assertNew(occasion, person, course, before, 'prior');
      const data = { person, course: code, completedOn, source: 'Registrerad av samordnaren' };
      return [{ kind: 'credit_recognised', subject: person, validOn: completedOn, data }];
    }),

  recogniseEquivalent: ({ person: id, course: code, provider, completedOn, decidedOn, reference }) =>
    run(id, async (occasion) => {
      const person = findPerson(occasion.reference, id);
      const course = findProgrammeCourse(occasion, code);
      const known = providerClasses.find((one) => one === provider);
      if (known === undefined) {
        throw new AnswerRefused(
          'unknown_provider',
          `”${provider}” är inget slag av anordnare. Välj ${providerClasses.join(', ')}.`,
        );
      }
      if (reference.trim() === '') {
        throw new AnswerRefused(
          'reference_missing',
          'Beslutets beteckning saknas. Skriv den som den står i kommunens diarium.',
        );
      }
      assertPast(occasion, completedOn);
      assertPast(occasion, decidedOn);
      const before = await credits(occasion, id);
      const same = before.find((row) => row.course === code && row.basis === 'equivalent');
      if (same !== undefined && fromDate(same.completedOn) === completedOn && same.source === reference)
        return [];
      assertNew(occasion, id, course, before, 'equivalent');
      const data = {
        person: id,
        course: code,
        provider: known,
        completedOn,
        decidedOn,
        municipality: person.municipality,
        reference,
      };
      return [{ kind: 'equivalent_recognised', subject: id, validOn: decidedOn, data }];
    }),

  withdrawCredit: ({ person, course, basis }) =>
    run(person, async (occasion) => {
      const { tx, reference } = occasion;
      findPerson(reference, person);
      const row = await tx.credit.findUnique({ where: { person_course_basis: { person, course, basis } } });
      const kind = basis === 'prior' ? 'credit_recognised' : 'equivalent_recognised';
      const given = await newest(tx, kind, person, { name: 'course', is: course });
      if (row === null) {
        // Taken back before: the same answer again changes nothing.
        if (given.corrects !== undefined) return [];
        const what = basis === 'prior' ? 'tidigare poäng' : 'tillgodoräknande';
        throw new AnswerRefused('no_credit', `${person} har inget ${what} för kurs ${course}. Rätta kursen.`);
      }
      const data = { person, course, basis, completedOn: fromDate(row.completedOn), source: row.source };
      return [
        {
          kind: 'credit_withdrawn',
          subject: person,
          data,
          ...given,
        },
      ];
    }),
});

const credits = ({ tx }: Occasion, person: string) => tx.credit.findMany({ where: { person } });

function findProgrammeCourse({ reference }: Occasion, code: string): Course {
  const course = reference.courses.find((row) => row.code === code);
  if (course === undefined) {
    throw new AnswerRefused('unknown_course', `Kursen ”${code}” finns inte. Rätta koden.`);
  }
  if (course.kind === 'programme') return course;
  throw new AnswerRefused(
    'not_a_programme_course',
    `Kursen ${code} ingår inte i ledarskapsprogrammet och ger inga poäng att räkna.`,
  );
}

function assertPast({ today }: Occasion, date: string): void {
  if (date <= today) return;
  throw new AnswerRefused(
    'date_not_yet',
    `${date} ligger framåt i tiden (i dag är ${today}). Rätta datumet.`,
  );
}

/** A part of the programme counts once: also 1a and 1b stand in for each other. */
function assertNew(
  { reference }: Occasion,
  person: string,
  course: Course,
  before: readonly { readonly course: string; readonly basis: string }[],
  basis: 'prior' | 'equivalent',
): void {
  const other = before.find(
    (row) =>
      standsFor(reference.course(row.course), course) && !(row.course === course.code && row.basis === basis),
  );
  if (other === undefined) return;
  throw new AnswerRefused(
    'already_passed',
    `${person} har redan kurs ${other.course}, som ger samma del av programmet som ${course.code}. Ta först bort den.`,
  );
}
