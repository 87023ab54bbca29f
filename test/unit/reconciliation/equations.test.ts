import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Books,
  brokenEquations,
  type InvoiceRow,
  type LoggedFact,
} from '../../../domain/reconciliation.ts';
import { createReference, type Reference } from '../../../domain/reference.ts';
import { ordinaryCourse } from '../../../domain/region.ts';
import { rulesSchema } from '../../../domain/rules.ts';

const term = 'HT2026';
const day = (offering: string, number: number, date: string) => ({
  ...{ offering, number, date, start: '09:00', end: '16:00', place: 'Falun', trainers: [], occurrence: 1 },
});
const course = (code: string, kind: 'programme' | 'course_day', alternativeGroup = '') => ({
  ...{ code, title: code, kind, alternativeGroup },
  creditsTenths: kind === 'programme' ? 75 : 0,
  priceArticle: kind === 'programme' ? 'seat' : 'day',
  ...ordinaryCourse,
});
const offering = (code: string, of: string, dates: readonly string[]) => ({
  ...{ code, course: of, term, trainingGroup: '', capacity: 10, place: 'Falun' },
  days: dates.map((date, index) => day(code, index + 1, date)),
});
const fee = (article: string, seller: string, amount: number, vatPercent: number) => ({
  ...{ article, title: article, year: 2026, from: '', seller, amount, trainerPot: 0, vatPercent },
  basis: 'participant' as const,
  vatCategory: vatPercent > 0 ? ('S' as const) : ('E' as const),
});
/** The term starts on a Monday; seats are free to leave for three weeks, up to and including 14 September. */
const reference: Reference = createReference({
  ...{ name: 'R', goLive: '2026-01-01', senderName: '', senderEmail: '', domain: 'r.example' },
  ...{ timeZone: 'Europe/Stockholm', holidayCountry: 'SE', rules: rulesSchema.parse({}) },
  ...{ sellers: [], municipalities: [], people: [], mandates: [] },
  fees: [fee('seat', 'hda', 2_500_000, 0), fee('day', 'rss', 45_000, 25)],
  terms: [{ code: term, start: '2026-08-24', end: '2027-01-24' }],
  courses: [course('1a', 'programme', '1'), course('1b', 'programme', '1'), course('L', 'course_day')],
  offerings: [
    offering('O-1a', '1a', ['2026-09-16', '2026-10-07', '2026-11-18']),
    offering('O-1b', '1b', ['2026-09-17']),
    offering('O-L', 'L', ['2026-10-13']),
  ],
});

const given = (person: string, at = 'O-1a'): LoggedFact => ({
  ...{ kind: 'seat_given', on: '2026-06-17', offering: at, person, municipality: '2080' },
});
const left = (person: string, on: string, state: 'declined' | 'withdrawn' = 'withdrawn'): LoggedFact => ({
  ...{ kind: 'seat_given_up', offering: 'O-1a', person, on, state },
});
const result = (person: string, passed: boolean, attempt = 1, at = 'O-1a'): LoggedFact => ({
  ...{ kind: 'result_decided', offering: at, person, attempt, passed, final: passed || attempt === 3 },
});
const attendance = (at: string, number: number, ...present: string[]): LoggedFact => ({
  ...{ kind: 'attendance_registered', offering: at, day: number, present },
});
const seatLine = (person: string, at = 'O-1a') => ({
  ...{ article: 'seat', person, offering: at, day: 0, quantity: 1 },
  ...{ amountOre: 2_500_000, vatCategory: 'E', vatPercent: 0 },
});
const invoice = (seller: string, number: number, lines: InvoiceRow['lines']): InvoiceRow => {
  const netOre = lines.reduce((sum, { amountOre }) => sum + amountOre, 0);
  const vatOre = Math.round((netOre * (lines[0]?.vatPercent ?? 0)) / 100);
  const money = { netOre, vatOre, totalOre: netOre + vatOre };
  return {
    key: `HT2026.${seller}.2080`,
    seller,
    year: 2026,
    number,
    municipality: '2080',
    term,
    kind: 'invoice',
    credits: '',
    issuedOn: '2026-09-15',
    ...money,
    lines,
  };
};

