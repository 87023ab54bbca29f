import type { Command } from 'commander';
import type { Answers } from '../../activities/answers/answers.ts';
import { enterByHand, onOption } from '../answering.ts';
import { idList, isoDate, termCode } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

interface SwitchOptions {
  readonly on?: string;
  readonly by?: string;
  readonly undo?: true;
}

type SeatAct = 'giveSeat' | 'registerDaySeat' | 'acceptSeat' | 'declineSeat' | 'withdraw';

const acts: readonly (readonly [name: string, act: SeatAct & keyof Answers, description: string])[] = [
  ['give', 'giveSeat', 'Gives a seat past the enrolment of the term.'],
  ['book', 'registerDaySeat', 'Books a seat on a course outside the programme.'],
  ['accept', 'acceptSeat', 'The person has said yes to the seat.'],
  ['decline', 'declineSeat', "The person has said no to the seat; until the region's last day for it."],
  ['withdraw', 'withdraw', 'The person leaves the course. The day decides whether the seat is invoiced.'],
];

export function addSeat(program: Command, context: Context): void {
  const seat = program
    .command('seat')
    .summary('give, book, accept, decline or withdraw a seat, or take that back')
    .description('A seat of a person in a course offering.');
  seat
    .command('book-staff')
    .description('A unit manager books several of their staff on a course day: all of them, or none.')
    .argument('<offering>', 'for instance HT2026-UA-1')
    .argument('<people>', 'ids, separated by commas', idList)
    .option('--by <id>', 'the chief who books (default: the coordinator)')
    .option(...onOption, isoDate)
    .action(
      async (
        offering: string,
        people: readonly string[],
        options: { readonly on?: string; readonly by?: string },
      ) => {
        await enterByHand(context, options.on, ({ answers, coordinator }) =>
          answers.bookStaff({ offering, people, by: options.by ?? coordinator }),
        );
      },
    );
  for (const [name, act, description] of acts) {
    seat
      .command(name)
      .description(description)
      .argument('<person>', 'id')
      .argument('<offering>', 'for instance HT2026-1a-1')
      .option(...onOption, isoDate)
      .action(async (person: string, offering: string, options: { readonly on?: string }) => {
        await enterByHand(context, options.on, ({ answers }) => answers[act]({ person, offering }));
      });
  }
  seat
    .command('undo')
    .description(
      'Takes back the newest that was entered about a seat: that it was declined or left, or that it was given by hand.',
    )
    .argument('<person>', 'id')
    .argument('<offering>', 'for instance HT2026-1a-1')
    .option(...onOption, isoDate)
    .action(async (person: string, offering: string, options: { readonly on?: string }) => {
      await enterByHand(context, options.on, ({ answers, coordinator }) =>
        answers.undoSeat({ person, offering, by: coordinator }),
      );
    });
  seat
    .command('switch')
    .description(
      'A manager goes on with the training group of a later term: seats before it are given up, what is passed is kept, and a plan holds until the term begins.',
    )
    .argument('<person>', 'id')
    .argument('[term]', 'for instance VT2027; not needed with --undo', termCode)
    .option('--by <id>', 'who says so: the manager or a chief above (default: the coordinator)')
    .option('--undo', 'takes the newest switch back: the seat again, while it is free')
    .option(...onOption, isoDate)
    .action(async (person: string, term: string | undefined, options: SwitchOptions) => {
      await enterByHand(context, options.on, ({ answers, coordinator }) => {
        const by = options.by ?? coordinator;
        if (options.undo === true) return answers.undoSwitch({ person, by });
        if (term === undefined)
          throw new BadInput('Name the term to go on in, for instance VT2027, or --undo.');
        return answers.switchGroup({ person, term, by });
      });
    });
}
