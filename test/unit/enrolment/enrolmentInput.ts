/** Made-up terms to hand out seats in: a small one to change by hand, and any one for properties. */
import fc from 'fast-check';
import type { AllocationInput } from '../../../domain/enrolment/allocate.ts';
import type { Candidate, EnrolmentInput } from '../../../domain/enrolment/types.ts';
import { rulesSchema } from '../../../domain/rules.ts';

export const mandate = { id: '2081:2025-06-10', startBy: '2026-07-01', completeBy: '2028-07-03' };

export function candidate(person: string, changed: Partial<Candidate> = {}): Candidate {
  return {
    person,
    municipality: '2081',
    workplace: `elderly_care/${person}`,
    postSince: '2020-01-01',
    mandate,
    started: false,
    beganOn: '',
    missing: ['1b', '2', '3', '4'],
    missingAhead: [],
    inTraining: false,
    volunteer: false,
    promised: false,
    available: true,
    ...changed,
  };
}

export function enrolment(changed: Partial<AllocationInput> = {}): AllocationInput {
  return {
    term: { code: 'HT2026', start: '2026-08-31', end: '2027-01-17' },
    today: '2026-05-11',
    rules: rulesSchema.parse({}),
    municipalities: [
      { code: '2080', quotaPerYear: null, startedThisYear: 0 },
      { code: '2081', quotaPerYear: 5, startedThisYear: 0 },
    ],
    candidates: [],
    offerings: [
      { code: 'HT2026-2', course: '2', capacity: 10, taken: 0 },
      { code: 'HT2026-3', course: '3', capacity: 10, taken: 0 },
    ],
    ahead: [],
    tieBreak: 'salt',
    nominations: [],
    ...changed,
  };
}

const municipalities = ['2021', '2026', '2080', '2081'];

const anyCandidate = fc.record<Omit<Candidate, 'person'>>({
  municipality: fc.constantFrom(...municipalities),
  workplace: fc.constantFrom(
    '',
    'elderly_care/A',
    'elderly_care/B',
    'disability_care/C',
    'disability_care/D',
  ),
  postSince: fc.constantFrom('', '2015-01-01', '2020-01-01', '2025-10-01'),
  mandate: fc.constantFrom(null, mandate, { ...mandate, startBy: '2026-01-02', completeBy: '2026-05-04' }),
  started: fc.boolean(),
  beganOn: fc.constant(''),
  missingAhead: fc.constant([]),
  missing: fc.subarray(['1a', '2', '3', '4']),
  inTraining: fc.constantFrom(false, false, false, true),
  volunteer: fc.boolean(),
  promised: fc.constantFrom(false, false, false, true),
  available: fc.constantFrom(true, true, true, false),
});

export const anyInput: fc.Arbitrary<EnrolmentInput> = fc
  .record({
    candidates: fc.array(anyCandidate, { maxLength: 60 }),
    quotas: fc.array(fc.record({ quotaPerYear: fc.option(fc.nat(6)), startedThisYear: fc.nat(3) }), {
      minLength: municipalities.length,
      maxLength: municipalities.length,
    }),
    offerings: fc.array(
      fc.record({ course: fc.constantFrom('1a', '2', '3', 'LLU'), capacity: fc.nat(12), taken: fc.nat(4) }),
      { maxLength: 5 },
    ),
    cap: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ candidates, quotas, offerings, cap }) => ({
    ...enrolment(),
    rules: rulesSchema.parse({ enrolment: { stabilityCap: cap } }),
    candidates: candidates.map((one, index) => ({ ...one, person: `p${index}` })),
    municipalities: quotas.map((quota, index) => ({ ...quota, code: municipalities[index] ?? '' })),
    offerings: offerings.map((one, index) => ({ ...one, code: `o${index}` })),
  }));

export const anyAllocation: fc.Arbitrary<AllocationInput> = anyInput.chain((input) =>
  fc
    .array(
      fc.record({
        person: fc.constantFrom('nobody', ...input.candidates.map(({ person }) => person)),
        course: fc.constantFrom(null, '1a', '2', '3', '4'),
        order: fc.option(fc.nat(9)),
      }),
      { maxLength: 70 },
    )
    .map((nominations) => ({
      ...input,
      nominations: nominations.map(({ order, ...one }) => (order === null ? one : { ...one, order })),
    })),
);

/** The same lists in another order, decided by a seed. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const result = [...list];
  let state = seed;
  for (let index = result.length - 1; index > 0; index -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (index + 1);
    const [a, b] = [result[index], result[other]];
    if (a !== undefined && b !== undefined) {
      result[index] = b;
      result[other] = a;
    }
  }
  return result;
}

export function shuffledInput<T extends EnrolmentInput>(input: T, seed: number): T {
  return {
    ...input,
    candidates: shuffled(input.candidates, seed),
    municipalities: shuffled(input.municipalities, seed + 1),
    offerings: shuffled(input.offerings, seed + 2),
  };
}

interface Placed {
  readonly person: string;
}

/** What is wrong with handing seats to these people: limits exceeded, or a seat that nobody should have. */
export function brokenLimits(input: EnrolmentInput, placed: readonly Placed[]): string[] {
  const broken: string[] = [];
  const given = new Set(placed.map(({ person }) => person));
  if (given.size !== placed.length) broken.push('somebody has two seats');
  const people = input.candidates.filter(({ person }) => given.has(person));
  for (const one of people) {
    if (one.inTraining || !one.available || one.missing.length === 0)
      broken.push(`${one.person} may have none`);
    const colleagues = input.candidates.filter(
      ({ municipality, workplace }) => municipality === one.municipality && workplace === one.workplace,
    );
    const training = colleagues.filter(({ person, inTraining }) => inTraining || given.has(person)).length;
    const { stabilityCap, stabilityShare } = input.rules.enrolment;
    const cap = Math.max(stabilityCap, Math.floor(colleagues.length * stabilityShare + 1e-9));
    if (one.workplace !== '' && training > cap)
      broken.push(`${training} of ${colleagues.length} at a workplace`);
  }
  for (const { code, quotaPerYear, startedThisYear } of input.municipalities) {
    const starters = people.filter(
      (one) => one.municipality === code && one.mandate !== null && !one.started,
    );
    if (starters.length > Math.max(0, (quotaPerYear ?? 0) - startedThisYear)) broken.push(`quota of ${code}`);
  }
  return broken;
}
