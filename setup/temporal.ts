/** Makes sure that a `temporal` program is at hand, telling on standard error what it does. */
import { locateTemporalProgram } from '../worker/embedded/temporalProgram.ts';

try {
  const program = await locateTemporalProgram((line) => console.error(line));
  console.error(`temporal: using ${program}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
