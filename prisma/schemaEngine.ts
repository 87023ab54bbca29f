/**
 * Prisma's own schema engine as WebAssembly: it needs no program to be downloaded and speaks to the database
 * through the same adapter as the client.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
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

/** PostgreSQL's internal one-byte type, used in its catalogues only, and the type to which it is widened. */
const charOid = 18;
const textOid = 25;

/**
 * The engine reads PostgreSQL's catalogues, but the adapter of this version refuses their type "char" as
 * unknown (prisma/orm issue 27403): this pool passes it on as text.
 */
function cataloguePool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const query = pool.query.bind(pool);
  pool.query = new Proxy(pool.query, {
    apply(_target, _self, args: unknown[]) {
      const answer: unknown = Reflect.apply(query, undefined, args);
      return answer instanceof Promise ? answer.then(widened) : answer;
    },
  });
  return pool;
}

function widened(result: unknown): unknown {
  if (typeof result === 'object' && result !== null && 'fields' in result && Array.isArray(result.fields)) {
    for (const field of result.fields) if (field.dataTypeID === charOid) field.dataTypeID = textOid;
  }
  return result;
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
  const pool = cataloguePool(url);
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
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
