import { type Command, Option } from 'commander';
import { declineCauses } from '../../domain/enrolment/nomination.ts';
import { enterByHand, onOption } from '../answering.ts';
import { isoDate, termCode } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

interface OneOptions {
  readonly term: string;
  readonly course?: string;
  readonly decline?: boolean;
  readonly reason?: (typeof declineCauses)[number];
  readonly note?: string;
  readonly instead?: string;
  readonly withdraw?: boolean;
  readonly by?: string;
  readonly on?: string;
}

interface AllOptions {
  readonly term: string;
  readonly workplace?: string;
  readonly on?: string;
}

const termOption = ['--term <term>', 'for instance HT2026', termCode] as const;

export function addNomination(program: Command, context: Context): void {
  program
    .command('nomination')
    .summary("enter a chief's answer about a manager")
    .description(
      "Enters what a chief has answered about a manager for a term: yes, no, another one instead, or that it is taken back. The chief is reminded about the other proposed managers until each is answered, or 'nominations' says that there is nothing more.",
    )
    .argument('<person>', "the manager's id")
    .requiredOption(...termOption)
    .option('--course <code>', 'the course (default: whichever the manager misses)')
    .option('--decline', 'the manager is not sent this term')
    .addOption(new Option('--reason <class>', 'why not, with --decline').choices([...declineCauses]))
    .option('--note <text>', 'what the chief wrote about it, with --decline; can be erased later')
    .option('--instead <id>', 'this manager goes instead')
    .option('--withdraw', 'takes back what was said about the manager')
    .option('--by <id>', "who answers (default: the responsible chief); the manager's own id: volunteers")
    .option(...onOption, isoDate)
    .action(async (person: string, options: OneOptions) => {
      const { term, course, reason, note, instead, by } = options;
      const ways = [options.decline === true, instead !== undefined, options.withdraw === true];
      if (ways.filter((way) => way).length > 1) {
        throw new BadInput('Only one of --decline, --instead and --withdraw can be meant.');
      }
      if (options.decline === true && course !== undefined) {
        throw new BadInput('--course and --decline exclude each other.');
      }
      if (options.decline !== true && (reason !== undefined || note !== undefined)) {
        throw new BadInput('--reason and --note say why not; they need --decline.');
      }
      await enterByHand(context, options.on, ({ answers }) => {
        const said = { term, person, ...(by === undefined ? {} : { chief: by }) };
        const asked = course === undefined ? {} : { course };
        if (options.withdraw === true) return answers.withdrawNomination(said);
        if (instead !== undefined) return answers.replaceNomination({ ...said, ...asked, instead });
        if (options.decline !== true) return answers.nominate({ ...said, ...asked });
        return answers.declineNomination({
          ...said,
          ...(reason === undefined ? {} : { cause: reason }),
          ...(note === undefined ? {} : { note }),
        });
      });
    });

  const whole = program
    .command('nominations')
    .summary("enter a chief's answer about a whole proposal or a workplace")
    .description("A chief's answer about all proposed managers of a term, or those of one workplace.");
  const acts = [
    ['approve', 'approveProposal', 'Nominates all who are proposed and not answered about yet.'],
    ['done', 'closeAnswer', 'The chief has nothing more to say; whoever was not mentioned is not sent.'],
    ['reopen', 'reopenAnswer', 'The chief has more to say after all.'],
  ] as const;
  for (const [name, act, description] of acts) {
    whole
      .command(name)
      .description(description)
      .argument('<chief>', "the chief's id")
      .requiredOption(...termOption)
      .option('--workplace <name>', 'only this workplace, as in people.csv')
      .option(...onOption, isoDate)
      .action(async (chief: string, { term, workplace, on }: AllOptions) => {
        const answer = { term, chief, ...(workplace === undefined ? {} : { workplace }) };
        await enterByHand(context, on, ({ answers }) => answers[act](answer));
      });
  }
}
