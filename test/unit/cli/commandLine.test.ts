import { describe, expect, test } from 'vitest';
import type { Context, ExitStatus } from '../../../cli/context.ts';
import { createProgram } from '../../../cli/program.ts';
import { runCommandLine } from '../../../cli/run.ts';

interface Ran {
  readonly status: ExitStatus;
  readonly out: string;
  readonly err: string;
  readonly opened: number;
}

/** Runs a command line against a database that must not be reached, or that fails as told. */
async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}, failure?: Error): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  let opened = 0;
  let ending: ExitStatus = 0;
  const context: Context = {
    env,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    async withDatabase() {
      opened += 1;
      throw failure ?? new Error('the database was opened');
    },
    endWith: (status) => {
      ending = status;
    },
    status: () => ending,
  };
  const status = await runCommandLine(args, context);
  return { status, out: out.join('\n'), err: err.join('\n'), opened };
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

function everyCommand(): string[][] {
  const found: string[][] = [];
  const visit = (command: ReturnType<typeof createProgram>, path: string[]): void => {
    for (const inner of command.commands) {
      found.push([...path, inner.name()]);
      visit(inner, [...path, inner.name()]);
    }
  };
  const nothing = () => undefined;
  visit(
    createProgram({
      env: {},
      out: nothing,
      err: nothing,
      withDatabase: async () => {
        throw new Error('not here');
      },
      endWith: nothing,
      status: () => 0,
    }),
    [],
  );
  return found;
}

describe('help', () => {
  test('names every command', async () => {
    const { status, out, err } = await run(['--help']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    for (const name of ['play', 'up', 'worker', 'migrate', 'import', 'term', 'facts', 'nomination', 'seat']) {
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
  });

  test('there are the commands that the documents name', () => {
    expect(everyCommand().map((path) => path.join(' '))).toEqual(
      expect.arrayContaining([
        'play',
        'term open',
        'facts import',
        'attendance',
        'result',
        'hand-in',
        'exempt',
        'leave',
        'plan',
        'preview',
        'hold',
        'release',
        'status',
        'journey',
        'report compliance',
        'seat give',
        'seat withdraw',
      ]),
    );
  });

  test.each(everyCommand().map((path) => [path.join(' '), path] as const))(
    '%s --help',
    async (_name, path) => {
      const { status, out, err, opened } = await run([...path, '--help']);
      expect({ status, err, opened }).toEqual({ status: 0, err: '', opened: 0 });
      expect(out).toContain(`Usage: ledarresan ${path.join(' ')}`);
      expect(out.split('\n')[2]).toMatch(/^[A-Z].*[.]$|^[A-Z]/);
    },
  );

  test('the version is that of the package', async () => {
    const { status, out } = await run(['--version']);
    expect(status).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('wrong usage ends with 2, says why and opens nothing', () => {
  test.each([
    [[], /Usage: ledarresan/],
    [['plya'], /unknown command 'plya'[\s\S]*play/],
    [['play'], /missing required argument 'region'/],
    [['play', 'r', '--from', '2026'], /HT2026/],
    [['play', 'r', '--terms', '0'], /from 1 to 40/],
    [['play', 'r', '--nonsense'], /unknown option '--nonsense'/],
    [['term', 'open', 'HT26'], /HT2026/],
    [['term'], /Usage: ledarresan term/],
    [['nomination', 'p'], /--term <term>' not specified/],
    [['nomination', 'p', '--term', 'HT2026', '--course', '2', '--decline'], /exclude each other/],
    [['attendance', 'O', 'one', '--all-except', ''], /whole number/],
    [['attendance', 'O', '1'], /--all-except/],
    [['attendance', 'O', '1', '--all-except', 'a', '--present', 'b'], /cannot be used with/],
    [['result', 'p', 'O', 'maybe'], /pass, fail/],
    [['hand-in', 'p', 'O'], /--assignment DAY or --memo/],
    [['hand-in', 'p', 'O', '--memo', '--assignment', '1'], /cannot be used with/],
    [['plan', 'p'], /--until <date>' not specified/],
    [['leave', 'p', '--until', '2026-02-30'], /2026-09-01/],
    [['seat', 'take', 'p', 'O'], /unknown command 'take'/],
    [['seat', 'give', 'p', 'O', '--on', 'yesterday'], /2026-09-01/],
    [['report', 'compliance', '--municipality', 'Mora'], /four digits/],
    [['report', 'compliance', '--municipality', '2062', '--chief', 'c'], /exclude each other/],
    [['release', 'kind:mail', '--first-mailings'], /--first-mailings/],
    [['preview'], /--until <date>' not specified/],
  ])('%j', async (args, message) => {
    const { status, out, err, opened } = await run(args);
    expect({ status, out, opened }).toEqual({ status: 2, out: '', opened: 0 });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('input', () => {
  test('a folder that is no region', async () => {
    const { status, err, opened } = await run(['import', 'no/such/folder']);
    expect({ status, opened }).toEqual({ status: 2, opened: 0 });
    expect(err).toMatch(/no\/such\/folder[\s\S]*nothing was imported/);
  });

  test.each([
    [{}, /DATABASE_URL is not set/],
    [{ DATABASE_URL: 'mysql://x/y' }, /not an address of a PostgreSQL database/],
  ])('migrate without an address of a database: %j', async (env, message) => {
    const { status, err } = await run(['migrate'], env);
    expect(status).toBe(2);
    expect(err).toMatch(message);
  });

  test('migrate where nothing listens', async () => {
    const { status, err } = await run(['migrate'], { DATABASE_URL: 'postgresql://u:secret@127.0.0.1:1/db' });
    expect(status).toBe(1);
    expect(err).toMatch(/Nothing answers/);
    expect(err).not.toMatch(/secret|\n\s+at /);
  });
});

describe('errors of the parts', () => {
  test.each([
    ['ConfigurationError', 2],
    ['AnswerRefused', 2],
    ['DatabaseRefused', 1],
    ['EmbeddedPartError', 1],
    ['NoRegion', 1],
  ])('%s ends with %i and is told without a stack trace', async (name, expected) => {
    const { status, err } = await run(['hold', 'all'], {}, named(name, 'what, where and what to do'));
    expect(status).toBe(expected);
    expect(err).toMatch(/^what, where and what to do/i);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('with --verbose the stack trace stands below', async () => {
    const { status, err } = await run(['hold', 'all', '--verbose'], {}, named('DatabaseRefused', 'not ours'));
    expect(status).toBe(1);
    expect(err).toMatch(/^not ours\n[\s\S]*\n\s+at /);
  });

  test('a full disk, deep inside', async () => {
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    const { status, err } = await run(['hold', 'all'], {}, new Error('outer', { cause: full }));
    expect(status).toBe(1);
    expect(err).toMatch(/^The disk is full/);
  });

  test('what nobody has foreseen is told by name', async () => {
    const { status, err } = await run(['hold', 'all'], {}, new TypeError('x is not y'));
    expect(status).toBe(1);
    expect(err).toMatch(/^Unexpected error: TypeError: x is not y\n.*--verbose/);
  });
});
