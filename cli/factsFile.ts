/** A file of facts (the format of `answers.csv`): checked whole, then entered in one transaction or not at all. */
import { basename, dirname } from 'node:path';
import { AnswerRefused, type AnswerSource, answersIn, applyAnswer } from '../activities/answers/answers.ts';
import { assertTrainer, findDay, findOffering, findPerson, findTerm } from '../activities/answers/lookUp.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import { type ParsedAnswer, parseAnswer } from '../domain/answers.ts';
import type { Reference } from '../domain/reference.ts';
import { type AnswerColumn, answerColumns } from '../regions/reader/answers.ts';
import { ErrorLog, type FileError } from '../regions/reader/fileErrors.ts';
import { readSource } from '../regions/reader/files.ts';
import type { Row } from '../regions/reader/row.ts';
import { readTable } from '../regions/reader/table.ts';

interface Line {
  readonly row: Row<AnswerColumn>;
  readonly date: string;
  readonly person: string;
  readonly answer: ParsedAnswer;
}

export type FactsImport =
  | { readonly ok: true; readonly lines: number; readonly recorded: number }
  | { readonly ok: false; readonly errors: readonly FileError[] }
  | { readonly ok: false; readonly missing: true };

/**
 * Enters all lines in the order of their dates, each with its date as the day on which it happened.
 * @returns how many facts were new; or every mistake with its place, and then nothing has been entered
 */
export async function importFacts(
  deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
  file: string,
  source: AnswerSource = 'hand',
): Promise<FactsImport> {
  const errors = new ErrorLog();
  const text = await readSource(dirname(file), basename(file), true, errors);
  if (text === undefined && errors.all().length === 0) return { ok: false, missing: true };
  const reference = await deps.reference();
  const today = reference.calendar.dateOf(await deps.clock.now(deps.db));
  const lines = readTable(text, answerColumns, errors).rows.flatMap((row) => readLine(row, reference, today));
  if (errors.all().length > 0) return { ok: false, errors: errors.all() };

  try {
    const recorded = await deps.db.$transaction(
      (tx) => enter({ ...deps, db: tx }, lines, errors, reference, source),
      { timeout: 10 * 60_000 },
    );
    return { ok: true, lines: lines.length, recorded };
  } catch (error) {
    if (error instanceof Undone) return { ok: false, errors: errors.all() };
    throw error;
  }
}

/** Rolls the transaction back; what is wrong stands in the log. */
class Undone extends Error {}

type InTransaction = Pick<Dependencies, 'clock'> & { readonly db: Parameters<typeof answersIn>[0]['tx'] };

async function enter(
  { db: tx, clock }: InTransaction,
  lines: readonly Line[],
  errors: ErrorLog,
  reference: Reference,
  source: AnswerSource,
): Promise<number> {
  // Two files at once could wait for each other's people.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('facts import', 0))`;
  const at = await clock.now(tx);
  let recorded = 0;
  // Sorting is stable: lines of one day stay in the order of the file.
  for (const { row, date, person, answer } of lines.toSorted((a, b) => compare(a.date, b.date))) {
    try {
      const answers = answersIn({ tx, reference, at, today: date }, source);
      recorded += (await applyAnswer(answers, person, answer, date)).recorded;
    } catch (error) {
      if (!(error instanceof AnswerRefused)) throw error;
      row.wrong('value', error.message);
    }
  }
  if (errors.all().length > 0) throw new Undone();
  return recorded;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** One line, checked as far as it can be without the lines before it; nothing when it is wrong. */
function readLine(row: Row<AnswerColumn>, reference: Reference, today: string): Line[] {
  const date = row.date('date');
  const person = row.required('person');
  const what = row.required('what');
  if (date > today)
    row.wrong('date', `${date} ligger framåt i tiden. Ange bara det som har hänt (i dag är ${today}).`);
  if (person !== '') check(row, 'person', () => findPerson(reference, person));
  if (what === '') return [];
  const parsed = parseAnswer({ date, person, what, value: row.text('value') });
  if ('error' in parsed) {
    row.wrong(parsed.column, parsed.error);
    return [];
  }
  checkNames(row, parsed, person, reference);
  return [{ row, date, person, answer: parsed }];
}

function checkNames(row: Row<AnswerColumn>, answer: ParsedAnswer, by: string, reference: Reference): void {
  const named = [
    ...('nominee' in answer ? [answer.nominee] : []),
    ...('instead' in answer ? [answer.instead] : []),
    ...('examinee' in answer ? [answer.examinee] : []),
    ...('absent' in answer ? answer.absent : []),
    ...('people' in answer ? answer.people : []),
  ];
  for (const id of named) check(row, 'value', () => findPerson(reference, id));
  if ('term' in answer) check(row, 'value', () => findTerm(reference, answer.term));
  if ('offering' in answer) {
    check(row, 'value', () => {
      const offering = findOffering(reference, answer.offering);
      if ('day' in answer) findDay(offering, answer.day);
    });
  }
  if (answer.kind !== 'attendance' && answer.kind !== 'result') return;
  if (reference.people.some(({ id }) => id === by)) check(row, 'person', () => assertTrainer(reference, by));
}

function check(row: Row<AnswerColumn>, column: AnswerColumn, look: () => unknown): void {
  try {
    look();
  } catch (error) {
    if (!(error instanceof AnswerRefused)) throw error;
    row.wrong(column, error.message);
  }
}
