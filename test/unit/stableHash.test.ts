import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, stableHash } from '../../domain/stableHash.ts';

describe('stableHash', () => {
  it('never changes: ties and draws of earlier runs hang on these numbers', () => {
    expect(['', 'a', 'HT2026', 'Älvdalen', 'å'].map(stableHash)).toEqual([
      2872998923, 2448022055, 3683960787, 700830729, 2711228712,
    ]);
  });

  it('is a whole number of 32 bits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const hash = stableHash(text);
        expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
      }),
    );
  });

  it('spreads 100 000 similar texts with no more collisions than chance gives', () => {
    const hashes = new Set(Array.from({ length: 100_000 }, (_, index) => stableHash(`p-${index}`)));
    expect(hashes.size).toBeGreaterThan(99_990);
  });
});

describe('draw', () => {
  it('lies evenly in [0, 1)', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 20_000; index += 1) {
      const drawn = draw(7, `p-${index}`, 'ill');
      expect(drawn >= 0 && drawn < 1).toBe(true);
      const tenth = Math.floor(drawn * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('depends on seed and on each part, and keeps the parts apart', () => {
    expect(draw(1, 'p', 'x')).toBe(draw(1, 'p', 'x'));
    const others = [
      draw(2, 'p', 'x'),
      draw(1, 'q', 'x'),
      draw(1, 'p', 'y'),
      draw(1, 'px'),
      draw(1, 'p', 'x', 1),
    ];
    expect(others).not.toContain(draw(1, 'p', 'x'));
    expect(draw(1, 'a', 'bc')).not.toBe(draw(1, 'ab', 'c'));
    expect(draw(1, 'a')).not.toBe(draw('1', 'a'));
  });
});
