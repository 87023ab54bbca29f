/**
 * Equations that must hold between what was recorded, what was paid for, what was sent and what lies in the output
 * folder. Each side is counted on its own: from the log of facts on one side, from the tables, the ledger and the
 * files on the other, and never by the functions that decided it. Ids only; an equation that holds is not listed.
 */

import { type Payment, vouchersOf } from './accounting/vouchers.ts';
import type { IsoDate } from './calendar/dates.ts';
import { isDecided } from './certificates/standing.ts';
import { type BrokenEquation, broken, compareCounts, compareSets } from './equations.ts';
import { type CaseBooks, caseEquations } from './escalation/reconciliation.ts';
import { groupBy } from './groupBy.ts';
import { findFee } from './invoicing/fees.ts';
import { payerOf } from './invoicing/payer.ts';
import { yearlyCostsOn, yearOfCosts } from './invoicing/yearly.ts';
import { cooperates, postOn, type Reference } from './reference.ts';
import type { CourseCode, MunicipalityCode, OfferingCode, PersonId, SellerCode, TermCode } from './region.ts';
import { deadlines } from './term/deadlines.ts';

/** Facts of the log, in its order; `on` is the day that a fact concerns. */
export type LoggedFact =
  | {
      readonly kind: 'seat_given';
      readonly on: IsoDate;
      readonly offering: OfferingCode;
      readonly person: PersonId;
      readonly municipality: MunicipalityCode;
    }
  | {
      readonly kind: 'seat_given_up';
      readonly on: IsoDate;
      readonly offering: OfferingCode;
      readonly person: PersonId;
      readonly state: 'declined' | 'withdrawn';
    }
  | {
      readonly kind: 'result_decided';
      readonly offering: OfferingCode;
      readonly person: PersonId;
      readonly attempt: number;
      readonly passed: boolean;
      readonly final: boolean;
    }
  | {
      readonly kind: 'result_corrected';
      readonly offering: OfferingCode;
      readonly person: PersonId;
      readonly attempt: number;
      readonly passed: boolean;
      readonly final: boolean;
    }
  | {
      readonly kind: 'result_withdrawn';
      readonly offering: OfferingCode;
      readonly person: PersonId;
      readonly attempt: number;
    }
  | {
      readonly kind: 'offering_cancelled';
      readonly on: IsoDate;
      readonly offering: OfferingCode;
      readonly people: readonly PersonId[];
    }
  | {
      readonly kind: 'offering_reinstated';
      readonly on: IsoDate;
      readonly offering: OfferingCode;
      readonly people: readonly PersonId[];
      readonly from: OfferingCode | '';
    }
  | {
      readonly kind: 'make_up_booked';
      readonly home: OfferingCode;
      readonly homeDay: number;
      readonly person: PersonId;
      readonly offering: OfferingCode;
      readonly day: number;
    }
  | {
      readonly kind: 'make_up_released';
      readonly home: OfferingCode;
      readonly homeDay: number;
      readonly person: PersonId;
    }
  | {
      readonly kind: 'attendance_registered';
      readonly offering: OfferingCode;
      readonly day: number;
      readonly present: readonly PersonId[];
    }
  | {
      readonly kind: 'credit_recognised' | 'equivalent_recognised';
      readonly person: PersonId;
      readonly course: CourseCode;
    }
  | {
      readonly kind: 'credit_withdrawn';
      readonly person: PersonId;
      readonly course: CourseCode;
      readonly basis: 'prior' | 'equivalent';
    };

export interface InvoiceRow {
  readonly key: string;
  readonly seller: SellerCode;
  readonly year: number;
  readonly number: number;
  readonly municipality: MunicipalityCode;
  readonly term: TermCode;
  readonly kind: string;
  /** Key of the invoice that a credit note takes back. */
  readonly credits: string;
  readonly issuedOn: IsoDate;
  readonly netOre: number;
  readonly vatOre: number;
  readonly totalOre: number;
  readonly lines: readonly InvoiceLineRow[];
}

