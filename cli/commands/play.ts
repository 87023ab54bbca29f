import type { Command } from 'commander';
import { termCode, wholeNumber } from '../arguments.ts';
import type { Context } from '../context.ts';

interface Options {
  readonly from?: string;
  readonly terms: number;
  readonly out: string;
  readonly seed: string;
  readonly resume?: boolean;
  readonly temporalDb?: string;
}

export function addPlay(program: Command, context: Context): void {
  program
    .command('play')
    .summary('let terms of a region happen in minutes, on real parts')
    .description(
      'Lets terms of a region happen in minutes: a Temporal server, a PostgreSQL and a mail catcher are started for it, and the clock is moved from one moment to the next. Mails, PDFs, the ledger and a summary are left in the output folder. No other database and no real mail server is touched.',
    )
    .argument('<region>', "the region's folder, for instance regions/dalarna")
    .option(
      '--from <term>',
      'the first term, for instance HT2026 (default: the first of the region)',
      termCode,
    )
    .option('--terms <n>', 'how many terms', wholeNumber(1, 40), 1)
    .option('--out <folder>', 'where the results go', 'out')
    .option('--seed <text>', "what the people's answers are drawn from", '1')
    .option('--resume', 'go on after a crash or Ctrl-C instead of starting from scratch')
    .option('--temporal-db <file>', "keep the Temporal server's state in a file, to look at afterwards")
    .action(async (region: string, options: Options) => {
      const { play } = await import('../../worker/play/play.ts');
      const { exitCode } = await play({
        region,
        terms: options.terms,
        out: options.out,
        seed: options.seed,
        resume: options.resume === true,
        ...(options.from === undefined ? {} : { from: options.from }),
        ...(options.temporalDb === undefined ? {} : { temporalDb: options.temporalDb }),
      });
      context.endWith(exitCode);
    });
}
