/** What a course is completed by when nobody decides a result: presence, and all of its parts. */
import { z } from 'zod';
import { completedBy, missingParts } from '../../domain/courses/parts.ts';
import { activeSeatStates } from '../../domain/journey/facts.ts';
import type { OfferingRef } from '../../domain/reference.ts';
import type { Course } from '../../domain/region.ts';
import type { NewFact } from '../facts/record.ts';
import type { Occasion } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

/** A course day that is being registered in the same moment. */
interface DayNow {
  readonly day: number;
  readonly present: readonly string[];
}

/**
 * The results that follow in an offering from what is registered: none before all its days are, then a pass for those
 * who were there and have done every part, and a final fail for those who were not there. Who still has parts to do
 * waits. A later correction of the presence corrects the result; where something is left to do then, it is awaited again.
 * @param now the day that is being registered, whose rows are not in the table yet
 * @param done parts that are done or reopened in this moment, instead of those of the table
 */
export async function completions(
  occasion: Occasion,
  offering: OfferingRef,
  people: readonly string[],
  now?: DayNow,
  done?: ReadonlySet<string>,
): Promise<NewFact[]> {
  const { tx, reference } = occasion;
  const course = reference.course(offering.course);
  const by = completedBy(course);
  if (by !== 'presence' && by !== 'parts') return [];
  const attended = await tx.attendance.findMany({
    where: { offering: offering.code, person: { in: [...people] } },
  });
  const registered = await tx.courseDay.findMany({
    where: { offering: offering.code, attendanceRegisteredAt: { not: null } },
    select: { number: true },
  });
  const known = new Set([...registered.map(({ number }) => number), ...(now === undefined ? [] : [now.day])]);
  if (offering.days.some(({ number }) => !known.has(number))) return [];
  const allowed = reference.rules.certificate.courseDayAbsencesAllowed;
  const wasThere = (person: string, day: number) =>
    now?.day === day
      ? now.present.includes(person)
      : attended.some((row) => row.person === person && row.day === day && row.present);

  const facts: NewFact[] = [];
  const seats = await tx.seat.findMany({
    where: { offering: offering.code, person: { in: [...people] }, state: { in: [...activeSeatStates] } },
    orderBy: { person: 'asc' },
  });
  for (const { person, state } of seats) {
    const absences = offering.days.filter(({ number }) => !wasThere(person, number)).length;
    const isPresent = absences <= allowed;
    const parts = done ?? (await partsDone(occasion, course, person));
    const isDone = isPresent && missingParts(course, parts, isPresent).length === 0;
    if (isPresent && !isDone) {
      facts.push(...(await unfinished(occasion, { offering: offering.code, person, state })));
      continue;
    }
    if (state === (isDone ? 'passed' : 'failed')) continue;
    facts.push({
      kind: 'result_decided',
      subject: `${offering.code}.${person}`,
      data: { offering: offering.code, person, attempt: 1, passed: isDone, final: true, by: 'presence' },
    });
  }
  return facts;
}

const decided = z.object({ passed: z.boolean(), by: z.literal('presence').optional() });

/**
 * Somebody was there and has something left to do: what presence and parts had decided gives way to what the trainer had
 * said before, or to waiting.
 */
async function unfinished(
  { tx }: Occasion,
  { offering, person, state }: { readonly offering: string; readonly person: string; readonly state: string },
): Promise<NewFact[]> {
  if (state === 'held') return [];
  const subject = `${offering}.${person}`;
  const [newest, before] = await tx.fact.findMany({
    where: { subject, kind: { in: ['result_decided', 'result_corrected', 'result_withdrawn'] } },
    orderBy: { seq: 'desc' },
    take: 2,
    select: { seq: true, data: true },
  });
  if (newest === undefined) return [];
  const byPresence = decided.safeParse(newest.data).data?.by === 'presence';
  if (!byPresence && state === 'failed') return [];
  const said = decided.safeParse(before?.data).data;
  const data = { offering, person, attempt: 1 };
  if (byPresence && said?.passed === false && said.by === undefined) {
    return [{ kind: 'result_decided', subject, data: { ...data, passed: false, final: true } }];
  }
  return [{ kind: 'result_withdrawn', subject, data, corrects: newest.seq }];
}

export async function partsDone(
  { tx }: Occasion,
  course: Course,
  person: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.partDone.findMany({ where: { person, course: course.code }, select: { part: true } });
  return new Set(rows.map(({ part }) => part));
}

/** @throws AnswerRefused when a trainer says "passed" of a course that presence or parts decide */
export async function assertDecidable(
  occasion: Occasion,
  offering: OfferingRef,
  person: string,
  passed: boolean,
): Promise<void> {
  const course = occasion.reference.course(offering.course);
  const by = completedBy(course);
  if (by === 'presence') {
    throw new AnswerRefused(
      'decided_by_presence',
      `På ${offering.code} avgör närvaron. Registrera eller rätta närvaron i stället.`,
    );
  }
  if (by !== 'parts' || !passed) return;
  const done = await partsDone(occasion, course, person);
  const missing = missingParts(course, done, true).map(({ title }) => title);
  if (missing.length === 0) return;
  throw new AnswerRefused(
    'parts_missing',
    `${person} har inte gjort alla delar av ${course.code}. Det som saknas: ${missing.join(', ')}.`,
  );
}