export interface InvoiceLineRow {
  readonly article: string;
  /** Empty for a yearly cost. */
  readonly person: PersonId | '';
  readonly offering: OfferingCode;
  /** The course day, or 0 for a seat. */
  readonly day: number;
  /** How many of what the article costs. */
  readonly quantity: number;
  readonly amountOre: number;
  readonly vatCategory: string;
  readonly vatPercent: number;
  /** Of a credit note's line, the invoice and line that it takes back; '' and 0 otherwise. */
  readonly creditedInvoice?: string;
  readonly creditedPosition?: number;
  /** Place in its invoice, from 1. */
  readonly position?: number;
}

export interface LedgerRow {
  readonly key: string;
  readonly kind: string;
  readonly status: string;
  readonly file: string;
  /** Of a part of a mail, the key of the one that carried it. */
  readonly carriedBy?: string;
  /** Its life waits for a moment that has not come yet. */
  readonly lifeWaits: boolean;
}

export type { BrokenEquation } from './equations.ts';

/** Everything that is compared. */
export interface Books {
  readonly log: readonly LoggedFact[];
  readonly seats: readonly {
    readonly offering: OfferingCode;
    readonly person: PersonId;
    readonly state: string;
  }[];
  readonly certificates: readonly {
    readonly kind: string;
    readonly person: PersonId;
    readonly offering: OfferingCode | '';
    /** Only those that are issued count, and those that a coordinator has revoked, earned as they are; issued without it. */
    readonly status?: string;
    readonly reasonClass?: string;
  }[];
  /** Credits as people are told them, in tenths of hp. */
  readonly credits: ReadonlyMap<PersonId, number>;
  readonly invoices: readonly InvoiceRow[];
  /** Those that have been made, with what each says is to be paid; below zero for a credit note. */
  readonly eInvoices: readonly { readonly invoice: string; readonly payableOre: number }[];
  readonly payments: readonly Payment[];
  readonly counters: readonly { readonly seller: SellerCode; readonly year: number; readonly last: number }[];
  readonly ledger: readonly LedgerRow[];
  readonly documents: readonly { readonly key: string; readonly file: string }[];
  /** Escalation cases and the digests that told of them. */
  readonly escalation: CaseBooks;
  /** Files of the output folder, relative and with `/`; undefined when there is no folder to compare with. */
  readonly files?: readonly string[] | undefined;
}

/**
 * All broken equations; empty when everything adds up.
 * @param terms the terms whose obligations are done; only their seats and invoices are compared
 */
export function brokenEquations(
  books: Books,
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  const history = replay(books.log);
  return [
    ...seatEquations(books, history, reference, terms),
    ...certificateEquations(books, history, reference, terms),
    ...creditEquations(books, history, reference),
    ...invoiceLineEquations(books, history, reference, terms),
    ...yearlyEquations(books.invoices, reference, terms),
    ...creditEquationsOfLines(books.invoices),
    ...books.invoices.flatMap(totalEquations),
    ...eInvoiceEquations(books),
    ...accountingEquations(books, reference),
    ...numberEquations(books),
    ...messageEquations(books.ledger),
    ...caseEquations(books.escalation, books.ledger),
    ...fileEquations(books),
  ];
}

// ── The log, counted on its own ────────────────────────────────────────────────────────────────────────

interface Spell {
  readonly offering: OfferingCode;
  readonly person: PersonId;
  readonly municipality: MunicipalityCode;
  readonly givenOn: IsoDate;
  /** Undefined while the seat is the person's. */
  endedOn?: IsoDate;
  state: 'held' | 'passed' | 'failed' | 'declined' | 'withdrawn' | 'cancelled';
}

interface History {
  /** One entry for each time a seat was given, in order. */
  readonly spells: readonly Spell[];
  readonly givenUp: ReadonlyMap<OfferingCode, number>;
  /** By offering and person, the newest decision about each attempt. */
  readonly results: ReadonlyMap<
    string,
    ReadonlyMap<number, { readonly passed: boolean; readonly final: boolean }>
  >;
  /** By offering and day, who was there. */
  readonly present: ReadonlyMap<string, readonly PersonId[]>;
  readonly prior: ReadonlyMap<PersonId, ReadonlySet<CourseCode>>;
  /** By home, day and person, where a missed day was to be made up. */
  readonly madeUp: ReadonlyMap<string, string>;
}

