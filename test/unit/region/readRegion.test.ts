/** The regions in the project are valid, and say what their files say. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBankgiro, isOrganisationNumber, luhnDigit, luhnHolds } from '../../../domain/checkDigits.ts';
import { oreFromKronor } from '../../../domain/money.ts';
import type { Region } from '../../../domain/region.ts';
import { formatFileError, readRegion } from '../../../regions/reader/read.ts';
import { peppolProblem, tenthsFromHp } from '../../../regions/reader/values.ts';

const folderOf = (name: string): string =>
  fileURLToPath(new URL(`../../../regions/${name}`, import.meta.url));

async function read(folder: string): Promise<{ region: Region; hash: string }> {
  const result = await readRegion(folder);
  if (!result.ok) throw new Error(result.errors.map(formatFileError).join('\n'));
  return result;
}

describe('regions/liten', () => {
  it('is what its files say', async () => {
    const { region } = await read(folderOf('liten'));
    expect(region.municipalities.map(({ name }) => name)).toEqual(['Vansbro', 'Falun', 'Borlänge']);
    expect(region.people.filter(({ targetGroup }) => targetGroup === 'I')).toHaveLength(12);
    expect(region.fees.map(({ amount, trainerPot }) => [amount, trainerPot])).toEqual([
      [2_500_000, 0],
      [45_000, 20_000],
      [237, 0],
      [10_000_000, 0],
    ]);
    expect(region.courses.find(({ code }) => code === '1b')?.creditsTenths).toBe(75);
    expect(region.mandates).toEqual([
      expect.objectContaining({
        id: '2081:2025-06-10',
        quotaPerYear: 5,
        roles: ['manager', 'deputy_manager'],
        validTo: '',
      }),
    ]);
    const [programme] = region.offerings;
    expect(programme?.capacity).toBe(8);
    expect(programme?.days.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(programme?.days[0]?.trainers).toEqual([
      { id: 't-01', leader: true },
      { id: 't-02', leader: false },
    ]);
    expect(region.schoolBreaks[0]).toEqual({ from: '2026-10-26', to: '2026-11-01' });
    expect(region.rules.sendAt).toBe('08:00');
    expect(region.answers).toEqual([]);
  });

  it('reads the same with Windows line ends, a byte order mark, blank lines and columns in another order', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'region-'));
    try {
      await cp(folderOf('liten'), folder, { recursive: true });
      const original = await read(folder);
      const file = join(folder, 'credits.csv');
      const rows = (await readFile(file, 'utf8')).replaceAll('\n', '\r\n\r\n');
      await writeFile(file, `\uFEFF${rows}`);
      await writeFile(
        join(folder, 'offerings.csv'),
        'place,code,course,term,training_group,capacity\nBorlänge,HT2026-1b-1,1b,HT2026,1,8\nFalun,HT2026-LLU-1,LLU,HT2026,,10\n',
      );
      const changed = await read(folder);
      expect(changed.region).toEqual(original.region);
      expect(changed.hash).not.toBe(original.hash);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('has the same hash each time, and reads answers when there are some', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'region-'));
    try {
      await cp(folderOf('liten'), folder, { recursive: true });
      const original = await read(folder);
      expect(original.hash).toBe((await read(folderOf('liten'))).hash);
      await writeFile(
        join(folder, 'answers.csv'),
        'date,person,what,value\n2026-09-17,t-01,attendance,HT2026-1b-1#1 absent=2080-m01;2080-m02\n',
      );
      const { region, hash } = await read(folder);
      expect(region.answers).toEqual([
        {
          date: '2026-09-17',
          person: 't-01',
          what: 'attendance',
          value: 'HT2026-1b-1#1 absent=2080-m01;2080-m02',
        },
      ]);
      expect(hash).not.toBe(original.hash);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('regions/dalarna', () => {
  it('is the region of the domain description', async () => {
    const { region } = await read(folderOf('dalarna'));
    const managers = region.people.filter(({ targetGroup }) => targetGroup === 'I');
    expect(region.municipalities).toHaveLength(15);
    expect(managers).toHaveLength(420);
    expect(new Set(region.credits.map(({ person }) => person)).size).toBe(143);
    expect(region.terms.map(({ code }) => code)).toEqual(['HT2026', 'VT2027', 'HT2027', 'VT2028']);

    const own = new Map<string, number>();
    for (const { chiefId } of managers) if (chiefId !== '') own.set(chiefId, (own.get(chiefId) ?? 0) + 1);
    expect([...own.values()].every((count) => count >= 5 && count <= 10)).toBe(true);

    const isNew = managers.filter(({ postSince }) => postSince > '2024-08-24').length / managers.length;
    expect(isNew).toBeGreaterThan(0.15);
    expect(isNew).toBeLessThan(0.25);
    expect(managers.filter(({ email }) => email === '')).toHaveLength(8);
    expect(region.people.every(({ email }) => email === '' || email.endsWith('.example'))).toBe(true);

    for (const mandate of region.mandates) {
      expect(mandate.municipality === '2081' || mandate.reference.startsWith('Antagande:')).toBe(true);
    }
    expect(region.mandates.some(({ municipality }) => municipality === '2080')).toBe(false);
  });

  it('leaves room in each term for free withdrawal before and for memo and result after the course days', async () => {
    const { region } = await read(folderOf('dalarna'));
    const day = (date: string): number => Date.parse(date) / 86_400_000;
    const programme = new Set(
      region.courses.filter(({ kind }) => kind === 'programme').map(({ code }) => code),
    );
    for (const term of region.terms) {
      const offerings = region.offerings.filter(
        (offering) => offering.term === term.code && programme.has(offering.course),
      );
      expect(offerings.length).toBeGreaterThanOrEqual(5);
      expect(offerings.length).toBeLessThanOrEqual(6);
      for (const { days, capacity } of offerings) {
        expect([5, 6]).toContain(days.length);
        expect(capacity).toBeGreaterThanOrEqual(25);
        expect(capacity).toBeLessThanOrEqual(30);
        for (const { date } of days) {
          expect(day(date) - day(term.start)).toBeGreaterThanOrEqual(21);
          expect(day(term.end) - day(date)).toBeGreaterThanOrEqual(42);
        }
      }
    }
  });

  it('names as the reply-to person a coordinator of its own', async () => {
    const { region } = await read(folderOf('dalarna'));
    const coordinators = region.people.filter(({ role }) => role === 'coordinator').map(({ email }) => email);
    expect(coordinators).toContain(region.sender.replyTo.email);
  });
});

describe('single values', () => {
  it('reads kronor as öre without rounding', () => {
    expect(['25000', '2.37', '2,37', '0.5', '0', '446.00'].map(oreFromKronor)).toEqual([
      2_500_000, 237, 237, 50, 0, 44_600,
    ]);
    expect(['-1', '1.234', '1e3', '', 'x', '1 000', 'NaN'].map(oreFromKronor)).toEqual(
      Array(7).fill(undefined),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (ore) => oreFromKronor(String(ore / 100)) === ore),
    );
  });

  it('reads hp as tenths', () => {
    expect(['7.5', '30', '7,5', '7.55', '-7'].map(tenthsFromHp)).toEqual([75, 300, 75, undefined, undefined]);
  });

  it('holds check digits: of ten last digits exactly one is right, and known numbers are', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{6,9}$/), (digits) => {
        const right = [...'0123456789'].filter((last) => luhnHolds(digits + last));
        return right.length === 1 && right[0] === luhnDigit(digits);
      }),
    );
    expect(isOrganisationNumber('202100-2908')).toBe(true);
    expect(isOrganisationNumber('202100-2980')).toBe(false);
    expect(isOrganisationNumber('2021002908')).toBe(false);
    expect(isBankgiro('5555-0107')).toBe(true);
    expect(isBankgiro('5555-1007')).toBe(false);
    expect(peppolProblem('0088:7300010000001', '202100-2908')).toBeUndefined();
  });
});
