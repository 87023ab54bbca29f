import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { BadInput } from '../errors.ts';
import { scopeHelp } from './hold.ts';

interface Options {
  readonly firstMailings?: boolean;
}

export function addRelease(program: Command, context: Context): void {
  program
    .command('release')
    .summary('let go out what was on hold')
    .description(
      'Removes the hold of a scope; what is still useful then goes out. A kind of mail (template:…) that has never been sent waits for its first release: this is it.',
    )
    .argument('<scope>', scopeHelp)
    .option('--first-mailings', 'with all: also release every kind of mail for its first time')
    .action(async (text: string, options: Options) => {
      if (options.firstMailings === true && text !== 'all') {
        throw new BadInput(
          '--first-mailings goes with the scope all; template:TEMPLATE releases one kind of mail.',
        );
      }
      const { parseScope, release, scopeText, waitingForFirstRelease } = await import(
        '../../activities/controls.ts'
      );
      await context.withDatabase(async (deps) => {
        const scope = parseScope(text, await deps.reference());
        const { holdRemoved, firstRelease, triedAgain } = await release(
          deps,
          scope,
          options.firstMailings === true,
        );
        const name = scopeText(scope);
        context.out(`${name}: ${holdRemoved ? 'the hold is removed' : 'there was no hold'}.`);
        if (firstRelease) {
          context.out(
            scope.of === 'all'
              ? 'Every kind of mail, and e-invoices, are released for their first time.'
              : `${scope.value} is released for its first time.`,
          );
        }
        if (triedAgain > 0) context.out(`${triedAgain} held effect(s) are planned again.`);
        for (const { scope: waiting, count } of await waitingForFirstRelease(deps)) {
          context.out(`Still waiting for a first release: ${waiting} (${count}).`);
        }
      });
    });
}
