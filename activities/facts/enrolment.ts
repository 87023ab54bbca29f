/** Facts of enrolment: proposals, nominations, seats and the waiting list. */
import { z } from 'zod';
import { declineCauses } from '../../domain/enrolment/nomination.ts';
import { goalNames } from '../../domain/enrolment/seatPlan/types.ts';
import { seatHows } from '../../domain/journey/facts.ts';
import { lifeId } from '../../domain/lives.ts';
import { noAnswerRules } from '../../domain/rules.ts';
import { toDate, toDateOrNull, toTimestamp } from '../../prisma/client.ts';
import { invoicingOf } from './invoicing.ts';
import { factKind, knownLives, wakesNobody } from './kind.ts';
import { releaseMakeUps } from './makeUpRows.ts';
import { reopenOfferings } from './reopen.ts';

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

const answeredFor = z.object({
  term: z.string(),
  chief: z.string(),
  /** Without it, all workplaces. */
  workplace: z.string().optional(),
});

const termsOf = (facts: readonly { readonly data: { readonly term: string } }[]): string[] => [
  ...new Set(facts.map(({ data }) => lifeId('termStart', data.term))),
];

/** A chief has answered: whatever it says about each manager follows in facts of its own. */
export const nominationAnswered = factKind({
  kind: 'nomination_answered',
  schema: answeredFor,
  async project(tx, facts) {
    await tx.nominationAnswer.createMany({
      data: facts.map(({ data, recordedAt }) => ({
        ...data,
        workplace: data.workplace ?? '',
        answeredAt: toTimestamp(recordedAt),
      })),
      skipDuplicates: true,
    });
  },
  wakes: (_tx, facts) => termsOf(facts),
});

/** A chief has more to say after all; undoes `nomination_answered`. */
export const nominationReopened = factKind({
  kind: 'nomination_reopened',
  schema: answeredFor,
  async project(tx, facts) {
    await tx.nominationAnswer.deleteMany({
      where: { OR: facts.map(({ data }) => ({ ...data, workplace: data.workplace ?? '' })) },
    });
  },
  wakes: (_tx, facts) => termsOf(facts),
});

/** What a chief said about a manager is taken back, whether it was a yes or a no; undoes `nomination_made`. */
export const nominationWithdrawn = factKind({
  kind: 'nomination_withdrawn',
  schema: z.object({ term: z.string(), person: z.string() }),
  async project(tx, facts) {
    await tx.nomination.deleteMany({ where: { OR: facts.map(({ data }) => data) } });
  },
  async wakes(tx, facts) {
    const journeys = facts.map(({ data }) => lifeId('managerJourney', data.person));
    return [...(await knownLives(tx, journeys)), ...termsOf(facts)];
  },
});

/** Nominations closed before a chief had answered about these people; what follows is the municipality's rule. */
export const nominationsUnanswered = factKind({
  kind: 'nominations_unanswered',
  schema: z.object({
    term: z.string(),
    chief: z.string(),
    municipality: z.string(),
    outcome: z.enum(noAnswerRules),
    people: z.array(z.string()),
  }),
  async project(tx, facts) {
    await tx.nominationUnanswered.createMany({
      data: facts.map(({ data, recordedAt }) => ({ ...data, settledAt: toTimestamp(recordedAt) })),
    });
  },
  wakes: (_tx, facts) => termsOf(facts),
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
    /** Class of the reason for a "no". What a chief wrote about it stands in a note, never here. */
    cause: z.enum(declineCauses).optional(),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt, source } of facts) {
      const row = { ...data, cause: data.cause ?? '', recordedAt: toTimestamp(recordedAt), source };
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
    how: z.enum(seatHows),
    rule: z.string(),
    reason: z.string(),
    /** Last day to say yes to a promotion; empty when no answer is asked for. */
    answerBy: z.union([z.iso.date(), z.literal('')]).optional(),
    /** Who stood before on the list and could not have the seat, with the limit that held them back. */
    passedOver: z.array(z.object({ person: z.string(), rule: z.string() })).optional(),
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
      data: facts.map(({ data: { answerBy, passedOver: _passedOver, ...data }, recordedAt, source }) => ({
        ...data,
        state: 'held',
        occurrence: occurrence.get(`${data.offering}/${data.person}`) ?? 1,
        answerBy: toDateOrNull(answerBy ?? ''),
        givenAt: toTimestamp(recordedAt),
        givenBy: source,
      })),
    });
    await reopenOfferings(
      tx,
      facts.map(({ data }) => data.offering),
    );
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
  // An acceptance changes nobody's next step, save where the seat goes back without one.
  async wakes(tx, facts) {
    const awaited = await tx.seat.findMany({
      where: { OR: facts.map(({ data }) => data), answerBy: { not: null } },
      select: { term: true },
    });
    return awaited.map(({ term }) => lifeId('termStart', term));
  },
});

export const seatGivenUp = factKind({
  kind: 'seat_given_up',
  schema: z.object({
    offering: z.string(),
    person: z.string(),
    term: z.string(),
    state: z.enum(['declined', 'withdrawn']),
    /** `no_answer`: the time to say yes to a promotion ran out. `switched`: goes on with a later group. */
    cause: z.enum(['no_answer', 'switched']).optional(),
    /** Switched: the term of the later training group. */
    switchedTo: z.string().optional(),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt, validOn } of facts) {
      await tx.seat.update({
        where: { offering_person: { offering: data.offering, person: data.person } },
        data: {
          state: data.state,
          endedAt: toTimestamp(recordedAt),
          endedOn: toDate(validOn),
          endedCause: data.cause ?? '',
          switchedTo: data.switchedTo ?? '',
        },
      });
      await releaseMakeUps(
        tx,
        { home: data.offering, person: data.person },
        { at: toTimestamp(recordedAt), by: 'seat given up', cause: 'given_up' },
      );
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
