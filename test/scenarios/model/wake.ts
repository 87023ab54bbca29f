/** Raises `wanted` of lives, and begins those that have no row yet; a life that was done is open again. */
import { parseLifeId } from '../../../domain/lives.ts';
import type { Life } from '../../../prisma/generated/client.ts';
import type { Tables } from './tables.ts';

export function wakeLives({ life }: Pick<Tables, 'life'>, ids: readonly string[]): readonly Life[] {
  const woken: Life[] = [];
  for (const id of [...new Set(ids)].sort()) {
    const { kind } = parseLifeId(id);
    const known = life.find((row) => row.id === id);
    const fresh = { id, kind, wanted: 0n, planned: 0n, waitUntil: null, stage: '' };
    const row = known ?? fresh;
    woken.push({ ...row, wanted: row.wanted + 1n, state: 'open', reason: '' });
  }
  for (const row of woken) life.put(row);
  return woken;
}
