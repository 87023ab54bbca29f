import type { Command } from 'commander';
import type { Context } from '../context.ts';

export const scopeHelp =
  'all, kind:KIND (for instance kind:mail), template:TEMPLATE (a kind of mail) or municipality:CODE';

export function addHold(program: Command, context: Context): void {
  program
    .command('hold')
    .summary('stop what goes out')
    .description(
      'Stops everything, a kind of effect, a kind of mail or a municipality until the same scope is released. What is being carried out at this moment goes on to its end.',
    )
    .argument('<scope>', scopeHelp)
    .action(async (text: string) => {
      const { hold, parseScope, scopeText } = await import('../../activities/controls.ts');
      await context.withDatabase(async (deps) => {
        const scope = parseScope(text, await deps.reference());
        const isNew = await hold(deps, scope);
        context.out(`${scopeText(scope)} ${isNew ? 'is on hold' : 'was on hold already'}.`);
      });
    });
}
