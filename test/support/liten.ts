/** `regions/liten`: three municipalities and one term, for tests that need a whole region. */
import { fileURLToPath } from 'node:url';
import type { ReferenceData } from '../../domain/reference.ts';
import { readRegion } from '../../regions/reader/read.ts';

const folder = fileURLToPath(new URL('../../regions/liten', import.meta.url));

/** Its files as read, with their hash. */
export async function readLiten() {
  const read = await readRegion(folder);
  if (!read.ok) throw new Error('regions/liten is not valid');
  return read;
}

/** The small region as planners have it, without names. */
export async function litenData(): Promise<ReferenceData> {
  const { sender, people, offerings, ...region } = (await readLiten()).region;
  return {
    ...region,
    senderName: sender.name,
    senderEmail: sender.email,
    domain: sender.domain,
    people: people.map(({ name: _name, email, ...person }) => ({ ...person, hasEmail: email !== '' })),
    offerings: offerings.map((offering) => ({
      ...offering,
      days: offering.days.map((day) => ({ ...day, occurrence: 1 })),
    })),
  };
}
