/** A region's folder as a `Region`: everything read, everything checked, all errors at once. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Region } from '../../domain/region.ts';
import { rulesSchema } from '../../domain/rules.ts';
import { answerColumns, readAnswers } from './answers.ts';
import { courseDayColumns } from './courseDays.ts';
import { checkOutcomeCourses, courseOutcomeColumns, readCourseOutcomes } from './courseOutcomes.ts';
import { checkPartCourses, coursePartColumns, readCourseParts } from './courseParts.ts';
import { courseColumns, optionalCourseColumns, readCourses } from './courses.ts';
import { creditColumns, readCredits } from './credits.ts';
import { ErrorLog, type FileError, wholeFile } from './fileErrors.ts';
import { readSource, type SourceFile } from './files.ts';
import { planColumns, readImplementationPlan } from './implementationPlan.ts';
import { mandateColumns, readMandates } from './mandates.ts';
import { municipalityColumns, optionalMunicipalityColumns, readMunicipalities } from './municipalities.ts';
import { offeringColumns, readOfferings } from './offerings.ts';
import { optionalPersonColumns, personColumns, readPeople } from './people.ts';
import { readReservedPlaces, reservedColumns } from './reservedPlaces.ts';
import { readSettings } from './settings.ts';
import { readTable } from './table.ts';

export { type FileError, formatFileError } from './fileErrors.ts';

export type ReadRegion =
  | { readonly ok: true; readonly region: Region; readonly hash: string }
  | { readonly ok: false; readonly errors: readonly FileError[] };

/**
 * Reads and checks the files of a region (see docs/region-files.md).
 * @param folder path of the region's folder.
 * @returns the region with a SHA-256 over the names and bytes of its files, so that the same region read again
 *   is recognised; or every mistake found, in reading order. Throws only for a defect in the program.
 */
export async function readRegion(folder: string): Promise<ReadRegion> {
  const errors = new ErrorLog();
  if (!(await isFolder(folder))) {
    errors.add(
      wholeFile('region.yaml'),
      `Mappen ${folder} finns inte. Ange en mapp med en region, till exempel regions/dalarna.`,
    );
    return { ok: false, errors: errors.all() };
  }
  const required = (name: string) => readSource(folder, name, false, errors);
  const [
    yaml,
    municipalityFile,
    peopleFile,
    mandateFile,
    courseFile,
    offeringFile,
    dayFile,
    creditFile,
    partFile,
    outcomeFile,
    planFile,
    reservedFile,
    answerFile,
  ] = await Promise.all([
    required('region.yaml'),
    required('municipalities.csv'),
    required('people.csv'),
    required('mandates.csv'),
    required('courses.csv'),
    required('offerings.csv'),
    required('course_days.csv'),
    required('credits.csv'),
    readSource(folder, 'course_parts.csv', true, errors),
    readSource(folder, 'course_outcomes.csv', true, errors),
    readSource(folder, 'implementation_plan.csv', true, errors),
    readSource(folder, 'reserved_places.csv', true, errors),
    readSource(folder, 'answers.csv', true, errors),
  ]);

  const read = yaml && readSettings(yaml, errors);
  const settings = read?.settings;
  const { municipalities, index: municipalityIndex } = readMunicipalities(
    readTable(municipalityFile, municipalityColumns, errors, optionalMunicipalityColumns),
  );
  const { people, index: personIndex } = readPeople(
    readTable(peopleFile, personColumns, errors, optionalPersonColumns),
    municipalityIndex,
  );
  const mandates = readMandates(
    readTable(mandateFile, mandateColumns, errors),
    municipalityIndex,
    settings?.rules.mandate ?? rulesSchema.parse({}).mandate,
  );
  const partTable = readTable(partFile, coursePartColumns, errors);
  const outcomeTable = readTable(outcomeFile, courseOutcomeColumns, errors);
  const { courses, index: courseIndex } = readCourses(
    readTable(courseFile, courseColumns, errors, optionalCourseColumns),
    settings?.fees,
    readCourseParts(partTable),
    readCourseOutcomes(outcomeTable),
  );
  checkPartCourses(partTable, courseIndex);
  checkOutcomeCourses(outcomeTable, courseIndex);
  const planActivities = readImplementationPlan(
    readTable(planFile, planColumns, errors),
    municipalityIndex,
    personIndex,
  );
  const { offerings, index: offeringIndex } = readOfferings(
    readTable(offeringFile, offeringColumns, errors),
    readTable(dayFile, courseDayColumns, errors),
    { courses: courseIndex, people: personIndex, settings, calendar: read?.calendar },
  );
  const reservedPlaces = readReservedPlaces(
    readTable(reservedFile, reservedColumns, errors),
    municipalityIndex,
    { index: offeringIndex, rows: offerings },
    courses,
  );
  const credits = readCredits(readTable(creditFile, creditColumns, errors), personIndex, courseIndex);
  const answers = readAnswers(readTable(answerFile, answerColumns, errors), {
    people: personIndex,
    offerings: offeringIndex,
    withDays: offerings,
    terms: settings?.terms,
  });

  const found = errors.all();
  if (found.length > 0 || !settings) return { ok: false, errors: found };
  const files = [
    yaml,
    municipalityFile,
    peopleFile,
    mandateFile,
    courseFile,
    offeringFile,
    dayFile,
    creditFile,
    partFile,
    outcomeFile,
    planFile,
    reservedFile,
    answerFile,
  ];
  return {
    ok: true,
    region: {
      ...settings,
      municipalities,
      people,
      mandates,
      courses,
      offerings,
      credits,
      planActivities,
      reservedPlaces,
      answers,
    },
    hash: hashOf(files.filter((file) => file !== undefined)),
  };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function hashOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(`${name} ${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}
