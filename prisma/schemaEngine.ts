/**
 * Prisma's own schema engine as WebAssembly: it needs no program to be downloaded and speaks to the database
 * through the same adapter as the client.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

let instantiated: Promise<void> | undefined;

/** Loads the engine's code once a process. */
function instantiate(): Promise<void> {
  instantiated ??= (async () => {
    const require = createRequire(import.meta.url);
    const entry = require.resolve('@prisma/schema-engine-wasm');
    const bytes = await readFile(entry.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...bindings } });
    bindings.__wbg_set_wasm(instance.exports);
    const start = instance.exports.__wbindgen_start;
    if (typeof start !== 'function')
      throw new Error('The schema engine in node_modules is not whole. Run npm ci.');
    // The engine reports a panic through this object before it traps.
    Object.assign(globalThis, {
      PRISMA_WASM_PANIC_REGISTRY: {
        set_message(message: string) {
          throw new Error(`Prisma's schema engine panicked: ${message}`);
        },
      },
    });
    start();
  })();
  return instantiated;
}

/** PostgreSQL's internal one-byte type, used in its catalogues only, and a type that the adapter reads alike. */
const charOid = 18;
const textOid = 25;

/** The positions of the "char" columns in the answer to the query of the current adapter call. */
const charColumns = new AsyncLocalStorage<number[]>();

/**
 * The engine reads PostgreSQL's catalogues, but the adapter of this version refuses their type "char" as
 * unknown (prisma/orm issue 27403). This adapter reads it as text and then names it a character.
 */
function catalogueAdapter(pool: pg.Pool): PrismaPg {
  const query = pool.query.bind(pool);
  pool.query = new Proxy(pool.query, {
    apply(_target, _self, args: unknown[]) {
      const answer: unknown = Reflect.apply(query, undefined, args);
      const found = charColumns.getStore();
      if (found === undefined || !(answer instanceof Promise)) return answer;
      return answer.then((result: pg.QueryArrayResult) => {
        for (const [index, field] of result.fields.entries()) {
          if (field.dataTypeID !== charOid) continue;
          field.dataTypeID = textOid;
          found.push(index);
        }
        return result;
      });
    },
  });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (sqlQuery) => {
      const found: number[] = [];
      const answer = await charColumns.run(found, () => queryRaw(sqlQuery));
      for (const index of found) answer.columnTypes[index] = ColumnTypeEnum.Character;
      return answer;
    };
    return adapter;
  };
  return factory;
}

/**
 * Runs `use` with an engine that is connected to the database at `url` (a PostgreSQL server is reached only
 * when `use` does something that needs one).
 * @param schema the datamodel as text, when the work concerns one
 */
export async function withSchemaEngine<T>(
  url: string,
  schema: string | undefined,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  await instantiate();
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const adapter = bindMigrationAwareSqlAdapterFactory(catalogueAdapter(pool));
  const engine = await bindings.SchemaEngine.new(
    { datamodels: schema === undefined ? undefined : [['schema.prisma', schema]] },
    () => undefined,
    adapter,
  );
  try {
    return await use(engine);
  } catch (error) {
    // Behind "an error occurred in the adapter" stands what the database said.
    const id =
      error instanceof Error ? /externalError.*?(\d+)|error id[^\d]*(\d+)/i.exec(error.message) : null;
    const consumed = id === null ? undefined : adapter.errorRegistry.consumeError(Number(id[1] ?? id[2]));
    throw consumed?.error ?? error;
  } finally {
    engine.free();
    await pool.end();
  }
}
