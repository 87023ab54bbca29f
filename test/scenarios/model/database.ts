/**
 * The tables of the model behind the methods of the database client, so that people's answers, the term's decisions and
 * the lives' wake-ups run as they are, without a database. Current tables change by facts only: what the log is given
 * goes to the reducers. Raw SQL is known by what it does: see `rawSql.ts`.
 */
import { factKinds } from '../../../activities/facts/record.ts';
import type { Database } from '../../../prisma/client.ts';
import type { Fact } from '../../../prisma/generated/client.ts';
import { inOrder, matches, type Related, type Row, selected } from './query.ts';
import { rawSql, type SqlText } from './rawSql.ts';
import { recorded, reduce } from './reducers/index.ts';
import type { Table } from './table.ts';
import { createCurrentTables, createTables, type Tables } from './tables.ts';
import { wakeLives } from './wake.ts';

/** A `where`, `data`, `select` … as callers give it; what it holds is looked at row by row. */
interface Query {
  readonly where?: unknown;
  readonly orderBy?: unknown;
  readonly select?: unknown;
  readonly take?: number;
  readonly distinct?: readonly string[];
}

type AnyTable = Table<Record<string, unknown>>;

const derived: ReadonlySet<string> = new Set(Object.keys(createCurrentTables()));

export interface MemoryDatabase {
  readonly tables: Tables;
  /** The same tables as the database client shows them. */
  readonly db: Database;
}

export function createMemoryDatabase(): MemoryDatabase {
  const tables = createTables();
  // Each table has its own type of row; a query looks at all of them alike.
  const anyTable = (name: string) => tables[name as keyof Tables] as unknown as AnyTable;

  const related: Related = (row, relation) => {
    if (relation !== 'seats') return undefined;
    const rows = tables.seat.where(
      ({ offering, number }) => offering === row.offering && number === row.number,
    );
    return rows.map((seat) => ({ ...seat }));
  };

  let seq = 0n;
  const append = (data: readonly Omit<Fact, 'seq'>[]) => {
    const rows = data.map((fact): Fact => {
      seq += 1n;
      return { ...fact, seq };
    });
    return applyRuns(rows);
  };

  /** Consecutive facts of a kind together, as the log does it. */
  async function applyRuns(rows: readonly Fact[]): Promise<void> {
    const woken = new Set<string>();
    for (let start = 0; start < rows.length; ) {
      const kind = rows[start]?.kind ?? '';
      let end = start;
      while (rows[end]?.kind === kind) end += 1;
      const run = rows.slice(start, end);
      for (const row of run) {
        tables.fact.insert(row);
        reduce(tables, row);
      }
      const wakes = (await factKinds.get(kind)?.wakes(db, run.map(recorded))) ?? [];
      for (const life of wakes) woken.add(life);
      start = end;
    }
    woken.delete(rows[0]?.source ?? '');
    wakeLives(tables, [...woken]);
  }

  const found = (name: string, { where, orderBy, select, take, distinct }: Query = {}): Row[] => {
    const rows = anyTable(name)
      .all()
      .filter((row) => matches(row, where, related));
    const seen = new Set<string>();
    const unique =
      distinct === undefined
        ? rows
        : rows.filter((row) => {
            const key = distinct.map((column) => String(row[column])).join('\u0000');
            return seen.has(key) ? false : seen.add(key);
          });
    return inOrder(unique, orderBy)
      .slice(0, take ?? Number.POSITIVE_INFINITY)
      .map((row) => selected(row, select));
  };

  function delegate(name: string) {
    const orThrow = (query?: Query): Row => {
      const [row] = found(name, query);
      if (row === undefined)
        throw new Error(`the model has no such row of ${name}: ${JSON.stringify(query?.where)}`);
      return row;
    };
    const writable = () => {
      if (derived.has(name)) throw new Error(`only facts change ${name}`);
      return anyTable(name);
    };
    const holds = (query: Query) => (row: Row) => matches(row, query.where, related);
    return {
      findMany: async (query?: Query) => found(name, query),
      findFirst: async (query?: Query) => found(name, query)[0] ?? null,
      findUnique: async (query?: Query) => found(name, query)[0] ?? null,
      findFirstOrThrow: async (query?: Query) => orThrow(query),
      findUniqueOrThrow: async (query?: Query) => orThrow(query),
      count: async (query?: Query) => found(name, query).length,
      create: async ({ data }: { readonly data: Record<string, unknown> }) => {
        writable().insert(data);
        return data;
      },
      createMany: async ({
        data,
        skipDuplicates,
      }: {
        readonly data: Record<string, unknown>[];
        readonly skipDuplicates?: boolean;
      }) => {
        const table = writable();
        const before = table.all().length;
        for (const row of data) {
          if (skipDuplicates === true) table.putNew(row);
          else table.insert(row);
        }
        return { count: table.all().length - before };
      },
      update: async ({ data, ...query }: Query & { readonly data: Record<string, unknown> }) => {
        writable().update(holds(query), data);
        return orThrow(query);
      },
      upsert: async ({
        create,
        update,
        ...query
      }: Query & {
        readonly create: Record<string, unknown>;
        readonly update: Record<string, unknown>;
      }) => {
        if (found(name, query).length === 0) writable().insert(create);
        else writable().update(holds(query), update);
        return orThrow(query);
      },
      updateMany: async ({ data, ...query }: Query & { readonly data: Record<string, unknown> }) => ({
        count: writable().update(holds(query), data),
      }),
      deleteMany: async (query: Query = {}) => ({ count: writable().remove(holds(query)) }),
      createManyAndReturn: async ({ data }: { readonly data: readonly Omit<Fact, 'seq'>[] }) => {
        if (name !== 'fact') throw new Error(`only facts are appended, not rows of ${name}`);
        await append(data);
        // The model has done what follows from them; the caller has nothing left to project.
        return [];
      },
    };
  }

  const client: Record<string, unknown> = {
    ...Object.fromEntries(Object.keys(tables).map((name) => [name, delegate(name)])),
    $transaction: async (work: unknown) =>
      typeof work === 'function' ? work(db) : Promise.all(Array.isArray(work) ? work : []),
    $queryRaw: async (sql: SqlText, ...values: unknown[]) => rawSql(tables, sql, values),
    $executeRaw: async (sql: SqlText, ...values: unknown[]) => rawSql(tables, sql, values).length,
  };
  // The client's type has every method of every table; those that the project uses are here, others fail by name.
  const db = client as unknown as Database;
  return { tables, db };
}
