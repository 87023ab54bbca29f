import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';

interface Options {
  readonly outbox?: boolean;
  readonly redirect?: string;
}

export function addWorker(program: Command, context: Context): void {
  program
    .command('worker')
    .summary('the worker process of a real installation')
    .description(
      'Runs the worker against the database, the Temporal server and the mail server that the environment names, until it is told to stop. Several may run side by side. Nothing is sent unless SEND=live.',
    )
    .addOption(new Option('--outbox', 'write every mail to the outbox folder').conflicts('redirect'))
    .option('--redirect <address>', 'send every mail to this address instead of to those it is for')
    .action(async (options: Options) => {
      const [{ readConfiguration }, { runWorker }] = await Promise.all([
        import('../../worker/configuration.ts'),
        import('../../worker/worker.ts'),
      ]);
      await runWorker(readConfiguration({ ...context.env, ...trial(options) }));
    });
}

/** Stronger than the environment: who tries something out must not have to trust it. */
function trial({ outbox, redirect }: Options): Readonly<Record<string, string>> {
  if (outbox === true) return { SEND: 'outbox' };
  return redirect === undefined ? {} : { SEND: 'redirect', REDIRECT_TO: redirect };
}
