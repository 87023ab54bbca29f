/** `npm run region:generate [-- --seed SEED]`: writes the invented files of regions/dalarna. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatFileError } from '../reader/fileErrors.ts';
import { defaultSeed, generateFiles } from './generate.ts';

const folder = fileURLToPath(new URL('../dalarna', import.meta.url));

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { seed: { type: 'string', default: defaultSeed } } });
  const made = await generateFiles(folder, values.seed);
  if (!made.ok) {
    for (const error of made.errors) console.error(formatFileError(error));
    return 2;
  }
  for (const [name, text] of made.files) {
    await writeFile(join(folder, name), text);
    console.log(`${name}: ${text.split('\n').length - 2} rows`);
  }
  return 0;
}

process.exitCode = await main();
