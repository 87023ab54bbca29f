import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAlive } from '../../worker/embedded/processes.ts';
import { locateTemporalProgram, startTemporal, type TemporalServer } from '../../worker/embedded/temporal.ts';

const quiet = () => undefined;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledarresan-temporal-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program that only says which server it holds. */
function fakeProgram(file: string, server = '1.29.1'): string {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "temporal version 1.5.1 (Server ${server}, UI 2.42.1)"\n`);
  chmodSync(file, 0o755);
  return file;
}

/** The tools that scripts need, but neither `temporal` nor `go`. */
const plainPath = '/usr/bin:/bin';

describe('looking for the temporal program', () => {
  test('the program that is named wins over the one on PATH', async () => {
    const named = fakeProgram(join(folder, 'named', 'temporal-of-ours'));
    const onPath = fakeProgram(join(folder, 'path', 'temporal'));
    const env = { PATH: `${join(folder, 'path')}:${plainPath}`, LEDARRESAN_CACHE: join(folder, 'none') };
    expect(await locateTemporalProgram(quiet, { ...env, LEDARRESAN_TEMPORAL_CLI: named })).toBe(named);
    expect(await locateTemporalProgram(quiet, env)).toBe(onPath);
  });

  test('a named program that does not work is an error, not a reason to take another', async () => {
    const env = { PATH: plainPath, LEDARRESAN_TEMPORAL_CLI: join(folder, 'missing') };
    await expect(locateTemporalProgram(quiet, env)).rejects.toThrow(
      /LEDARRESAN_TEMPORAL_CLI names .*missing/,
    );
  });

  test('too old a program on PATH is passed over for the one in the cache', async () => {
    fakeProgram(join(folder, 'old', 'temporal'), '1.20.0');
    const cached = fakeProgram(join(folder, 'cache', 'bin', 'temporal'));
    const env = { PATH: `${join(folder, 'old')}:${plainPath}`, LEDARRESAN_CACHE: join(folder, 'cache') };
    expect(await locateTemporalProgram(quiet, env)).toBe(cached);
  });

  test('an archive is downloaded into the cache', async () => {
    const made = fakeProgram(join(folder, 'archive', 'temporal'));
    execFileSync('tar', ['-czf', join(folder, 'a.tar.gz'), '-C', join(made, '..'), 'temporal']);
    const bytes = readFileSync(join(folder, 'a.tar.gz'));
    const server = createServer((_request, response) => response.end(bytes));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const cache = join(folder, 'downloaded');
    try {
      const found = await locateTemporalProgram(quiet, {
        PATH: plainPath,
        LEDARRESAN_CACHE: cache,
        LEDARRESAN_TEMPORAL_ARCHIVE: `http://127.0.0.1:${port}/a.tar.gz`,
      });
      expect(found).toBe(join(cache, 'bin', 'temporal'));
    } finally {
      server.close();
    }
  });

  test('without a download it is built with Go, and the cache is used the next time', async () => {
    const tools = join(folder, 'tools');
    mkdirSync(tools);
    writeFileSync(
      join(tools, 'go'),
      `#!/bin/sh\necho "go: downloading x v1" >&2\nprintf '#!/bin/sh\\necho "temporal version (Server 1.29.1)"\\n' > "$GOBIN/temporal"\nchmod +x "$GOBIN/temporal"\n`,
    );
    chmodSync(join(tools, 'go'), 0o755);
    const cache = join(folder, 'built');
    const lines: string[] = [];
    // Nothing listens on port 9: the download fails at once.
    const archive = 'http://127.0.0.1:9/none.tar.gz';
    const env = { LEDARRESAN_CACHE: cache, LEDARRESAN_TEMPORAL_ARCHIVE: archive };
    const path = `${tools}:${plainPath}`;
    const first = await locateTemporalProgram((line) => lines.push(line), { ...env, PATH: path });
    expect(first).toBe(join(cache, 'bin', 'temporal'));
    expect(lines.join('\n')).toMatch(/download did not work[\s\S]*building github.com\/temporalio\/cli/);
    expect(await locateTemporalProgram(quiet, { ...env, PATH: plainPath })).toBe(first);
  });

  test('when nothing works the error names all five ways and leaves nothing behind', async () => {
    const cache = join(folder, 'empty');
    const env = { PATH: join(folder, 'nowhere'), LEDARRESAN_CACHE: cache, LEDARRESAN_OFFLINE: '1' };
    const failure = await locateTemporalProgram(quiet, env).catch((error: unknown) => String(error));
    for (const way of [
      'LEDARRESAN_TEMPORAL_CLI',
      'temporal on PATH',
      'the cache',
      'the official download',
      'go install',
    ]) {
      expect(failure).toContain(way);
    }
    expect(existsSync(join(cache, 'bin', 'temporal'))).toBe(false);
  });
});

describe('the server', () => {
  let server: TemporalServer;
  const searchAttributes = { LedarresanMunicipality: 'Keyword', LedarresanNextMoment: 'Datetime' } as const;

  beforeAll(async () => {
    const program = await locateTemporalProgram(quiet);
    server = await startTemporal({
      program,
      namespace: 'test-region',
      searchAttributes,
      dbFilename: join(folder, 'state', 'temporal.db'),
      progress: quiet,
      logFile: join(folder, 'server.log'),
    });
  });
  afterAll(async () => {
    await server?.stop();
  });

  test('has the namespace and the search attributes, and keeps what is started across a restart', async () => {
    const start = async (address: string) => {
      const connection = await Connection.connect({ address });
      return { connection, client: new Client({ connection, namespace: 'test-region' }) };
    };
    const before = await start(server.address);
    const { customAttributes } = await before.connection.operatorService.listSearchAttributes({
      namespace: 'test-region',
    });
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(Object.keys(searchAttributes)));
    await before.client.workflow.start('nobodyRunsThis', { workflowId: 'kept', taskQueue: 'none' });
    await before.connection.close();
    await server.stop();
    expect(await isAlive(server.pid)).toBe(false);

    server = await startTemporal({
      program: await locateTemporalProgram(quiet),
      namespace: 'test-region',
      searchAttributes,
      dbFilename: join(folder, 'state', 'temporal.db'),
      progress: quiet,
      logFile: join(folder, 'server.log'),
    });
    const after = await start(server.address);
    const found = await after.client.workflow.getHandle('kept').describe();
    expect(found.status.name).toBe('RUNNING');
    await after.connection.close();
  });

  test('a program that cannot start says so, with its own words', async () => {
    const broken = join(folder, 'broken');
    writeFileSync(broken, '#!/bin/sh\necho "no such luck" >&2\nexit 3\n');
    chmodSync(broken, 0o755);
    await expect(
      startTemporal({
        program: broken,
        searchAttributes: {},
        progress: quiet,
        logFile: join(folder, 'b.log'),
      }),
    ).rejects.toThrow(/ended while starting[\s\S]*no such luck/);
  });
});
