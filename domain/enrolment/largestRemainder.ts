/**
 * Divides whole seats in proportion to weights (Hamilton's method): each gets the whole part of its share, and the
 * seats left go one each to the largest remainders.
 * @param weights whole numbers by key; those of 0 get nothing.
 * @param tie orders keys with equal remainders, lowest first; it must differ between keys.
 * @returns seats by key, which sum to `seats` unless every weight is 0.
 */
export function largestRemainder(
  seats: number,
  weights: ReadonlyMap<string, number>,
  tie: (key: string) => number | string,
): Map<string, number> {
  const sharing = [...weights].filter(([, weight]) => weight > 0);
  const total = sharing.reduce((sum, [, weight]) => sum + weight, 0);
  const shares = sharing.map(([key, weight]) => ({
    key,
    seats: Math.floor((seats * weight) / total),
    remainder: (seats * weight) % total,
    tie: tie(key),
  }));
  const left = seats - shares.reduce((sum, share) => sum + share.seats, 0);
  const largestFirst = shares.toSorted((a, b) => b.remainder - a.remainder || (a.tie < b.tie ? -1 : 1));
  return new Map(largestFirst.map((share, index) => [share.key, share.seats + (index < left ? 1 : 0)]));
}
