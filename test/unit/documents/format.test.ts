import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amount,
  count,
  credits,
  kronor,
  list,
  longDate,
  shortDate,
  termName,
  withUnits,
  workplaceName,
} from '../../../templates/documents/format.ts';

describe('numbers and dates in Swedish', () => {
  it.each([
    [2_500_000, '25\u00a0000,00\u00a0kr'],
    [0, '0,00\u00a0kr'],
    [5, '0,05\u00a0kr'],
    [-45_050, '\u2212450,50\u00a0kr'],
    [-5, '\u22120,05\u00a0kr'],
    [123_456_789_01, '123\u00a0456\u00a0789,01\u00a0kr'],
  ])('%i öre', (ore, text) => expect(kronor(ore)).toBe(text));

  it('writes every amount so that it can be read back', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (ore) => {
        const digits = amount(ore)
          .replace('\u2212', '-')
          .replaceAll(/[\u00a0,]/g, '');
        expect(BigInt(digits)).toBe(BigInt(ore));
      }),
    );
  });

  it('refuses credits that are none', () => {
    for (const bad of [0.5, -75, Number.NaN]) expect(() => credits(bad)).toThrow(RangeError);
  });

  it('refuses parts of an öre', () => expect(() => kronor(0.5)).toThrow(RangeError));

  it('writes credits, dates, terms, lists and counts', () => {
    expect(credits(75)).toBe('7,5\u00a0hp');
    expect(credits(300)).toBe('30\u00a0hp');
    expect(longDate('2026-09-01')).toBe('1\u00a0september\u00a02026');
    expect(shortDate('2026-09-01')).toBe('2026-09-01');
    expect(termName('HT2026')).toBe('höstterminen\u00a02026');
    expect(termName('VT2027')).toBe('vårterminen\u00a02027');
    expect(list(['a', 'b', 'c'])).toBe('a, b och c');
    expect(list([])).toBe('');
    expect(count(1, 'chef', 'chefer')).toBe('1\u00a0chef');
    expect(count(2, 'chef', 'chefer')).toBe('2\u00a0chefer');
    expect(withUnits('Kurs, 7,5 hp')).toBe('Kurs, 7,5\u00a0hp');
    expect(workplaceName('elderly_care/Hemtjänst Norr')).toBe('Hemtjänst Norr');
    expect(workplaceName('')).toBe('');
  });

  it.each(['', '2026-13-01', '2026-00-10', '2026-01-00', '1 maj', '2026-09-01T08:00'])(
    'refuses the date "%s"',
    (date) => {
      expect(() => longDate(date)).toThrow(RangeError);
      expect(() => shortDate(date)).toThrow(RangeError);
    },
  );

  it('refuses an unknown term', () => expect(() => termName('2026')).toThrow(RangeError));
});
