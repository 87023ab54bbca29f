/** Offerings that do not go as planned: moved, shortened, merged, cancelled, and each of it undone. */
import { createHash } from 'node:crypto';
import { activeSeatStates } from '../../domain/journey/facts.ts';
import { firstDay, firstDayStart, lastDay } from '../../domain/offering/days.ts';
import type { DayRef, OfferingRef } from '../../domain/reference.ts';
import type { Transaction } from '../../prisma/client.ts';
import { freeNumbers } from '../enrolment/seats.ts';
import { offeringChanged } from '../facts/offerings.ts';
import type { FactData, NewFact } from '../facts/record.ts';
import { standing } from '../facts/standing.ts';
import { assertCoordinator, findDay, findOffering, findTerm } from './lookUp.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

interface By {
  readonly offering: string;
  /** The coordinator who decides it. */
  readonly by: string;
}

/** What is different about a course day; what is left out stays as it is. */
export interface DayChange extends By {
  readonly day: number;
  readonly date?: string;
  readonly start?: string;
  readonly end?: string;
  readonly place?: string;
  /** Address of the online meeting; empty when people meet in a place after all. */
  readonly link?: string;
}

export interface OfferingAnswers {
  /** Moves a course day, changes its place, or makes it an online day. */
  changeDay(change: DayChange): Promise<Outcome>;
  /** Takes days away that have not been held. */
  shortenOffering(answer: By & { readonly without: readonly number[] }): Promise<Outcome>;
  /** Moves an offering that has not begun to another term; its seats go with it. */
  moveOffering(answer: By & { readonly term: string; readonly dates: readonly string[] }): Promise<Outcome>;
  /** Undoes the newest change that stands. */
  undoOfferingChange(answer: By): Promise<Outcome>;
  /** Not given: seats end without a fee, and who had one comes first the next time. */
  cancelOffering(answer: By): Promise<Outcome>;
  /** The participants of an offering that has not begun go to another one of the same course, if all have room. */
  mergeOffering(answer: By & { readonly into: string }): Promise<Outcome>;
  /** Undoes a cancellation or a merger. */
  reinstateOffering(answer: By): Promise<Outcome>;
}

type Plan = Pick<FactData<'offering_changed'>, 'term' | 'days'>;

export const offeringAnswers = (run: Answering): OfferingAnswers => {
  /** One at a time about an offering: a plan builds on what the one before left. */
  const about = ({ offering, by }: By, facts: (occasion: Occasion) => Promise<NewFact[]>) =>
    run(`offering ${offering}`, (occasion) => {
      assertCoordinator(occasion.reference, by);
      return facts(occasion);
    });
  return {
    changeDay: (answer) => about(answer, (occasion) => dayChange(occasion, answer)),
    shortenOffering: (answer) => about(answer, (occasion) => shortening(occasion, answer)),
    moveOffering: (answer) => about(answer, (occasion) => move(occasion, answer)),
    undoOfferingChange: (answer) => about(answer, (occasion) => undoing(occasion, answer.offering)),
    cancelOffering: (answer) => about(answer, (occasion) => cancellation(occasion, answer.offering)),
    mergeOffering: (answer) => about(answer, (occasion) => merger(occasion, answer)),
    reinstateOffering: (answer) => about(answer, (occasion) => reinstatement(occasion, answer.offering)),
  };
};

// ── Changes of the plan ────────────────────────────────────────────────────────────────────────────────

const planned = ({
  offering: _offering,
  version: _version,
  trainers,
  ...day
}: DayRef): Plan['days'][number] => ({
  ...day,
  trainers: [...trainers],
});

/** As a day stands in a fact that changes it: a moved day gets a new occurrence, the others keep theirs. */
function changed(day: Plan['days'][number]): Plan['days'][number] {
  const { occurrence: _occurrence, ...row } = day;
  return row;
}

function changeFact(offering: OfferingRef, what: FactData<'offering_changed'>['what'], plan: Plan): NewFact {
  return {
    kind: 'offering_changed',
    subject: offering.code,
    data: {
      offering: offering.code,
      what,
      ...plan,
      before: { term: offering.term, days: offering.days.map(planned) },
    },
  };
}

