/**
 * The seat plan against the order of priority, in the same run: Dalarna over four terms, and regions of a made-up country
 * of 25 000 managers in 290 municipalities and 21 regions, each region planned in blocks of municipalities.
 *
 *     npm run bench -- seatplan [REGIONS [FIRST REGION]]
 */
import solve from '../activities/enrolment/solver/worker.ts';
import { allocate } from '../domain/enrolment/allocate.ts';
import { enrolmentInput } from '../domain/enrolment/input.ts';
import { planInBlocks } from '../domain/enrolment/seatPlan/blocks.ts';
import { limitsOf } from '../domain/enrolment/seatPlan/decide.ts';
import { goalsOf } from '../domain/enrolment/seatPlan/evaluate.ts';
import { seatPlanInput } from '../domain/enrolment/seatPlan/input.ts';
import type { PlannedSeat } from '../domain/enrolment/seatPlan/types.ts';
import type { Candidate, EnrolmentInput } from '../domain/enrolment/types.ts';
import { createReference } from '../domain/reference.ts';
import { rulesSchema } from '../domain/rules.ts';
import { stableHash } from '../domain/stableHash.ts';
import { regionData, regionFiles } from '../test/support/regionFiles.ts';
import { countArgument, table } from './figures.ts';

const everybody = { nominated: null, seatsFactor: 1, previous: [] };

/** Four terms by the order of priority: each term's seats in turn, with what was taken before no longer missing. */
function byPriority(input: EnrolmentInput): PlannedSeat[] {
  const seats: PlannedSeat[] = [];
  const terms = [{ term: input.term, offerings: input.offerings }, ...input.ahead];
  const taken = new Map<string, Set<string>>();
  const begunIn = new Map<string, string>();
  for (const [index, { term, offerings }] of terms.entries()) {
    const year = term.start.slice(0, 4);
    const candidates = input.candidates.map((one): Candidate => {
      const had = taken.get(one.person) ?? new Set<string>();
      const missing = (index === 0 ? one.missing : (one.missingAhead[index - 1] ?? [])).filter(
        (course) => !had.has(course) && !(course.startsWith('1') && (had.has('1a') || had.has('1b'))),
      );
      const isFirst = index === 0;
      return {
        ...one,
        missing,
        started: one.started || had.size > 0 || (!isFirst && one.inTraining),
        inTraining: isFirst && one.inTraining,
        promised: isFirst && one.promised,
        available: !isFirst || one.available,
      };
    });
    const municipalities = input.municipalities.map((quota) => {
      const own = [...begunIn].filter(
        ([person, when]) =>
          when === year &&
          input.candidates.some(
            (one) => one.person === person && one.municipality === quota.code && one.mandate !== null,
          ),
      ).length;
      const earlier = year === input.term.start.slice(0, 4) ? quota.startedThisYear : 0;
      return { ...quota, startedThisYear: earlier + own };
    });
    const nominations = candidates.map(({ person }) => ({ person, course: null }));
    const today = index === 0 ? input.today : term.start;
    const given = allocate({ ...input, term, today, offerings, candidates, municipalities, nominations });
    const startedBefore = new Map(candidates.map(({ person, started }) => [person, started]));
    for (const { person, course } of given.seats) {
      seats.push({ person, term: index, course });
      taken.set(person, new Set([...(taken.get(person) ?? []), course]));
      if (startedBefore.get(person) === false) begunIn.set(person, year);
    }
  }
  return seats;
}

const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;

async function compare(name: string, input: EnrolmentInput, block: number): Promise<(string | number)[][]> {
  const problem = seatPlanInput(input, everybody);
  const before = process.cpuUsage();
  const start = performance.now();
  const plan = await planInBlocks(problem, { solve }, limitsOf(input), block);
  const [cpu, wall] = [seconds(process.cpuUsage(before)), (performance.now() - start) / 1_000];
  const priorityBefore = process.cpuUsage();
  const other = byPriority(input);
  const priorityCpu = seconds(process.cpuUsage(priorityBefore));
  if (typeof plan === 'string') return [[name, plan, '', '', '']];
  const boundOf = new Map(plan.goals.map((goal) => [goal.name, goal.bound]));
  const theirs = new Map(goalsOf(problem, other).map((goal) => [goal.name, goal.value]));
  const counts = goalsOf(problem, plan.seats).map((goal) => [
    `${name}: ${goal.name}`,
    `${goal.value}`,
    `${boundOf.get(goal.name) ?? '-'}`,
    `${theirs.get(goal.name) ?? '-'}`,
  ]);
  return [
    ...counts,
    [`${name}: seats used`, `${plan.seats.length}`, '-', `${other.length}`],
    [`${name}: CPU s (real s)`, `${cpu.toFixed(1)} (${wall.toFixed(1)})`, '-', priorityCpu.toFixed(1)],
  ];
}