const pair = (offering: OfferingCode, person: PersonId) => `${offering} ${person}`;
const dayKey = (offering: OfferingCode, day: number) => `${offering}#${day}`;

function replay(log: readonly LoggedFact[]): History {
  const spells: Spell[] = [];
  const current = new Map<string, Spell>();
  const givenUp = new Map<OfferingCode, number>();
  const results = new Map<string, Map<number, { passed: boolean; final: boolean }>>();
  const present = new Map<string, readonly PersonId[]>();
  const prior = new Map<PersonId, Set<CourseCode>>();
  const madeUp = new Map<string, string>();
  const end = (offering: OfferingCode, person: PersonId, on: IsoDate) => {
    const spell = current.get(pair(offering, person));
    if (spell === undefined) return;
    spell.endedOn = on;
    spell.state = 'cancelled';
  };
  for (const fact of log) {
    switch (fact.kind) {
      case 'seat_given': {
        const { offering, person, municipality, on } = fact;
        const spell: Spell = { offering, person, municipality, givenOn: on, state: 'held' };
        spells.push(spell);
        current.set(pair(offering, person), spell);
        break;
      }
      case 'seat_given_up': {
        givenUp.set(fact.offering, (givenUp.get(fact.offering) ?? 0) + 1);
        const spell = current.get(pair(fact.offering, fact.person));
        if (spell !== undefined) {
          spell.endedOn = fact.on;
          spell.state = fact.state;
        }
        break;
      }
      case 'result_decided':
      case 'result_corrected': {
        const key = pair(fact.offering, fact.person);
        const attempts = results.get(key) ?? new Map<number, { passed: boolean; final: boolean }>();
        results.set(key, attempts.set(fact.attempt, { passed: fact.passed, final: fact.final }));
        const spell = current.get(key);
        if (spell !== undefined && spell.endedOn === undefined) {
          spell.state = fact.final ? (fact.passed ? 'passed' : 'failed') : 'held';
        }
        break;
      }
      case 'result_withdrawn': {
        const key = pair(fact.offering, fact.person);
        results.get(key)?.delete(fact.attempt);
        const spell = current.get(key);
        if (spell !== undefined && spell.endedOn === undefined) spell.state = 'held';
        break;
      }
      case 'offering_cancelled':
        for (const person of fact.people) end(fact.offering, person, fact.on);
        break;
      case 'offering_reinstated':
        for (const person of fact.people) {
          end(fact.from, person, fact.on);
          const spell = current.get(pair(fact.offering, person));
          if (spell === undefined) continue;
          delete spell.endedOn;
          spell.state = 'held';
        }
        break;
      case 'make_up_booked':
        madeUp.set(`${dayKey(fact.home, fact.homeDay)} ${fact.person}`, dayKey(fact.offering, fact.day));
        break;
      case 'make_up_released':
        madeUp.delete(`${dayKey(fact.home, fact.homeDay)} ${fact.person}`);
        break;
      case 'attendance_registered':
        present.set(dayKey(fact.offering, fact.day), fact.present);
        break;
      case 'credit_recognised':
      case 'equivalent_recognised': {
        const basis = fact.kind === 'credit_recognised' ? 'prior' : 'equivalent';
        prior.set(fact.person, (prior.get(fact.person) ?? new Set()).add(`${basis} ${fact.course}`));
        break;
      }
      case 'credit_withdrawn':
        prior.get(fact.person)?.delete(`${fact.basis} ${fact.course}`);
        break;
    }
  }
  return { spells, givenUp, results, present, prior, madeUp };
}

/** There on the day, or on the one that made up for it. */
function tookPart(history: History, offering: OfferingCode, day: number, person: PersonId): boolean {
  const home = dayKey(offering, day);
  const elsewhere = history.madeUp.get(`${home} ${person}`);
  return [home, elsewhere].some((key) => key !== undefined && history.present.get(key)?.includes(person));
}

const hasPassed = (history: History, offering: OfferingCode, person: PersonId): boolean =>
  [...(history.results.get(pair(offering, person))?.values() ?? [])].some(({ passed }) => passed);

// ── Seats ──────────────────────────────────────────────────────────────────────────────────────────────

