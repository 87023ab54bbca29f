/** The region in which scenarios happen: three municipalities, the programme's courses, and what a scenario adds. */
import {
  type CourseDay,
  type MunicipalityCode,
  ordinaryCourse,
  type PersonId,
  type Region,
} from '../../domain/region.ts';
import { rulesSchema } from '../../domain/rules.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };
export type Draft = Writable<Region>;

export const municipalities: Readonly<Record<string, MunicipalityCode>> = {
  Borlänge: '2081',
  Falun: '2080',
  Mora: '2062',
};

/** `Åsa` is the person `asa`: ids stand in keys, names never do. */
export const idOf = (name: string): PersonId =>
  name.toLowerCase().replace(/[åä]/g, 'a').replace(/ö/g, 'o').replace(/é/g, 'e');

const seller = (code: string, name: string) => ({
  code,
  name,
  organisationNumber: '202100-2908',
  bankgiro: '5555-0107',
  peppolId: '0007:2021002908',
  vatNumber: 'SE202100290801',
  address: [name, '791 88 Falun'],
  email: `faktura@${code}.example`,
  telephone: '08-465 004 20',
});

const fee = (article: string, title: string, year: number, amount: number, pot: number) => ({
  article,
  title,
  year,
  from: '',
  basis: 'participant' as const,
  seller: article === 'programme_seat' ? 'hda' : 'rss',
  amount,
  trainerPot: pot,
  vatCategory: article === 'programme_seat' ? ('E' as const) : ('S' as const),
  vatPercent: article === 'programme_seat' ? 0 : 25,
});

const course = (code: string, title: string, alternativeGroup = '') => ({
  code,
  title,
  creditsTenths: 75,
  kind: 'programme' as const,
  alternativeGroup,
  priceArticle: 'programme_seat',
  ...ordinaryCourse,
});

/** Whole days in Falun, led by Torsten with Ylva. */
export const courseDays = (offering: string, dates: readonly string[]): CourseDay[] =>
  dates.map((date, index) => ({
    offering,
    number: index + 1,
    date,
    start: '09:00',
    end: '16:00',
    place: 'Falun',
    trainers: [
      { id: 'torsten', leader: true },
      { id: 'ylva', leader: false },
    ],
  }));

const person = (id: string, name: string, role: Region['people'][number]['role'], municipality = '') => ({
  id,
  municipality,
  name,
  email: `${id}@ledarresan.example`,
  role,
  targetGroup: '' as const,
  workplace: '',
  chiefId: '',
  postSince: '2018-01-01',
  leftOn: '',
  language: 'sv' as const,
});

const years = [2026, 2027, 2028, 2029];

/** A fresh region: the coordinator Karin, the trainers Torsten (course leader) and Ylva, and no managers yet. */
export function emptyRegion(): Draft {
  return {
    name: 'Provlän',
    timeZone: 'Europe/Stockholm',
    holidayCountry: 'SE',
    goLive: '2025-01-01',
    sender: {
      name: 'Ledarresan',
      email: 'ledarresan@hvd.example',
      domain: 'ledarresan.example',
      replyTo: { name: 'Karin Hedvik', email: 'karin@ledarresan.example', telephone: '08-465 004 10' },
    },
    sellers: [seller('hda', 'Högskolan Dalarna'), seller('rss', 'RSS Dalarna')],
    fees: years.flatMap((year) => [
      fee('programme_seat', 'Ledarskapsprogrammet, en plats en termin', year, 2_500_000, 0),
      fee('course_day_manager', 'Regional kursdag för chefer, en deltagare', year, 45_000, 20_000),
    ]),
    terms: [
      { code: 'HT2026', start: '2026-08-31', end: '2027-01-17' },
      { code: 'VT2027', start: '2027-01-18', end: '2027-06-06' },
      { code: 'HT2027', start: '2027-08-30', end: '2028-01-16' },
      { code: 'VT2028', start: '2028-01-17', end: '2028-06-04' },
      { code: 'HT2028', start: '2028-08-28', end: '2029-01-14' },
    ],
    schoolBreaks: [],
    rules: rulesSchema.parse({}),
    municipalities: Object.entries(municipalities).map(([name, code]) => ({
      code,
      name,
      organisationNumber: '212000-2239',
      population: 50_000,
      peppolId: '0007:2120002239',
      invoiceReference: 'LEDA',
      invoiceEmail: `faktura@${code}.example`,
      funding: '',
      invoicePeople: 'initials' as const,
    })),
    people: [
      person('karin', 'Karin Hedvik', 'coordinator'),
      person('torsten', 'Torsten Åkerbrink', 'trainer'),
      person('ylva', 'Ylva Forsmark', 'trainer'),
    ],
    mandates: [],
    courses: [
      course('1a', 'Ny som ledare', '1'),
      course('1b', 'Ledarskap för effektivt samarbete', '1'),
      course('2', 'Styrsystem och utveckling i socialtjänst/omsorg'),
      course('3', 'Ledarskapets juridik'),
      course('4', 'Kommunal styrning och förändringsarbete'),
      {
        ...course('LLU', 'Leda lärande och utveckling'),
        creditsTenths: 0,
        kind: 'course_day',
        priceArticle: 'course_day_manager',
      },
    ],
    offerings: [],
    credits: [],
    planActivities: [],
    reservedPlaces: [],
    answers: [],
  };
}
