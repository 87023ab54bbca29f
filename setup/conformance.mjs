// `npm run test:conformance`: what outside judges say of what the program makes. Fetches the judges first.
import { spawnSync } from 'node:child_process';
import {
  ensureClient,
  ensureDependencies,
  ensureTemporal,
  run,
  runSetup,
  SetupError,
  say,
} from './steps.mjs';
import { close, runVitest } from './vitest.mjs';

/** Program, the Debian package that has it, and what it is for. */
const needed = [
  ['java', 'default-jre-headless', 'veraPDF'],
  ['mvn', 'maven', 'fetching veraPDF'],
  ['pdftotext', 'poppler-utils', 'the text of PDFs'],
  ['pdfsig', 'poppler-utils', 'the signatures of PDFs'],
];

await runSetup(async () => {
  await ensureDependencies();
  await ensureClient();
  await ensureTemporal();
  await ensurePrograms();
  say('Making sure that veraPDF is there …');
  if ((await run('sh', ['conformance/pdf/run.sh', '--fetch'])) !== 0) {
    throw new SetupError('veraPDF could not be fetched with Maven; the reason stands above.');
  }
  return close(
    await runVitest([
      '--config',
      'vitest.conformance.config.ts',
      '--passWithNoTests',
      ...process.argv.slice(2),
    ]),
  );
});

async function ensurePrograms() {
  const missing = needed.filter(([program]) => !isThere(program));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  if (process.getuid?.() === 0 && isThere('apt-get')) {
    say(`Installing ${packages.join(', ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    // Without the lists of packages the installation fails and says so.
    await run('apt-get', ['update', '-q'], { env, quiet: true });
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env });
  }
  const still = missing.filter(([program]) => !isThere(program));
  if (still.length > 0) {
    const list = still.map(([program, name, purpose]) => `${program} (for ${purpose}; Debian: ${name})`);
    throw new SetupError(`Install these first: ${list.join(', ')}.`);
  }
}

function isThere(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}
