import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import solve from '../../../activities/enrolment/solver/worker.ts';
import { allocate } from '../../../domain/enrolment/allocate.ts';
import { planInBlocks } from '../../../domain/enrolment/seatPlan/blocks.ts';
import { allocateByRule, proposeByRule } from '../../../domain/enrolment/seatPlan/decide.ts';
import { goalsOf } from '../../../domain/enrolment/seatPlan/evaluate.ts';
import { seatPlanInput } from '../../../domain/enrolment/seatPlan/input.ts';
import { planSeats } from '../../../domain/enrolment/seatPlan/plan.ts';
import { whyNoSeat } from '../../../domain/enrolment/seatPlan/shadow.ts';
import type { Solver } from '../../../domain/enrolment/seatPlan/solver.ts';
import type { PlannedSeat, SeatPlan, SeatPlanInput } from '../../../domain/enrolment/seatPlan/types.ts';
import type { Candidate, EnrolmentInput } from '../../../domain/enrolment/types.ts';
import { anyInput, brokenLimits, candidate, enrolment, shuffledInput } from './enrolmentInput.ts';

const solver: Solver = { solve };
const limits = { nodes: 500, iterations: 1_000_000 };
const everybody = { nominated: null, seatsFactor: 1, previous: [] };
const next = { code: 'VT2027', start: '2027-01-25', end: '2027-06-13' };

/** Two terms: one seat a course and term. */
function scene(candidates: readonly Candidate[], changed: Partial<EnrolmentInput> = {}): EnrolmentInput {
  return enrolment({
    candidates: candidates.map((one) => ({ ...one, missingAhead: [one.missing] })),
    offerings: [{ code: 'HT2026-2', course: '2', capacity: 1, taken: 0 }],
    ahead: [{ term: next, offerings: [{ code: 'VT2027-2', course: '2', capacity: 1, taken: 0 }] }],
    ...changed,
  });
}

async function planOf(input: SeatPlanInput, forced?: string): Promise<SeatPlan> {
  const plan = await planSeats(input, solver, limits, forced);
  if (typeof plan === 'string') throw new Error(plan);
  return plan;
}
const goal = ({ goals }: SeatPlan, name: string) => goals.find((one) => one.name === name)?.value;

