/**
 * Hashes that are the same on every machine and in every version: ties between people and draws of the people's model
 * depend on who and what is asked, never on the order in which they come.
 */

/**
 * 32-bit hash of a text: FNV-1a over its UTF-16 code units, mixed by the finaliser of MurmurHash3 so that texts that
 * differ in one character give unrelated numbers. Not for secrets.
 * @returns a whole number 0 … 2³²−1.
 */
export function stableHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * A draw: a number in [0, 1) that depends on the seed and on what is asked, never on earlier draws.
 * @param parts who and what, for instance a person, a question and an occurrence; `'a','bc'` and `'ab','c'` differ.
 */
export function draw(seed: string | number, ...parts: readonly (string | number)[]): number {
  return stableHash(JSON.stringify([seed, ...parts])) / 2 ** 32;
}
