/** A small invented region and the facts of lives in it, for tests of planners. References have no names, nor has this. */
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { type AgendaItem, type EffectStatus, type LedgerEntry, planFrom } from '../../domain/agenda.ts';
import type { JourneyFacts } from '../../domain/journey/facts.ts';
import {
  createReference,
  type DayRef,
  type OfferingRef,
  type PersonRef,
  type Reference,
  type ReferenceData,
} from '../../domain/reference.ts';
import { type Mandate, ordinaryCourse } from '../../domain/region.ts';
import { rulesSchema } from '../../domain/rules.ts';

export const zone = 'Europe/Stockholm';

/** A local moment, `2026-09-01T08:00`, worked out by luxon and not by our own calendar. */
export function moment(local: string): number {
  const at = DateTime.fromISO(local, { zone });
  if (!at.isValid) throw new RangeError(`not a local moment: ${local}`);
  return at.toMillis();
}

/** A moment as local text, to read in a failing test: `2026-09-01T08:00`. */
export const local = (at: number): string => DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

export const person = (id: string, more: Partial<PersonRef> = {}): PersonRef => ({
  id,
  municipality: '2081',
  role: 'manager',
  targetGroup: 'I',
  workplace: 'elderly_care/w-1',
  chiefId: 'c-01',
  postSince: '2020-01-01',
  leftOn: '',
  language: 'sv',
  hasEmail: true,
  ...more,
});

const course = (
  code: string,
  alternativeGroup = '',
  kind: 'programme' | 'course_day' = 'programme',
  creditsTenths = 75,
) => ({
  code,
  title: `Kurs ${code}`,
  creditsTenths,
  kind,
  alternativeGroup,
  priceArticle: 'programme_seat',
  ...ordinaryCourse,
});

export const trainers = [
  { id: 't-02', leader: false },
  { id: 't-01', leader: true },
];

/** An offering of a term with a whole day on each date; the course leader is `t-01`. */
export function offering(
  term: string,
  code: string,
  dates: readonly string[],
  change: (day: DayRef) => Partial<DayRef> = () => ({}),
): OfferingRef {
  const days = dates.map((date, index) => ({
    offering: `${term}-${code}`,
    number: index + 1,
    date,
    start: '09:00',
    end: '16:00',
    place: 'Falun',
    trainers,
    occurrence: 1,
  }));
  return {
    code: `${term}-${code}`,
    course: code,
    term,
    trainingGroup: '1',
    capacity: 10,
    place: 'Falun',
    days: days.map((day) => ({ ...day, ...change(day) })),
  };
}

export const mandate: Mandate = {
  id: '2081:2025-06-10',
  municipality: '2081',
  decidedOn: '2025-06-10',
  decidedBy: 'Kommunstyrelsen',
  reference: 'KS 2025/000',
  roles: ['manager', 'deputy_manager'],
  quotaPerYear: 5,
  startWithinMonths: 12,
  completeWithinMonths: 36,
  validFrom: '2025-06-10',
  validTo: '',
};

export const municipality = (code: string, invoiceEmail = `faktura@${code}.example`) => ({
  code,
  name: code === '2080' ? 'Falun' : 'Borlänge',
  organisationNumber: '',
  population: 0,
  peppolId: '',
  invoiceReference: '',
  invoiceEmail,
  funding: '',
  invoicePeople: 'initials' as const,
});

/** Autumn days of the programme's course 1b, three to four weeks apart. */
export const autumnDays = ['2026-09-16', '2026-10-07', '2026-10-28', '2026-11-18', '2026-12-09'];

/** Managers m-01, m-02 (no address); their chief c-01, heads h-01 and (of 2080) h-02; coordinator k-01; trainers. */
export const staff: readonly PersonRef[] = [
  person('c-01', { role: 'chief', chiefId: 'h-01' }),
  person('h-01', { role: 'head_of_social_services', chiefId: '' }),
  person('h-02', { role: 'head_of_social_services', chiefId: '', municipality: '2080' }),
  person('k-01', { role: 'coordinator', chiefId: '' }),
  person('m-01'),
  person('m-02', { hasEmail: false }),
  person('t-01', { role: 'trainer', chiefId: '' }),
  person('t-02', { role: 'trainer', chiefId: '' }),
];

export interface WorldChange extends Partial<Omit<ReferenceData, 'rules'>> {
  readonly rules?: z.input<typeof rulesSchema>;
}

export function world({ rules, ...change }: WorldChange = {}): Reference {
  return createReference({
    name: 'Provlän',
    goLive: '2025-01-01',
    senderName: 'Ledarresan',
    senderEmail: 'ledarresan@hvd.example',
    domain: 'ledarresan.example',
    timeZone: zone,
    holidayCountry: 'SE',
    rules: rulesSchema.parse(rules ?? {}),
    sellers: [],
    fees: [],
    terms: [
      { code: 'VT2026', start: '2026-01-19', end: '2026-06-07' },
      { code: 'HT2026', start: '2026-08-31', end: '2027-01-24' },
      { code: 'VT2027', start: '2027-01-25', end: '2027-06-11' },
    ],
    municipalities: ['2080', '2081'].map((code) => municipality(code)),
    people: staff,
    mandates: [],
    courses: [
      course('1a', '1'),
      course('1b', '1'),
      course('2'),
      course('3'),
      course('4'),
      course('LLU', '', 'course_day', 0),
    ],
    offerings: [
      offering('VT2026', '2', ['2026-02-10', '2026-05-12']),
      offering('HT2026', '1b', autumnDays),
      offering('HT2026', 'LLU', ['2026-11-03']),
      offering('VT2027', '3', ['2027-02-10', '2027-03-17', '2027-05-12']),
    ],
    ...change,
  });
}

