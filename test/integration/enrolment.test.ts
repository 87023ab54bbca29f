import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { allocateSeats } from '../../activities/enrolment/allocateSeats.ts';
import { endWaitingList } from '../../activities/enrolment/endWaitingList.ts';
import { promote } from '../../activities/enrolment/promote.ts';
import { propose } from '../../activities/enrolment/propose.ts';
import { seatPlanText, whyNoSeatText } from '../../activities/enrolment/seatPlanStory.ts';
import { seatPlanMade } from '../../activities/facts/enrolment.ts';
import { type NewFact, record } from '../../activities/facts/record.ts';
import type { StepInput } from '../../activities/lives/ledger.ts';
import { planLife } from '../../activities/lives/plan.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import type { Reference } from '../../domain/reference.ts';
import { deadlines } from '../../domain/term/deadlines.ts';
import type { Database } from '../../prisma/client.ts';
import { startTestServer, type TestServer, testClock } from '../support/database.ts';
import { regionFiles } from '../support/regionFiles.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

const term = 'HT2026';
const life = `termStart:${term}`;
const untouched = async (): Promise<never> => {
  throw new Error('a decision sends nothing and renders nothing');
};

/** A region whose autumn term is open, and the means to move its time and carry out its decisions. */
async function openTerm(region: 'liten' | 'dalarna') {
  const { db } = await server.fresh();
  const clock = testClock('2026-04-01T06:00:00Z');
  const read = await regionFiles(region);
  await importRegion({ db, clock }, read.region, read.hash);
  const deps: Dependencies = {
    db,
    clock,
    mailer: { deliver: untouched, wasAccepted: untouched, verify: untouched, close: untouched },
    documents: { render: untouched, close: untouched },
    store: { put: untouched, get: untouched },
    eInvoices: { deliver: untouched },
    reference: createReferenceCache(db),
    passing: () => undefined,
  };
  const reference = await deps.reference();
  const moments = deadlines(reference, term);
  const enter = async (...facts: NewFact[]) => {
    const at = await clock.now(db);
    const context = { at, today: reference.calendar.dateOf(at), source: 'answers' };
    await db.$transaction((tx) => record(tx, context, facts));
  };
  await enter({ kind: 'term_opened', subject: term, data: { term } });
  return { deps, db, clock, reference, moments, enter };
}

const activities = {
  propose,
  allocate_seats: allocateSeats,
  promote,
  end_waiting_list: endWaitingList,
};

/** Plans the term's life and carries out its due decisions of a kind; says which steps they were. */
async function decide(deps: Dependencies, kind: keyof typeof activities): Promise<StepInput[]> {
  const plan = await planLife(deps, life);
  const steps = plan.steps
    .filter((step) => step.kind === kind)
    .map(({ key }) => ({ life, key, generation: plan.generation }));
  for (const step of steps) await activities[kind](deps, step);
  return steps;
}

const nomination = (person: string, chief: string, course = ''): NewFact => ({
  kind: 'nomination_made',
  subject: `${term}.${person}`,
  data: { term, person, chief, course, state: 'nominated', rule: '', reason: '' },
});
const givenUp = (offering: string, person: string): NewFact => ({
  kind: 'seat_given_up',
  subject: `${offering}.${person}`,
  data: { offering, person, term, state: 'declined' },
});
const seatsOf = (db: Database) => db.seat.findMany({ orderBy: { number: 'asc' } });
const managersOf = (reference: Reference) =>
  reference.people.filter(({ role }) => role === 'manager' || role === 'deputy_manager');

