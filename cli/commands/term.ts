import type { Command } from 'commander';
import { termCode } from '../arguments.ts';
import type { Context } from '../context.ts';
import { BadInput, sentence } from '../errors.ts';

export function addTerm(program: Command, context: Context): void {
  const term = program
    .command('term')
    .summary('open a term, so that its enrolment begins')
    .description('Terms of the region.');
  term
    .command('open')
    .description(
      "Opens a term: chiefs are asked for nominations at the region's moment for it (at once when that has passed), and the term's offerings and invoices begin their lives. Opening it again changes nothing.",
    )
    .argument('<term>', 'for instance HT2026', termCode)
    .action(async (code: string) => {
      const { openTerm, UnknownTerm } = await import('../../activities/terms.ts');
      await context.withDatabase(async (deps) => {
        try {
          const { opened } = await openTerm(deps, code, 'hand');
          context.out(opened ? `${code} is open.` : `${code} was open already.`);
        } catch (error) {
          if (error instanceof UnknownTerm) throw new BadInput(sentence(error.message));
          throw error;
        }
      });
    });
}
