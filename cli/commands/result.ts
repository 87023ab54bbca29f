import { Argument, type Command } from 'commander';
import { byOption, enterByHand, onOption } from '../answering.ts';
import { isoDate } from '../arguments.ts';
import type { Context } from '../context.ts';

export function addResult(program: Command, context: Context): void {
  program
    .command('result')
    .summary('enter a result')
    .description('Enters the result of the attempt that is awaited, or corrects the newest one.')
    .argument('<person>', 'id')
    .argument('<offering>', 'for instance HT2026-1a-1')
    .addArgument(
      new Argument('<grade>', 'the result; `awaited` takes back one entered by mistake').choices([
        'pass',
        'fail',
        'awaited',
      ]),
    )
    .option('--correct', 'the newest result was wrong and should have said this')
    .option(...byOption)
    .option(...onOption, isoDate)
    .action(
      async (
        person: string,
        offering: string,
        grade: string,
        options: { readonly by?: string; readonly on?: string; readonly correct?: true },
      ) => {
        await enterByHand(context, options.on, ({ answers, coordinator }) => {
          const of = { person, offering, by: options.by ?? coordinator };
          return options.correct === true || grade === 'awaited'
            ? answers.correctResult({ ...of, passed: grade === 'awaited' ? null : grade === 'pass' })
            : answers.registerResult({ ...of, passed: grade === 'pass' });
        });
      },
    );
}
