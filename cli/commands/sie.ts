import type { Command } from 'commander';
import { isoDate, playOption } from '../arguments.ts';
import type { Context } from '../context.ts';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly out?: string;
  readonly play?: string;
}

export function addSie(program: Command, context: Context): void {
  program
    .command('sie')
    .summary("a seller's invoices, credit notes and payments as an SIE 4 file")
    .description(
      'Writes an accounting file (SIE type 4, code page 437) of a period within one calendar year. The accounts are rules of the region.',
    )
    .argument('<seller>', "the seller's code, for instance hda")
    .requiredOption('--from <date>', 'first day', isoDate)
    .requiredOption('--to <date>', 'last day', isoDate)
    .option('--out <file>', 'where it goes (default: SELLER-FROM-TO.se)')
    .addOption(playOption())
    .action(async (seller: string, { from, to, out, play }: Options) => {
      const [{ writeFile }, { accountingFile }] = await Promise.all([
        import('node:fs/promises'),
        import('../../activities/accounting.ts'),
      ]);
      await context.withDatabase(async (deps) => {
        const reference = await deps.reference();
        const today = reference.calendar.dateOf(await deps.clock.now(deps.db));
        const made = { name: 'Ledarresan', version: program.version() ?? '' };
        const file = await accountingFile(deps.db, reference, { seller, from, to }, made, today);
        const path = out ?? `${seller}-${from}-${to}.se`;
        await writeFile(path, file.content);
        context.out(`${path}: ${file.vouchers} voucher(s)`);
      }, play);
    });
}