async function dayChange(occasion: Occasion, answer: DayChange): Promise<NewFact[]> {
  const { reference, at, tx } = occasion;
  const offering = givenOffering(occasion, answer.offering);
  const day = findDay(offering, answer.day);
  assertNotHeld(occasion, offering, [day]);
  const link = answer.link === undefined ? (day.link ?? '') : await noteOf(tx, offering.code, answer.link);
  const after = {
    ...day,
    date: answer.date ?? day.date,
    start: answer.start ?? day.start,
    end: answer.end ?? day.end,
    place: answer.place ?? day.place,
    link,
  };
  if (after.end <= after.start) {
    throw new AnswerRefused(
      'bad_time',
      `Träffen skulle sluta ${after.end} men börja ${after.start}. Ange en tid då den slutar efter att den börjar.`,
    );
  }
  if (reference.calendar.at(after.date, after.start) <= at) {
    throw new AnswerRefused(
      'date_passed',
      `${after.date} klockan ${after.start} har redan varit. Välj en dag framåt.`,
    );
  }
  const taken = offering.days.find((other) => other.number !== day.number && other.date === after.date);
  if (taken !== undefined) {
    throw new AnswerRefused(
      'day_taken',
      `${offering.code} har redan träff ${taken.number} den ${taken.date}. Välj en annan dag.`,
    );
  }
  const same = (['date', 'start', 'end', 'place'] as const).every((part) => after[part] === day[part]);
  if (same && link === (day.link ?? '')) return [];
  const days = offering.days.map((other) => changed(planned(other.number === day.number ? after : other)));
  assertInOrder(offering.code, days);
  return [changeFact(offering, 'day_changed', { term: offering.term, days })];
}

/** The address of a meeting stands in a note, where it can be erased; facts have the note's id. */
async function noteOf(tx: Transaction, offering: string, link: string): Promise<string> {
  if (link === '') return '';
  if (!/^https:\/\/\S+$/.test(link)) {
    throw new AnswerRefused(
      'bad_link',
      `”${link}” är ingen webbadress. Skriv hela adressen till mötet, den börjar med https://.`,
    );
  }
  const id = `meeting:${createHash('sha256').update(link).digest('hex').slice(0, 16)}`;
  await tx.note.upsert({ where: { id }, create: { id, subject: offering, text: link }, update: {} });
  return id;
}

async function shortening(
  occasion: Occasion,
  { offering: code, without }: By & { readonly without: readonly number[] },
): Promise<NewFact[]> {
  const offering = givenOffering(occasion, code);
  const gone = new Set(without);
  const removed = offering.days.filter(({ number }) => gone.has(number));
  if (removed.length === 0) return [];
  assertNotHeld(occasion, offering, removed);
  const days = offering.days.filter(({ number }) => !gone.has(number)).map((day) => changed(planned(day)));
  if (days.length === 0) {
    throw new AnswerRefused(
      'nothing_left',
      `Då blir ingen träff kvar på ${code}. Ställ in hela kurstillfället i stället.`,
    );
  }
  return [changeFact(offering, 'shortened', { term: offering.term, days })];
}

async function move(
  occasion: Occasion,
  {
    offering: code,
    term: termCode,
    dates,
  }: By & { readonly term: string; readonly dates: readonly string[] },
): Promise<NewFact[]> {
  const { reference, tx, today } = occasion;
  const offering = givenOffering(occasion, code);
  const term = findTerm(reference, termCode);
  assertNotBegun(occasion, offering);
  if (dates.length !== offering.days.length) {
    throw new AnswerRefused(
      'unknown_day',
      `${code} har ${offering.days.length} träffar men ${dates.length} dagar angavs. Ange en dag för varje träff.`,
    );
  }
  const outside = dates.find((date) => date < term.start || date > term.end || date <= today);
  if (outside !== undefined) {
    throw new AnswerRefused(
      'date_passed',
      `${outside} ligger inte framåt i ${termCode} (${term.start} till ${term.end}). Välj dagar i terminen.`,
    );
  }
  const moved = offering.days.map((day, index) => ({ ...planned(day), date: dates[index] ?? day.date }));
  assertInOrder(code, moved);
  const people = await participants(tx, code);
  await assertFreeInTerm(occasion, people, termCode, code);
  const known = offering.days.every((day, index) => day.date === dates[index]) && offering.term === termCode;
  return known ? [] : [changeFact(offering, 'moved', { term: termCode, days: moved.map(changed) })];
}

