import type { Command } from 'commander';
import { isoDate, playOption } from '../arguments.ts';
import type { Context } from '../context.ts';

export function addWhy(program: Command, context: Context): void {
  program
    .command('why')
    .summary('why something was sent, made or decided')
    .description(
      "Tells in Swedish why something was done, or was not: the rule in words and the version of its settings, the facts used, the municipality's decision, who was responsible, and how it was delivered. It holds names.",
    )
    .argument(
      '<key>',
      'a key of the ledger, for instance seat_confirmed.HT2026-1b-1.2081-m01; or seat.OFFERING.PERSON, nomination.TERM.PERSON, proposal.TERM.PERSON, waiting.TERM.PERSON, the number of a certificate, the key or OCR number of an invoice, #SEQ of a fact',
    )
    .addOption(playOption())
    .action(async (key: string, options: { readonly play?: string }) => {
      const { why } = await import('../../activities/story/why.ts');
      await context.withDatabase(async (deps) => context.out(await why(deps, key)), options.play);
    });
}

export function addWhyNot(program: Command, context: Context): void {
  program
    .command('why-not')
    .summary('why something was not sent to somebody')
    .description(
      'Tells in Swedish why somebody did not get something: which condition does not hold, or whether it was ruled out, came too late, is on hold, was no longer called for, or is still ahead. It holds names.',
    )
    .argument('<person>', 'id of the person, for instance 2081-m01')
    .argument('<kind>', 'a kind of mail, for instance course_day_reminder_first; or seat, certificate, task')
    .argument('[date]', 'the day on which it was expected', isoDate)
    .addOption(playOption())
    .action(
      async (person: string, kind: string, date: string | undefined, options: { readonly play?: string }) => {
        const { whyNot } = await import('../../activities/story/whyNot.ts');
        await context.withDatabase(
          async (deps) => context.out(await whyNot(deps, person, kind, date)),
          options.play,
        );
      },
    );
}
