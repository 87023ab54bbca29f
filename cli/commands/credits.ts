import { Argument, type Command } from 'commander';
import { enterByHand, onOption } from '../answering.ts';
import { isoDate } from '../arguments.ts';
import type { Context } from '../context.ts';

interface EquivalentOptions {
  readonly provider: string;
  readonly completed: string;
  readonly decided: string;
  readonly reference: string;
}

export function addCredits(program: Command, context: Context): void {
  const credit = program
    .command('credit')
    .summary('recognise or take back credits for courses taken earlier or elsewhere')
    .description('Credits of the programme that a person has from before or from another provider.');
  const on = (name: string, description: string) =>
    credit
      .command(name)
      .description(description)
      .argument('<person>', 'id')
      .argument('<course>', 'for instance 2');
  on('recognise', 'Recognises a course of the programme that was passed before.')
    .requiredOption('--completed <date>', 'the day on which it was passed', isoDate)
    .action(async (person: string, course: string, { completed }: { readonly completed: string }) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.recogniseCredit({ person, course, completedOn: completed }),
      );
    });
  on('equivalent', "Recognises another provider's course by a decision of the municipality.")
    .requiredOption('--provider <class>', 'university, municipality, folk_high_school, company or other')
    .requiredOption('--completed <date>', 'the day on which the course was passed', isoDate)
    .requiredOption('--decided <date>', 'the day of the decision', isoDate)
    .requiredOption('--reference <text>', "the decision in the municipality's register")
    .action(async (person: string, course: string, options: EquivalentOptions) => {
      const { provider, reference } = options;
      await enterByHand(context, undefined, ({ answers }) =>
        answers.recogniseEquivalent({
          person,
          course,
          provider,
          completedOn: options.completed,
          decidedOn: options.decided,
          reference,
        }),
      );
    });
  on('withdraw', 'Takes back a credit that was recognised by mistake.')
    .addArgument(new Argument('<basis>', 'which of them').choices(['prior', 'equivalent'] as const))
    .option(...onOption, isoDate)
    .action(
      async (
        person: string,
        course: string,
        basis: 'prior' | 'equivalent',
        options: { readonly on?: string },
      ) => {
        await enterByHand(context, options.on, ({ answers }) =>
          answers.withdrawCredit({ person, course, basis }),
        );
      },
    );
}
