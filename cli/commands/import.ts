import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

export function addImport(program: Command, context: Context): void {
  program
    .command('import')
    .summary("read a region's files into the database")
    .description(
      'Checks all files of a region and imports what is new or changed, in one transaction. With a single mistake nothing is imported, and all mistakes are told at once.',
    )
    .argument('<region>', "the region's folder, for instance regions/dalarna")
    .action(async (folder: string) => {
      const { readRegion, formatFileError } = await import('../../regions/reader/read.ts');
      const read = await readRegion(folder);
      if (!read.ok) {
        const lines = read.errors.map(formatFileError);
        throw new BadInput(
          [...lines, `${lines.length} error(s) in ${folder}; nothing was imported.`].join('\n'),
        );
      }
      const [{ importRegion }, { rulesDifference }, { keepBygones }] = await Promise.all([
        import('../../activities/region/import.ts'),
        import('../../activities/rules/difference.ts'),
        import('../../activities/rules/change.ts'),
      ]);
      await context.withDatabase(async (deps) => {
        // New rules send nothing that is past; what they do to running journeys, `rules --from` shows before.
        const isKnown = (await deps.db.region.count()) > 0;
        const changes = isKnown ? (await rulesDifference(deps, read.region.rules)).changes : [];
        const { changed } = await importRegion(deps, read.region, read.hash, 'import', (tx) =>
          keepBygones(tx, changes),
        );
        const { name, municipalities, people } = read.region;
        context.out(
          changed === 0
            ? `${name}: nothing has changed since the last import.`
            : `${name}: ${changed} new or changed (${municipalities.length} municipalities, ${people.length} people in all).`,
        );
      });
    });
}