/** Puts back what the newest change that still stands replaced. */
async function undoing(occasion: Occasion, code: string): Promise<NewFact[]> {
  const { tx } = occasion;
  const offering = givenOffering(occasion, code);
  const log = await tx.fact.findMany({
    where: {
      subject: code,
      kind: { in: ['offering_planned', 'offering_changed', 'offering_change_withdrawn'] },
    },
    orderBy: { seq: 'asc' },
  });
  const newest = standing(log, 'offering_change_withdrawn').at(-1);
  if (newest?.kind !== 'offering_changed') {
    throw new AnswerRefused(
      'nothing_to_undo',
      `${code} har ingen ändring att ta tillbaka. Kontrollera koden.`,
    );
  }
  const { what, before } = offeringChanged.schema.parse(newest.data);
  const passed = before.days.find(
    ({ number, date }) => date <= occasion.today && !offering.days.some((day) => day.number === number),
  );
  if (passed !== undefined) {
    throw new AnswerRefused(
      'date_passed',
      `Träff ${passed.number} skulle ha varit ${passed.date}, som har passerat. Ange en ny dag för den i stället.`,
    );
  }
  await assertFreeInTerm(occasion, await participants(tx, code), before.term, code);
  const days = before.days.map((day) => ({
    ...day,
    // Who holds the day was decided apart from when it is.
    trainers: [...(offering.days.find(({ number }) => number === day.number)?.trainers ?? day.trainers)],
  }));
  return [
    {
      kind: 'offering_change_withdrawn',
      subject: code,
      corrects: newest.seq,
      data: { offering: code, what, term: before.term, days, change: String(newest.seq) },
    },
  ];
}

// ── Cancelled, merged, reinstated ──────────────────────────────────────────────────────────────────────

async function cancellation(occasion: Occasion, code: string): Promise<NewFact[]> {
  const offering = findOffering(occasion.reference, code);
  if (offering.cancelled === true) return [];
  const { date, end } = lastDay(offering);
  if (occasion.at >= occasion.reference.calendar.at(date, end)) {
    throw new AnswerRefused('offering_over', `${code} slutade ${date} och kan inte ställas in.`);
  }
  const people = await participants(occasion.tx, code);
  return [
    { kind: 'offering_cancelled', subject: code, data: { offering: code, people: [...people], into: '' } },
  ];
}

async function merger(
  occasion: Occasion,
  { offering: code, into }: By & { readonly into: string },
): Promise<NewFact[]> {
  const { tx, reference, today } = occasion;
  const offering = findOffering(reference, code);
  const target = givenOffering(occasion, into);
  if (offering.cancelled === true) {
    const { mergedInto } = await tx.offering.findUniqueOrThrow({ where: { code } });
    if (mergedInto === into) return [];
    throw cancelled(code);
  }
  if (code === into || !sameCourse(occasion, offering, target)) {
    throw new AnswerRefused(
      'unknown_course',
      `${code} och ${into} ger inte samma kurs. Välj ett annat tillfälle av kursen att slå ihop med.`,
    );
  }
  assertNotBegun(occasion, offering);
  assertNotBegun(occasion, target);
  const people = await participants(tx, code);
  await assertFreeInTerm(occasion, people, target.term, code);
  await tx.$executeRaw`select 1 from seat_number where offering = ${into} order by number for update`;
  const free = (await freeNumbers(tx, reference, [into], today)).get(into) ?? [];
  if (free.length < people.length) {
    throw new AnswerRefused(
      'offering_full',
      `${into} har ${free.length} lediga platser, men ${people.length} deltagare ska flyttas. Höj antalet platser eller ställ in ${code}.`,
    );
  }
  const rows = await tx.seat.findMany({ where: { offering: code, person: { in: [...people] } } });
  const payer = new Map(rows.map((row) => [row.person, row]));
  return [
    { kind: 'offering_cancelled', subject: code, data: { offering: code, people: [...people], into } },
    ...people.map((person, index): NewFact => {
      const seat = payer.get(person);
      return {
        kind: 'seat_given',
        subject: `${into}.${person}`,
        data: {
          offering: into,
          person,
          number: free[index] ?? 0,
          term: target.term,
          courseKind: seat?.courseKind ?? '',
          // Who pays was decided when the first seat was given.
          municipality: seat?.municipality ?? reference.person(person).municipality,
          how: 'merge',
          rule: 'offering-merged',
          reason: `${code} slogs ihop med ${into}.`,
        },
      };
    }),
  ];
}

