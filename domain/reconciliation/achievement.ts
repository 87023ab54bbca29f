/** Seats, attendance, certificates and credits: the log against the tables. */
import { isDecided } from '../certificates/standing.ts';
import { type BrokenEquation, type CauseOf, causes, compareCounts, compareSets } from '../equations.ts';
import { groupBy } from '../groupBy.ts';
import type { Reference } from '../reference.ts';
import type { CourseCode, Offering, PersonId, TermCode } from '../region.ts';
import type { Books } from './books.ts';
import { dayKey, type History, hasPassed, isTakenAway, newestSpell, tookPart } from './history.ts';

export function seatEquations(
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
      const held = (rows.get(code) ?? []).filter(({ state }) => state === 'held').length;
      const cancelled = given.filter(({ state }) => isTakenAway(state)).length;
      const final = finals.get(code)?.length ?? 0;
      const givenUp = history.givenUp.get(code) ?? 0;
      // A seat given again replaces its row, so that the row shows what became of the last time.
      const last = new Map(given.map((spell) => [spell.person, spell.state]));
      const table = new Map((rows.get(code) ?? []).map(({ person, state }) => [person, state]));
      const causeOf: CauseOf = (member, side) => {
        const person = member.slice(0, member.indexOf(' '));
        if (side === 'missing') return `the table says ${table.get(person) ?? 'nothing'}`;
        return last.has(person) ? `the log says ${last.get(person)}` : 'no fact gave the seat';
      };
      return [
        ...compareCounts(
          'seats given = passed + failed + withdrawn + declined + under way',
          code,
          given.length,
          final + givenUp + cancelled + held,
          `given ${given.length}, with a final result ${final}, given up ${givenUp}, cancelled ${cancelled}, held ${held}`,
        ),
        ...compareSets(
          'seats as the log tells = seats as they stand',
          code,
          [...last].map(([person, state]) => `${person} ${state}`),
          [...table].map(([person, state]) => `${person} ${state}`),
          causeOf,
        ),
      ];
    }),
  );
}

/** Who was there, on which every certificate, invoice line and share of the trainer pot stands. */
export const attendanceEquations = (books: Books, history: History): BrokenEquation[] =>
  compareSets(
    'attendance as the log tells = attendance as it stands',
    '',
    [...history.present].flatMap(([day, people]) => people.map((person) => `${day} ${person}`)),
    books.attendance.map(({ offering, day, person }) => `${dayKey(offering, day)} ${person}`),
    causes(
      'registered as present last, and not so in the table',
      'present in the table, and not so when the day was registered last',
    ),
  );

export function certificateEquations(
  books: Books,
  history: History,
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  const rows = groupBy(books.certificates, ({ offering }) => offering);
  const courses = terms.flatMap((term) =>
    reference
      .offeringsOf(term)
      .flatMap((offering) => courseCertificates(offering, rows.get(offering.code) ?? [], history, reference)),
  );
  return [...courses, ...programmeCertificates(books, history, reference)];
}

type CertificateRow = Books['certificates'][number];

function courseCertificates(
  offering: Offering,
  rows: readonly CertificateRow[],
  history: History,
  reference: Reference,
): BrokenEquation[] {
  const { code } = offering;
  const holders = [
    ...new Set(history.spells.filter((spell) => spell.offering === code).map(({ person }) => person)),
  ];
  const earned = holders.filter((person) => whyNotEarned(offering, person, history, reference) === '');
  const standing = rows.filter(standsAsEarned);
  const causeOf: CauseOf = (person, side) => {
    if (side === 'too many') {
      return whyNotEarned(offering, person, history, reference) || 'it was issued more than once';
    }
    const revoked = rows.find((row) => row.person === person && row.status === 'revoked');
    return revoked === undefined ? 'none was issued' : `revoked: ${revoked.reasonClass ?? ''}`;
  };
  const daysOf = (person: PersonId) =>
    offering.days.filter(({ number }) => tookPart(history, code, number, person)).length;
  // A certificate from before its days were kept says 0.
  const saying = rows.filter(
    ({ status = 'issued', daysPresent = 0 }) => status === 'issued' && daysPresent > 0,
  );
  return [
    ...compareSets(
      'course certificates = passes with enough presence',
      code,
      earned,
      standing.map(({ person }) => person),
      causeOf,
    ),
    ...saying.flatMap(({ person, daysPresent = 0 }) =>
      compareCounts(
        'days of attendance = days that the certificate says',
        `${code} ${person}`,
        daysOf(person),
        daysPresent,
        'attendance was registered otherwise after the certificate was issued, and it was not replaced',
      ),
    ),
  ];
}

