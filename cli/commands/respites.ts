import type { Command } from 'commander';
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
    command.action(async (person: string, options: { readonly until?: string; readonly from?: string }) => {
      await enterByHand(context, undefined, ({ answers }) =>
        answers.grantRespite({
          person,
          kind,
          until: options.until ?? '',
          ...(options.from === undefined ? {} : { from: options.from }),
        }),
      );
    });
  }
}
