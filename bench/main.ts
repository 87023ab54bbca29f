/** `npm run bench -- [steps|documents|latency|plan|mail|invoices|seatplan|sheets] [ARGUMENTS]`; without a name, all of them one after the other. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const benchmarks = ['plan', 'documents', 'latency', 'steps', 'mail', 'invoices', 'seatplan', 'sheets'];

const [name, ...rest] = process.argv.slice(2);
if (name !== undefined && !benchmarks.includes(name)) {
  process.stderr.write(`there is no benchmark ${name}: choose among ${benchmarks.join(', ')}\n`);
  process.exit(2);
}
// Each in a process of its own, so that none inherits the other's memory and warm code.
for (const one of name === undefined ? benchmarks : [name]) {
  const file = fileURLToPath(new URL(`./${one}.ts`, import.meta.url));
  process.stdout.write(`${one}: `);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...rest], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
