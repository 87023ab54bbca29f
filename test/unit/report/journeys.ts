/** A small region and journeys in it, for tests of reports. All persons are invented. */
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import { createReference, type PersonRef, type Reference } from '../../../domain/reference.ts';
import { type Mandate, ordinaryCourse } from '../../../domain/region.ts';
import { rulesSchema } from '../../../domain/rules.ts';

const course = (code: string, group = '') => ({
  code,
  title: `Kurs ${code}`,
  creditsTenths: 75,
  kind: 'programme' as const,
  alternativeGroup: group,
  priceArticle: 'programme_seat',
  ...ordinaryCourse,
});

const offering = (term: string, code: string, dates: readonly string[]) => ({
  code: `${term}-${code}`,
  course: code,
  term,
  trainingGroup: '1',
  capacity: 10,
  place: 'Falun',
  days: dates.map((date, index) => ({
    offering: `${term}-${code}`,
    number: index + 1,
    date,
    start: '09:00',
    end: '16:00',
    place: 'Falun',
    trainers: [],
    occurrence: 1,
  })),
});

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

export const manager = (id: string, more: Partial<PersonRef> = {}): PersonRef => ({
  id,
  municipality: '2081',
  role: 'manager',
  targetGroup: 'I',
  workplace: 'elderly_care/Hemtjänst Norr',
  chiefId: 'c-01',
  postSince: '2020-01-01',
  leftOn: '',
  language: 'sv',
  hasEmail: true,
  ...more,
});

/** Two municipalities, of which 2081 has decided; three terms with one or two courses each. */
export function region(people: readonly PersonRef[] = [manager('m-01')]): Reference {
  return createReference({
    name: 'Provlän',
    goLive: '2026-01-01',
    senderName: 'Ledarresan',
    senderEmail: 'ledarresan@hvd.example',
    domain: 'ledarresan.example',
    timeZone: 'Europe/Stockholm',
    holidayCountry: 'SE',
    rules: rulesSchema.parse({}),
    sellers: [],
    fees: [],
    terms: [
      { code: 'VT2026', start: '2026-01-19', end: '2026-06-07' },
      { code: 'HT2026', start: '2026-08-24', end: '2027-01-24' },
      { code: 'VT2027', start: '2027-01-25', end: '2027-06-11' },
    ],
    municipalities: ['2080', '2081'].map((code) => ({
      code,
      name: code === '2080' ? 'Falun' : 'Borlänge',
      organisationNumber: '',
      population: 0,
      peppolId: '',
      invoiceReference: '',
      invoiceEmail: '',
      funding: '',
      invoicePeople: 'initials' as const,
    })),
    people,
    mandates: [mandate],
    courses: [course('1a', '1'), course('1b', '1'), course('2'), course('3'), course('4')],
    offerings: [
      offering('VT2026', '2', ['2026-02-10', '2026-05-12']),
      offering('HT2026', '1b', ['2026-09-16', '2026-10-07', '2026-12-09']),
      offering('VT2027', '3', ['2027-02-10', '2027-05-12']),
    ],
  });
}

export const at = (date: string): number => Date.parse(`${date}T07:00:00Z`);

export function journey(more: Partial<JourneyFacts> = {}): JourneyFacts {
  return {
    person: 'm-01',
    since: at('2026-01-01'),
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
export const seat = (term: string, code: string, more: Partial<Seat> = {}): Seat => ({
  offering: `${term}-${code}`,
  term,
  state: 'held',
  occurrence: 1,
  givenAt: at('2025-12-01'),
  how: 'allocation',
  byHand: false,
  acceptedAt: null,
  endedAt: null,
  ...more,
});

type Result = JourneyFacts['results'][number];
export const result = (offeringCode: string, on: string, more: Partial<Result> = {}): Result => ({
  offering: offeringCode,
  attempt: 1,
  passed: true,
  on,
  decidedAt: at(on),
  byHand: false,
  ...more,
});
