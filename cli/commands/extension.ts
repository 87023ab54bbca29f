import { type Command, Option } from 'commander';
import { extensionCauses, refusalCauses } from '../../domain/escalation/extensions.ts';
import { enterByHand } from '../answering.ts';
import { isoDate } from '../arguments.ts';
import type { Context } from '../context.ts';

export function addExtension(program: Command, context: Context): void {
  const extension = program
    .command('extension')
    .summary('more time for mandatory training: asked for, granted, refused')
    .description('More time for mandatory training.');
  extension
    .command('ask')
    .description('Enters that more time is asked for; whoever decides is told.')
    .argument('<person>', "the manager's id")
    .requiredOption('--until <date>', 'the last day that is asked for', isoDate)
    .addOption(new Option('--cause <cause>', 'why').choices([...extensionCauses]).default('other'))
    .option('--by <id>', 'who asks (default: the manager)')
    .action(async (person: string, options: { until: string; cause: string; by?: string }) => {
      const cause = extensionCauses.find((known) => known === options.cause) ?? 'other';
      await enterByHand(context, undefined, ({ answers }) =>
        answers.askExtension({ person, by: options.by ?? person, until: options.until, cause }),
      );
    });
  extension
    .command('grant')
    .description('Enters that a chief grants more time until a day.')
    .argument('<person>', "the manager's id")
    .requiredOption('--until <date>', 'the new last day', isoDate)
    .requiredOption('--by <id>', 'the chief who grants it')
    .action(async (person: string, options: { until: string; by: string }) => {
      await enterByHand(context, undefined, ({ answers }) => answers.grantExtension({ person, ...options }));
    });
  extension
    .command('refuse')
    .description('Enters that a chief refuses more time.')
    .argument('<person>', "the manager's id")
    .requiredOption('--by <id>', 'the chief who refuses it')
    .addOption(new Option('--cause <cause>', 'why').choices([...refusalCauses]).default('other'))
    .action(async (person: string, options: { by: string; cause: string }) => {
      const cause = refusalCauses.find((known) => known === options.cause) ?? 'other';
      await enterByHand(context, undefined, ({ answers }) =>
        answers.refuseExtension({ person, by: options.by, cause }),
      );
    });
  extension
    .command('undo')
    .description('Takes back the newest that was said about more time.')
    .argument('<person>', "the manager's id")
    .action(async (person: string) => {
      await enterByHand(context, undefined, ({ answers }) => answers.undoExtension({ person }));
    });
}
