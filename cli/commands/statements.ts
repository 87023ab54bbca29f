/** `report trainer-pot`, `report funding` and `report network`: statements on demand. */
import type { Command } from 'commander';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { MunicipalityCode } from '../../domain/region.ts';
import type { StatementView } from '../../templates/documents/views.ts';
import {
  isoDate,
  municipalityCode,
  playOption,
  type ReportFormat,
  reportFormats,
  termCode,
} from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';
import { momentOf } from '../reportMoment.ts';

interface Options {
  readonly municipality?: string;
  readonly asOf?: string;
  readonly format: readonly ReportFormat[];
  readonly out: string;
  readonly play?: string;
}

const formats = ['--format <formats>', 'pdf to read, xlsx and csv to work with, one or several'] as const;

export function addStatements(report: Command, context: Context): void {
  const ofTerm = (name: string, summary: string, description: string, folder: string) =>
    report
      .command(name)
      .summary(summary)
      .description(description)
      .argument('<term>', 'for instance HT2026', termCode)
      .option('--municipality <code>', 'this municipality only, for instance 2081', municipalityCode)
      .option(...formats, reportFormats, ['pdf'])
      .option('--out <folder>', 'where the files go', folder)
      .addOption(playOption());
  ofTerm(
    'trainer-pot',
    'what municipalities are credited for trainers they have lent',
    'Makes a statement of a term for each municipality and seller: the shares of the trainer pot, by day and trainer, from the attendance as it stands. Nothing is sent and nothing is recorded.',
    'out/trainer-pot',
  ).action(async (term: string, options: Options) => {
    const { trainerPotViews } = await import('../../activities/reports/statements.ts');
    await eachMunicipality(context, options, async (deps, municipality, issuedAt) =>
      (await trainerPotViews(deps, { municipality, term, issuedAt })).map(({ seller, view }) => ({
        file: `trainer-pot.${term}.${seller}.${municipality}`,
        view,
      })),
    );
  });
  ofTerm(
    'funding',
    'what a funding such as Äldreomsorgslyftet may pay for',
    'Makes a statement of a term for each municipality: what it has been invoiced for managers in elderly care, less what has been credited. Nothing is sent and nothing is recorded. The files hold names.',
    'out/funding',
  ).action(async (term: string, options: Options) => {
    const { fundingView } = await import('../../activities/reports/statements.ts');
    await eachMunicipality(context, options, async (deps, municipality, issuedAt) => [
      {
        file: `funding.${term}.${municipality}`,
        view: await fundingView(deps, { municipality, term, issuedAt }),
      },
    ]);
  });
  report
    .command('network')
    .summary('all municipalities side by side, without names of people')
    .description(
      'Makes the report to the network of heads of social services: how many managers stand where in each municipality, cases, cost, and the terms before. Nothing is sent and nothing is recorded.',
    )
    .option('--as-of <date>', 'the state at the end of this day, for instance 2026-10-31', isoDate)
    .option(...formats, reportFormats, ['pdf'])
    .option('--out <folder>', 'where the files go', 'out/network')
    .addOption(playOption())
    .action(async (options: Options) => {
      const { networkView } = await import('../../activities/reports/statements.ts');
      await context.withDatabase(async (deps) => {
        const reference = await deps.reference();
        const moment = await momentOf(deps, reference, options.asOf);
        const file = `network.${reference.calendar.dateOf(moment.asOf)}`;
        await write(context, deps, options, file, await networkView(deps, moment));
      }, options.play);
    });
}

async function eachMunicipality(
  context: Context,
  options: Options,
  views: (
    deps: Dependencies,
    municipality: MunicipalityCode,
    issuedAt: number,
  ) => Promise<readonly { readonly file: string; readonly view: StatementView }[]>,
): Promise<void> {
  await context.withDatabase(async (deps) => {
    const reference = await deps.reference();
    const chosen = reference.municipalities.filter(
      ({ code }) => options.municipality === undefined || code === options.municipality,
    );
    if (chosen.length === 0) {
      const known = reference.municipalities.map(({ code, name }) => `${code} ${name}`).join(', ');
      throw new BadInput(`There is no municipality ${options.municipality}. There are: ${known}.`);
    }
    const issuedAt = await deps.clock.now(deps.db);
    for (const { code } of chosen) {
      for (const { file, view } of await views(deps, code, issuedAt)) {
        // Somebody who asks for all of them is not helped by empty ones.
        if (options.municipality === undefined && view.tables[0].rows.length === 0) continue;
        await write(context, deps, options, file, view);
      }
    }
  }, options.play);
}

async function write(
  context: Context,
  deps: Dependencies,
  { out, format }: Options,
  file: string,
  view: StatementView,
): Promise<void> {
  const { writeReport } = await import('../reportFiles.ts');
  const place = { folder: out, file, formats: format };
  const paths = await writeReport(place, () => deps.documents.render(view), view.tables);
  for (const path of paths) context.out(path);
}