function seatEquations(
  books: Books,
  history: History,
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  const spells = groupBy(history.spells, ({ offering }) => offering);
  const rows = groupBy(books.seats, ({ offering }) => offering);
  const finals = groupBy(
    [...history.results].flatMap(([key, attempts]) =>
      [...attempts.values()].some(({ final }) => final) ? [key.slice(0, key.indexOf(' '))] : [],
    ),
    (offering) => offering,
  );
  return terms.flatMap((term) =>
    reference.offeringsOf(term).flatMap(({ code }) => {
      const given = spells.get(code) ?? [];
      const held = (rows.get(code) ?? []).filter(({ state }) => state === 'held');
      const cancelled = given.filter(({ state }) => state === 'cancelled').length;
      const ended = (finals.get(code)?.length ?? 0) + (history.givenUp.get(code) ?? 0) + cancelled;
      // A seat given again replaces its row, so that the row shows what became of the last time.
      const last = new Map(given.map((spell) => [spell.person, spell.state]));
      const table = new Map((rows.get(code) ?? []).map(({ person, state }) => [person, state]));
      return [
        ...compareCounts(
          'seats given = passed + failed + withdrawn + declined + under way',
          code,
          given.length,
          ended + held.length,
        ),
        ...compareSets(
          'seats as the log tells = seats as they stand',
          code,
          [...last].map(([person, state]) => `${person} ${state}`),
          [...table].map(([person, state]) => `${person} ${state}`),
        ),
      ];
    }),
  );
}

// ── Certificates and credits ───────────────────────────────────────────────────────────────────────────

function certificateEquations(
  books: Books,
  history: History,
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  const courses = terms.flatMap((term) =>
    reference.offeringsOf(term).flatMap((offering) => {
      const course = reference.course(offering.course);
      const { kind } = course;
      const { programmeAbsencesAllowed, courseDayAbsencesAllowed } = reference.rules.certificate;
      const allowed = kind === 'programme' ? programmeAbsencesAllowed : courseDayAbsencesAllowed;
      const days = offering.days.map(({ number }) => history.present.get(dayKey(offering.code, number)));
      const registered = days.filter((day) => day !== undefined);
      const complete = registered.length === days.length && days.length > 0;
      const kept = history.spells.filter(
        (spell) => spell.offering === offering.code && spell.endedOn === undefined,
      );
      const earned = kept.filter(
        ({ person }) =>
          complete &&
          course.booking !== 'invitation' &&
          hasPassed(history, offering.code, person) &&
          offering.days.filter(({ number }) => !tookPart(history, offering.code, number, person)).length <=
            allowed,
      );
      const issued = books.certificates.filter(
        (row) => row.offering === offering.code && standsAsEarned(row),
      );
      return compareSets(
        'course certificates = passes with enough presence',
        offering.code,
        earned.map(({ person }) => person),
        issued.map(({ person }) => person),
      );
    }),
  );
  // Who had all credits before has a certificate from before; a course day adds nothing to them.
  const passedHere = new Set(
    [...history.results].flatMap(([key, attempts]) => {
      const { course } = reference.offering(key.slice(0, key.indexOf(' ')));
      const counts = reference.course(course).kind === 'programme';
      return counts && [...attempts.values()].some(({ passed }) => passed)
        ? [key.slice(key.indexOf(' ') + 1)]
        : [];
    }),
  );
  const programme = compareSets(
    'programme certificates = all credits of the programme',
    '',
    [...passedHere].filter(
      (person) =>
        creditsByLog(history, reference, person) >= reference.rules.certificate.programmeCreditsTenths,
    ),
    books.certificates
      .filter((row) => row.kind === 'programme' && standsAsEarned(row))
      .map(({ person }) => person),
  );
  return [...courses, ...programme];
}

const standsAsEarned = ({ status = 'issued', reasonClass = '' }: Books['certificates'][number]): boolean =>
  status === 'issued' || (status === 'revoked' && isDecided(reasonClass));

