/**
 * The model and PostgreSQL are two opinions of the same facts: after random events, the current tables that the log gives
 * are the same rows in both, also when they are rebuilt, and each life is planned alike from them.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentTables, type NewFact, rebuild, record } from '../../../activities/facts/record.ts';
import { lookAhead } from '../../../activities/lives/plan.ts';
import { createReferenceCache } from '../../../activities/region/reference.ts';
import { type Database, fromDate, Prisma } from '../../../prisma/client.ts';
import type { Fact } from '../../../prisma/generated/client.ts';
import { stepClock, steppedClock } from '../../../worker/clock.ts';
import { startTestServer, type TestServer } from '../../support/database.ts';
import { agendaOf } from '../model/lives.ts';
import type { Model } from '../model/model.ts';
import { createCurrentTables } from '../model/tables.ts';
import { events } from './events.ts';
import { busyModel, happen } from './happenings.ts';
import { propertySeed } from './seed.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const clientName = (table: string) =>
  table.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());

/** Dates as text and the columns in one order, so that rows of both kinds can be compared. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, inner]) => [name, plain(inner)]));
}

const rowsInOrder = (rows: readonly unknown[]): string[] =>
  rows.map((row) => JSON.stringify(plain(row))).sort();

/** Facts that were recorded together: one moment, one source. */
function batches(facts: readonly Fact[]): Fact[][] {
  const found: Fact[][] = [];
  for (const fact of facts) {
    const last = found.at(-1);
    const before = last?.[0];
    if (last !== undefined && before?.source === fact.source && +before.recordedAt === +fact.recordedAt) {
      last.push(fact);
    } else {
      found.push([fact]);
    }
  }
  return found;
}

/** Records the model's log in a database, as activities and answers would. */
async function recordLog(db: Database, { tables }: Model): Promise<void> {
  await db.personDetail.createMany({ data: [...tables.personDetail.all()] });
  for (const batch of batches(tables.fact.all())) {
    const [first] = batch;
    if (first === undefined) continue;
    const { source, recordedAt } = first;
    const context = { at: recordedAt.getTime(), today: fromDate(recordedAt), source };
    // `record` parses the data by the schema of the kind, which the compiler cannot follow here.
    const facts = batch.map(
      ({ kind, subject, data, validOn, corrects }) =>
        ({
          kind,
          subject,
          data,
          validOn: fromDate(validOn),
          ...(corrects === null ? {} : { corrects }),
        }) as NewFact,
    );
    await db.$transaction((tx) => record(tx, context, facts));
  }
  const effects = tables.effect
    .all()
    .map(({ detail, ...row }) => ({ ...row, detail: detail ?? Prisma.JsonNull }));
  await db.effect.createMany({ data: effects });
}

/** Tables whose rows differ, each with the rows that only one of the two has. */
async function differences(db: Database, { tables }: Model): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const table of currentTables) {
    const inDatabase = rowsInOrder(
      await db.$queryRawUnsafe<unknown[]>(`select * from "${table}"`).then(renamed),
    );
    const name = clientName(table);
    const inModel = rowsInOrder(
      Object.entries(tables)
        .find(([one]) => one === name)?.[1]
        .all() ?? [],
    );
    if (isDeepStrictEqual(inDatabase, inModel)) continue;
    found.push({
      table,
      onlyInDatabase: inDatabase.filter((row) => !inModel.includes(row)),
      onlyInModel: inModel.filter((row) => !inDatabase.includes(row)),
    });
  }
  return found;
}

/** Columns as the client names them. */
const renamed = (rows: readonly unknown[]): unknown[] =>
  rows.map((row) =>
    typeof row === 'object' && row !== null
      ? Object.fromEntries(Object.entries(row).map(([column, value]) => [clientName(column), value]))
      : row,
  );

test('the model has every table that the log gives', () => {
  expect(Object.keys(createCurrentTables()).sort()).toEqual(currentTables.map(clientName).sort());
});

test('the tables of the database are those of the model, also rebuilt, and so are the plans', async () => {
  await fc.assert(
    fc.asyncProperty(events(50), async (happened) => {
      const { model, draft } = await busyModel();
      for (const one of happened) await happen(model, draft, one);
      const { db } = await server.fresh();
      await stepClock(db, await model.now());
      await recordLog(db, model);
      expect(await differences(db, model)).toEqual([]);

      const lives = await db.life.findMany({ select: { id: true } });
      expect(rowsInOrder(lives)).toEqual(rowsInOrder(model.tables.life.all().map(({ id }) => ({ id }))));
      const deps = { db, clock: steppedClock, reference: createReferenceCache(db) };
      const reference = await deps.reference();
      for (const { id } of lives) {
        const { agenda, done, stage } = await lookAhead(deps, id);
        const modelled = { ...agendaOf(model.tables, id, reference), agenda: await model.agenda(id) };
        expect(rowsInOrder(agenda), id).toEqual(rowsInOrder(modelled.agenda));
        expect({ done, stage }).toEqual({ done: modelled.done, stage: modelled.stage });
      }

      await db.$transaction((tx) => rebuild(tx), { timeout: 60_000 });
      expect(await differences(db, model)).toEqual([]);
    }),
    { numRuns: 2, endOnFailure: true, seed: propertySeed() },
  );
});