async function reinstatement(occasion: Occasion, code: string): Promise<NewFact[]> {
  const { tx, reference } = occasion;
  const offering = findOffering(reference, code);
  if (offering.cancelled !== true) return [];
  const { mergedInto: from } = await tx.offering.findUniqueOrThrow({ where: { code } });
  const ended = await tx.fact.findFirstOrThrow({
    where: { kind: 'offering_cancelled', subject: code },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  });
  const seats = await tx.seat.findMany({
    where: { offering: code, state: 'cancelled' },
    orderBy: { person: 'asc' },
  });
  const instead = await tx.seat.findMany({
    where: { offering: from, how: 'merge', state: 'held', person: { in: seats.map(({ person }) => person) } },
    select: { person: true },
  });
  const elsewhere = await tx.seat.findMany({
    where: {
      person: { in: seats.map(({ person }) => person) },
      term: offering.term,
      courseKind: 'programme',
      state: { in: [...activeSeatStates] },
      NOT: { offering: from },
    },
    select: { person: true },
  });
  const people = seats
    .map(({ person }) => person)
    // Who has left the other offering has left; who has got another seat meanwhile keeps that.
    .filter((id) => from === '' || instead.some(({ person }) => person === id))
    .filter((id) => !elsewhere.some(({ person }) => person === id));
  return [
    {
      kind: 'offering_reinstated',
      subject: code,
      corrects: ended.seq,
      data: { offering: code, people, from, change: String(ended.seq) },
    },
  ];
}

// ── What the facts allow ───────────────────────────────────────────────────────────────────────────────

const cancelled = (code: string) =>
  new AnswerRefused(
    'offering_cancelled',
    `${code} är inställt. Välj ett annat tillfälle, eller ta tillbaka det.`,
  );

/** An offering that is going to be given. */
export function givenOffering({ reference }: Occasion, code: string): OfferingRef {
  const offering = findOffering(reference, code);
  if (offering.cancelled === true) throw cancelled(code);
  return offering;
}

/** The same course, or one that excludes it. */
export function sameCourse({ reference }: Occasion, one: OfferingRef, other: OfferingRef): boolean {
  const [a, b] = [reference.course(one.course), reference.course(other.course)];
  return a.code === b.code || (a.alternativeGroup !== '' && a.alternativeGroup === b.alternativeGroup);
}

function assertNotHeld({ reference, at }: Occasion, { code }: OfferingRef, days: readonly DayRef[]): void {
  const held = days.find((day) => reference.calendar.at(day.date, day.start) <= at);
  if (held === undefined) return;
  throw new AnswerRefused(
    'day_held',
    `Träff ${held.number} på ${code} var ${held.date} och går inte att ändra i efterhand.`,
  );
}

function assertNotBegun({ reference, at }: Occasion, offering: OfferingRef): void {
  if (firstDayStart(offering, reference) > at) return;
  throw new AnswerRefused(
    'offering_begun',
    `${offering.code} började ${firstDay(offering).date}. Ändra de träffar som är kvar, eller ställ in tillfället.`,
  );
}

function assertInOrder(
  code: string,
  days: readonly { readonly number: number; readonly date: string }[],
): void {
  const late = days.find((day, index) => index > 0 && (days[index - 1]?.date ?? '') >= day.date);
  if (late === undefined) return;
  throw new AnswerRefused(
    'bad_time',
    `Träff ${late.number} på ${code} skulle komma före träffen innan den. Ange dagarna i ordning.`,
  );
}

/** Those whose course is under way or ahead. */
async function participants(tx: Transaction, offering: string): Promise<readonly string[]> {
  const seats = await tx.seat.findMany({
    where: { offering, state: 'held' },
    select: { person: true },
    orderBy: { person: 'asc' },
  });
  return seats.map(({ person }) => person);
}

/** Nobody may come to hold two seats of the programme in a term. */
async function assertFreeInTerm(
  { tx, reference }: Occasion,
  people: readonly string[],
  term: string,
  leaving: string,
): Promise<void> {
  if (reference.course(reference.offering(leaving).course).kind !== 'programme') return;
  const taken = await tx.seat.findMany({
    where: {
      person: { in: [...people] },
      term,
      courseKind: 'programme',
      state: { in: [...activeSeatStates] },
      NOT: { offering: leaving },
    },
    orderBy: { person: 'asc' },
  });
  if (taken.length === 0) return;
  const who = taken.map(({ person, offering }) => `${person} (${offering})`).join(', ');
  throw new AnswerRefused(
    'seat_in_term',
    `Det går inte: ${who} har redan en plats i ${term}. En plats per termin; ta först bort den.`,
  );
}
