import { type Command, Option } from 'commander';
import { enterByHand, onOption } from '../answering.ts';
import { isoDate, wholeNumber } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

interface Options {
  readonly assignment?: number;
  readonly memo?: boolean;
  readonly on?: string;
}

export function addHandIn(program: Command, context: Context): void {
  program
    .command('hand-in')
    .summary('enter that an assignment or a memo has been handed in')
    .description('Enters that a person has handed in the assignment of a course day, or the memo.')
    .argument('<person>', 'id')
    .argument('<offering>', 'for instance HT2026-1a-1')
    .addOption(
      new Option('--assignment <day>', 'number of the course day on which it was set').argParser(
        wholeNumber(1, 99),
      ),
    )
    .addOption(new Option('--memo', 'the memo').conflicts('assignment'))
    .option(...onOption, isoDate)
    .action(async (person: string, offering: string, options: Options) => {
      const { assignment } = options;
      if (assignment === undefined && options.memo !== true) {
        throw new BadInput('Say what was handed in: --assignment DAY or --memo.');
      }
      await enterByHand(context, options.on, ({ answers }) =>
        answers.handIn({ person, offering, ...(assignment === undefined ? {} : { day: assignment }) }),
      );
    });
}