describe('the seat plan', () => {
  it('gives places kept for a municipality to nobody else, and to its own besides what anybody may have', async () => {
    const away = (person: string) => candidate(person, { municipality: '2080', missing: ['2'] });
    const own = (person: string) => candidate(person, { missing: ['2'] });
    const offerings = [
      {
        code: 'HT2026-2',
        course: '2',
        capacity: 3,
        taken: 0,
        reserved: [{ municipality: '2081', left: 2 }],
      },
    ];
    const seated = async (candidates: readonly Candidate[]) => {
      const quotas = ['2080', '2081'].map((code) => ({ code, quotaPerYear: 5, startedThisYear: 0 }));
      const input = scene(candidates, { offerings, ahead: [], municipalities: quotas });
      const nominations = candidates.map(({ person }) => ({ person, course: null }));
      const { allocation, outcome } = await allocateByRule({ ...input, nominations }, [], solver);
      expect(outcome.method).toBe('plan');
      return allocation.seats.map(({ person, rule }) => `${person} ${rule}`).toSorted();
    };
    expect(await seated(['a', 'b', 'c'].map(away))).toHaveLength(1);
    expect(await seated([own('a'), own('b'), own('c')])).toEqual(['a reserved', 'b reserved', 'c plan']);
    expect(await seated([away('a'), away('b'), own('c')])).toEqual([
      expect.stringMatching(/^[ab] plan$/),
      'c reserved',
    ]);
  });

  it('seats first who would be late next term, although another stands before them in line', async () => {
    const longest = candidate('a', {
      missing: ['2'],
      postSince: '2010-01-01',
      mandate: { id: 'm', startBy: '2027-05-01', completeBy: '2029-01-01' },
    });
    const soonest = candidate('b', {
      missing: ['2'],
      mandate: { id: 'm', startBy: '2026-12-01', completeBy: '2029-01-01' },
    });
    const input = scene([longest, soonest]);
    const plan = await planOf(seatPlanInput(input, everybody));
    expect(plan.seats).toEqual([
      { person: 'b', term: 0, course: '2' },
      { person: 'a', term: 1, course: '2' },
    ]);
    expect(plan.proven).toBe(true);
    expect(goal(plan, 'overdue')).toBe(0);
    const { proposals, outcome } = await proposeByRule({ ...input, rules: input.rules }, [], solver);
    expect(outcome.method).toBe('plan');
    // A quarter more than there are seats are proposed.
    expect(proposals.flatMap(({ proposed }) => proposed.map(({ person }) => person)).toSorted()).toEqual([
      'a',
      'b',
    ]);
    const nominations = ['a', 'b'].map((person) => ({ person, course: null }));
    const { allocation } = await allocateByRule({ ...input, nominations }, [], solver);
    expect(allocation.seats.map(({ person, rule }) => [person, rule])).toEqual([['b', 'plan']]);
    expect(allocation.waiting[0]?.reasonSv).toContain('Planerad till VT2027 (kurs 2).');
    const why = await whyNoSeat(seatPlanInput(input, everybody), plan, 'a', solver, limits);
    expect(why.join(' ')).toContain('Ingen plats är kvar HT2026');
    expect(why.join(' ')).toContain('tidsfrister som passeras går från 0 till 1');
    expect(why).toContain(
      'Alla som har de platserna har en tidigare tidsfrist: senast 2026-12-01, här 2027-05-01.',
    );
  });

  it('tells who has no deadline that those with seats have one, and nothing of deadlines that are no earlier', async () => {
    const due = (startBy: string) => ({ id: 'm', startBy, completeBy: '2029-01-01' });
    const whyNot = async (mandate: Candidate['mandate']) => {
      const first = candidate('a', { missing: ['2'], mandate: due('2026-12-01') });
      const input = seatPlanInput(scene([first, candidate('b', { missing: ['2'], mandate })]), everybody);
      const plan = await planOf(input);
      const [seated] = plan.seats.filter(({ term }) => term === 0);
      const without = seated?.person === 'a' ? 'b' : 'a';
      return whyNoSeat(input, plan, without, solver, limits);
    };
    expect(await whyNot(null)).toContain(
      'Alla som har de platserna har en tidsfrist, senast 2026-12-01; här finns ingen.',
    );
    expect((await whyNot(due('2026-12-01'))).join(' ')).not.toContain('Alla som har de platserna');
  });

  it('keeps the plan before, where nothing more important speaks against it', async () => {
    const people = ['a', 'b'].map((person) => candidate(person, { missing: ['2'], mandate: null }));
    const input = scene(people);
    const [first] = (await planOf(seatPlanInput(input, everybody))).seats;
    const other = first?.person === 'a' ? 'b' : 'a';
    const previous = [{ person: other, term: 'HT2026', course: '2' }];
    const kept = await planOf(seatPlanInput(input, { ...everybody, previous }));
    expect(kept.seats[0]?.person).toBe(other);
    expect(goal(kept, 'changes')).toBe(0);
  });

  it('gives way to the order of priority when the solver fails, and says so', async () => {
    const input = scene([candidate('a', { missing: ['2'] })]);
    const broken: Solver = { solve: async () => ({ status: 'failed' }) };
    const { allocation, outcome } = await allocateByRule(
      { ...input, nominations: [{ person: 'a', course: null }] },
      [],
      broken,
    );
    expect(outcome).toMatchObject({ method: 'priority', rows: [] });
    expect(outcome.reasonSv).toContain('turordning');
    expect(allocation.seats.map(({ rule }) => rule)).toEqual(['share']);
  });

  it('gives way as well when the limit on the search leaves the best unproved, and says so', async () => {
    const unproved: Solver = {
      async solve(problem) {
        const answer = await solve(problem);
        if (answer.status !== 'solved') return answer;
        // What a search that was cut short answers: a solution, and a bound that is further away.
        const goals = answer.goals.map(({ value }, index) => {
          const away = problem.goals[index]?.direction === 'minimise' ? -5_000 : 5_000;
          return { value, bound: value + away };
        });
        return { ...answer, goals };
      },
    };
    const input = scene([candidate('a', { missing: ['2'], mandate: null })]);
    const nominations = [{ person: 'a', course: null }];
    const { allocation, outcome } = await allocateByRule({ ...input, nominations }, [], unproved);
    expect(outcome).toMatchObject({ method: 'priority', rows: [] });
    expect(outcome.reasonSv).toContain('inte att bevisa');
    expect(outcome.reasonSv).toContain('turordning');
    expect(allocation.seats.map(({ rule }) => rule)).toEqual(['share']);
    expect((await allocateByRule({ ...input, nominations }, [], solver)).outcome.method).toBe('plan');
  });

  it('is at least as good as the order of priority, goal by goal', async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, fc.boolean(), async (input, isAhead) => {
        const terms = {
          ...input,
          candidates: input.candidates.map((one) => ({ ...one, missingAhead: [one.missing] })),
          ahead: [{ term: next, offerings: isAhead ? input.offerings : [] }],
        };
        const problem = seatPlanInput(terms, everybody);
        const plan = await planOf(problem);
        // The last goal is best only for those who finish in this plan.
        const ours = plan.goals.slice(0, -1);
        const counted = goalsOf(problem, plan.seats);
        expect(counted.map(({ name, value }) => [name, value])).toEqual(
          ours.map(({ name, value }) => [name, value]),
        );
        const nominations = input.candidates.map(({ person }) => ({ person, course: null }));
        const byPriority = allocate({ ...terms, nominations }).seats.map(
          ({ person, course }): PlannedSeat => ({ person, course, term: 0 }),
        );
        const theirs = goalsOf(problem, byPriority);
        const first = theirs.findIndex(({ value }, index) => value !== ours[index]?.value);
        const [our, their] = [ours[first], theirs[first]];
        if (our === undefined || their === undefined) return;
        expect([
          our.name,
          our.direction === 'minimise' ? our.value < their.value : our.value > their.value,
        ]).toEqual([our.name, true]);
      }),
      { numRuns: 25 },
    );
  });

  it('finds what trying everything finds', async () => {
    const late = { id: 'm', startBy: '2026-12-01', completeBy: '2027-06-13' };
    const people = [
      candidate('a', { missing: ['2', '3'], mandate: late, workplace: 'w' }),
      candidate('b', { missing: ['2', '3'], mandate: late, workplace: 'w' }),
      candidate('c', { missing: ['3'], mandate: null, started: true, beganOn: '2025-08-30' }),
    ];
    const offers = (term: string) =>
      ['2', '3'].map((course) => ({ code: `${term}-${course}`, course, capacity: 1, taken: 0 }));
    const input = seatPlanInput(
      scene(people, { offerings: offers('HT2026'), ahead: [{ term: next, offerings: offers('VT2027') }] }),
      everybody,
    );
    const plan = await planOf(input);
    const best = tryEverything(input);
    expect([goal(plan, 'overdue'), goal(plan, 'finished')]).toEqual(best);
  });

  it('never exceeds a limit, and is the same for any order of the lists', async () => {
    await fc.assert(
      fc.asyncProperty(anyInput, fc.integer(), async (input, seed) => {
        const plan = await planOf(seatPlanInput(input, everybody));
        const now = plan.seats.filter(({ term }) => term === 0);
        expect(brokenLimits(input, now)).toEqual([]);
        for (const course of new Set(now.map((seat) => seat.course))) {
          const free = input.offerings
            .filter((offering) => offering.course === course)
            .reduce((sum, { capacity, taken }) => sum + Math.max(0, capacity - taken), 0);
          expect(now.filter((seat) => seat.course === course).length).toBeLessThanOrEqual(free);
        }
        const other = await planOf(seatPlanInput(shuffledInput(input, seed), everybody));
        expect(other).toEqual(plan);
      }),
      { numRuns: 25 },
    );
  });

  it('tells how far a plan in blocks can be from the best', async () => {
    const people = ['2080', '2081'].flatMap((municipality) =>
      Array.from({ length: 4 }, (_, index) =>
        candidate(`${municipality}-${index}`, { municipality, mandate: null, missing: ['2'] }),
      ),
    );
    const input = seatPlanInput(scene(people), everybody);
    const blocks = await planInBlocks(input, solver, limits, 5);
    if (typeof blocks === 'string') throw new Error(blocks);
    expect(blocks.seats).toHaveLength(2);
    expect(blocks.goals.find(({ name }) => name === 'finished')).toMatchObject({
      value: 2,
      bound: 2,
      gap: 0,
    });
  });
});

