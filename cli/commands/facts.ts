import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

export function addFacts(program: Command, context: Context): void {
  const facts = program
    .command('facts')
    .summary('enter many facts at once, from a file')
    .description('Many facts at once.');
  facts
    .command('import')
    .summary('enter a file of facts')
    .description(
      'Enters a CSV file in the format of answers.csv (docs/region-files.md). All lines are checked first and entered in one transaction: with a single mistake nothing is entered, and all mistakes are told with line and column. Entering the same file again changes nothing.',
    )
    .argument('<file>', 'CSV with the columns date, person, what, value')
    .action(async (file: string) => {
      const [{ importFacts }, { formatFileError }] = await Promise.all([
        import('../factsFile.ts'),
        import('../../regions/reader/fileErrors.ts'),
      ]);
      await context.withDatabase(async (deps) => {
        const done = await importFacts(deps, file);
        if ('missing' in done) throw new BadInput(`There is no file ${file}. Give a CSV file with facts.`);
        if (!done.ok) {
          const lines = done.errors.map(formatFileError);
          throw new BadInput(
            [...lines, `${lines.length} error(s) in ${file}; nothing was entered.`].join('\n'),
          );
        }
        context.out(`${done.lines} line(s), ${done.recorded} new fact(s).`);
      });
    });
}
