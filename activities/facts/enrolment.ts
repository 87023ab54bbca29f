/** Facts of enrolment: proposals, nominations, seats and the waiting list. */
import { z } from 'zod';
import { goalNames } from '../../domain/enrolment/seatPlan/types.ts';
import { lifeId } from '../../domain/lives.ts';
import { type Transaction, toDate, toTimestamp } from '../../prisma/client.ts';
import { factKind, knownLives, wakesNobody } from './kind.ts';

export const termOpened = factKind({
  kind: 'term_opened',
  schema: z.object({ term: z.string() }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.term.update({ where: { code: data.term }, data: { openedAt: toTimestamp(recordedAt) } });
    }
  },
  async wakes(tx, facts) {
    const terms = facts.map(({ data }) => data.term);
    const offerings = await tx.offering.findMany({ where: { term: { in: terms } }, select: { code: true } });
    return [
      ...terms.flatMap((term) => [lifeId('termStart', term), lifeId('termInvoicing', term)]),
      ...offerings.map(({ code }) => lifeId('courseOffering', code)),
    ];
  },
});

export const proposalMade = factKind({
  kind: 'proposal_made',
  schema: z.object({
    term: z.string(),
    municipality: z.string(),
    rows: z.array(
      z.object({
        person: z.string(),
        chief: z.string(),
        course: z.string(),
        rule: z.string(),
        reason: z.string(),
      }),
    ),
  }),
  async project(tx, facts) {
    await tx.proposal.createMany({
      data: facts.flatMap(({ data }) =>
        data.rows.map((row) => ({ term: data.term, municipality: data.municipality, ...row })),
      ),
    });
    for (const { data, recordedAt } of facts) {
      await tx.term.update({ where: { code: data.term }, data: { proposedAt: toTimestamp(recordedAt) } });
    }
  },
  wakes: (_tx, facts) => [...new Set(facts.map(({ data }) => lifeId('termStart', data.term)))],
});

/** A chief has answered: whatever it says about each manager follows in facts of its own. */
export const nominationAnswered = factKind({
  kind: 'nomination_answered',
  schema: z.object({ term: z.string(), chief: z.string() }),
  async project(tx, facts) {
    await tx.nominationAnswer.createMany({
      data: facts.map(({ data, recordedAt }) => ({ ...data, answeredAt: toTimestamp(recordedAt) })),
      skipDuplicates: true,
    });
  },
  wakes: (_tx, facts) => [...new Set(facts.map(({ data }) => lifeId('termStart', data.term)))],
});

export const nominationMade = factKind({
  kind: 'nomination_made',
  schema: z.object({
    term: z.string(),
    person: z.string(),
    chief: z.string(),
    /** Empty: whichever the person misses. */
    course: z.string(),
    state: z.enum(['nominated', 'declined', 'refused']),
    rule: z.string(),
    reason: z.string(),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt, source } of facts) {
      const row = { ...data, recordedAt: toTimestamp(recordedAt), source };
      await tx.nomination.upsert({
        where: { term_person: { term: data.term, person: data.person } },
        create: row,
        update: data.state === 'refused' ? { state: data.state, rule: data.rule, reason: data.reason } : row,
      });
    }
  },
  // A nomination begins a journey; a "no" begins none, but ends the rest that an escalation had because of a "yes".
  async wakes(tx, facts) {
    const journeys = (said: 'yes' | 'no') =>
      facts
        .filter(({ data }) => (data.state === 'nominated') === (said === 'yes'))
        .map(({ data }) => lifeId('managerJourney', data.person));
    return [
      ...journeys('yes'),
      ...(await knownLives(tx, journeys('no'))),
      ...new Set(facts.map(({ data }) => lifeId('termStart', data.term))),
    ];
  },
});

/** The plan over several terms behind a proposal or the handing out of seats; a later one of the term replaces it. */
export const seatPlanMade = factKind({
  kind: 'seat_plan_made',
  schema: z.object({
    term: z.string(),
    stage: z.enum(['proposal', 'allocation']),
    method: z.enum(['plan', 'priority']),
    reason: z.string(),
    goals: z.array(
      z.object({
        name: z.enum(goalNames),
        direction: z.enum(['minimise', 'maximise']),
        value: z.number(),
        bound: z.number(),
        gap: z.number(),
      }),
    ),
    rows: z.array(z.object({ person: z.string(), plannedTerm: z.string(), course: z.string() })),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const { term, rows, ...plan } = data;
      const row = { ...plan, term, madeAt: toTimestamp(recordedAt) };
      await tx.seatPlan.upsert({ where: { term }, create: row, update: row });
      await tx.seatPlanRow.deleteMany({ where: { term } });
      await tx.seatPlanRow.createMany({ data: rows.map((one) => ({ term, ...one })) });
    }
  },
  // What follows from it, the proposals and the seats, wakes those it concerns.
  wakes: wakesNobody,
});

