import { type Command, InvalidArgumentError } from 'commander';
import { byOption, enterByHand } from '../answering.ts';
import { isoDate, isoDateList, wholeNumber } from '../arguments.ts';
import type { Context } from '../context.ts';

interface By {
  readonly by?: string;
}

interface DayOptions extends By {
  readonly date?: string;
  readonly start?: string;
  readonly end?: string;
  readonly place?: string;
  readonly link?: string;
}

const localTime = (text: string): string => {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) throw new InvalidArgumentError('A time is written 09:00.');
  return text;
};

/** `3,4` as day numbers. */
const dayNumbers = (text: string): number[] => text.split(',').map(wholeNumber(1, 99));

/** Offerings that do not go as planned. Mails wait for the region's quiet window, so that several changes become one. */
export function addOffering(program: Command, context: Context): void {
  const offering = program
    .command('offering')
    .summary('change, shorten, move, merge, cancel or reinstate an offering')
    .description('An offering that does not go as it was planned. Each change can be undone.');

  offering
    .command('day')
    .description('Moves a course day, changes its place, or makes it an online day.')
    .argument('<offering>', 'for instance HT2026-1a-1')
    .argument('<day>', 'number of the course day, from 1', wholeNumber(1, 99))
    .option('--date <date>', 'the new day', isoDate)
    .option('--start <time>', 'local time, 09:00', localTime)
    .option('--end <time>', 'local time, 16:00', localTime)
    .option('--place <place>', 'where people meet')
    .option('--link <address>', 'address of the online meeting; "" when people meet in a place after all')
    .option(...byOption)
    .action(async (code: string, day: number, { by, ...change }: DayOptions) => {
      await enterByHand(context, undefined, ({ answers, coordinator }) =>
        answers.changeDay({ offering: code, day, ...change, by: by ?? coordinator }),
      );
    });

  offering
    .command('shorten')
    .description('Takes away course days that have not been held.')
    .argument('<offering>', 'for instance HT2026-1a-1')
    .argument('<days>', 'numbers of the days, separated by commas', dayNumbers)
    .option(...byOption)
    .action(async (code: string, without: readonly number[], { by }: By) => {
      await enterByHand(context, undefined, ({ answers, coordinator }) =>
        answers.shortenOffering({ offering: code, without, by: by ?? coordinator }),
      );
    });

  offering
    .command('move')
    .description('Moves an offering that has not begun to another term; its seats go with it.')
    .argument('<offering>', 'for instance HT2026-1a-1')
    .argument('<term>', 'for instance VT2027')
    .argument('<dates>', 'a day for each course day, separated by commas', isoDateList)
    .option(...byOption)
    .action(async (code: string, term: string, dates: readonly string[], { by }: By) => {
      await enterByHand(context, undefined, ({ answers, coordinator }) =>
        answers.moveOffering({ offering: code, term, dates, by: by ?? coordinator }),
      );
    });

  offering
    .command('merge')
    .description('Moves all participants to another offering of the same course that has room for them.')
    .argument('<offering>', 'the one that will not be given')
    .argument('<into>', 'the one that takes over')
    .option(...byOption)
    .action(async (code: string, into: string, { by }: By) => {
      await enterByHand(context, undefined, ({ answers, coordinator }) =>
        answers.mergeOffering({ offering: code, into, by: by ?? coordinator }),
      );
    });

  const whole = [
    [
      'cancel',
      'cancelOffering',
      'Will not be given: seats end without a fee, and who had one comes first next time.',
    ],
    ['reinstate', 'reinstateOffering', 'Undoes a cancellation or a merger.'],
    ['undo', 'undoOfferingChange', 'Undoes the newest change of days, place or term.'],
  ] as const;
  for (const [name, act, description] of whole) {
    offering
      .command(name)
      .description(description)
      .argument('<offering>', 'for instance HT2026-1a-1')
      .option(...byOption)
      .action(async (code: string, { by }: By) => {
        await enterByHand(context, undefined, ({ answers, coordinator }) =>
          answers[act]({ offering: code, by: by ?? coordinator }),
        );
      });
  }
}
