/** The command `ledarresan`. Everything heavy is loaded by the command that needs it, so that `--help` is instant. */
import { systemContext } from './context.ts';
import { runCommandLine } from './run.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), systemContext(process.env));
