import type { Command } from 'commander';
import type { Context } from '../context.ts';

export function addReplan(program: Command, context: Context): void {
  program
    .command('replan')
    .summary('let all open lives plan again')
    .description(
      "Lets every life that is not done plan again: after Temporal's state was lost, after the database was restored, or to try stuck lives once more. What has been done stays done. Look at `preview` first.",
    )
    .action(async () => {
      const { replanOpenLives } = await import('../../activities/replan.ts');
      await context.withDatabase(async (deps) => {
        context.out(`${await replanOpenLives(deps)} lives are to plan again.`);
      });
    });
}
