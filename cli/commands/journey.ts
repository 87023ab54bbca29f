import type { Command } from 'commander';
import { playOption } from '../arguments.ts';
import type { Context } from '../context.ts';

export function addJourney(program: Command, context: Context): void {
  program
    .command('journey')
    .summary("tell one manager's journey: what happened, what comes next, and why")
    .description(
      "Tells one manager's journey: where it stands, what happened, what comes next, what was not sent, and the rule and reason of each. It holds names: not for logs or files that others read.",
    )
    .argument('<person>', "the manager's id, for instance 2081-m01")
    .option('--ahead', 'only the coming steps, and the rules that call for them')
    .addOption(playOption())
    .action(async (person: string, options: { readonly ahead?: boolean; readonly play?: string }) => {
      const { journeyAhead, journeyStory } = await import('../../activities/story/journey.ts');
      const tell = options.ahead === true ? journeyAhead : journeyStory;
      await context.withDatabase(async (deps) => context.out(await tell(deps, person)), options.play);
    });
}
