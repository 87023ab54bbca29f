/** Writes the plan of course offerings into the tables, without losing what has happened in them. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { fromDate, Prisma, type Transaction, toDate, toTimestamp } from '../../prisma/client.ts';
import type { RecordedFact } from './kind.ts';
import { releaseMakeUps } from './makeUpRows.ts';
import { noteRaises } from './seatNumbers.ts';

export const courseDay = z.object({
  number: z.number().int(),
  date: z.iso.date(),
  start: z.string(),
  end: z.string(),
  place: z.string(),
  trainers: z.array(z.object({ id: z.string(), leader: z.boolean() })),
  /** Id of the note with the address of an online meeting, or empty; unsaid: as before. */
  link: z.string().optional(),
  /** Restores what the keys of reminders are made from; unsaid: a moved day gets a new one. */
  occurrence: z.number().int().positive().optional(),
});

export interface OfferingPlan {
  readonly code: string;
  readonly course: string;
  readonly courseKind: string;
  readonly term: string;
  readonly trainingGroup: string;
  readonly capacity: number;
  readonly place: string;
  readonly days: readonly z.infer<typeof courseDay>[];
}

/** What participants see of a course day: when it differs they are told. */
export const dayShown = z.object({
  date: z.iso.date(),
  start: z.string(),
  end: z.string(),
  place: z.string(),
  link: z.string(),
});
type DayShown = z.infer<typeof dayShown>;

type DayRow = Prisma.CourseDayGetPayload<object>;

const shown = (day: DayRow): DayShown => ({
  date: fromDate(day.date),
  start: day.start,
  end: day.end,
  place: day.place,
  link: day.link,
});

/** Writes new offerings, and changed ones without losing what has happened in them. One plan of an offering at a time. */
export async function planOfferings(
  tx: Transaction,
  facts: readonly RecordedFact<OfferingPlan>[],
): Promise<void> {
  const codes = facts.map(({ data }) => data.code);
  const known = new Map(
    (await tx.offering.findMany({ where: { code: { in: codes } } })).map((row) => [row.code, row]),
  );
  const daysBefore = await tx.courseDay.findMany({ where: { offering: { in: codes } } });
  const knownDays = new Map(daysBefore.map((day) => [`${day.offering}#${day.number}`, day]));
  await tx.offering.deleteMany({ where: { code: { in: codes } } });
  await tx.offering.createMany({
    data: facts.map(({ data: { days: _days, ...row } }) => ({ ...known.get(row.code), ...row })),
  });
  const versions = await newestVersions(tx, codes);
  await tx.courseDay.deleteMany({ where: { offering: { in: codes } } });
  await tx.courseDay.createMany({
    data: facts.flatMap(({ data }) =>
      data.days.map((day) => dayRow(data.code, day, knownDays.get(`${data.code}#${day.number}`), versions)),
    ),
  });
  await writeChanges(tx, facts, known, daysBefore);
  await noteRaises(
    tx,
    facts.filter(({ data }) => data.capacity > (known.get(data.code)?.capacity ?? data.capacity)),
  );
  await tx.seatNumber.createMany({
    data: facts.flatMap(({ data }) =>
      Array.from({ length: data.capacity }, (_, index) => ({ offering: data.code, number: index + 1 })),
    ),
    skipDuplicates: true,
  });
  // A lower capacity takes away the numbers that nobody has; who has one keeps it.
  for (const { data } of facts) {
    if (known.has(data.code)) {
      await tx.seatNumber.deleteMany({
        where: { offering: data.code, number: { gt: data.capacity }, seats: { none: {} } },
      });
    }
  }
}

/**
 * The newest version that a day has had, also of one that was taken away meanwhile: each change raises it by one, so
 * the number of changes says it.
 */
async function newestVersions(tx: Transaction, codes: string[]): Promise<Map<string, number>> {
  const rows = await tx.offeringChange.groupBy({
    by: ['offering', 'day'],
    where: { offering: { in: codes } },
    _count: { _all: true },
  });
  return new Map(rows.map(({ offering, day, _count }) => [`${offering}#${day}`, 1 + _count._all]));
}

function dayRow(
  offering: string,
  { date, link: newLink, occurrence: restored, ...day }: z.infer<typeof courseDay>,
  before: DayRow | undefined,
  versions: ReadonlyMap<string, number>,
): Prisma.CourseDayCreateManyInput {
  const link = newLink ?? before?.link ?? '';
  const newest = Math.max(before?.version ?? 1, versions.get(`${offering}#${day.number}`) ?? 1);
  const after = { date, start: day.start, end: day.end, place: day.place, link };
  const changed = before === undefined ? newest > 1 : !isDeepStrictEqual(shown(before), after);
  const moved =
    before !== undefined &&
    (fromDate(before.date) !== date || before.start !== day.start || before.end !== day.end);
  const version = changed ? newest + 1 : newest;
  return {
    offering,
    ...day,
    trainers: [...day.trainers],
    date: toDate(date),
    link,
    version,
    occurrence: restored ?? (moved ? version : (before?.occurrence ?? version)),
    attendanceRegisteredAt: before?.attendanceRegisteredAt ?? null,
  };
}

/** What is different for those who take part; a new offering has nothing to compare with. */
async function writeChanges(
  tx: Transaction,
  facts: readonly RecordedFact<OfferingPlan>[],
  known: ReadonlyMap<string, unknown>,
  daysBefore: readonly DayRow[],
): Promise<void> {
  for (const { seq, data, recordedAt, source } of facts) {
    if (!known.has(data.code)) continue;
    const before = new Map(
      daysBefore.filter(({ offering }) => offering === data.code).map((day) => [day.number, day]),
    );
    const after = new Map(
      (await tx.courseDay.findMany({ where: { offering: data.code } })).map((day) => [day.number, day]),
    );
    const numbers = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => a - b);
    const last = await tx.offeringChange.aggregate({
      where: { offering: data.code },
      _max: { number: true },
    });
    const changes = numbers.flatMap((day) => {
      const [was, is] = [before.get(day), after.get(day)].map((row) => row && shown(row));
      return isDeepStrictEqual(was, is) ? [] : [{ day, was, is }];
    });
    await tx.offeringChange.createMany({
      data: changes.map(({ day, was, is }, index) => ({
        offering: data.code,
        number: (last._max.number ?? 0) + index + 1,
        day,
        before: was ?? Prisma.DbNull,
        after: is ?? Prisma.DbNull,
        recordedAt: toTimestamp(recordedAt),
        source,
      })),
    });
    // Who was to come on the day as it was has not said that the new time suits.
    const moved = changes.filter(({ was, is }) => was?.date !== is?.date || was?.start !== is?.start);
    await releaseMakeUps(
      tx,
      { offering: data.code, day: { in: moved.map(({ day }) => day) } },
      { at: toTimestamp(recordedAt), by: `fact ${seq}`, cause: 'moved' },
    );
  }
}

/** Splits facts so that no round has two about the same id, in order. */
export function inRounds<Row>(facts: readonly Row[], id: (fact: Row) => string): Row[][] {
  const rounds: Row[][] = [];
  const seen = new Map<string, number>();
  for (const fact of facts) {
    const round = seen.get(id(fact)) ?? 0;
    seen.set(id(fact), round + 1);
    const into = rounds[round];
    if (into === undefined) rounds[round] = [fact];
    else into.push(fact);
  }
  return rounds;
}
