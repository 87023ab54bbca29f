import type { Command } from 'commander';
import { byOption, enterByHand } from '../answering.ts';
import { wholeNumber } from '../arguments.ts';
import type { Context } from '../context.ts';

const acts = [
  [
    'unavailable',
    'trainerUnavailable',
    'The trainer cannot come; the coordinator is told, participants are not.',
  ],
  ['available', 'trainerAvailable', 'Undoes it: the trainer can come after all.'],
  ['unassign', 'unassignTrainer', 'Undoes an assignment.'],
] as const;

export function addTrainer(program: Command, context: Context): void {
  const trainer = program
    .command('trainer')
    .summary('who holds a course day, and who cannot')
    .description('Trainers of a course day.');
  const day = (name: string, description: string) =>
    trainer
      .command(name)
      .description(description)
      .argument('<trainer>', 'id')
      .argument('<offering>', 'for instance HT2026-1a-1')
      .argument('<day>', 'number of the course day, from 1', wholeNumber(1, 99))
      .option(...byOption);
  for (const [name, act, description] of acts) {
    day(name, description).action(
      async (id: string, offering: string, number: number, { by }: { readonly by?: string }) => {
        await enterByHand(context, undefined, ({ answers, coordinator }) =>
          answers[act]({ trainer: id, offering, day: number, by: by ?? coordinator }),
        );
      },
    );
  }
  day('assign', 'Somebody holds the day, in the place of the one who cannot come.')
    .option('--leader', 'as course leader of the day')
    .action(
      async (
        id: string,
        offering: string,
        number: number,
        { by, leader }: { readonly by?: string; readonly leader?: true },
      ) => {
        await enterByHand(context, undefined, ({ answers, coordinator }) =>
          answers.assignTrainer({
            trainer: id,
            offering,
            day: number,
            leader: leader === true,
            by: by ?? coordinator,
          }),
        );
      },
    );
}
