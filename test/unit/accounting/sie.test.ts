import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountNames, pc8, sieText } from '../../../domain/accounting/sie.ts';
import {
  type BookedInvoice,
  type BookedShares,
  type Payment,
  vouchersOf,
} from '../../../domain/accounting/vouchers.ts';
import { totals } from '../../../domain/invoicing/totals.ts';
import { rulesSchema } from '../../../domain/rules.ts';
import { readSie } from '../../support/sie.ts';

const accounts = rulesSchema.parse({ accounting: { revenueByArticle: { lartraff: '3041' } } }).accounting;

type Line = BookedInvoice['lines'][number];
const seats = (count: number): Line[] =>
  Array.from({ length: count }, () => ({
    ...{ article: 'programme_seat', amountOre: 2_500_000 },
    ...{ vatCategory: 'E', vatPercent: 0 },
  }));
const days = (count: number, article = 'course_day_manager', amountOre = 45_000): Line[] =>
  Array.from({ length: count }, () => ({ article, amountOre, vatCategory: 'S', vatPercent: 25 }));

function invoice(number: number, lines: readonly Line[], more: Partial<BookedInvoice> = {}): BookedInvoice {
  const priced = lines.map((line) => ({
    ...line,
    vatCategory: line.vatCategory === 'S' ? ('S' as const) : ('E' as const),
  }));
  return {
    key: `HT2026.rss.${number}`,
    kind: 'invoice',
    seller: 'rss',
    year: 2026,
    number,
    municipality: '2081',
    issuedOn: '2026-11-17',
    totalOre: totals(priced).totalOre,
    lines,
    ...more,
  };
}
const payment = (reference: string, amountOre: number, more: Partial<Payment> = {}): Payment => ({
  ...{ seller: 'rss', reference, invoice: 'HT2026.rss.1', amountOre, paidOn: '2026-12-10' },
  ...more,
});
const text = (
  invoices: readonly BookedInvoice[],
  payments: readonly Payment[] = [],
  shares: readonly BookedShares[] = [],
) =>
  sieText(
    {
      program: { name: 'Ledarresan', version: '1.0' },
      generatedOn: '2026-12-31',
      company: { name: 'RSS Dalarna "Väst"', organisationNumber: '232100-0180' },
      year: 2026,
      vouchers: vouchersOf({ invoices, payments, shares }, accounts),
    },
    accountNames(accounts),
  );

describe('the accounting file', () => {
  it('is read back by another reader: vouchers that balance, in kronor and öre, on their accounts', () => {
    const read = readSie(pc8(text([invoice(1, [...seats(1), ...days(3)])], [payment('BG-1', 1_000_000)])));
    expect(read.fields).toMatchObject({
      FLAGGA: ['0'],
      FORMAT: ['PC8'],
      SIETYP: ['4'],
      GEN: ['20261231'],
      ORGNR: ['232100-0180'],
      FNAMN: ['RSS Dalarna "Väst"'],
      RAR: ['0', '20260101', '20261231'],
    });
    expect(read.accounts.get('1510')).toBe('Kundfordringar');
    expect(read.accounts.get('3004')).toBe('Försäljning, momsfri');
    expect(read.vouchers).toEqual([
      {
        series: 'B',
        number: '',
        date: '20261210',
        text: 'Betalning BG-1 av HT2026.rss.1',
        entries: [
          { account: '1930', ore: 1_000_000 },
          { account: '1510', ore: -1_000_000 },
        ],
      },
      {
        series: 'F',
        number: '1',
        date: '20261117',
        text: 'Faktura 1 kommun 2081',
        entries: [
          { account: '1510', ore: 2_668_750 },
          { account: '3001', ore: -135_000 },
          { account: '3004', ore: -2_500_000 },
          { account: '2611', ore: -33_750 },
        ],
      },
    ]);
  });

  it('takes a credit note as its invoice the other way round, and an article on its own account', () => {
    const credited = days(2, 'lartraff', 44_600).map((line) => ({ ...line, amountOre: -line.amountOre }));
    const [voucher] = readSie(pc8(text([invoice(2, credited, { kind: 'credit_note' })]))).vouchers;
    expect(voucher?.text).toBe('Kreditfaktura 2 kommun 2081');
    expect(voucher?.entries).toEqual([
      { account: '1510', ore: -111_500 },
      { account: '3041', ore: 89_200 },
      { account: '2611', ore: 22_300 },
    ]);
  });

  it('puts money that belongs to no invoice on an account of its own', () => {
    const [voucher] = readSie(pc8(text([], [payment('X', 5_000, { invoice: '' })]))).vouchers;
    expect(voucher?.entries).toEqual([
      { account: '1930', ore: 5_000 },
      { account: '2999', ore: -5_000 },
    ]);
  });

  it('whatever is invoiced and paid: every voucher balances, and receivables are what is left to pay', () => {
    const amount = fc.integer({ min: -5_000_000, max: 5_000_000 }).filter((ore) => ore !== 0);
    const line = fc.record({
      article: fc.constantFrom('programme_seat', 'lartraff', 'x'),
      amountOre: amount,
      tax: fc.constantFrom(['S', 25], ['S', 12], ['S', 6], ['E', 0], ['O', 0] as const),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(line, { minLength: 1, maxLength: 6 }), { maxLength: 8 }),
        fc.array(amount, { maxLength: 8 }),
        (lists, paid) => {
          const invoices = lists.map((list, index) => {
            const lines = list.map(({ tax: [vatCategory, vatPercent], ...rest }) => ({
              ...rest,
              vatCategory: String(vatCategory),
              vatPercent: Number(vatPercent),
            }));
            const priced = list.map(({ tax: [category, vatPercent], amountOre }) => ({
              amountOre,
              vatCategory:
                category === 'S' ? ('S' as const) : category === 'E' ? ('E' as const) : ('O' as const),
              vatPercent: Number(vatPercent),
            }));
            return invoice(index + 1, lines, { totalOre: totals(priced).totalOre });
          });
          const payments = paid.map((ore, index) => payment(`P${index}`, ore));
          const { vouchers } = readSie(pc8(text(invoices, payments)));
          let receivable = 0;
          for (const { entries } of vouchers) {
            expect(entries.reduce((sum, { ore }) => sum + ore, 0)).toBe(0);
            for (const { account, ore } of entries) if (account === '1510') receivable += ore;
          }
          const owed = invoices.reduce((sum, { totalOre }) => sum + totalOre, 0);
          expect(receivable).toBe(owed - paid.reduce((sum, ore) => sum + ore, 0));
        },
      ),
    );
  });

  it('is code page 437: Swedish letters have their bytes, other marks are left out', () => {
    expect([...pc8('åäöÅÄÖé')]).toEqual([0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82]);
    expect(Buffer.from(pc8('Łšč–x')).toString('latin1')).toBe('?sc?x');
  });

  it('a voucher that does not balance, or is of another year, is refused', () => {
    expect(() => text([invoice(1, days(1), { totalOre: 1 })])).toThrow(/out of balance/);
    expect(() => text([invoice(1, days(1), { issuedOn: '2027-01-02' })])).toThrow(/not of 2026/);
  });
});
