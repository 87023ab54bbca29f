import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion, createDraw } from '../../../regions/generator/draw.ts';
import { defaultSeed, generateFiles } from '../../../regions/generator/generate.ts';

const dalarna = fileURLToPath(new URL('../../../regions/dalarna', import.meta.url));

async function generate(seed: string): Promise<ReadonlyMap<string, string>> {
  const made = await generateFiles(dalarna, seed);
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  return made.files;
}

describe('the generator of regions/dalarna', () => {
  it('makes the checked-in files, byte for byte', async () => {
    const files = await generate(defaultSeed);
    expect([...files.keys()]).toEqual(['people.csv', 'offerings.csv', 'course_days.csv', 'credits.csv']);
    for (const [name, text] of files) {
      const checkedIn = await readFile(join(dalarna, name));
      expect(Buffer.from(text).equals(checkedIn), `${name} (npm run region:generate writes it)`).toBe(true);
    }
  });

  it('makes other people of another seed', async () => {
    expect((await generate('another')).get('people.csv')).not.toBe(
      (await generate(defaultSeed)).get('people.csv'),
    );
  });

  it('tells what is wrong with the files it reads instead of writing something', async () => {
    const made = await generateFiles(join(dalarna, 'nowhere'), defaultSeed);
    expect(made.ok).toBe(false);
  });
});

describe('draws', () => {
  it('depend on seed and names alone and do not run names together', () => {
    const draw = createDraw('seed');
    expect(draw('a', 'bc')).toBe(createDraw('seed')('a', 'bc'));
    expect(draw('a', 'bc')).not.toBe(draw('ab', 'c'));
    expect(draw('a', 'bc')).not.toBe(createDraw('other')('a', 'bc'));
  });

  it('share out exactly the total, each share within one of the exact one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 20 }),
        (total, weights) => {
          const shares = apportion(total, weights);
          const sum = weights.reduce((a, b) => a + b, 0);
          expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
          shares.forEach((share, i) => {
            expect(Math.abs(share - (total * (weights[i] ?? 0)) / sum)).toBeLessThan(1);
          });
        },
      ),
    );
  });
});
