/**
 * Starts the solver's thread. Whether a thread can read TypeScript depends on how its process was started (a test
 * runner's cannot), so the thread sees to it itself.
 */
import { register } from 'tsx/esm/api';

register();
const { default: solve } = await import('./worker.ts');

export default solve;
