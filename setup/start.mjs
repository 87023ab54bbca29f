// `npm start`: plays autumn term 2026 for Dalarna on real parts, after fetching what is missing.
// What follows `npm start --` is passed on to `play`.
import { become, ensureClient, ensureDependencies, ensureTemporal, runSetup } from './steps.mjs';

await runSetup(async () => {
  await ensureDependencies();
  await ensureClient();
  await ensureTemporal();
  const play = ['play', 'regions/dalarna', '--from', 'HT2026', '--terms', '1', '--out', 'out'];
  return become(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...play, ...process.argv.slice(2)]);
});
