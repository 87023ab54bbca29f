import type { Command } from 'commander';
import { enterByHand } from '../answering.ts';
import { wholeNumber } from '../arguments.ts';
import type { Context } from '../context.ts';

export function addMakeUp(program: Command, context: Context): void {
  const makeUp = program
    .command('make-up')
    .summary('book or release a day that makes up for a missed one')
    .description('A missed course day, made up in another offering of the same course.');
  const missed = (name: string, description: string) =>
    makeUp
      .command(name)
      .description(description)
      .argument('<person>', 'id')
      .argument('<home>', 'the offering in which the person has a seat')
      .argument('<home-day>', 'number of the day missed there', wholeNumber(1, 99));
  missed('book', 'Books a seat for one day elsewhere; it costs nothing extra.')
    .argument('<offering>', 'where it is made up')
    .argument('<day>', 'number of the day there', wholeNumber(1, 99))
    .action(async (person: string, home: string, homeDay: number, offering: string, day: number) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.bookMakeUp({ person, home, homeDay, offering, day }),
      );
    });
  missed('release', 'The person will not come to that day.').action(
    async (person: string, home: string, homeDay: number) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.releaseMakeUp({ person, home, homeDay }),
      );
    },
  );
}
