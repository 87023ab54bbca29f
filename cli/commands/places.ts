import type { Command } from 'commander';
import { enterByHand, onOption } from '../answering.ts';
import { isoDate, municipalityCode, wholeNumber } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

export function addPlaces(program: Command, context: Context): void {
  program
    .command('capacity')
    .summary('give a course offering more or fewer places')
    .description(
      'Changes how many places an offering has. More places go to the waiting list; the number before undoes it.',
    )
    .argument('<offering>', 'for instance HT2026-1a-1')
    .argument('<places>', 'how many it has from now on', wholeNumber(1, 500))
    .option(...onOption, isoDate)
    .action(async (offering: string, capacity: number, options: { readonly on?: string }) => {
      await enterByHand(context, options.on, ({ answers }) => answers.changeCapacity({ offering, capacity }));
    });
  program
    .command('reserve')
    .summary('keep places of a course offering for a municipality')
    .description(
      'Keeps places for a municipality until a day; from then on anybody may have what is left. 0 places takes it away.',
    )
    .argument('<offering>', 'for instance HT2026-1a-1')
    .argument('<municipality>', 'for instance 2081', municipalityCode)
    .argument('<places>', 'how many', wholeNumber(0, 500))
    .option('--until <date>', 'the first day on which anybody may have them', isoDate)
    .option(...onOption, isoDate)
    .action(
      async (
        offering: string,
        municipality: string,
        count: number,
        { until, on }: { readonly until?: string; readonly on?: string },
      ) => {
        if (count > 0 && until === undefined) throw new BadInput('Say until when: --until 2026-08-01.');
        const reserve = { offering, municipality, count, releasedOn: until ?? '' };
        await enterByHand(context, on, ({ answers }) => answers.reservePlaces(reserve));
      },
    );
  program
    .command('interest')
    .summary('a manager wants a course, whenever it is given')
    .description(
      'Registers that a manager wants a course without a date. It is counted as demand, and the manager is among the first to be proposed when the course is given.',
    )
    .argument('<person>', "the manager's id")
    .argument('<course>', 'a course of the programme, for instance 2')
    .option('--withdraw', 'the manager does not want it any more')
    .option(...onOption, isoDate)
    .action(
      async (
        person: string,
        course: string,
        options: { readonly on?: string; readonly withdraw?: boolean },
      ) => {
        await enterByHand(context, options.on, ({ answers }) =>
          options.withdraw === true
            ? answers.withdrawInterest({ person, course })
            : answers.registerInterest({ person, course }),
        );
      },
    );
}
