// `npm run test:conformance`: what outside judges say of what the program makes. Fetches the judges first.
import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
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

const icalendarVersion = '6.3.1';

/** Program, the Debian package that has it, and what it is for. */
const needed = [
  ['java', 'default-jre-headless', 'veraPDF and the rules of Peppol'],
  ['javac', 'default-jdk-headless', 'running the rules of Peppol'],
  ['mvn', 'maven', 'fetching them'],
  ['pdftotext', 'poppler-utils', 'the text of PDFs'],
  ['pdfsig', 'poppler-utils', 'the signatures of PDFs'],
  ['python3', 'python3-venv', 'reading calendar files, and the judges of certificates'],
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
  say('Making sure that the rules of Peppol are there …');
  if ((await run('sh', ['conformance/einvoice/run.sh', '--fetch'])) !== 0) {
    throw new SetupError('The rules of Peppol could not be fetched with Maven; the reason stands above.');
  }
  process.env.LEDARRESAN_PYTHON = await ensureIcalendar();
  say('Making sure that the judges of certificates are there …');
  if ((await run('sh', ['conformance/certificates/run.sh', '--fetch'])) !== 0) {
    throw new SetupError('pyHanko and openbadgeslib could not be fetched with pip; the reason stands above.');
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

/** Python's reader of calendar files, in an environment of its own beside the other things that are fetched once. */
async function ensureIcalendar() {
  const environment = join(homedir(), '.cache', 'ledarresan', `icalendar-${icalendarVersion}`);
  const python = join(environment, 'bin', 'python');
  const isReady = () => spawnSync(python, ['-c', 'import icalendar'], { stdio: 'ignore' }).status === 0;
  if (isReady()) return python;
  say(`Fetching icalendar ${icalendarVersion} for Python …`);
  await run('python3', ['-m', 'venv', '--clear', environment]);
  await run(python, ['-m', 'pip', 'install', '--quiet', `icalendar==${icalendarVersion}`]);
  if (isReady()) return python;
  throw new SetupError('icalendar could not be fetched with pip; the reason stands above.');
}

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