/** Empty when the certificate is earned: a seat that was kept, a pass, and all days registered with enough presence. */
function whyNotEarned(offering: Offering, person: PersonId, history: History, reference: Reference): string {
  const { code, days } = offering;
  const course = reference.course(offering.course);
  const { programmeAbsencesAllowed, courseDayAbsencesAllowed } = reference.rules.certificate;
  const allowed = course.kind === 'programme' ? programmeAbsencesAllowed : courseDayAbsencesAllowed;
  if (course.booking === 'invitation') return 'the course gives no certificate';
  const spell = newestSpell(history, code, person);
  if (spell === undefined) return 'no seat was given';
  if (spell.endedOn !== undefined) return `the seat was ${spell.state} on ${spell.endedOn}`;
  if (!hasPassed(history, code, person)) return 'no result is a pass';
  if (days.length === 0) return 'the offering has no days';
  const open = days.filter(({ number }) => !history.present.has(dayKey(code, number)));
  if (open.length > 0) return `not registered: day ${open.map(({ number }) => number).join(', ')}`;
  const missed = days.filter(({ number }) => !tookPart(history, code, number, person));
  return missed.length <= allowed
    ? ''
    : `absent on day ${missed.map(({ number }) => number).join(', ')}; ${allowed} allowed`;
}

function programmeCertificates(books: Books, history: History, reference: Reference): BrokenEquation[] {
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
  const needed = reference.rules.certificate.programmeCreditsTenths;
  const rows = books.certificates.filter(({ kind }) => kind === 'programme');
  const causeOf: CauseOf = (person, side) => {
    const credits = creditsByLog(history, reference, person).tenths;
    if (side === 'missing') {
      const revoked = rows.find((row) => row.person === person && row.status === 'revoked');
      return revoked === undefined ? 'none was issued' : `revoked: ${revoked.reasonClass ?? ''}`;
    }
    if (!passedHere.has(person)) return 'no course of the programme was passed here';
    return credits < needed ? `the log has ${credits} of ${needed}` : 'it was issued more than once';
  };
  return compareSets(
    'programme certificates = all credits of the programme',
    '',
    [...passedHere].filter((person) => creditsByLog(history, reference, person).tenths >= needed),
    rows.filter(standsAsEarned).map(({ person }) => person),
    causeOf,
  );
}

const standsAsEarned = ({ status = 'issued', reasonClass = '' }: CertificateRow): boolean =>
  status === 'issued' || (status === 'revoked' && isDecided(reasonClass));

/** Tenths of hp, and which courses they come from: passes here and prior credits, courses that exclude each other once. */
function creditsByLog(
  history: History,
  reference: Reference,
  person: PersonId,
): { readonly tenths: number; readonly courses: readonly CourseCode[] } {
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
  return {
    tenths: [...counted.values()].reduce((sum, tenths) => sum + tenths, 0),
    courses: [...courses].sort(),
  };
}

export function creditEquations(books: Books, history: History, reference: Reference): BrokenEquation[] {
  const people = new Set([
    ...history.prior.keys(),
    ...[...history.results.keys()].map((key) => key.slice(key.indexOf(' ') + 1)),
    ...books.credits.keys(),
  ]);
  return [...people].sort().flatMap((person) => {
    const { tenths, courses } = creditsByLog(history, reference, person);
    return compareCounts(
      'credits (tenths of hp) = passes × credits of the course + prior credits',
      person,
      tenths,
      books.credits.get(person) ?? 0,
      courses.length === 0 ? 'no fact gives any credit' : `facts give credits for ${courses.join(', ')}`,
    );
  });
}
