import { Argument, type Command } from 'commander';
import { byOption, enterByHand, onOption } from '../answering.ts';
import { isoDate } from '../arguments.ts';
import type { Context } from '../context.ts';

export function addResult(program: Command, context: Context): void {
  program
    .command('result')
    .summary('enter a result')
    .description('Enters the result of the attempt that is awaited.')
    .argument('<person>', 'id')
    .argument('<offering>', 'for instance HT2026-1a-1')
    .addArgument(new Argument('<grade>', 'the result').choices(['pass', 'fail']))
    .option(...byOption)
    .option(...onOption, isoDate)
    .action(
      async (
        person: string,
        offering: string,
        grade: string,
        options: { readonly by?: string; readonly on?: string },
      ) => {
        await enterByHand(context, options.on, ({ answers, coordinator }) =>
          answers.registerResult({
            person,
            offering,
            passed: grade === 'pass',
            by: options.by ?? coordinator,
          }),
        );
      },
    );
}
