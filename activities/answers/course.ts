/** What happens in a course: presence registered by trainers, what participants hand in, and results. */

import { z } from 'zod';
import { activeSeatStates } from '../../domain/journey/facts.ts';
import { assignmentDue, lastDay, memoDeadline } from '../../domain/offering/days.ts';
import type { DayRef, OfferingRef } from '../../domain/reference.ts';
import { fromDate, toDate } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';
import { assertDecidable, completions } from './completion.ts';
import { assertTrainer, findDay, findOffering, findPerson } from './lookUp.ts';
import { newest } from './newest.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { givenOffering } from './offeringChecks.ts';
import { AnswerRefused } from './refused.ts';

export interface AttendanceAnswer {
  readonly offering: string;
  readonly day: number;
  /** Ids of those who were not there; everybody else who had a seat was present. */
  readonly absent: readonly string[];
  /** The trainer or coordinator who registers. */
  readonly by: string;
}

export interface HandIn {
  readonly offering: string;
  readonly person: string;
  /** The course day of an assignment; without it, the memo of the attempt that is awaited. */
  readonly day?: number;
}

export interface ResultAnswer {
  readonly offering: string;
  readonly person: string;
  readonly passed: boolean;
  readonly by: string;
}

export interface CourseAnswers {
  /** Registers a course day. Registering it again with other people absent corrects the first time. */
  registerAttendance(answer: AttendanceAnswer): Promise<Outcome>;
  handIn(answer: HandIn): Promise<Outcome>;
  /** The result of the attempt that is awaited; the last one allowed, or a pass, is final. */
  registerResult(answer: ResultAnswer): Promise<Outcome>;
  /**
   * Corrects the newest result: what it should have said, or null when it was entered by mistake and is awaited again.
   * A correction of a correction puts back what was.
   */
  correctResult(answer: Omit<ResultAnswer, 'passed'> & { readonly passed: boolean | null }): Promise<Outcome>;
}

export const courseAnswers = (run: Answering): CourseAnswers => ({
  registerAttendance: (answer) =>
    run(`${answer.offering}#${answer.day}`, (occasion) => attendance(occasion, answer)),
  handIn: (answer) =>
    run(answer.person, (occasion) => {
      const { day } = answer;
      return day === undefined ? memo(occasion, answer) : assignment(occasion, { ...answer, day });
    }),
  registerResult: (answer) => run(answer.person, (occasion) => result(occasion, answer)),
  correctResult: (answer) => run(answer.person, (occasion) => correction(occasion, answer)),
});

async function attendance(occasion: Occasion, { offering: code, day: number, absent, by }: AttendanceAnswer) {
  const { tx, reference, at } = occasion;
  assertTrainer(reference, by);
  const day = findDay(givenOffering(occasion, code), number);
  if (at < reference.calendar.at(day.date, day.start)) {
    throw new AnswerRefused(
      'day_not_held',
      `Träff ${number} på ${code} är ${day.date} klockan ${day.start}. Registrera närvaron när den har hållits.`,
    );
  }
  for (const id of absent) findPerson(reference, id);
  const participants = await participantsOf(occasion, code, day);
  const unknown = absent.filter((id) => !participants.includes(id));
  if (unknown.length > 0) {
    throw new AnswerRefused(
      'not_a_participant',
      `${unknown.join(', ')} har ingen plats på ${code}. Ange bara deltagare som frånvarande.`,
    );
  }
  const data = {
    offering: code,
    day: number,
    present: participants.filter((id) => !absent.includes(id)),
    absent: participants.filter((id) => absent.includes(id)),
  };
  const subject = `${code}#${number}`;
  const earlier = await newest(tx, 'attendance_registered', subject);
  if (earlier.corrects !== undefined && (await isRegisteredSo(occasion, data))) return [];
  const offering = findOffering(reference, code);
  return [
    {
      kind: 'attendance_registered' as const,
      subject,
      validOn: day.date,
      data,
      ...earlier,
    },
    ...(await completions(occasion, offering, participants, { day: number, present: data.present })),
  ];
}

/**
 * Who was to be there on a course day, by id: those with a seat, and those who make up a day that they missed elsewhere.
 * Who left the course later was still there, or should have been.
 */
