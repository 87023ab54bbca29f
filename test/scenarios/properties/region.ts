/** A region for random events: two municipalities under a decision, one without, and two terms of courses. */
import {
  type CoursePart,
  type Offering,
  ordinaryCourse,
  type Person,
  type Role,
} from '../../../domain/region.ts';
import { courseDays, type Draft, emptyRegion } from '../region.ts';

export const terms = ['HT2026', 'VT2027'] as const;

const person = (id: string, municipality: string, role: Role, more: Partial<Person> = {}): Person => ({
  id,
  municipality,
  name: `${id} Provberg`,
  email: `${id}@ledarresan.example`,
  role,
  targetGroup: role === 'manager' ? 'I' : '',
  workplace: '',
  chiefId: '',
  postSince: '2018-01-01',
  leftOn: '',
  language: 'sv',
  ...more,
});

const codes = ['2080', '2081', '2062'];

/** Six managers of a municipality at three workplaces, of which one has three; two chiefs and a head. */
const staffOf = (code: string): Person[] => [
  person(`${code}-h`, code, 'head_of_social_services'),
  person(`${code}-c1`, code, 'chief', { chiefId: `${code}-h` }),
  person(`${code}-c2`, code, 'chief', { chiefId: `${code}-h` }),
  ...[1, 2, 3, 4, 5, 6].map((number) =>
    person(`${code}-m${number}`, code, number === 6 ? 'deputy_manager' : 'manager', {
      workplace: `elderly_care/w${code}-${number < 4 ? 1 : number < 6 ? 2 : 3}`,
      chiefId: number === 5 ? '' : `${code}-c${1 + (number % 2)}`,
      postSince: number === 3 ? '2026-01-15' : `20${10 + number}-03-01`,
      ...(number === 4 ? { email: '' } : {}),
    }),
  ),
];

const offering = (code: string, course: string, capacity: number, dates: readonly string[]): Offering => ({
  code,
  course,
  term: code.split('-')[0] ?? '',
  trainingGroup: '1',
  capacity,
  place: 'Falun',
  days: courseDays(code, dates),
});

const part = (code: string, kind: CoursePart['kind'], dueDays: number): CoursePart => ({
  ...{ code, kind, dueDays, title: code, remindDays: 5 },
});

/** Leda lärande och utveckling: what comes before the day, the day, and what comes after it. */
const llu = [
  part('forberedelse', 'preparation', -3),
  part('kursdag', 'day', 0),
  part('reflektion', 'reflection', 21),
];

export function busyRegion(): Draft {
  const region = emptyRegion();
  region.people.push(...codes.flatMap(staffOf), person('tova', '', 'trainer'));
  region.offerings.push(
    offering('HT2026-1b-1', '1b', 3, ['2026-09-16', '2026-10-07', '2026-11-18']),
    offering('HT2026-1b-2', '1b', 2, ['2026-09-30', '2026-10-28', '2026-12-02']),
    offering('HT2026-2-1', '2', 2, ['2026-09-22', '2026-11-10']),
    offering('HT2026-LLU-1', 'LLU', 4, ['2026-11-03']),
    offering('VT2027-1a-1', '1a', 2, ['2027-02-10', '2027-03-17']),
    offering('VT2027-3-1', '3', 3, ['2027-02-17', '2027-04-14']),
    offering('VT2027-LLU-1', 'LLU', 4, ['2027-03-03']),
  );
  region.courses = region.courses.map((one) => (one.code === 'LLU' ? { ...one, parts: [...llu] } : one));
  region.courses.push({
    ...{ code: 'ISU', title: 'Individens behov i centrum', creditsTenths: 0, kind: 'web' },
    ...{ alternativeGroup: '', priceArticle: '' },
    ...ordinaryCourse,
  });
  region.planActivities.push(
    ...['1', '2'].map((number) => ({
      code: `2081-plan-${number}`,
      municipality: '2081',
      title: 'Uppstart på arbetsplatsen',
      plannedOn: `2026-0${4 + Number(number)}-12`,
      supportPerson: `2081-m${number}`,
    })),
  );
  region.credits.push(
    { person: '2080-m1', course: '3', completedOn: '2024-06-01', source: 'intyg' },
    { person: '2080-m1', course: '4', completedOn: '2025-01-15', source: 'intyg' },
    { person: '2080-m1', course: '2', completedOn: '2025-06-01', source: 'intyg' },
  );
  for (const municipality of ['2080', '2081']) {
    region.mandates.push({
      id: `${municipality}:2025-11-03`,
      municipality,
      decidedOn: '2025-11-03',
      decidedBy: 'Kommunstyrelsen',
      reference: 'KS 2025/1',
      roles: ['manager', 'deputy_manager'],
      quotaPerYear: 2,
      startWithinMonths: 10,
      completeWithinMonths: 30,
      validFrom: '2025-11-03',
      validTo: '',
    });
  }
  return region;
}