async function dalarna(): Promise<EnrolmentInput> {
  const reference = createReference(await regionData('dalarna'));
  const { credits } = (await regionFiles('dalarna')).region;
  const records = { credits, passes: [], seats: [], away: [], nominated: [] };
  return enrolmentInput(records, reference, 'HT2026', '2026-05-04');
}

const courses = ['1b', '2', '3', '4'];
const terms = [
  { code: 'HT2026', start: '2026-08-24', end: '2027-01-24' },
  { code: 'VT2027', start: '2027-01-25', end: '2027-06-13' },
  { code: 'HT2027', start: '2027-08-30', end: '2028-01-23' },
  { code: 'VT2028', start: '2028-01-24', end: '2028-06-11' },
];
const regions = 21;
const country = { managers: 25_000, municipalities: 290 };

/** One of the country's regions: its share of municipalities and managers, with seats for half of what is missed. */
function madeUp(region: number): EnrolmentInput {
  const draw = (...key: (string | number)[]) => stableHash(JSON.stringify(['seatplan', region, ...key]));
  const share = (of: number) =>
    Math.floor((of * (region + 1)) / regions) - Math.floor((of * region) / regions);
  const codes = Array.from(
    { length: share(country.municipalities) },
    (_, index) => `${region + 10}${index + 10}`,
  );
  const candidates = Array.from({ length: share(country.managers) }, (_, index): Candidate => {
    const municipality = codes[draw('municipality', index) % codes.length] ?? '';
    const hasMandate = draw('mandate', municipality) % 3 === 0;
    const missed = courses.filter((course) => draw('missing', index, course) % 4 !== 0);
    const missing = missed.length === 0 ? courses : missed;
    const started = missing.length < courses.length;
    return {
      person: `${municipality}-${index}`,
      municipality,
      workplace: `w${draw('workplace', index) % 60}`,
      postSince: `20${10 + (draw('post', index) % 14)}-01-01`,
      mandate: hasMandate
        ? {
            id: municipality,
            startBy: `202${7 + (draw('start', index) % 2)}-03-01`,
            completeBy: `20${28 + (draw('complete', index) % 3)}-07-01`,
          }
        : null,
      started,
      beganOn: started ? `202${4 + (draw('began', index) % 3)}-01-20` : '',
      missing,
      missingAhead: terms.slice(1).map(() => missing),
      inTraining: false,
      volunteer: draw('volunteer', index) % 2 === 0,
      promised: false,
      available: draw('available', index) % 30 !== 0,
    };
  });
  const offerings = (term: string) =>
    courses.map((course) => ({
      code: `${term}-${course}`,
      course,
      capacity: Math.floor(candidates.length / 10),
      taken: 0,
    }));
  const [first = { code: '', start: '', end: '' }, ...later] = terms;
  return {
    term: first,
    today: '2026-05-04',
    rules: rulesSchema.parse({}),
    municipalities: codes.map((code) => ({ code, quotaPerYear: 8, startedThisYear: 0 })),
    candidates,
    offerings: offerings(first.code),
    ahead: later.map((term) => ({ term, offerings: offerings(term.code) })),
    tieBreak: 'seatplan',
  };
}

/** Managers in a block of the made-up country: small, so that a region takes minutes and not hours. */
const blockSize = 100;

async function main(): Promise<void> {
  const count = Math.min(regions, countArgument(0, 'REGIONS', 1));
  const first = countArgument(1, 'FIRST REGION', 1);
  const head = ['', 'plan', 'bound', 'priority'];
  const home = await dalarna();
  process.stdout.write(`Dalarna, ${home.candidates.length} managers, four terms\n`);
  process.stdout.write(`${table(head, await compare('Dalarna', home, home.rules.enrolment.planBlock))}\n`);
  for (let region = first - 1; region < Math.min(regions, first - 1 + count); region += 1) {
    const input = madeUp(region);
    process.stdout.write(`\nregion ${region + 1} of ${regions}: ${input.candidates.length} managers\n`);
    process.stdout.write(`${table(head, await compare('region', input, blockSize))}\n`);
  }
}

await main();
