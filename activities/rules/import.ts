/** A region's files read again under running journeys. */
import type { Region } from '../../domain/region.ts';
import type { Dependencies } from '../dependencies.ts';
import { importRegion } from '../region/import.ts';
import { keepBygones } from './change.ts';
import { rulesDifference } from './difference.ts';

/**
 * Imports a region as people do it: rules that are new send nothing that is past. What they do to running journeys,
 * `rules --from` shows before.
 * @param hash SHA-256 of the files
 * @returns how many lines and settings were new or different
 */
export async function importUnderWay(
  deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
  region: Region,
  hash: string,
): Promise<{ changed: number }> {
  const isKnown = (await deps.db.region.count()) > 0;
  const changes = isKnown ? (await rulesDifference(deps, region.rules)).changes : [];
  return importRegion(deps, region, hash, 'import', (tx) => keepBygones(tx, changes));
}
