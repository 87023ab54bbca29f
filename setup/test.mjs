// `npm test`: lint and format, types, and every test except those by outside judges (`npm run
// test:conformance`). Each of the first two counts as one test. What follows `npm test --` goes to vitest.
import { ensureClient, ensureDependencies, ensureTemporal, run, runSetup, say } from './steps.mjs';
import { add, close, runVitest } from './vitest.mjs';

const checks = [
  ['lint and format', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']],
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
];

await runSetup(async () => {
  await ensureDependencies();
  await ensureClient();
  await ensureTemporal();
  let counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, args] of checks) {
    say(`Checking ${name} …`);
    const ok = (await run(process.execPath, args)) === 0;
    say(`${ok ? 'passed' : 'FAILED'}: ${name}`);
    counts = add(counts, { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });
  }
  counts = add(counts, await runVitest(process.argv.slice(2)));
  return close(counts);
});
