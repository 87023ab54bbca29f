import type { Command } from 'commander';
import type { Context } from '../context.ts';

export function addWorker(program: Command, context: Context): void {
  program
    .command('worker')
    .summary('the worker process of a real installation')
    .description(
      'Runs the worker against the database, the Temporal server and the mail server that the environment names, until it is told to stop. Several may run side by side. Nothing is sent unless SEND=live.',
    )
    .action(async () => {
      const [{ readConfiguration }, { runWorker }] = await Promise.all([
        import('../../worker/configuration.ts'),
        import('../../worker/worker.ts'),
      ]);
      await runWorker(readConfiguration(context.env));
    });
}
