/**
 * The seed of the random events: 1, so that a build of the same code always tests the same; another number, or `random`
 * for one of this moment, from `LEDARRESAN_PROPERTY_SEED`. A failure prints its seed.
 */
export function propertySeed(): number {
  const wanted = process.env.LEDARRESAN_PROPERTY_SEED ?? '1';
  const seed = wanted === 'random' ? Date.now() % 2_147_483_647 : Number(wanted);
  if (!Number.isInteger(seed)) throw new RangeError('LEDARRESAN_PROPERTY_SEED is a whole number or "random"');
  return seed;
}
