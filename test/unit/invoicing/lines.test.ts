import { describe, expect, it } from 'vitest';
import type { BillableSeat } from '../../../domain/invoicing/billable.ts';
import { courseDayCharges, seatCharges } from '../../../domain/invoicing/lines.ts';
import { createReference, type Reference, UnknownReference } from '../../../domain/reference.ts';
import { litenData } from '../../support/regionFiles.ts';

const reference = createReference(await litenData());

const withFees = (fees: Reference['fees']) => createReference({ ...reference, fees });
const seat = (person: string, changed: Partial<BillableSeat> = {}): BillableSeat => ({
  offering: 'HT2026-1b-1',
  person,
  term: 'HT2026',
  municipality: person.slice(0, 4),
  givenOn: '2026-06-17',
  endedOn: '',
  ...changed,
});
const present = (person: string, municipality = person.slice(0, 4)) => ({
  offering: 'HT2026-LLU-1',
  day: 1,
  person,
  present: true,
  municipality,
});

describe('seatCharges', () => {
  it('charges the fee of the year in which the term starts, with funding for elderly care and the decision', () => {
    const charges = seatCharges(
      [seat('2081-m01'), seat('2081-m03'), seat('2080-m01')],
      '2026-09-14',
      reference,
    );
    expect(
      charges.map(({ seller, municipality, line }) => [seller, municipality, line.funding, line.decision]),
    ).toEqual([
      ['hda', '2080', '', ''],
      ['hda', '2081', 'Äldreomsorgslyftet', expect.stringContaining('Kommunstyrelsens beslut')],
      ['hda', '2081', '', expect.stringContaining('Kommunstyrelsens beslut')],
    ]);
    expect(charges[0]?.line).toMatchObject({
      article: 'programme_seat',
      amountOre: 2_500_000,
      vatCategory: 'E',
      vatPercent: 0,
      day: 0,
      title: 'Kurs 1b Ledarskap för effektivt samarbete, en plats HT2026 (HT2026-1b-1).',
    });
  });

  it('says why a seat that was left is charged', () => {
    const [charge] = seatCharges([seat('2081-m01', { endedOn: '2026-10-01' })], '2026-09-14', reference);
    expect(charge?.line.title).toMatch(
      /\(HT2026-1b-1\)\. Lämnad 2026-10-01; platsen kunde lämnas utan kostnad till och med 2026-09-14\.$/,
    );
  });

  it('charges the municipality for which the seat was given, wherever the person works now', () => {
    const [charge] = seatCharges([seat('2080-m01', { municipality: '2021' })], '2026-09-14', reference);
    expect(charge?.municipality).toBe('2021');
  });

  it('charges where the person works when the term begins, by rule, unless the seat was given later', () => {
    const { rules } = reference;
    const moving = createReference({
      ...reference,
      rules: { ...rules, invoicing: { ...rules.invoicing, payerAfterMove: 'new_from_next_term' } },
    });
    const payers = (given: Partial<BillableSeat>) =>
      seatCharges([seat('2080-m01', { municipality: '2021', ...given })], '2026-09-14', moving).map(
        ({ municipality }) => municipality,
      );
    expect(payers({})).toEqual(['2080']);
    expect(payers({ givenOn: '2026-11-02' })).toEqual(['2021']);
  });

  it('names the article and the year of a fee that is not decided', () => {
    const old = withFees(reference.fees.filter(({ year }) => year !== 2026));
    expect(() => seatCharges([seat('2081-m01')], '2026-09-14', old)).toThrow(UnknownReference);
    expect(() => seatCharges([seat('2081-m01')], '2026-09-14', old)).toThrow('programme_seat 2026');
  });
});

describe('courseDayCharges', () => {
  it('charges those present by the fee of the day, to their municipalities', () => {
    const charges = courseDayCharges(
      [present('2081-m01'), { ...present('2080-m01'), present: false }],
      reference,
    );
    expect(charges).toEqual([
      {
        seller: 'rss',
        municipality: '2081',
        line: {
          article: 'course_day_manager',
          title: 'Kursdag Leda lärande och utveckling, 2026-10-13 i Falun (HT2026-LLU-1).',
          person: '2081-m01',
          offering: 'HT2026-LLU-1',
          day: 1,
          quantity: 1,
          amountOre: 45_000,
          vatCategory: 'S',
          vatPercent: 25,
          funding: 'Äldreomsorgslyftet',
          decision: '',
        },
      },
    ]);
  });

  it('charges nobody without a municipality, and nothing for a course without an article', () => {
    expect(courseDayCharges([present('k-01', '')], reference)).toEqual([]);
    const courses = reference.courses.map((course) => ({ ...course, priceArticle: '' }));
    expect(courseDayCharges([present('2081-m01')], createReference({ ...reference, courses }))).toEqual([]);
  });

  it('refuses a day that the offering does not have', () => {
    expect(() => courseDayCharges([{ ...present('2081-m01'), day: 7 }], reference)).toThrow('HT2026-LLU-1 7');
  });
});