export async function participantsOf(
  { tx }: Pick<Occasion, 'tx'>,
  offering: string,
  day: Pick<DayRef, 'number' | 'date'>,
): Promise<string[]> {
  const seats = await tx.seat.findMany({
    where: {
      offering,
      OR: [
        { state: { in: [...activeSeatStates] } },
        { state: { not: 'retracted' }, endedOn: { gt: toDate(day.date) } },
      ],
    },
    select: { person: true },
  });
  const guests = await tx.makeUp.findMany({
    where: { offering, day: day.number, state: 'booked' },
    select: { person: true },
  });
  return [...new Set([...seats, ...guests].map(({ person }) => person))].sort();
}

interface Presence {
  readonly offering: string;
  readonly day: number;
  readonly present: readonly string[];
  readonly absent: readonly string[];
}

async function isRegisteredSo(
  { tx }: Occasion,
  { offering, day, present, absent }: Presence,
): Promise<boolean> {
  const rows = await tx.attendance.findMany({ where: { offering, day } });
  const known = new Map(rows.map((row) => [row.person, row.present]));
  return (
    rows.length === present.length + absent.length &&
    present.every((id) => known.get(id) === true) &&
    absent.every((id) => known.get(id) === false)
  );
}

/** The seat of somebody who takes part. */
async function participation({ tx, reference }: Occasion, code: string, person: string) {
  const offering = findOffering(reference, code);
  findPerson(reference, person);
  const seat = await tx.seat.findUnique({ where: { offering_person: { offering: code, person } } });
  if (seat === null || !activeSeatStates.some((state) => state === seat.state)) {
    throw new AnswerRefused(
      'not_a_participant',
      `${person} har ingen plats på ${code}. Rätta personen eller tillfället.`,
    );
  }
  return { offering, seat };
}

const resultsOf = (
  { tx }: Occasion,
  { offering, person }: { readonly offering: string; readonly person: string },
) => tx.result.findMany({ where: { offering, person }, orderBy: { attempt: 'asc' } });

const isHandedIn = async ({ tx }: Occasion, row: HandInRow): Promise<boolean> =>
  (await tx.handIn.count({ where: row })) > 0;

interface HandInRow {
  readonly offering: string;
  readonly person: string;
  readonly kind: 'assignment' | 'memo';
  readonly number: number;
}

const handedIn = (row: HandInRow) => ({
  kind: 'handed_in' as const,
  subject: `${row.offering}.${row.person}`,
  data: row,
});

async function assignment(occasion: Occasion, answer: HandIn & { readonly day: number }) {
  const { reference, at } = occasion;
  const { person, day: number } = answer;
  const { offering } = await participation(occasion, answer.offering, person);
  const day = findDay(offering, number);
  if (assignmentDue(offering, number, reference) === undefined) {
    throw new AnswerRefused(
      'no_assignment',
      `Efter träff ${number} på ${offering.code} finns ingen hemuppgift. Den sista träffen följs av PM.`,
    );
  }
  if (at < reference.calendar.at(day.date, day.start)) {
    throw new AnswerRefused(
      'course_not_begun',
      `Hemuppgiften ges på träff ${number}, ${day.date}. Lämna den efter träffen.`,
    );
  }
  const row = { offering: offering.code, person, kind: 'assignment' as const, number };
  return (await isHandedIn(occasion, row)) ? [] : [handedIn(row)];
}

async function memo(occasion: Occasion, { offering: code, person }: HandIn) {
  const { reference, at } = occasion;
  const { offering, seat } = await participation(occasion, code, person);
  assertHasMemo(occasion, offering);
  const first = offering.days[0];
  if (first !== undefined && at < reference.calendar.at(first.date, first.start)) {
    throw new AnswerRefused(
      'course_not_begun',
      `${code} börjar ${first.date}. Lämna PM när kursen har börjat.`,
    );
  }
  if (seat.state !== 'held') throw nothingAwaited(code, person);
  const results = await resultsOf(occasion, { offering: code, person });
  const row = { offering: code, person, kind: 'memo' as const, number: results.length + 1 };
  return (await isHandedIn(occasion, row)) ? [] : [handedIn(row)];
}

function assertHasMemo({ reference }: Occasion, offering: OfferingRef): void {
  if (reference.course(offering.course).kind === 'programme') return;
  throw new AnswerRefused('no_memo', `${offering.code} har ingen PM. Det har bara programmets kurser.`);
}