/** Tenths of hp: passes here and prior credits, courses that exclude each other once. */
function creditsByLog(history: History, reference: Reference, person: PersonId): number {
  const courses = new Set(
    [...(history.prior.get(person) ?? [])].map((row) => row.slice(row.indexOf(' ') + 1)),
  );
  for (const [key, attempts] of history.results) {
    const space = key.indexOf(' ');
    if (key.slice(space + 1) !== person) continue;
    if ([...attempts.values()].some(({ passed }) => passed)) {
      courses.add(reference.offering(key.slice(0, space)).course);
    }
  }
  const counted = new Map<string, number>();
  for (const code of courses) {
    const { kind, alternativeGroup, creditsTenths } = reference.course(code);
    if (kind === 'programme')
      counted.set(alternativeGroup === '' ? `course ${code}` : alternativeGroup, creditsTenths);
  }
  return [...counted.values()].reduce((sum, tenths) => sum + tenths, 0);
}

function creditEquations(books: Books, history: History, reference: Reference): BrokenEquation[] {
  const people = new Set([
    ...history.prior.keys(),
    ...[...history.results.keys()].map((key) => key.slice(key.indexOf(' ') + 1)),
    ...books.credits.keys(),
  ]);
  return [...people]
    .sort()
    .flatMap((person) =>
      compareCounts(
        'credits (tenths of hp) = passes × credits of the course + prior credits',
        person,
        creditsByLog(history, reference, person),
        books.credits.get(person) ?? 0,
      ),
    );
}

// ── Money ──────────────────────────────────────────────────────────────────────────────────────────────

interface Owed {
  readonly seller: SellerCode;
  readonly municipality: MunicipalityCode;
  readonly what: string;
  readonly amountOre: number;
}

/** What is to be paid for by the log: a seat a person and term, and each person present on a course day. */
function owedFor(term: TermCode, history: History, reference: Reference): Owed[] {
  const { freeWithdrawalUntil } = deadlines(reference, term);
  const owed: Owed[] = [];
  const owe = (course: CourseCode, on: IsoDate, municipality: MunicipalityCode, what: string) => {
    const { priceArticle } = reference.course(course);
    if (priceArticle === '' || municipality === '') return;
    const fee = findFee(reference.fees, priceArticle, on);
    // Without a fee nothing can have been invoiced; the missing line is then what the equation shows.
    owed.push({ seller: fee?.seller ?? '', municipality, what, amountOre: fee?.amount ?? 0 });
  };
  const paying = new Set<PersonId>();
  const kinds = new Map(
    reference.offeringsOf(term).map(({ code, course }) => [code, reference.course(course).kind]),
  );
  for (const spell of history.spells) {
    const { offering, person, endedOn, state } = spell;
    if (kinds.get(offering) !== 'programme' || paying.has(person) || state === 'cancelled') continue;
    if (endedOn !== undefined && endedOn <= freeWithdrawalUntil) continue;
    paying.add(person);
    const payer = payerOf({ ...spell, term }, reference);
    owe(reference.offering(offering).course, reference.term(term).start, payer, `seat ${person}`);
  }
  for (const { code, course, days } of reference.offeringsOf(term)) {
    if (kinds.get(code) !== 'course_day') continue;
    for (const { number, date } of days) {
      for (const person of history.present.get(dayKey(code, number)) ?? []) {
        const spell = history.spells.findLast((row) => row.offering === code && row.person === person);
        const municipality = spell?.municipality ?? postOn(reference, person, date).municipality;
        owe(course, date, municipality, `${dayKey(code, number)} ${person}`);
      }
    }
  }
  return owed;
}

interface Charged extends Owed {
  readonly isCredit: boolean;
}

/** Öre that would have to be exchanged, in either direction, line by line. */
function differenceOf(owed: readonly Owed[], charged: readonly Owed[]): number {
  const rest = new Map<string, number>();
  for (const { what, amountOre } of owed) rest.set(what, (rest.get(what) ?? 0) + amountOre);
  for (const { what, amountOre } of charged) rest.set(what, (rest.get(what) ?? 0) - amountOre);
  return [...rest.values()].reduce((total, amount) => total + Math.abs(amount), 0);
}

