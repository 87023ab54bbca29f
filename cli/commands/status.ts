import type { Command } from 'commander';
import { playOption } from '../arguments.ts';
import type { Context } from '../context.ts';

export function addStatus(program: Command, context: Context): void {
  program
    .command('status')
    .summary('what is under way, and what a person should look at')
    .description(
      "Shows how many lives are under way, and everything that waits for a person: lives that are stuck or late, mails that are doubtful, refused or held, deadlines that no seat can meet, what is on hold, the coordinators' list, and how many want each course without a date.",
    )
    .addOption(playOption())
    .action(async (options: { readonly play?: string }) => {
      const [{ status, statusText }, { holds, waitingForFirstRelease }, { demandLine, waitingAndDemand }] =
        await Promise.all([
          import('../../activities/story/status.ts'),
          import('../../activities/controls.ts'),
          import('../../activities/story/waiting.ts'),
        ]);
      await context.withDatabase(async (deps) => {
        const { calendar, name } = await deps.reference();
        context.out(name);
        context.out(statusText(await status(deps), calendar));
        for (const { scope, since } of await holds(deps)) {
          context.out(`On hold since ${calendar.dateOf(since)} ${calendar.timeOf(since)}: ${scope}`);
        }
        for (const wanted of (await waitingAndDemand(deps)).demand) {
          context.out(`Wanted without a date: ${demandLine(wanted)}`);
        }
        for (const { scope, count } of await waitingForFirstRelease(deps)) {
          context.out(`Waiting for a first release: ${scope} (${count})`);
        }
      }, options.play);
    });
}