const empty: Books = {
  ...{ log: [], seats: [], certificates: [], invoices: [], counters: [], ledger: [], documents: [] },
  ...{ eInvoices: [], payments: [], attendance: [], shares: [] },
  credits: new Map(),
  escalation: { log: [], cases: [] },
};
/** What is there of itself when all is well: invoices are printed, and the table of attendance is as the log says. */
function consequences({ log = [], invoices = [] }: Partial<Books>): Partial<Books> {
  const papers = invoices.flatMap(({ key }) => [`invoice_document.${key}`, `e_invoice.${key}`]);
  const days = new Map(
    log.flatMap((fact) =>
      fact.kind === 'attendance_registered' ? [[`${fact.offering} ${fact.day}`, fact] as const] : [],
    ),
  );
  return {
    documents: papers.map((key) => ({ key, file: key })),
    ledger: papers.map((key) => ({ key, kind: 'paper', status: 'done', file: key, lifeWaits: false })),
    attendance: [...days.values()].flatMap(({ offering: at, day: number, present }) =>
      present.map((person) => ({ offering: at, day: number, person })),
    ),
  };
}
const books = (some: Partial<Books>): Books => ({ ...empty, ...consequences(some), ...some });
const broken = (some: Partial<Books>) => brokenEquations(books(some), reference, [term]);
const names = (some: Partial<Books>) => [...new Set(broken(some).map(({ equation }) => equation))].sort();
/** What differs in one equation, each with its cause. */
const causesIn = (equation: string, some: Partial<Books>) =>
  broken(some)
    .filter((one) => one.equation === equation)
    .flatMap(({ mismatches }) => mismatches.map(({ what, cause }) => `${what} (${cause})`));
const seat = (person: string, state: string, at = 'O-1a') => ({ offering: at, person, state });
const counters = [{ seller: 'hda', year: 2026, last: 1 }];

const lines = 'invoice lines − credited lines = seats to be paid for + participants on course days';
const certificates = 'course certificates = passes with enough presence';

describe('seats', () => {
  test('given again after a decline, and under way: everything adds up', () => {
    const log = [given('a'), left('a', '2026-08-01', 'declined'), given('a')];
    const invoices = [invoice('hda', 1, [seatLine('a')])];
    expect(broken({ log, seats: [seat('a', 'held')], invoices, counters })).toEqual([]);
  });

  test('given up twice, or after a final result, is found', () => {
    const twice = [given('a'), left('a', '2026-08-01'), left('a', '2026-08-02')];
    expect(broken({ log: twice, seats: [seat('a', 'withdrawn')] })).toMatchObject([
      { of: 'O-1a', expected: 1, actual: 2, difference: 1 },
    ]);
    const after = [given('a'), result('a', true), left('a', '2026-08-01')];
    expect(names({ log: after, seats: [seat('a', 'withdrawn')], credits: new Map([['a', 75]]) })).toContain(
      'seats given = passed + failed + withdrawn + declined + under way',
    );
  });
});

