import { Argument, type Command, Option } from 'commander';
import {
  type RespiteCause,
  type RespiteKind,
  respiteCauses,
  respiteKinds,
} from '../../domain/people/respites.ts';
import { enterByHand } from '../answering.ts';
import { isoDate } from '../arguments.ts';
import type { Context } from '../context.ts';

const kinds = [
  ['exempt', 'exempt a manager from mandatory training', 'the last day (default: for good)'],
  ['leave', 'enter that a manager is on leave', 'the last day (default: not known)'],
  ['plan', "enter a chief's plan with a date, which halts escalation", 'the date of the plan'],
] as const;

export function addRespites(program: Command, context: Context): void {
  for (const [kind, summary, until] of kinds) {
    const command = program
      .command(kind)
      .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
      .summary(summary)
      .argument('<person>', "the manager's id")
      .option('--from <date>', 'the first day (default: today)', isoDate);
    if (kind === 'plan') command.requiredOption('--until <date>', until, isoDate);
    else command.option('--until <date>', until, isoDate);
    command.addOption(new Option('--cause <cause>', 'the class of the reason').choices(respiteCauses));
    command.action(
      async (
        person: string,
        options: { readonly until?: string; readonly from?: string; readonly cause?: RespiteCause },
      ) => {
        await enterByHand(context, undefined, ({ answers }) =>
          answers.grantRespite({
            person,
            kind,
            until: options.until ?? '',
            ...(options.from === undefined ? {} : { from: options.from }),
            ...(options.cause === undefined ? {} : { cause: options.cause }),
          }),
        );
      },
    );
  }
  const kind = () => new Argument('<kind>', 'what it is').choices(respiteKinds);
  program
    .command('back')
    .summary('enter that somebody is back from leave')
    .description('What is under way ends the day before.')
    .argument('<person>', 'id')
    .addArgument(kind().default('leave').argOptional())
    .option('--on <date>', 'the first day back (default: today)', isoDate)
    .action(async (person: string, what: RespiteKind, options: { readonly on?: string }) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.endRespite({ person, kind: what, ...options }),
      );
    });
  program
    .command('undo-respite')
    .summary('take back what was entered about leave, an exemption, a plan or an extension')
    .description('Takes back the newest that was entered: a grant, a new end, or a return.')
    .argument('<person>', 'id')
    .addArgument(kind())
    .action(async (person: string, what: RespiteKind) => {
      await enterByHand(context, undefined, ({ answers }) => answers.undoRespite({ person, kind: what }));
    });
}