/** Each line of a credit note takes back a line of an invoice between the same two, all of it, and only once. */
function creditEquationsOfLines(invoices: readonly InvoiceRow[]): BrokenEquation[] {
  const place = (invoice: string, { position = 0, person, offering, day }: InvoiceLineRow) =>
    `${invoice} line ${position}: ${person} ${offering} ${day}`;
  const between = ({ seller, municipality, term }: InvoiceRow) => `${term}.${seller}.${municipality}`;
  const credited = invoices.flatMap((note) =>
    note.lines
      .filter(({ creditedInvoice = '' }) => creditedInvoice !== '')
      .map((line) => ({
        at: `${between(note)} ${place(line.creditedInvoice ?? '', { ...line, position: line.creditedPosition ?? 0 })}`,
        amountOre: line.amountOre,
      })),
  );
  const wanted = new Set(credited.map(({ at }) => at));
  const found = invoices.flatMap((invoice) =>
    invoice.lines
      .filter(({ creditedInvoice = '' }) => creditedInvoice === '')
      .map((line) => ({ at: `${between(invoice)} ${place(invoice.key, line)}`, amountOre: -line.amountOre }))
      .filter(({ at }) => wanted.has(at)),
  );
  const text = ({ at, amountOre }: { readonly at: string; readonly amountOre: number }) =>
    `${at} ${amountOre} öre`;
  return compareSets(
    'lines of credit notes = lines that they take back',
    '',
    found.map(text),
    credited.map(text),
  );
}

function invoiceLineEquations(
  books: Books,
  history: History,
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  return terms.flatMap((term) => {
    const owed = owedFor(term, history, reference);
    const charged = books.invoices
      .filter((invoice) => invoice.term === term)
      .flatMap(({ seller, municipality, lines }) =>
        lines.filter(isAboutSomebody).map(
          ({ person, offering, day, amountOre, creditedInvoice = '' }): Charged => ({
            seller,
            municipality,
            what: day === 0 ? `seat ${person}` : `${dayKey(offering, day)} ${person}`,
            amountOre,
            isCredit: creditedInvoice !== '',
          }),
        ),
      );
    const between = ({ seller, municipality }: Owed) => `${term}.${seller}.${municipality}`;
    const expected = groupBy(owed, between);
    const actual = groupBy(charged, between);
    const { thresholdOre } = reference.rules.invoicing.corrections;
    return [...new Set([...expected.keys(), ...actual.keys()])].sort().flatMap((of) => {
      const left = expected.get(of) ?? [];
      const right = actual.get(of) ?? [];
      const taken = right.filter(({ isCredit }) => isCredit);
      // What is credited counts with what is owed: invoiced − credited = owed.
      const members = compareSets(
        'invoice lines − credited lines = seats to be paid for + participants on course days',
        of,
        [...left, ...taken].map(({ what }) => what),
        right.filter(({ isCredit }) => !isCredit).map(({ what }) => what),
      );
      const money = compareCounts(
        'invoiced − credited (öre) = fees of what is to be paid for',
        of,
        sum(left),
        sum(right),
      );
      // What the region leaves as it is, is no error; the lines then differ as well.
      const isLeft = members.length > 0 && differenceOf(left, right) <= thresholdOre;
      return isLeft ? [] : [...members, ...money];
    });
  });
}

const isAboutSomebody = ({ person }: InvoiceLineRow): boolean => person !== '';

/** A year's costs: every municipality that takes part pays each of them once, and shares add up to what is shared. */
function yearlyEquations(
  invoices: readonly InvoiceRow[],
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  return terms.flatMap((term) => {
    const year = yearOfCosts(term, reference);
    const lines = invoices
      .filter((invoice) => invoice.term === term)
      .flatMap(({ municipality, seller, lines: all }) =>
        all.filter((line) => !isAboutSomebody(line)).map((line) => ({ ...line, municipality, seller })),
      );
    const fees =
      year === undefined
        ? []
        : reference.fees.filter((fee) => fee.year === year && fee.basis !== 'participant');
    const on = year === undefined ? '' : yearlyCostsOn(year, reference);
    const paying = reference.municipalities.filter(({ code }) => cooperates(reference, code, on));
    const isCredit = ({ creditedInvoice = '' }: InvoiceLineRow) => creditedInvoice !== '';
    const text = (of: { seller: string; municipality: string; article: string }) =>
      `${of.seller} ${of.municipality} ${of.article}`;
    return [
      ...compareSets(
        'yearly lines − credited lines = municipalities that take part',
        term,
        [
          ...fees.flatMap(({ article, seller }) =>
            paying.map(({ code }) => text({ seller, municipality: code, article })),
          ),
          ...lines.filter(isCredit).map(text),
        ],
        lines.filter((line) => !isCredit(line)).map(text),
      ),
      ...fees.flatMap((fee) => {
        const own = lines.filter(({ article }) => article === fee.article);
        const inhabitants = own.reduce(
          (count, line) => count + (isCredit(line) ? -line.quantity : line.quantity),
          0,
        );
        const expected = fee.basis === 'shared' ? fee.amount : fee.amount * inhabitants;
        return compareCounts(
          'yearly costs (öre) = fee × inhabitants, or what is shared',
          `${term} ${fee.article}`,
          expected,
          sum(own),
        );
      }),
    ];
  });
}

