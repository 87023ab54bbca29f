/** Errors as a person reads them in a terminal: what, where and what to do, without a stack trace. */

/** The command cannot do what was asked because of what was given to it; ends with status 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** The command was right but could not be carried out; ends with status 1. */
export class Failed extends Error {
  override readonly name = 'Failed';
}

/** Errors whose messages are written for people, by name (their classes would load half the program). */
const badInput = new Set([
  'BadInput',
  'ConfigurationError',
  'AnswerRefused',
  'UnknownScope',
  'UnknownReference',
  'RegionRefused',
  'PlayRefused',
  'NoJourney',
  'MessageRefused',
  'NothingKnown',
  'RulesRefused',
  'NoAccountingFile',
]);
const failures = new Set(['Failed', 'EmbeddedPartError', 'DatabaseRefused', 'NoRegion']);

export interface DescribedError {
  readonly text: string;
  readonly status: 1 | 2;
}

/** @param verbose with the stack trace */
export function describeError(error: unknown, verbose: boolean): DescribedError {
  const stack = verbose && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : '';
  if (!(error instanceof Error)) return { text: `Unexpected error: ${String(error)}`, status: 1 };
  if (badInput.has(error.name)) return { text: forPeople(error) + stack, status: 2 };
  if (failures.has(error.name)) return { text: forPeople(error) + stack, status: 1 };
  const known = knownCause(error);
  if (known !== undefined) return { text: known + stack, status: 1 };
  const more = verbose ? '' : '\nRun the command again with --verbose for where it happened.';
  return { text: `Unexpected error: ${error.name}: ${error.message}${more}${stack}`, status: 1 };
}

/** With a capital letter and a full stop. */
export const sentence = (message: string): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;

/** Most messages are sentences already, and some begin with a file's name or an id, which keep their letters. */
function forPeople({ name, message }: Error): string {
  if (name === 'NoRegion') return `${sentence(message)}\nRun: ledarresan import REGION`;
  return name === 'UnknownReference' ? sentence(message) : message;
}

/** Codes of PostgreSQL, Prisma and the operating system, and what to do about them. */
const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at the address of the database (connection refused).',
  ENOTFOUND: 'The host name in the address of the database or server is not known.',
  EAI_AGAIN: 'The host name in the address of the database or server cannot be looked up just now.',
  ETIMEDOUT: 'The database or server does not answer (timed out).',
  P1001: 'The database server cannot be reached.',
  P1000: 'The database refuses the user name or password.',
  P1003: 'The database does not exist on its server.',
  DatabaseNotReachable: 'The database server cannot be reached.',
  AuthenticationFailed: 'The database refuses the user name or password.',
  DatabaseDoesNotExist: 'The database does not exist on its server.',
  '28P01': 'The database refuses the user name or password.',
  '28000': 'The database refuses the user name.',
  '3D000': 'The database does not exist on its server.',
  '53300': 'The database has no connection left for us.',
  '57P03': 'The database is starting up or shutting down; try again in a moment.',
  '42501': 'The database user may not do this.',
};
const diskCauses: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Nothing more can be written; make room and run the command again.',
  EDQUOT: 'The disk quota is used up. Make room and run the command again.',
  EROFS: 'The file system cannot be written to. Choose another folder.',
};

/** Looks for a known code in an error and in what caused it. */
function knownCause(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 5) return undefined;
  for (const code of codesOf(error)) {
    const disk = diskCauses[code];
    if (disk !== undefined) return disk;
    const text = causes[code];
    if (text !== undefined) return `${text} Check DATABASE_URL and that the server runs.`;
    if (code === 'EACCES' || code === 'EPERM') return `${sentence(error.message)} Check the permissions.`;
  }
  const inner = error instanceof AggregateError ? error.errors : [];
  for (const cause of [error.cause, ...inner]) {
    const text = knownCause(cause, depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}

function codesOf(error: Error): string[] {
  const codes: string[] = [];
  for (const key of ['code', 'kind', 'originalCode', 'errorCode']) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === 'string') codes.push(value);
  }
  // Prisma's adapter keeps what the database said as a plain object.
  const adapter: unknown = error.cause;
  if (adapter !== null && typeof adapter === 'object' && !(adapter instanceof Error)) {
    for (const key of ['kind', 'originalCode', 'code']) {
      const value: unknown = Reflect.get(adapter, key);
      if (typeof value === 'string') codes.push(value);
    }
  }
  return codes;
}
