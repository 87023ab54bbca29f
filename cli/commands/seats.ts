import type { Command } from 'commander';
import { playOption } from '../arguments.ts';
import type { Context } from '../context.ts';

export function addSeats(program: Command, context: Context): void {
  program
    .command('seats')
    .summary("a term's seat plan: how good it is, and why somebody has no seat")
    .description(
      "Shows the seat plan of a term: each goal's value, the best that is possible and the distance between them. With --why it works the plan out again with that person seated and tells which limits bind and what it would cost.",
    )
    .argument('<term>', 'for instance HT2026')
    .option('--why <person>', 'why this person has no seat in the term')
    .addOption(playOption())
    .action(async (term: string, options: { readonly why?: string; readonly play?: string }) => {
      const { seatPlanText, whyNoSeatText } = await import('../../activities/enrolment/seatPlanStory.ts');
      await context.withDatabase(async (deps) => {
        context.out(await seatPlanText(deps, term));
        if (options.why !== undefined) context.out(await whyNoSeatText(deps, term, options.why));
      }, options.play);
    });
}
