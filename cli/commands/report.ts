import type { Command } from 'commander';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { ReportRequest } from '../../activities/documents/views/report.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Reference } from '../../domain/reference.ts';
import { isoDate, municipalityCode, playOption, type ReportFormat, reportFormats } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';
import { momentOf } from '../reportMoment.ts';
import { addStatements } from './statements.ts';

interface Options {
  readonly municipality?: string;
  readonly chief?: string;
  readonly asOf?: string;
  readonly format: readonly ReportFormat[];
  readonly out: string;
  readonly play?: string;
}

interface Wanted extends ReportRequest {
  /** Without its ending. */
  readonly file: string;
}

export function addReport(program: Command, context: Context): void {
  const report = program
    .command('report')
    .summary('reports and statements on demand')
    .description('Reports and statements on demand.');
  addStatements(report, context);
  report
    .command('compliance')
    .summary('how mandatory training is followed, to read or to work with')
    .description(
      'Makes compliance reports: one for each municipality, to its head of social services, or one for a chief about the own managers. They are written to a folder; nothing is sent and nothing is recorded. The files hold names. With --as-of they tell what was known when that day ended, and are the same bytes whenever they are made.',
    )
    .option('--municipality <code>', 'this municipality only, for instance 2081', municipalityCode)
    .option('--chief <id>', 'for this chief, about the own managers')
    .option('--as-of <date>', 'the state at the end of this day, for instance 2026-10-31', isoDate)
    .option('--format <formats>', 'pdf to read, xlsx and csv to work with, one or several', reportFormats, [
      'pdf',
    ])
    .option('--out <folder>', 'where the files go', 'out/compliance')
    .addOption(playOption())
    .action(async (options: Options) => {
      if (options.chief !== undefined && options.municipality !== undefined) {
        throw new BadInput('--chief and --municipality exclude each other.');
      }
      const [{ complianceReportView }, { complianceSheets }, { writeReport }, wantedReports] =
        await Promise.all([
          import('../../activities/documents/views/report.ts'),
          import('../../templates/sheets/compliance.ts'),
          import('../reportFiles.ts'),
          loadWanted(),
        ]);
      await context.withDatabase(async (deps) => {
        for (const { file, ...request } of await wantedReports(deps, options, context)) {
          const view = await complianceReportView(deps, request);
          const paths = await writeReport(
            { folder: options.out, file, formats: options.format },
            () => deps.documents.render(view),
            complianceSheets(view),
          );
          for (const path of paths) context.out(path);
        }
      }, options.play);
    });
}

async function loadWanted() {
  const { headsOf } = await import('../../domain/reference.ts');
  return async (deps: Dependencies, options: Options, context: Context): Promise<Wanted[]> => {
    const reference = await deps.reference();
    const moment = await momentOf(deps, reference, options.asOf);
    const { asOf } = moment;
    if (options.chief !== undefined) return [{ ...chiefReport(reference, options.chief, asOf), ...moment }];
    const on = reference.calendar.dateOf(asOf);
    const chosen = reference.municipalities.filter(
      ({ code }) => options.municipality === undefined || code === options.municipality,
    );
    if (chosen.length === 0) {
      const known = reference.municipalities.map(({ code, name }) => `${code} ${name}`).join(', ');
      throw new BadInput(`There is no municipality ${options.municipality}. There are: ${known}.`);
    }
    return chosen.flatMap(({ code, name }): Wanted[] => {
      const head = headsOf(reference, code, on)[0];
      if (head === undefined) {
        context.err(`${code} ${name}: nobody is head of social services on ${on}, so there is no report.`);
        context.endWith(1);
        return [];
      }
      const file = `compliance.${code}.${on}`;
      return [{ file, recipient: head.id, municipality: code, audience: 'heads', ...moment }];
    });
  };
}

function chiefReport(reference: Reference, id: string, asOf: Instant): Wanted {
  const chief = reference.people.find((person) => person.id === id);
  if (
    chief === undefined ||
    chief.municipality === '' ||
    !['chief', 'head_of_social_services'].includes(chief.role)
  ) {
    throw new BadInput(`There is no chief "${id}". Give the id of a chief or a head of social services.`);
  }
  const file = `compliance.${id}.${reference.calendar.dateOf(asOf)}`;
  return { file, recipient: id, municipality: chief.municipality, audience: 'chiefs', asOf };
}
