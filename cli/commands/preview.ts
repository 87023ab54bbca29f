import type { Command } from 'commander';
import { isoDate, playOption } from '../arguments.ts';
import type { Context } from '../context.ts';
import { table } from '../table.ts';

export function addPreview(program: Command, context: Context): void {
  program
    .command('preview')
    .summary('what will go out until a day')
    .description(
      'Lists what will go out and be done until a day, as far as the facts of this moment call for it; later facts add and take away. Nothing is written.',
    )
    .requiredOption('--until <date>', 'the last day, for instance 2026-12-31', isoDate)
    .addOption(playOption())
    .action(async (options: { readonly until: string; readonly play?: string }) => {
      const { preview } = await import('../../activities/story/preview.ts');
      await context.withDatabase(async (deps) => {
        const items = await preview(deps, options.until);
        if (items.length > 0) {
          const rows = items.map((item) => [
            item.localAt.slice(0, 16).replace('T', ' '),
            item.template === '' ? item.kind : item.template,
            item.municipality,
            item.recipient,
            item.held ? 'held' : '',
            item.key,
          ]);
          context.out(table(['at', 'what', 'municipality', 'to', '', 'key'], rows));
        }
        const held = items.filter((item) => item.held).length;
        context.out(
          `${items.length} until ${options.until}${held === 0 ? '' : `, ${held} of them held until released`}.`,
        );
      }, options.play);
    });
}
