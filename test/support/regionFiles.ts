/** The regions of this project as read from their files: `liten`, three municipalities and one term, and `dalarna`. */
import { fileURLToPath } from 'node:url';
import type { ReferenceData } from '../../domain/reference.ts';
import { readRegion } from '../../regions/reader/read.ts';

/**
 * The files as read, with their hash.
 * @param name a folder of `regions/`
 * @throws when they have errors
 */
export async function regionFiles(name: string) {
  const read = await readRegion(fileURLToPath(new URL(`../../regions/${name}`, import.meta.url)));
  if (!read.ok) throw new Error(`regions/${name} is not valid: ${JSON.stringify(read.errors[0])}`);
  return read;
}

export const readLiten = () => regionFiles('liten');

/** A region as planners have it, without names. */
export async function regionData(name: string): Promise<ReferenceData> {
  const { sender, people, offerings, ...region } = (await regionFiles(name)).region;
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

export const litenData = () => regionData('liten');