const nothingAwaited = (code: string, person: string) =>
  new AnswerRefused(
    'nothing_awaited',
    `${person} väntar inte på något resultat på ${code}. Kontrollera personen och kurstillfället.`,
  );

async function result(occasion: Occasion, { offering: code, person, passed, by }: ResultAnswer) {
  const { reference } = occasion;
  assertTrainer(reference, by);
  const { offering, seat } = await participation(occasion, code, person);
  const results = await resultsOf(occasion, { offering: code, person });
  const latest = results.at(-1);
  const attempt = results.length + 1;
  const isProgramme = reference.course(offering.course).kind === 'programme';
  const hasMemo =
    isProgramme && (await isHandedIn(occasion, { offering: code, person, kind: 'memo', number: attempt }));
  const isAwaited =
    seat.state === 'held' &&
    hasEnded(occasion, offering) &&
    (!isProgramme ||
      hasMemo ||
      occasion.today > memoDeadline(offering, reference, latest && fromDate(latest.on)));
  if (!isAwaited) {
    // Said once more, it changes nothing; something else would be a new result that nobody awaits.
    if (latest?.passed === passed) return [];
    throw nothingAwaited(code, person);
  }
  await assertDecidable(occasion, offering, person, passed);
  if (passed && isProgramme && !hasMemo) {
    throw new AnswerRefused(
      'no_memo',
      `${person} har inte lämnat PM på ${code}. Registrera först att PM har lämnats.`,
    );
  }
  // A course day has nothing to hand in again: whoever missed it books another one.
  const final = passed || !isProgramme || attempt >= reference.rules.examination.maxAttempts;
  return [
    {
      kind: 'result_decided' as const,
      subject: `${code}.${person}`,
      data: { offering: code, person, attempt, passed, final },
    },
  ];
}

function hasEnded({ reference, at }: Occasion, offering: OfferingRef): boolean {
  const { date, end } = lastDay(offering);
  return at >= reference.calendar.at(date, end);
}

async function correction(
  occasion: Occasion,
  { offering: code, person, passed, by }: Omit<ResultAnswer, 'passed'> & { readonly passed: boolean | null },
): Promise<NewFact[]> {
  const { tx, reference } = occasion;
  assertTrainer(reference, by);
  const { offering } = await participation(occasion, code, person);
  const latest = (await resultsOf(occasion, { offering: code, person })).at(-1);
  const subject = `${code}.${person}`;
  const log = await tx.fact.findMany({
    where: { kind: { in: ['result_decided', 'result_corrected', 'result_withdrawn'] }, subject },
    orderBy: { seq: 'asc' },
    select: { seq: true, kind: true, validOn: true, data: true },
  });
  const corrects = log.at(-1)?.seq;
  if (latest === undefined || corrects === undefined) {
    if (corrects !== undefined && passed === null) return [];
    throw new AnswerRefused(
      'no_result',
      `${person} har inget resultat på ${code} att rätta. Registrera resultatet i stället.`,
    );
  }
  if (latest.passed === passed) return [];
  const { attempt } = latest;
  if (passed === null) {
    return [{ kind: 'result_withdrawn', subject, corrects, data: { offering: code, person, attempt } }];
  }
  const isProgramme = reference.course(offering.course).kind === 'programme';
  const memoRow = { offering: code, person, kind: 'memo' as const, number: attempt };
  if (passed && isProgramme && !(await isHandedIn(occasion, memoRow))) {
    throw new AnswerRefused(
      'no_memo',
      `${person} har inte lämnat PM på ${code}. Registrera först att PM har lämnats.`,
    );
  }
  const final = passed || !isProgramme || attempt >= reference.rules.examination.maxAttempts;
  // What was passed was passed when it was examined; time for the next memo counts from when it turned out to be needed.
  const examinedOn = log
    .map(({ kind, validOn, data }) => ({ kind, validOn, said: said.safeParse(data).data }))
    .find((row) => row.kind !== 'result_withdrawn' && row.said?.attempt === attempt)?.validOn;
  return [
    {
      kind: 'result_corrected',
      subject,
      corrects,
      ...(passed && examinedOn !== undefined ? { validOn: fromDate(examinedOn) } : {}),
      data: { offering: code, person, attempt, passed, final },
    },
  ];
}

const said = z.object({ attempt: z.number() });
