import type { Command } from 'commander';
import { enterByHand, onOption } from '../answering.ts';
import { isoDate, termCode } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

interface Options {
  readonly term: string;
  readonly course?: string;
  readonly decline?: boolean;
  readonly by?: string;
  readonly on?: string;
}

export function addNomination(program: Command, context: Context): void {
  program
    .command('nomination')
    .summary("enter a chief's answer about a manager")
    .description(
      "Enters what a chief has answered about a manager for a term. The chief's answer counts as given: no more reminders.",
    )
    .argument('<person>', "the manager's id")
    .requiredOption('--term <term>', 'for instance HT2026', termCode)
    .option('--course <code>', 'the course (default: whichever the manager misses)')
    .option('--decline', 'the manager is not sent this term')
    .option('--by <id>', "who answers (default: the responsible chief); the manager's own id: volunteers")
    .option(...onOption, isoDate)
    .action(async (person: string, options: Options) => {
      if (options.decline === true && options.course !== undefined) {
        throw new BadInput('--course and --decline exclude each other.');
      }
      const { responsibleChief } = await import('../../domain/reference.ts');
      const { findPerson } = await import('../../activities/answers/lookUp.ts');
      await enterByHand(context, options.on, async ({ answers, occasion }) => {
        const { reference, today } = occasion;
        findPerson(reference, person);
        const { term, course } = options;
        const chief = options.by ?? responsibleChief(reference, person, today)?.id;
        const said = { term, person, ...(chief === undefined ? {} : { chief }) };
        const outcome =
          options.decline === true
            ? await answers.declineNomination(said)
            : await answers.nominate({ ...said, ...(course === undefined ? {} : { course }) });
        if (chief === undefined || chief === person) return outcome;
        const closed = await answers.closeAnswer({ term, chief });
        return { recorded: outcome.recorded + closed.recorded };
      });
    });
}
