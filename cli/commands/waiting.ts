import type { Command } from 'commander';
import { playOption, termCode } from '../arguments.ts';
import type { Context } from '../context.ts';

export function addWaiting(program: Command, context: Context): void {
  program
    .command('waiting')
    .summary('who waits for a seat, and which courses are wanted')
    .description(
      'Shows the waiting lists, who has moved up and has not answered yet, places kept for municipalities, and how many want each course without a date.',
    )
    .option('--term <term>', 'only the lists of this term', termCode)
    .addOption(playOption())
    .action(async (options: { readonly term?: string; readonly play?: string }) => {
      const { waitingAndDemand, waitingText } = await import('../../activities/story/waiting.ts');
      await context.withDatabase(async (deps) => {
        context.out(waitingText(await waitingAndDemand(deps, options.term)));
      }, options.play);
    });
}
