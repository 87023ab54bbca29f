/** `regions/liten`: three municipalities and one term, for tests that need a whole region. */
import { fileURLToPath } from 'node:url';
import { readRegion } from '../../regions/reader/read.ts';

const folder = fileURLToPath(new URL('../../regions/liten', import.meta.url));

/** Its files as read, with their hash. */
export async function readLiten() {
  const read = await readRegion(folder);
  if (!read.ok) throw new Error('regions/liten is not valid');
  return read;
}