export const seatGiven = factKind({
  kind: 'seat_given',
  schema: z.object({
    offering: z.string(),
    person: z.string(),
    number: z.number().int().positive(),
    term: z.string(),
    courseKind: z.string(),
    municipality: z.string(),
    how: z.enum(['allocation', 'promotion', 'registration', 'invitation', 'hand']),
    rule: z.string(),
    reason: z.string(),
  }),
  async project(tx, facts) {
    const earlier = await tx.seat.findMany({
      where: { OR: facts.map(({ data }) => ({ offering: data.offering, person: data.person })) },
    });
    const occurrence = new Map(
      earlier.map((seat) => [`${seat.offering}/${seat.person}`, seat.occurrence + 1]),
    );
    await tx.seat.deleteMany({
      where: { OR: earlier.map(({ offering, person }) => ({ offering, person })) },
    });
    await tx.seat.createMany({
      data: facts.map(({ data, recordedAt, source }) => ({
        ...data,
        state: 'held',
        occurrence: occurrence.get(`${data.offering}/${data.person}`) ?? 1,
        givenAt: toTimestamp(recordedAt),
        givenBy: source,
      })),
    });
    for (const { data, recordedAt } of facts) {
      await tx.waitingPlace.updateMany({
        where: { term: data.term, person: data.person, state: 'waiting', course: { not: '' } },
        data: data.courseKind === 'programme' ? { state: 'promoted', endedAt: toTimestamp(recordedAt) } : {},
      });
    }
  },
  wakes: async (tx, facts) => [
    ...facts.flatMap(({ data }) => [
      lifeId('managerJourney', data.person),
      lifeId('courseOffering', data.offering),
      lifeId('termStart', data.term),
    ]),
    ...(await invoicingOf(tx, facts)),
  ],
});

/** What a seat costs may have to be corrected once the term is invoiced. */
const invoicingOf = (
  tx: Transaction,
  facts: readonly { readonly data: { readonly term: string } }[],
): Promise<string[]> =>
  knownLives(
    tx,
    facts.map(({ data }) => lifeId('termInvoicing', data.term)),
  );

export const seatAccepted = factKind({
  kind: 'seat_accepted',
  schema: z.object({ offering: z.string(), person: z.string() }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.seat.update({
        where: { offering_person: data },
        data: { acceptedAt: toTimestamp(recordedAt) },
      });
    }
  },
  // An acceptance changes nobody's next step: the seat is held until it is given up.
  wakes: () => [],
});

export const seatGivenUp = factKind({
  kind: 'seat_given_up',
  schema: z.object({
    offering: z.string(),
    person: z.string(),
    term: z.string(),
    state: z.enum(['declined', 'withdrawn']),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt, validOn } of facts) {
      await tx.seat.update({
        where: { offering_person: { offering: data.offering, person: data.person } },
        data: { state: data.state, endedAt: toTimestamp(recordedAt), endedOn: toDate(validOn) },
      });
    }
  },
  wakes: async (tx, facts) => [
    ...facts.flatMap(({ data }) => [
      lifeId('termStart', data.term),
      lifeId('managerJourney', data.person),
      lifeId('courseOffering', data.offering),
    ]),
    ...(await invoicingOf(tx, facts)),
  ],
});

export const seatsAllocated = factKind({
  kind: 'seats_allocated',
  schema: z.object({ term: z.string() }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.term.update({ where: { code: data.term }, data: { allocatedAt: toTimestamp(recordedAt) } });
    }
  },
  wakes: (_tx, facts) => facts.map(({ data }) => lifeId('termStart', data.term)),
});

export const waitingPlaced = factKind({
  kind: 'waiting_placed',
  schema: z.object({
    term: z.string(),
    person: z.string(),
    course: z.string(),
    position: z.number().int().positive(),
    reason: z.string(),
  }),
  async project(tx, facts) {
    await tx.waitingPlace.createMany({
      data: facts.map(({ data, recordedAt }) => ({
        ...data,
        state: 'waiting',
        placedAt: toTimestamp(recordedAt),
      })),
    });
  },
  wakes: (_tx, facts) => facts.map(({ data }) => lifeId('managerJourney', data.person)),
});

/** Somebody no longer waits, whatever becomes of the list. */
export const waitingPlaceLeft = factKind({
  kind: 'waiting_place_left',
  schema: z.object({ term: z.string(), person: z.string(), reason: z.string() }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.waitingPlace.updateMany({
        where: { term: data.term, person: data.person, state: 'waiting' },
        data: { state: 'ended', endedAt: toTimestamp(recordedAt), reason: data.reason },
      });
    }
  },
  wakes: (_tx, facts) =>
    facts.flatMap(({ data }) => [lifeId('termStart', data.term), lifeId('managerJourney', data.person)]),
});

export const waitingEnded = factKind({
  kind: 'waiting_ended',
  schema: z.object({ term: z.string(), people: z.array(z.string()) }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const at = toTimestamp(recordedAt);
      await tx.waitingPlace.updateMany({
        where: { term: data.term, person: { in: data.people }, state: 'waiting' },
        data: { state: 'ended', endedAt: at },
      });
      await tx.term.update({ where: { code: data.term }, data: { waitingEndedAt: at } });
    }
  },
  wakes: (_tx, facts) =>
    facts.flatMap(({ data }) => [
      lifeId('termStart', data.term),
      ...data.people.map((person) => lifeId('managerJourney', person)),
    ]),
});