describe('what is to be paid for', () => {
  test.each([
    ['2026-09-14', 0],
    ['2026-09-15', 1],
  ])('a seat left on %s: %i lines', (on, expected) => {
    const log = [given('a'), left('a', on)];
    const found = broken({ log, seats: [seat('a', 'withdrawn')] });
    expect(found.find(({ equation }) => equation === lines)?.expected ?? 0).toBe(expected);
  });

  test('who changes to another course pays once', () => {
    const log = [given('a'), left('a', '2026-10-01'), given('a', 'O-1b')];
    const seats = [seat('a', 'withdrawn'), seat('a', 'held', 'O-1b')];
    expect(broken({ log, seats, invoices: [invoice('hda', 1, [seatLine('a')])], counters })).toEqual([]);
    const doubled = invoice('hda', 1, [seatLine('a'), seatLine('a', 'O-1b')]);
    expect(names({ log, seats, invoices: [doubled], counters })).toContain(lines);
  });

  test('as many lines as there should be, but for somebody else', () => {
    const found = broken({
      ...{ log: [given('a')], seats: [seat('a', 'held')], counters },
      invoices: [invoice('hda', 1, [seatLine('b')])],
    });
    expect(found).toMatchObject([
      {
        ...{ equation: lines, difference: 0 },
        mismatches: [
          { what: 'missing: seat a', cause: 'on no invoice of the term' },
          { what: 'too many: seat b', cause: 'no seat was given in the term' },
        ],
      },
    ]);
  });

  test('course days: those present, as corrected last', () => {
    const log = [
      given('a', 'O-L'),
      given('b', 'O-L'),
      attendance('O-L', 1, 'a', 'b'),
      attendance('O-L', 1, 'a'),
    ];
    const seats = [seat('a', 'held', 'O-L'), seat('b', 'held', 'O-L')];
    const line = {
      article: 'day',
      person: 'a',
      offering: 'O-L',
      day: 1,
      quantity: 1,
      amountOre: 45_000,
      vatCategory: 'S',
      vatPercent: 25,
    };
    const rss = [{ seller: 'rss', year: 2026, last: 1 }];
    expect(broken({ log, seats, invoices: [invoice('rss', 1, [line])], counters: rss })).toEqual([]);
    const wrong = { ...invoice('rss', 1, [line]), vatOre: 1 };
    expect(names({ log, seats, invoices: [wrong], counters: rss })).toEqual([
      'VAT of the lines (öre) = VAT of the invoice',
    ]);
  });

  describe('credit notes', () => {
    const seats = [seat('a', 'withdrawn'), seat('b', 'held')];
    const log = [given('a'), given('b'), left('a', '2026-09-10')];
    const placed = ['a', 'b'].map((who, index) => ({ ...seatLine(who), position: index + 1 }));
    const first = invoice('hda', 1, placed);
    const taken = {
      ...seatLine('a'),
      amountOre: -2_500_000,
      creditedInvoice: first.key,
      creditedPosition: 1,
    };
    const note = (...lines: InvoiceRow['lines']) => ({
      ...invoice('hda', 2, lines),
      key: 'HT2026.hda.2080.credit-2',
    });
    const two = [{ seller: 'hda', year: 2026, last: 2 }];
    const wrong = (...lines: InvoiceRow['lines']) =>
      names({ log, seats, invoices: [first, note(...lines)], counters: two });
    const taking = 'lines of credit notes = lines that they take back';

    test('invoiced less credited is what is owed', () => {
      expect(broken({ log, seats, invoices: [first, note(taken)], counters: two })).toEqual([]);
      expect(names({ log, seats, invoices: [first], counters })).toEqual([
        lines,
        'invoiced − credited (öre) = fees of what is to be paid for',
      ]);
    });

    test('a line that is taken back twice, in part, as somebody else, or is not there, is found', () => {
      expect(wrong(taken, taken)).toContain(taking);
      expect(wrong({ ...taken, amountOre: -1 })).toContain(taking);
      expect(wrong({ ...taken, creditedPosition: 2 })).toContain(taking);
      expect(wrong({ ...taken, creditedInvoice: 'HT2026.hda.2081' })).toContain(taking);
    });

    test('what comes to no more than the threshold may stay', () => {
      const rules = rulesSchema.parse({ invoicing: { corrections: { thresholdOre: 2_500_000 } } });
      const some = books({ log, seats, invoices: [first], counters });
      expect(brokenEquations(some, createReference({ ...reference, rules }), [term])).toEqual([]);
    });
  });

  test('numbers: any one left out is found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (last, pick) => {
        const numbers = Array.from({ length: last }, (_, index) => index + 1);
        const rows = numbers.map((number) => invoice('x', number, []));
        const series = [{ seller: 'x', year: 2026, last }];
        expect(broken({ invoices: rows, counters: series })).toEqual([]);
        const without = rows.filter((_, index) => index !== pick % last);
        expect(names({ invoices: without, counters: series })).toEqual(['invoice numbers have no gaps']);
      }),
    );
  });
});

describe('the programme certificate of somebody who had all credits before', () => {
  const short = createReference({
    ...reference,
    rules: rulesSchema.parse({ certificate: { programmeCreditsTenths: 75 } }),
  });
  const before: LoggedFact = { kind: 'credit_recognised', person: 'a', course: '1b' };
  const missing = (log: readonly LoggedFact[]) =>
    brokenEquations({ ...empty, log, credits: new Map([['a', 75]]) }, short, [term])
      .map(({ equation }) => equation)
      .filter((equation) => equation.startsWith('programme'));

  test('is not awaited after a course day', () => {
    expect(missing([before, given('a', 'O-L'), result('a', true, 1, 'O-L')])).toEqual([]);
  });

  test('but is after a course of the programme', () => {
    expect(missing([before, given('a'), result('a', true)])).toEqual([
      'programme certificates = all credits of the programme',
    ]);
  });
});

