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
      const { importUnderWay } = await import('../../activities/rules/import.ts');
      await context.withDatabase(async (deps) => {
        const { changed } = await importUnderWay(deps, read.region, read.hash);
        const { name, municipalities, people } = read.region;
        context.out(
          changed === 0
            ? `${name}: nothing has changed since the last import.`
            : `${name}: ${changed} new or changed (${municipalities.length} municipalities, ${people.length} people in all).`,
        );
      });
    });
}
