import type { Command } from 'commander';
import type { ReplanChange } from '../../activities/replan.ts';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { playOption } from '../arguments.ts';
import type { Context } from '../context.ts';
import { table } from '../table.ts';

export function addReplan(program: Command, context: Context): void {
  program
    .command('replan')
    .summary('let all open lives plan again')
    .description(
      "Lets every life that is not done plan again: after Temporal's state was lost, after the database was restored, or to try stuck lives once more. What has been done stays done. Look at --preview first.",
    )
    .option('--preview', 'only show what would differ from the last plans; nothing is written')
    .addOption(playOption())
    .action(async (options: { readonly preview?: boolean; readonly play?: string }) => {
      const { replanDifference, replanOpenLives } = await import('../../activities/replan.ts');
      await context.withDatabase(async (deps) => {
        if (options.preview === true) {
          const { calendar } = await deps.reference();
          context.out(changesText(await replanDifference(deps), calendar));
          return;
        }
        context.out(`${await replanOpenLives(deps)} lives are to plan again.`);
      }, options.play);
    });
}

const shown = 20;

function changesText(changes: readonly ReplanChange[], calendar: Calendar): string {
  if (changes.length === 0) return 'Every life would plan as it has planned.';
  const at = (moment: number | null) =>
    moment === null ? '–' : `${calendar.dateOf(moment)} ${calendar.timeOf(moment)}`;
  const rows = changes
    .slice(0, shown)
    .map(({ life, from, to, atOnce, dropped }) => [
      life,
      at(from),
      at(to),
      [...atOnce.map((key) => `+ ${key}`), ...dropped.map((key) => `- ${key}`)].join(', '),
    ]);
  return [
    table(['life', 'waits for', 'would wait for', 'at once (+), no longer (-)'], rows),
    ...(changes.length > shown ? [`… and ${changes.length - shown} more`] : []),
    `${changes.length} lives would plan differently.`,
  ].join('\n');
}