describe('certificates and credits', () => {
  const passed = (...days: string[][]) => [
    ...[given('a'), ...days.map((present, index) => attendance('O-1a', index + 1, ...present))],
    result('a', true),
  ];
  const rest = {
    ...{ seats: [seat('a', 'passed')], credits: new Map([['a', 75]]), counters },
    invoices: [invoice('hda', 1, [seatLine('a')])],
  };
  const issued = [{ kind: 'course', person: 'a', offering: 'O-1a' }];

  test.each([
    ['one absence is allowed', passed(['a'], [], ['a']), issued],
    ['two are not', passed([], [], ['a']), []],
    ['a day that nobody has registered', passed(['a'], ['a']), []],
  ])('%s', (_name, log, rows) => {
    expect(broken({ ...rest, log, certificates: rows })).toEqual([]);
    expect(names({ ...rest, log, certificates: rows.length === 0 ? issued : [] })).toEqual([certificates]);
  });

  test('one that a coordinator has revoked is still earned; one that a correction has revoked is not', () => {
    const log = passed(['a'], ['a'], ['a']);
    const revoked = (reasonClass: string) => [
      { kind: 'course', person: 'a', offering: 'O-1a', status: 'revoked', reasonClass },
    ];
    expect(broken({ ...rest, log, certificates: revoked('misused') })).toEqual([]);
    expect(names({ ...rest, log, certificates: revoked('result_corrected') })).toEqual([certificates]);
  });

  test('courses that exclude each other count once, and prior credits count', () => {
    const log: LoggedFact[] = [...passed([], []), { kind: 'credit_recognised', person: 'a', course: '1b' }];
    expect(broken({ ...rest, log })).toEqual([]);
    expect(names({ ...rest, log, credits: new Map([['a', 150]]) })).toEqual([
      'credits (tenths of hp) = passes × credits of the course + prior credits',
    ]);
  });
});

describe('messages and files', () => {
  const row = (status: string, file = '', lifeWaits = false) => ({
    ...{ key: `${status}.${file}`, kind: 'mail', status, file, lifeWaits },
  });

  test.each(['planned', 'held'])('%s is right only while its life waits', (status) => {
    expect(broken({ ledger: [row(status, '', true)] })).toEqual([]);
    expect(broken({ ledger: [row(status)] })).toMatchObject([{ expected: 1, actual: 0, difference: -1 }]);
  });

  test('a claim without an outcome is never right', () => {
    expect(broken({ ledger: [row('claimed', '', true)] })).toHaveLength(1);
  });

  test('each accepted mail has its file; of a doubtful one it may be there', () => {
    const ledger = [row('accepted', 'mail/a.eml'), row('doubtful', 'mail/b.eml'), row('suppressed')];
    expect(broken({ ledger, files: ['mail/a.eml', 'mail/b.eml'] })).toEqual([]);
    expect(broken({ ledger, files: ['mail/a.eml'] })).toEqual([]);
    expect(names({ ledger, files: [] })).toEqual(['accepted mails = .eml files']);
    expect(names({ ledger, files: ['mail/a.eml', 'mail/a~2.eml'] })).toEqual(['accepted mails = .eml files']);
  });
});