describe('the enrolment of a term in the small region', () => {
  test('proposes everybody with course or reason, to the chief who answers for them, and only once', async () => {
    const { deps, db, clock, reference, moments } = await openTerm('liten');
    clock.set(moments.opensAt);
    const [step] = await decide(deps, 'propose');
    const rows = await db.proposal.findMany();
    expect(rows.map(({ person }) => person).toSorted()).toEqual(
      managersOf(reference)
        .map(({ id }) => id)
        .toSorted(),
    );
    const row = (person: string) => rows.find((one) => one.person === person);
    // Falun has no mandate; its chiefs get names all the same.
    expect(row('2080-m04')).toMatchObject({ chief: '2080-h1', course: '1b', rule: 'voluntary' });
    expect(row('2080-m03')).toMatchObject({ course: '', rule: 'not_offered' });
    expect(row('2081-m04')).toMatchObject({ chief: '2081-c01', course: '1b', rule: 'mandated' });
    expect(row('2081-m05')).toMatchObject({ course: '', rule: 'not_offered' });
    const workplace = ['2081-m01', '2081-m02'].map((person) => row(person)?.rule);
    expect(workplace.toSorted()).toEqual(['mandated', 'stability_cap']);

    const facts = await db.fact.count();
    if (step === undefined) throw new Error('nothing was proposed');
    await propose(deps, step);
    expect(await db.fact.count()).toBe(facts);
    expect(await decide(deps, 'propose')).toEqual([]);
  });

  test('gives seats to the nominated, moves the waiting list up, and ends it', async () => {
    const { deps, db, clock, reference, moments, enter } = await openTerm('liten');
    clock.set(moments.opensAt);
    await decide(deps, 'propose');
    // Everybody in line but the one chief's managers who never answered; one has gone on leave.
    const silent = '2021-c01';
    const managers = managersOf(reference).filter(({ chiefId }) => chiefId !== silent);
    await enter(...managers.map(({ id, chiefId }) => nomination(id, chiefId)), {
      kind: 'respite_granted',
      subject: '2081-m04.leave',
      data: { person: '2081-m04', kind: 'leave', from: '2026-06-01', until: reference.term(term).start },
    });

    clock.set(moments.seatsGivenAt);
    await decide(deps, 'allocate_seats');
    const seats = await seatsOf(db);
    // Of two colleagues at a workplace one has a seat and the other waits.
    expect(seats.map(({ number }) => number)).toEqual(seats.map((_, index) => index + 1));
    expect(seats.map(({ person }) => person)).toEqual(seats.map(({ person }) => person).toSorted());
    expect(seats).toHaveLength(4);
    const waiting = await db.waitingPlace.findMany({ orderBy: { position: 'asc' } });
    expect(waiting.map(({ person, state }) => `${person.slice(0, 4)} ${state}`).toSorted()).toEqual([
      '2080 waiting',
      '2081 waiting',
    ]);
    expect(waiting.every(({ reason }) => reason.includes('samma arbetsplats'))).toBe(true);
    const refused = await db.nomination.findMany({ where: { state: 'refused' }, orderBy: { person: 'asc' } });
    expect(refused.map(({ person, rule }) => [person, rule])).toEqual([
      ['2080-m03', 'not_offered'],
      ['2081-m04', 'unavailable'],
      ['2081-m05', 'not_offered'],
    ]);
    expect(await db.seat.count({ where: { municipality: '2021' } })).toBe(0);

    // A seat left by somebody else lets neither of them in; that of the colleague does.
    const waiter = waiting.find(({ person }) => person.startsWith('2081'))?.person;
    const colleague = seats.find(({ person }) => ['2081-m01', '2081-m02'].includes(person));
    if (colleague === undefined) throw new Error('no colleague has a seat');
    clock.set(moments.seatsGivenAt + 86_400_000);
    await enter(givenUp('HT2026-1b-1', '2081-m03'));
    expect(await decide(deps, 'promote')).toHaveLength(1);
    expect(await db.seat.count({ where: { how: 'promotion' } })).toBe(0);
    await enter(givenUp('HT2026-1b-1', colleague.person));
    expect(await decide(deps, 'promote')).toHaveLength(1);
    const promoted = await db.seat.findMany({ where: { how: 'promotion' } });
    expect(promoted).toMatchObject([{ person: waiter, state: 'held', municipality: '2081', givenBy: life }]);
    // The lowest number that nobody holds: one of the two that came free.
    const freed = (await db.seat.findMany({ where: { state: 'declined' } })).map(({ number }) => number);
    expect(promoted[0]?.number).toBe(Math.min(...freed));
    expect(promoted[0]?.reason).toContain('turen på reservlistan');

    clock.set(moments.promotionStopsAt);
    await decide(deps, 'end_waiting_list');
    const states = await db.waitingPlace.findMany({ orderBy: { person: 'asc' } });
    expect(states.map(({ person, state }) => `${person.slice(0, 4)} ${state}`)).toEqual([
      '2080 ended',
      '2081 promoted',
    ]);
    expect((await planLife(deps, life)).done).toBe(true);
  });

  test('stores the seat plan that was decided; that of the seats replaces that of the proposals', async () => {
    const { deps, db, clock, reference, moments, enter } = await openTerm('liten');
    const stored = () =>
      db.seatPlanRow.findMany({
        select: { person: true, plannedTerm: true, course: true },
        orderBy: [{ person: 'asc' }, { plannedTerm: 'asc' }, { course: 'asc' }],
      });
    const decided = async () => {
      const facts = await db.fact.findMany({ where: { kind: 'seat_plan_made' }, orderBy: { seq: 'asc' } });
      return facts.map(({ data }) => seatPlanMade.schema.parse(data));
    };
    const inOrder = (rows: readonly { person: string; plannedTerm: string; course: string }[]) =>
      rows.toSorted((a, b) =>
        `${a.person} ${a.plannedTerm} ${a.course}` < `${b.person} ${b.plannedTerm} ${b.course}` ? -1 : 1,
      );

    clock.set(moments.opensAt);
    await decide(deps, 'propose');
    const [proposal] = await decided();
    expect(proposal).toMatchObject({ term, stage: 'proposal', method: 'plan' });
    expect(proposal?.rows.length).toBeGreaterThan(0);
    expect(await stored()).toEqual(inOrder(proposal?.rows ?? []));

    const managers = managersOf(reference).filter(({ municipality }) => municipality === '2081');
    await enter(...managers.map(({ id, chiefId }) => nomination(id, chiefId)));
    clock.set(moments.seatsGivenAt);
    await decide(deps, 'allocate_seats');
    const [, allocation, ...others] = await decided();
    expect(others).toEqual([]);
    expect(allocation).toMatchObject({ term, stage: 'allocation', method: 'plan' });
    expect(await stored()).toEqual(inOrder(allocation?.rows ?? []));
    expect(await stored()).not.toEqual(inOrder(proposal?.rows ?? []));
    expect(await db.seatPlan.findMany()).toMatchObject([{ term, stage: 'allocation' }]);
    // Seats given now are those that the plan has in this term.
    const now = (await stored()).filter(({ plannedTerm }) => plannedTerm === term);
    const seats = await seatsOf(db);
    expect(now.map(({ person }) => person)).toEqual(seats.map(({ person }) => person).toSorted());

    const text = await seatPlanText(deps, term);
    expect(text).toContain(allocation?.reason);
    expect(text).toContain(`${term}: ${now.length} planerade platser`);
    const [without] = await db.waitingPlace.findMany();
    if (without === undefined) throw new Error('nobody waits');
    expect(await whyNoSeatText(deps, term, without.person)).toContain('Högst 1 från arbetsplatsen');
  });

  test('waits with the decision when facts have moved on since it was planned', async () => {
    const { deps, db, clock, moments, enter } = await openTerm('liten');
    clock.set(moments.opensAt);
    await decide(deps, 'propose');
    clock.set(moments.seatsGivenAt);
    const plan = await planLife(deps, life);
    await enter(nomination('2021-m01', '2021-c01'));
    await allocateSeats(deps, { life, key: `allocate_seats.${term}`, generation: plan.generation });
    expect(await db.seat.count()).toBe(0);
    await decide(deps, 'allocate_seats');
    expect((await seatsOf(db)).map(({ person }) => person)).toEqual(['2021-m01']);
  });
});

