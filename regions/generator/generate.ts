/** The invented files of a region, made from the real ones that stand beside them. */
import type { Offering, Person, PriorCredit } from '../../domain/region.ts';
import { courseDayColumns } from '../reader/courseDays.ts';
import { creditColumns } from '../reader/credits.ts';
import { ErrorLog, type FileError } from '../reader/fileErrors.ts';
import { readSource } from '../reader/files.ts';
import {
  municipalityColumns,
  optionalMunicipalityColumns,
  readMunicipalities,
} from '../reader/municipalities.ts';
import { offeringColumns } from '../reader/offerings.ts';
import { personColumns } from '../reader/people.ts';
import { readSettings } from '../reader/settings.ts';
import { readTable } from '../reader/table.ts';
import { generateCredits } from './credits.ts';
import { createDraw } from './draw.ts';
import { generatePeople } from './people.ts';
import { generateTermPlan } from './termPlan.ts';

export const defaultSeed = 'dalarna-2026';

export type GeneratedFiles =
  | { readonly ok: true; readonly files: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly errors: readonly FileError[] };

/**
 * Makes people.csv, offerings.csv, course_days.csv and credits.csv from `region.yaml` and `municipalities.csv` in
 * the folder. The same seed and the same two files give the same bytes.
 * @returns the text of each file by name, or what is wrong with the two that are read. Writes nothing.
 */
export async function generateFiles(folder: string, seed: string): Promise<GeneratedFiles> {
  const errors = new ErrorLog();
  const [yaml, municipalityFile] = await Promise.all([
    readSource(folder, 'region.yaml', false, errors),
    readSource(folder, 'municipalities.csv', false, errors),
  ]);
  const read = yaml && readSettings(yaml, errors);
  const { municipalities } = readMunicipalities(
    readTable(municipalityFile, municipalityColumns, errors, optionalMunicipalityColumns),
  );
  const found = errors.all();
  const firstTerm = read?.settings.terms[0];
  if (found.length > 0 || !read?.calendar || !firstTerm) return { ok: false, errors: found };

  const { settings, calendar } = read;
  const draw = createDraw(seed);
  const people = generatePeople(municipalities, draw, calendar, firstTerm.start);
  const offerings = generateTermPlan(settings, calendar, people, draw);
  const credits = generateCredits(people, calendar, draw);
  const files = new Map([
    ['people.csv', csv(personColumns, people.map(personCells))],
    ['offerings.csv', csv(offeringColumns, offerings.map(offeringCells))],
    ['course_days.csv', csv(courseDayColumns, offerings.flatMap(dayCells))],
    ['credits.csv', csv(creditColumns, credits.map(creditCells))],
  ]);
  return { ok: true, files };
}

function personCells(one: Person): string[] {
  return [
    one.id,
    one.municipality,
    one.name,
    one.email,
    one.role,
    one.targetGroup,
    one.workplace,
    one.chiefId,
    one.postSince,
    one.leftOn,
  ];
}

function offeringCells(one: Offering): string[] {
  return [one.code, one.course, one.term, one.trainingGroup, String(one.capacity), one.place];
}

function dayCells({ days }: Offering): string[][] {
  return days.map((day) => [
    day.offering,
    String(day.number),
    day.date,
    day.start,
    day.end,
    day.place,
    day.trainers.map(({ id, leader }) => (leader ? `${id}*` : id)).join(';'),
  ]);
}

function creditCells(one: PriorCredit): string[] {
  return [one.person, one.course, one.completedOn, one.source];
}

/** Comma, LF, quotation marks only where needed. */
function csv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [columns, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}
