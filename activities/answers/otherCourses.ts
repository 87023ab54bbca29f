/** Parts of a course, web courses and introductions: what has been done, what is asked for, and what was a mistake. */
import { recordedParts } from '../../domain/courses/parts.ts';
import { attestationKey } from '../../domain/journey/certificates.ts';
import { activeSeatStates } from '../../domain/journey/facts.ts';
import type { Course, CoursePart } from '../../domain/region.ts';
import { fromDateOrEmpty } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';
import { completions, partsDone } from './completion.ts';
import { assertInPost, findOffering, findPerson } from './lookUp.ts';
import { newest } from './newest.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface PartOf {
  readonly person: string;
  readonly course: string;
  readonly part: string;
}

export interface StudyOf {
  readonly person: string;
  readonly course: string;
}

export interface OtherCourseAnswers {
  /** A preparation, reflection or follow-up is done; the course is complete when the last part is. */
  completePart(part: PartOf): Promise<Outcome>;
  /** It was not done after all. */
  reopenPart(part: PartOf): Promise<Outcome>;
  /** Somebody is to take a web course; `due` is its last day, or by the region's rule. */
  assignStudy(study: StudyOf & { readonly due?: string }): Promise<Outcome>;
  unassignStudy(study: StudyOf): Promise<Outcome>;
  /** A web course or an introduction is done. */
  completeStudy(study: StudyOf & { readonly manner: 'alone' | 'group' }): Promise<Outcome>;
  reopenStudy(study: StudyOf): Promise<Outcome>;
}

export const otherCourseAnswers = (run: Answering): OtherCourseAnswers => ({
  completePart: ({ person, course: code, part: partCode }) =>
    run(person, async (occasion) => {
      const { course, part } = findPart(occasion, code, partCode);
      assertInPost(findPerson(occasion.reference, person), occasion.today);
      const done = await partsDone(occasion, course, person);
      if (done.has(part.code)) return [];
      const data = { person, course: course.code, part: part.code };
      return [
        { kind: 'course_part_done', subject: `${course.code}.${person}`, data },
        ...(await resultsAfter(occasion, course, person, new Set([...done, part.code]))),
      ];
    }),

  reopenPart: ({ person, course: code, part: partCode }) =>
    run(person, async (occasion) => {
      const { course, part } = findPart(occasion, code, partCode);
      findPerson(occasion.reference, person);
      const done = await partsDone(occasion, course, person);
      if (!done.has(part.code)) return [];
      const data = { person, course: course.code, part: part.code };
      const subject = `${course.code}.${person}`;
      const left = new Set([...done].filter((other) => other !== part.code));
      return [
        {
          kind: 'course_part_reopened',
          subject,
          data,
          ...(await newest(occasion.tx, 'course_part_done', subject, { name: 'part', is: partCode })),
        },
        ...(await resultsAfter(occasion, course, person, left)),
      ];
    }),

  assignStudy: ({ person, course: code, due }) =>
    run(person, async (occasion) => {
      const { tx, reference, today } = occasion;
      const course = findStudy(occasion, code);
      if (course.kind !== 'web') throw notOnTheWeb(code);
      assertInPost(findPerson(reference, person), today);
      const dueOn = due ?? reference.calendar.addDays(today, reference.rules.otherCourses.webDueDays);
      if (dueOn < today) {
        throw new AnswerRefused(
          'date_passed',
          `Datumet ${dueOn} har redan passerat. Ange en dag framåt i tiden.`,
        );
      }
      const before = await tx.selfStudy.findUnique({ where: { person_course: { person, course: code } } });
      const isDone = before !== null && before.completedOn !== null;
      const isSame =
        before !== null &&
        before.assignedAt !== null &&
        (due === undefined || fromDateOrEmpty(before.dueOn) === due);
      if (isDone || isSame) return [];
      return [
        { kind: 'self_study_assigned', subject: `${code}.${person}`, data: { person, course: code, dueOn } },
      ];
    }),

  unassignStudy: (study) =>
    takeBack(run, study, 'self_study_assigned', 'self_study_unassigned', {
      stands: (row) => row.assignedAt !== null,
      refusal: ({ person, course }) =>
        new AnswerRefused(
          'not_assigned',
          `${person} har inte fått webbkursen ${course}. Rätta personen eller kursen.`,
        ),
    }),

  completeStudy: ({ person, course: code, manner }) =>
    run(person, async (occasion) => {
      const { tx, reference } = occasion;
      findStudy(occasion, code);
      findPerson(reference, person);
      const before = await tx.selfStudy.findUnique({ where: { person_course: { person, course: code } } });
      if (before !== null && before.completedOn !== null) return [];
      const data = { person, course: code, manner };
      return [{ kind: 'self_study_completed', subject: `${code}.${person}`, data }];
    }),

  reopenStudy: (study) =>
    takeBack(run, study, 'self_study_completed', 'self_study_reopened', {
      stands: (row) => row.completedOn !== null,
      refusal: ({ person, course }) =>
        new AnswerRefused(
          'not_done',
          `${person} är inte registrerad som klar med ${course}. Rätta personen eller kursen.`,
        ),
    }),
});