describe('every mismatch is listed with its cause', () => {
  const all = (...present: string[]) => [1, 2, 3].map((number) => attendance('O-1a', number, ...present));
  const certificate = (person: string, more: object = {}) => ({
    ...{ kind: 'course', person, offering: 'O-1a' },
    ...more,
  });
  const dayLine = (person: string) => ({
    ...{ article: 'day', person, offering: 'O-L', day: 1, quantity: 1 },
    ...{ amountOre: 45_000, vatCategory: 'S', vatPercent: 25 },
  });

  test('seats: another state, and one that no fact gave', () => {
    const seats = [seat('a', 'held'), seat('c', 'held')];
    expect(
      causesIn('seats as the log tells = seats as they stand', {
        log: [given('a'), left('a', '2026-08-01'), given('b')],
        seats,
      }),
    ).toEqual([
      'missing: a withdrawn (the table says held)',
      'missing: b held (the table says nothing)',
      'too many: a held (the log says withdrawn)',
      'too many: c held (no fact gave the seat)',
    ]);
  });

  test('attendance: somebody who was there and does not stand there, and the other way round', () => {
    const seated = [given('a', 'O-L'), given('b', 'O-L')];
    const log = [...seated, attendance('O-L', 1, 'a', 'b'), attendance('O-L', 1, 'a')];
    const stands = (...people: string[]) => people.map((person) => ({ offering: 'O-L', day: 1, person }));
    const equation = 'attendance as the log tells = attendance as it stands';
    expect(causesIn(equation, { log })).toEqual([]);
    expect(causesIn(equation, { log, attendance: stands('b') })).toEqual([
      'missing: O-L#1 a (registered as present last, and not so in the table)',
      'too many: O-L#1 b (present in the table, and not so when the day was registered last)',
    ]);
  });

  test('certificates that were not earned', () => {
    const log = [
      ...['left', 'failed', 'absent', 'twice'].map((person) => given(person)),
      left('left', '2026-10-10'),
      result('failed', false),
      ...['absent', 'twice', 'none'].map((person) => result(person, true)),
      attendance('O-1a', 1, 'absent', 'twice', 'none', 'failed'),
      attendance('O-1a', 2, 'twice', 'none', 'failed'),
      attendance('O-1a', 3, 'twice', 'none', 'failed'),
    ];
    const rows = ['left', 'failed', 'absent', 'twice', 'twice', 'none'].map((person) => certificate(person));
    expect(causesIn(certificates, { log, certificates: rows })).toEqual([
      'too many: absent (absent on day 2, 3; 1 allowed)',
      'too many: failed (no result is a pass)',
      'too many: left (the seat was withdrawn on 2026-10-10)',
      'too many: none (no seat was given)',
      'too many: twice (it was issued more than once)',
    ]);
    const open = [given('a'), result('a', true), attendance('O-1a', 2, 'a')];
    expect(causesIn(certificates, { log: open, certificates: [certificate('a')] })).toEqual([
      'too many: a (not registered: day 1, 3)',
    ]);
  });

  test('certificates that were earned and are not there, or say other days', () => {
    const log = [
      given('a'),
      given('b'),
      given('c'),
      ...all('a', 'b', 'c'),
      ...['a', 'b', 'c'].map((who) => result(who, true)),
    ];
    const rows = [
      certificate('b', { status: 'revoked', reasonClass: 'result_corrected' }),
      certificate('c', { daysPresent: 2 }),
    ];
    expect(causesIn(certificates, { log, certificates: rows })).toEqual([
      'missing: a (none was issued)',
      'missing: b (revoked: result_corrected)',
    ]);
    expect(
      causesIn('days of attendance = days that the certificate says', { log, certificates: rows }),
    ).toEqual([
      '2 instead of 3 (attendance was registered otherwise after the certificate was issued, and it was not replaced)',
    ]);
  });

  test('the programme certificate of somebody without all credits', () => {
    const log = [given('a'), result('a', true)];
    expect(
      causesIn('programme certificates = all credits of the programme', {
        log,
        certificates: [
          { kind: 'programme', person: 'a', offering: '' },
          { kind: 'programme', person: 'b', offering: '' },
        ],
      }),
    ).toEqual([
      'too many: a (the log has 75 of 300)',
      'too many: b (no course of the programme was passed here)',
    ]);
  });

  test('credits: which courses give them', () => {
    const equation = 'credits (tenths of hp) = passes × credits of the course + prior credits';
    expect(
      causesIn(equation, { log: [given('a'), result('a', true)], credits: new Map([['b', 75]]) }),
    ).toEqual(['0 instead of 75 (facts give credits for 1a)', '75 instead of 0 (no fact gives any credit)']);
  });

  test('seats and days that are owed and not invoiced', () => {
    const log = [given('a'), given('b'), given('c')];
    const other = { ...invoice('hda', 2, [seatLine('b')]), key: 'HT2026.hda.2081', municipality: '2081' };
    const first = invoice('hda', 1, [{ ...seatLine('c'), position: 1 }]);
    const taken = {
      ...seatLine('c'),
      amountOre: -2_500_000,
      creditedInvoice: first.key,
      creditedPosition: 1,
    };
    const note = { ...invoice('hda', 3, [taken]), key: 'HT2026.hda.2080.credit-2' };
    expect(causesIn(lines, { log, invoices: [first, other, note] })).toEqual([
      'missing: seat a (on no invoice of the term)',
      'missing: seat b (invoiced as HT2026.hda.2081 instead)',
      'missing: seat c (credited, and still to be paid for)',
      'too many: seat b (to be paid for as HT2026.hda.2080)',
    ]);
    expect(
      causesIn('invoiced − credited (öre) = fees of what is to be paid for', {
        log: [given('a')],
        invoices: [invoice('hda', 1, [{ ...seatLine('a'), amountOre: 2_400_000 }])],
      }),
    ).toEqual(['2400000 instead of 2500000 (differ: seat a 100000 öre)']);
  });

  test('seats and days that are invoiced and not owed', () => {
    const log = [given('a'), left('a', '2026-09-10'), given('b'), attendance('O-L', 1)];
    const rows = [seatLine('a'), seatLine('b'), seatLine('b'), seatLine('d')];
    expect(
      causesIn(lines, { log, invoices: [invoice('hda', 1, rows), invoice('rss', 1, [dayLine('e')])] }),
    ).toEqual(
      expect.arrayContaining([
        'too many: seat a (withdrawn on 2026-09-10; free until 2026-09-14)',
        'too many: seat b (invoiced more than once)',
        'too many: seat d (no seat was given in the term)',
        'too many: O-L#1 e (not present when the day was registered last)',
      ]),
    );
  });

  test('who makes up a day elsewhere is paid for by the municipality of the seat at home', () => {
    const log: LoggedFact[] = [
      given('a', 'O-M'),
      { kind: 'make_up_booked', home: 'O-M', homeDay: 1, person: 'a', offering: 'O-L', day: 1 },
      attendance('O-M', 1),
      attendance('O-L', 1, 'a'),
    ];
    const both = createReference({
      ...reference,
      offerings: [...reference.offerings, offering('O-M', 'L', ['2026-10-01'])],
    });
    const seats = [seat('a', 'held', 'O-M')];
    const rss = [{ seller: 'rss', year: 2026, last: 1 }];
    const invoices = [invoice('rss', 1, [dayLine('a')])];
    expect(brokenEquations(books({ log, seats, invoices, counters: rss }), both, [term])).toEqual([]);
  });

  test('an invoice that was not printed, and an e-invoice with another total', () => {
    const one = invoice('hda', 1, [seatLine('a')]);
    const some = { log: [given('a')], seats: [seat('a', 'held')], invoices: [one], counters };
    expect(
      causesIn('invoices = printed invoices = e-invoices', {
        ...some,
        documents: [],
        ledger: [
          {
            key: `invoice_document.${one.key}`,
            kind: 'paper',
            status: 'refused',
            file: '',
            lifeWaits: false,
          },
        ],
      }),
    ).toEqual([
      `missing: e_invoice.${one.key} (the step that makes both is refused)`,
      `missing: invoice_document.${one.key} (the step that makes both is refused)`,
    ]);
    const eInvoices = [
      { invoice: one.key, payableOre: 2_500_001 },
      { invoice: 'another', payableOre: 1 },
    ];
    expect(causesIn('total of the invoice (öre) = payable of its e-invoice', { ...some, eInvoices })).toEqual(
      [
        '2500001 instead of 2500000 (the e-invoice says another total)',
        '1 instead of 0 (there is no such invoice)',
      ],
    );
  });

  test('vouchers, receivables and numbers', () => {
    const one = { ...invoice('hda', 1, [seatLine('a')]), totalOre: 2_500_001 };
    const some = { log: [given('a')], seats: [seat('a', 'held')], invoices: [one], counters };
    expect(causesIn('entries of a voucher add up to 0 (öre)', some)).toEqual([
      '1 instead of 0 (1510 2500001, 3004 -2500000)',
    ]);
    const right = { ...some, invoices: [invoice('hda', 1, [seatLine('a')])] };
    expect(broken(right)).toEqual([]);
    expect(
      causesIn('invoice numbers have no gaps', {
        ...right,
        counters: [{ seller: 'hda', year: 2026, last: 2 }],
      }),
    ).toEqual(['missing: 2 (the number was counted, and no invoice has it)']);
  });

  test('more than five are all listed', () => {
    const log = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((person) => given(person));
    expect(causesIn(lines, { log })).toHaveLength(7);
  });
});