const sum = (rows: readonly { readonly amountOre: number }[]) =>
  rows.reduce((total, { amountOre }) => total + amountOre, 0);

/** A credit is rounded as what it credits. */
const halfAwayFromZero = (amount: number): number =>
  amount < 0 ? 0 - Math.round(-amount) : Math.round(amount);

function totalEquations(invoice: InvoiceRow): BrokenEquation[] {
  const net = sum(invoice.lines);
  const rates = groupBy(invoice.lines, ({ vatCategory, vatPercent }) => `${vatCategory} ${vatPercent}`);
  let vat = 0;
  for (const lines of rates.values())
    vat += halfAwayFromZero((sum(lines) * (lines[0]?.vatPercent ?? 0)) / 100);
  return [
    ...compareCounts('sum of lines (öre) = net amount of the invoice', invoice.key, net, invoice.netOre),
    ...compareCounts('VAT of the lines (öre) = VAT of the invoice', invoice.key, vat, invoice.vatOre),
    ...compareCounts('net + VAT (öre) = total of the invoice', invoice.key, net + vat, invoice.totalOre),
  ];
}

/** Every e-invoice says the total of its invoice. */
function eInvoiceEquations({ invoices, eInvoices }: Books): BrokenEquation[] {
  const totals = new Map(invoices.map(({ key, totalOre }) => [key, totalOre]));
  return eInvoices.flatMap(({ invoice, payableOre }) =>
    compareCounts(
      'total of the invoice (öre) = payable of its e-invoice',
      invoice,
      totals.get(invoice) ?? 0,
      payableOre,
    ),
  );
}

/** The accounting file: every voucher balances, and what stands on the receivable account is what is left to pay. */
function accountingEquations({ invoices, payments }: Books, reference: Reference): BrokenEquation[] {
  const vouchers = vouchersOf(invoices, payments, reference.rules.accounting);
  const { receivable } = reference.rules.accounting;
  const unbalanced = vouchers.flatMap(({ seller, text, entries }) =>
    compareCounts('entries of a voucher add up to 0 (öre)', `${seller} ${text}`, 0, sum(entries)),
  );
  const sellers = [...new Set([...invoices, ...payments].map(({ seller }) => seller))].sort();
  return [
    ...unbalanced,
    ...sellers.flatMap((seller) => {
      const booked = vouchers
        .filter((voucher) => voucher.seller === seller)
        .flatMap(({ entries }) => entries.filter(({ account }) => account === receivable));
      const invoiced = invoices.filter((row) => row.seller === seller).map(({ totalOre }) => totalOre);
      const paid = payments
        .filter((row) => row.seller === seller && row.invoice !== '')
        .map(({ amountOre }) => amountOre);
      const total = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
      return compareCounts(
        'invoiced − credited − paid (öre) = receivables in the accounting file',
        seller,
        total(invoiced) - total(paid),
        sum(booked),
      );
    }),
  ];
}

/** Numbers of a seller and year are 1, 2, 3 …, and the counter stands at the last. */
function numberEquations(books: Books): BrokenEquation[] {
  const series = ({ seller, year }: { readonly seller: string; readonly year: number }) =>
    `${seller} ${year}`;
  const issued = groupBy(books.invoices, series);
  const counters = new Map(books.counters.map((counter) => [series(counter), counter.last]));
  return [...new Set([...issued.keys(), ...counters.keys()])].sort().flatMap((of) => {
    const last = counters.get(of) ?? 0;
    return compareSets(
      'invoice numbers have no gaps',
      of,
      Array.from({ length: last }, (_, index) => String(index + 1)),
      (issued.get(of) ?? []).map(({ number }) => String(number)),
    );
  });
}