interface Study {
  readonly person: string;
  readonly course: string;
}

/** Takes back what stands about a person's study; what was taken back before changes nothing. */
const takeBack = (
  run: Answering,
  { person, course }: Study,
  said: 'self_study_assigned' | 'self_study_completed',
  undone: 'self_study_unassigned' | 'self_study_reopened',
  {
    stands,
    refusal,
  }: {
    readonly stands: (row: {
      readonly assignedAt: Date | null;
      readonly completedOn: Date | null;
    }) => boolean;
    readonly refusal: (study: Study) => AnswerRefused;
  },
): Promise<Outcome> =>
  run(person, async (occasion) => {
    const { tx, reference } = occasion;
    findStudy(occasion, course);
    findPerson(reference, person);
    const data = { person, course };
    const subject = `${course}.${person}`;
    const given = await newest(tx, said, subject);
    const row = await tx.selfStudy.findUnique({ where: { person_course: data } });
    if (row !== null && stands(row)) {
      const standing = undone === 'self_study_reopened' ? await attestationOf(occasion, data) : [];
      return [{ kind: undone, subject, data, ...given }, ...standing];
    }
    if (given.corrects !== undefined) return [];
    throw refusal(data);
  });

/** What has to be done again is not attested: the attestation counts no more. */
async function attestationOf({ tx }: Occasion, { person, course }: Study): Promise<NewFact[]> {
  const key = attestationKey(course, person);
  const row = await tx.certificate.findFirst({ where: { key, status: 'issued' } });
  if (row === null) return [];
  const data = { key, version: row.version, person, reasonClass: 'study_reopened' } as const;
  return [{ kind: 'certificate_revoked', subject: key, data }];
}

/** What follows for the person's seats in the course when these parts are done. */
async function resultsAfter(
  occasion: Occasion,
  course: Course,
  person: string,
  done: ReadonlySet<string>,
): Promise<NewFact[]> {
  const { tx, reference } = occasion;
  const offerings = await tx.offering.findMany({ where: { course: course.code }, select: { code: true } });
  const seats = await tx.seat.findMany({
    where: {
      person,
      offering: { in: offerings.map(({ code }) => code) },
      state: { in: [...activeSeatStates] },
    },
    orderBy: { givenAt: 'desc' },
    take: 1,
  });
  const [seat] = seats;
  if (seat === undefined) return [];
  return completions(occasion, findOffering(reference, seat.offering), [person], undefined, done);
}

function findCourse({ reference }: Occasion, code: string): Course {
  const course = reference.courses.find((row) => row.code === code);
  if (course !== undefined) return course;
  throw new AnswerRefused('unknown_course', `Kursen ”${code}” finns inte. Rätta koden.`);
}

function findPart(
  occasion: Occasion,
  code: string,
  partCode: string,
): { readonly course: Course; readonly part: CoursePart } {
  const course = findCourse(occasion, code);
  const parts = recordedParts(course);
  const part = parts.find((row) => row.code === partCode);
  if (part !== undefined) return { course, part };
  const known = parts.map((row) => row.code).join(', ');
  throw new AnswerRefused(
    'unknown_part',
    parts.length === 0
      ? `Kursen ${code} har inga delar att registrera.`
      : `Kursen ${code} har ingen del ”${partCode}” att registrera. Delarna är ${known}; kursdagen registreras som närvaro.`,
  );
}

/** A web course or an introduction. */
function findStudy(occasion: Occasion, code: string): Course {
  const course = findCourse(occasion, code);
  if (course.kind === 'web' || course.kind === 'introduction') return course;
  throw notOnTheWeb(code);
}

const notOnTheWeb = (code: string) =>
  new AnswerRefused(
    'not_a_web_course',
    `${code} är ingen webbkurs. Välj en webbkurs, eller boka en plats på ett kurstillfälle.`,
  );
