/** Runs one command line and answers its exit status: 0 done, 1 failed, 2 bad usage or input. */
import { CommanderError } from 'commander';
import type { Context, ExitStatus } from './context.ts';
import { describeError } from './errors.ts';
import { createProgram } from './program.ts';

/** @param args what follows the name of the program */
export async function runCommandLine(args: readonly string[], context: Context): Promise<ExitStatus> {
  const program = createProgram(context);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return context.status();
  } catch (error) {
    // Commander has told it already; asking for help or the version is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { text, status } = describeError(error, program.opts().verbose === true);
    context.err(text);
    return status;
  }
}
