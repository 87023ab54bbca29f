/** Changes of an offering's plan: days moved or taken away, the whole moved to another term, and the newest undone. */
import { createHash } from 'node:crypto';
import type { DayRef, OfferingRef } from '../../domain/reference.ts';
import type { Transaction } from '../../prisma/client.ts';
import { offeringChanged } from '../facts/offerings.ts';
import type { FactData, NewFact } from '../facts/record.ts';
import { standing } from '../facts/standing.ts';
import { findDay, findTerm } from './lookUp.ts';
import type { Occasion } from './occasion.ts';
import {
  assertFreeInTerm,
  assertInOrder,
  assertNotBegun,
  assertNotHeld,
  type By,
  givenOffering,
  participants,
} from './offeringChecks.ts';
import { AnswerRefused } from './refused.ts';

type Plan = Pick<FactData<'offering_changed'>, 'term' | 'days'>;

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

const planned = ({ offering: _offering, trainers, ...day }: DayRef): Plan['days'][number] => ({
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

export async function dayChange(occasion: Occasion, answer: DayChange): Promise<NewFact[]> {
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

export async function shortening(
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

export async function move(
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
export async function undoing(occasion: Occasion, code: string): Promise<NewFact[]> {
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
