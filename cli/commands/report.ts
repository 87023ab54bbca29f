import type { Command } from 'commander';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { ReportRequest } from '../../activities/documents/views/report.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Reference } from '../../domain/reference.ts';
import { municipalityCode, playOption } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

interface Options {
  readonly municipality?: string;
  readonly chief?: string;
  readonly out: string;
  readonly play?: string;
}

interface Wanted extends ReportRequest {
  readonly file: string;
}

export function addReport(program: Command, context: Context): void {
  const report = program
    .command('report')
    .summary('compliance reports on demand, as PDFs')
    .description('Reports on demand.');
  report
    .command('compliance')
    .summary('how mandatory training is followed, as PDFs')
    .description(
      'Makes compliance reports of this moment as PDFs: one for each municipality, to its head of social services, or one for a chief about the own managers. They are written to a folder; nothing is sent and nothing is recorded. The PDFs hold names.',
    )
    .option('--municipality <code>', 'this municipality only, for instance 2081', municipalityCode)
    .option('--chief <id>', 'for this chief, about the own managers')
    .option('--out <folder>', 'where the PDFs go', 'out/compliance')
    .addOption(playOption())
    .action(async (options: Options) => {
      if (options.chief !== undefined && options.municipality !== undefined) {
        throw new BadInput('--chief and --municipality exclude each other.');
      }
      const [{ mkdir, writeFile }, { join }, { complianceReportView }, wantedReports] = await Promise.all([
        import('node:fs/promises'),
        import('node:path'),
        import('../../activities/documents/views/report.ts'),
        loadWanted(),
      ]);
      await context.withDatabase(async (deps) => {
        const wanted = await wantedReports(deps, options, context);
        await mkdir(options.out, { recursive: true });
        for (const { file, ...request } of wanted) {
          const pdf = await deps.documents.render(await complianceReportView(deps, request));
          const path = join(options.out, file);
          await writeFile(path, pdf);
          context.out(path);
        }
      }, options.play);
    });
}

async function loadWanted() {
  const { headsOf } = await import('../../domain/reference.ts');
  return async (deps: Dependencies, options: Options, context: Context): Promise<Wanted[]> => {
    const reference = await deps.reference();
    const asOf = await deps.clock.now(deps.db);
    if (options.chief !== undefined) return [chiefReport(reference, options.chief, asOf)];
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
      const file = `compliance.${code}.${on}.pdf`;
      return [{ file, recipient: head.id, municipality: code, audience: 'heads', asOf }];
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
  const file = `compliance.${id}.${reference.calendar.dateOf(asOf)}.pdf`;
  return { file, recipient: id, municipality: chief.municipality, audience: 'chiefs', asOf };
}