export function journey(more: Partial<JourneyFacts> = {}): JourneyFacts {
  return {
    person: 'm-01',
    since: moment('2026-01-01T08:00'),
    seats: [],
    days: [],
    practicalInformation: [],
    attendance: [],
    handIns: [],
    results: [],
    credits: [],
    nominations: [],
    waiting: [],
    certificates: [],
    respites: [],
    partsDone: [],
    selfStudies: [],
    planActivities: [],
    cases: [],
    extensions: [],
    ...more,
  };
}

type Seat = JourneyFacts['seats'][number];
/** A seat in an offering such as `HT2026-1b`, given in June. */
export const seat = (code: string, more: Partial<Seat> = {}): Seat => ({
  offering: code,
  term: code.split('-')[0] ?? '',
  state: 'held',
  occurrence: 1,
  givenAt: moment('2026-06-24T08:00'),
  how: 'allocation',
  byHand: false,
  acceptedAt: null,
  endedAt: null,
  ...more,
});

type Result = JourneyFacts['results'][number];
/** A result of a day, entered at noon. */
export const result = (code: string, on: string, more: Partial<Result> = {}): Result => ({
  offering: code,
  attempt: 1,
  passed: true,
  on,
  decidedAt: moment(`${on}T12:00`),
  byHand: false,
  ...more,
});

/** All days of an offering registered the day after, with presence on all but `absentOn`. */
export function registered(
  place: OfferingRef,
  absentOn: readonly number[] = [],
): Pick<JourneyFacts, 'days' | 'attendance'> {
  return {
    days: place.days.map(({ number, date }) => ({
      offering: place.code,
      day: number,
      attendanceRegisteredAt: moment(`${date}T18:00`),
    })),
    attendance: place.days.map(({ number }) => ({
      offering: place.code,
      day: number,
      present: !absentOn.includes(number),
    })),
  };
}

/** The items of a template, by their moments in local time. */
export const momentsOf = (agenda: readonly AgendaItem[], template: string): string[] =>
  agenda
    .filter((item) => item.template === template)
    .map((item) => local(item.dueAt))
    .sort();

/** The one item of a template or, for what is no mail, of a key's first word. */
export function only<Kind extends string>(
  agenda: readonly AgendaItem<Kind>[],
  name: string,
): AgendaItem<Kind> {
  const found = agenda.filter((item) => item.template === name || item.key.split('.')[0] === name);
  const [item] = found;
  if (item === undefined || found.length > 1) {
    throw new Error(`${found.length} items of ${name}: ${found.map(({ key }) => key).join(', ')}`);
  }
  return item;
}

export interface Ended {
  readonly at: number;
  readonly item: AgendaItem;
  readonly status: EffectStatus;
}

/**
 * Lives through an agenda from a moment to the end: plans, settles everything that is due, moves to the next moment.
 * @param agendaAt the agenda as the facts stand then; called for each plan, told what has ended so far
 * @throws when a key comes twice, a step comes before its moment, or it never comes to rest
 */
export function liveThrough(
  agendaAt: (now: number, ended: readonly Ended[]) => readonly AgendaItem[],
  from: number,
  to = Number.POSITIVE_INFINITY,
  before: readonly Ended[] = [],
): Ended[] {
  const ended = [...before];
  const ledger = new Map<string, LedgerEntry>(
    before.map(({ item, status }) => [item.key, { status, notBefore: null }]),
  );
  let now = from;
  for (let plans = 0; plans < 2_000; plans += 1) {
    const plan = planFrom(agendaAt(now, ended), ledger, now);
    const end = (items: readonly AgendaItem[], status: EffectStatus) => {
      for (const item of items) {
        if (ledger.has(item.key)) throw new Error(`${item.key} ends twice`);
        if (item.dueAt > now) throw new Error(`${item.key} ends before its moment`);
        ledger.set(item.key, { status, notBefore: null });
        ended.push({ at: now, item, status });
      }
    };
    end(plan.due, plan.due.every((item) => item.kind === 'mail') ? 'accepted' : 'done');
    end(plan.missed, 'missed');
    end(plan.suppressed, 'suppressed');
    // What has just been done may entitle to more.
    if (plan.due.length > 0) continue;
    if (plan.next === null || plan.next.at > to) return ended;
    if (plan.next.at <= now) throw new Error(`the next moment is not ahead: ${plan.next.key}`);
    now = plan.next.at;
  }
  throw new Error('never comes to rest');
}