/** Deadlines that pass and people who finish, of the best of all possible plans. */
function tryEverything(input: SeatPlanInput): [number, number] {
  const options = input.candidates.flatMap(({ person, missing }) =>
    missing.flatMap((courses, term) => courses.map((course): PlannedSeat => ({ person, term, course }))),
  );
  let best: [number, number] = [Number.POSITIVE_INFINITY, 0];
  for (let chosen = 0; chosen < 2 ** options.length; chosen += 1) {
    const seats = options.filter((_, index) => (chosen >> index) % 2 === 1);
    const most = (key: (seat: PlannedSeat) => string) => {
      const counts = new Map<string, number>();
      for (const seat of seats) counts.set(key(seat), (counts.get(key(seat)) ?? 0) + 1);
      return Math.max(0, ...counts.values());
    };
    const workplaceOf = (person: string) =>
      input.candidates.find((one) => one.person === person)?.workplace || person;
    if (most(({ course, term }) => `${course} ${term}`) > 1) continue;
    if (most(({ person, term }) => `${person} ${term}`) > 1) continue;
    if (most(({ person, course }) => `${person} ${course}`) > 1) continue;
    if (most(({ person, term }) => `${workplaceOf(person)} ${term}`) > 1) continue;
    let overdue = 0;
    let finished = 0;
    for (const one of input.candidates) {
      const own = seats.filter(({ person }) => person === one.person);
      const done = own.length === one.missing[0]?.length;
      if (one.mandate !== null && !own.some(({ term }) => term === 0)) overdue += 1;
      if (one.mandate !== null && !done) overdue += 1;
      if (done && own.every(({ term }) => term <= one.finishBy)) finished += 1;
    }
    if (overdue < best[0] || (overdue === best[0] && finished > best[1])) best = [overdue, finished];
  }
  return best;
}
