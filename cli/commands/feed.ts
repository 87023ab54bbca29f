import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';

/** The address at which somebody's calendar subscribes. */
export function addFeed(program: Command, context: Context): void {
  program
    .command('feed')
    .summary("show, renew or revoke the address of somebody's own calendar")
    .description(
      "Shows the address at which the person's calendar can subscribe to their course days, and opens one when there is none. Give it to nobody else: whoever has it sees the days. Needs PUBLIC_URL and CERTIFICATE_SECRET.",
    )
    .argument('<person>', 'id')
    .option('--revoke', 'the address leads nowhere from now on; asking again gives another one')
    .action(async (person: string, { revoke = false }: { readonly revoke?: boolean }) => {
      const { openFeed, revokeFeed } = await import('../../activities/messages/feeds.ts');
      await context.withDatabase(async (deps) => {
        const { people } = await deps.reference();
        if (!people.some(({ id }) => id === person))
          throw new BadInput(`there is nobody with the id ${person}`);
        if (revoke) {
          const was = await revokeFeed(deps, person, 'hand');
          context.out(was ? 'Revoked: the address leads nowhere now.' : 'There is no address to revoke.');
          return;
        }
        if (deps.feeds === undefined) {
          throw new BadInput('PUBLIC_URL is missing: say where the calendars are reached from outside');
        }
        context.out((await openFeed(deps, deps.feeds, person, { source: 'hand' })) ?? '');
      });
    });
}