describe('the trainer pot', () => {
  const trainers = [
    { id: 't-lent', leader: true },
    { id: 't-own', leader: false },
  ];
  const someone = (id: string, municipality: string) => ({
    ...{ id, municipality, role: 'trainer' as const, targetGroup: '' as const, workplace: '' },
    ...{ chiefId: '', postSince: '', leftOn: '', hasEmail: false, language: 'sv' as const },
  });
  const withPot = (held: typeof trainers) =>
    createReference({
      ...reference,
      fees: reference.fees.map((one) => (one.article === 'day' ? { ...one, trainerPot: 20_000 } : one)),
      people: [someone('t-lent', '2081'), someone('t-own', ''), someone('t-other', '2082')],
      offerings: reference.offerings.map((one) =>
        one.code === 'O-L' ? { ...one, days: one.days.map((date) => ({ ...date, trainers: held })) } : one,
      ),
    });
  const log = [...['a', 'b', 'c'].map((person) => given(person, 'O-L')), attendance('O-L', 1, 'a', 'b', 'c')];
  // 600 kronor on 2.25 shares, of which 1.25 to the municipality that lent the leader.
  const line = (trainer: string, amountOre: number) => ({ offering: 'O-L', day: 1, trainer, amountOre });
  const statement = (number: number, municipality: string, rows: readonly ReturnType<typeof line>[]) => ({
    ...{ key: `HT2026.rss.${municipality}`, seller: 'rss', year: 2027, number, municipality, term },
    ...{ issuedOn: '2027-01-25', lines: rows },
    amountOre: rows.reduce((sum, { amountOre }) => sum + amountOre, 0),
  });
  const ofPot = /pot|shares|trainers/;
  const found = (shares: Books['shares'], held = trainers) =>
    brokenEquations(books({ log, shares }), withPot(held), [term])
      .filter(({ equation }) => ofPot.test(equation))
      .map(({ equation, mismatches }) => [
        equation,
        ...mismatches.map(({ what, cause }) => `${what} (${cause})`),
      ]);

  test('credited to the öre, also by several statements', () => {
    expect(found([statement(1, '2081', [line('t-lent', 33_333)])])).toEqual([]);
    const twice = [
      statement(1, '2081', [line('t-lent', 40_000)]),
      statement(2, '2081', [line('t-lent', -6_667)]),
    ];
    expect(found(twice)).toEqual([]);
    expect(found([statement(1, '2081', [line('t-lent', 60_000)])], trainers.slice(0, 1))).toEqual([]);
    expect(found([], [])).toEqual([]);
  });

  test('a share that was not credited, and one that was credited to another municipality', () => {
    expect(found([statement(1, '2082', [line('t-other', 33_333)])])).toEqual([
      [
        'trainers that municipalities lent = trainers that they are credited for',
        'missing: 2081 t-lent (lent for the day, and not credited)',
        'too many: 2082 t-other (credited, and no trainer of that municipality on the day, or nobody paid to its pot)',
      ],
      [
        'credited (öre) = share of the pot, to the nearest öre up or down',
        '0 instead of 33333 (1.25 of 2.25 shares of a pot of 60000 öre)',
      ],
    ]);
  });

  test('an öre too much of a pot that is all credited, an amount that is not its lines, a number left out', () => {
    expect(
      found([statement(1, '2081', [line('t-lent', 60_001)])], trainers.slice(0, 1)).map(([name]) => name),
    ).toEqual([
      'credited (öre) = share of the pot, to the nearest öre up or down',
      'credited to municipalities + kept by the seller (öre) = the pot',
    ]);
    const wrong = { ...statement(2, '2081', [line('t-lent', 33_333)]), amountOre: 33_334 };
    expect(found([wrong])).toEqual([
      [
        'sum of shares (öre) = amount of the statement',
        '33334 instead of 33333 (the stored amount is not that of the stored lines)',
      ],
      [
        'numbers of trainer pot statements have no gaps',
        'missing: 1 (no statement has the number)',
        'too many: 2 (given more than once, or beyond how many there are)',
      ],
      [
        'credited for trainers (öre) = owed for them in the accounting file',
        '33334 instead of 33333 (a voucher books another amount as owed than the lines of its statement come to)',
      ],
    ]);
  });
});