// ── Messages and files ─────────────────────────────────────────────────────────────────────────────────

const ended = ['accepted', 'refused', 'doubtful', 'suppressed', 'missed', 'superseded', 'done'];

/** Open is right only for what its life still waits for; a claim without an outcome never is. */
const mayBeOpen = ({ status, lifeWaits }: LedgerRow) => lifeWaits && status !== 'claimed';

function messageEquations(ledger: readonly LedgerRow[]): BrokenEquation[] {
  const open = ledger.filter((row) => !ended.includes(row.status) && !mayBeOpen(row));
  const [mails, others] = [true, false].map((isMail) => {
    const rows = ledger.filter(({ kind }) => (kind === 'mail') === isMail);
    const left = open.filter(({ kind }) => (kind === 'mail') === isMail);
    return { rows, left };
  });
  const equation = (name: string, part: typeof mails) =>
    part === undefined || part.left.length === 0
      ? []
      : [
          broken(
            name,
            '',
            part.rows.length,
            part.rows.length - part.left.length,
            part.left.map(({ key, status }) => `${key} ${status}`),
          ),
        ];
  return [
    ...equation('messages planned = accepted + refused + doubtful + suppressed + missed + superseded', mails),
    ...equation('other steps planned = done + suppressed + missed + superseded', others),
  ];
}

function fileEquations({ ledger, documents, files }: Books): BrokenEquation[] {
  const rows = ledger.filter(({ kind, status, file }) => kind !== 'mail' && status === 'done' && file !== '');
  // An e-invoice is frozen with its PDF, and delivered by a step of its own, which may wait for its release.
  const isEInvoice = ({ key }: { readonly key: string }) => key.startsWith('e_invoice.');
  const waiting = new Set(ledger.filter(({ status }) => status === 'held').map(({ key }) => key));
  const frozen = [
    ...compareSets(
      'documents in the ledger = frozen documents',
      '',
      rows.filter((row) => !isEInvoice(row)).map(({ file }) => file),
      documents.filter((row) => !isEInvoice(row)).map(({ file }) => file),
    ),
    ...compareSets(
      'e-invoices delivered = e-invoices frozen',
      '',
      rows.filter(isEInvoice).map(({ key, file }) => `${key} ${file}`),
      documents
        .filter((row) => isEInvoice(row) && !waiting.has(row.key))
        .map(({ key, file }) => `${key} ${file}`),
    ),
  ];
  if (files === undefined) return frozen;
  const there = new Set(files);
  const all = ledger.filter(({ kind, status }) => kind === 'mail' && status === 'accepted');
  const isPart = ({ carriedBy = '' }: LedgerRow) => carriedBy !== '';
  const accepted = all.filter((row) => !isPart(row));
  const carriers = new Map(accepted.map(({ key, file }) => [key, file]));
  // Of a doubtful mail nobody knows: its file may be there.
  const doubtful = new Set(
    ledger.filter(({ kind, status }) => kind === 'mail' && status === 'doubtful').map(({ file }) => file),
  );
  return [
    ...frozen,
    ...compareSets(
      'accepted mails = .eml files',
      '',
      accepted.map(({ file, key }) => (file === '' ? `${key} has no file` : file)),
      files.filter((file) => file.endsWith('.eml') && !doubtful.has(file)),
    ),
    // A part counts as accepted when the mail that carried it is, and lies in its file.
    ...compareSets(
      'parts of mails = what carried them',
      '',
      all.filter(isPart).map(({ key, file }) => `${key} ${file}`),
      all.filter(isPart).map(({ key, carriedBy = '' }) => `${key} ${carriers.get(carriedBy) ?? ''}`),
    ),
    ...compareSets(
      'documents = their files',
      '',
      documents.map(({ file }) => file),
      documents.map(({ file }) => file).filter((file) => there.has(file)),
    ),
  ];
}
