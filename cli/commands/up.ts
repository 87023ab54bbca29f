import type { Command } from 'commander';
import { wholeNumber } from '../arguments.ts';
import type { Context } from '../context.ts';

interface Options {
  readonly state: string;
  readonly region?: string;
  readonly temporalUi?: number;
}

export function addUp(program: Command, _context: Context): void {
  program
    .command('up')
    .summary('everything on this machine in the foreground, with the real clock')
    .description(
      'Starts a Temporal server, a PostgreSQL, a mail catcher and the worker on this machine and runs until Ctrl-C. All state lies in one folder and is there the next time.',
    )
    .option('--state <folder>', 'where the database, the mails and the documents lie', '.ledarresan/up')
    .option('--region <folder>', 'import this region first')
    .option(
      '--temporal-ui <port>',
      "also serve Temporal's web interface on this port of this machine",
      wholeNumber(1, 65_535),
    )
    .action(async (options: Options) => {
      const { up } = await import('../../worker/up.ts');
      await up({
        state: options.state,
        ...(options.temporalUi === undefined ? {} : { temporalUiPort: options.temporalUi }),
        ...(options.region === undefined ? {} : { region: options.region }),
      });
    });
}