describe('the enrolment of a term in Dalarna', () => {
  test('asks every chief with managers and fills most seats when six of seven proposed are nominated', async () => {
    const { deps, db, clock, reference, moments, enter } = await openTerm('dalarna');
    clock.set(moments.opensAt);
    await decide(deps, 'propose');
    const proposals = await db.proposal.findMany({ orderBy: { person: 'asc' } });
    const proposed = proposals.filter(({ course }) => course !== '');
    for (const { code, name } of reference.municipalities) {
      const some = proposed.some(({ municipality }) => municipality === code);
      expect([name, some]).toEqual([name, true]);
    }
    const nominated = proposed.filter((_, index) => index % 7 !== 0);
    await enter(...nominated.map(({ person, chief }) => nomination(person, chief)));

    clock.set(moments.seatsGivenAt);
    // A plan names sixteen steps at most, so that the chiefs' documents, not made here, have to be out of the way first.
    for (let round = 0; round < 20 && (await db.seat.count()) === 0; round += 1) {
      await decide(deps, 'allocate_seats');
      await db.effect.updateMany({ where: { kind: 'proposal_document' }, data: { status: 'suppressed' } });
    }
    const programme = reference
      .offeringsOf(term)
      .filter(({ course }) => reference.course(course).kind === 'programme');
    const capacity = programme.reduce((sum, offering) => sum + offering.capacity, 0);
    const seats = await seatsOf(db);
    expect(seats.length).toBeGreaterThan(0.8 * capacity);
    expect(seats.length + (await db.waitingPlace.count())).toBe(nominated.length);
    for (const { code, capacity: size } of programme) {
      const numbers = seats.filter(({ offering }) => offering === code).map(({ number }) => number);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
      expect(numbers.length).toBeLessThanOrEqual(size);
    }
    expect(new Set(seats.map(({ municipality }) => municipality)).size).toBe(15);
  });
});
