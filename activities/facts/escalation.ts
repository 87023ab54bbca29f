/** Facts about escalation cases, the digests that tell of them, and a later last day that somebody asks for. */
import { z } from 'zod';
import {
  applyCaseEvent,
  type CaseEvent,
  type CaseSubject,
  caseAnswers,
  caseLevels,
  closingCauses,
  holdersOf,
  openingCauses,
} from '../../domain/escalation/case.ts';
import { digestSections } from '../../domain/escalation/digest.ts';
import { extensionCauses, refusalCauses } from '../../domain/escalation/extensions.ts';
import { lifeId } from '../../domain/lives.ts';
import { type Transaction, toDate, toDateOrNull, toTimestamp } from '../../prisma/client.ts';
import { readCase, writeCase } from './cases.ts';
import { factKind, type RecordedFact, wakesNobody } from './kind.ts';

const isoDate = z.iso.date();
const subject = z.object({
  case: z.string(),
  person: z.string(),
  municipality: z.string(),
  mandate: z.string(),
  what: z.enum(['start', 'complete']),
});
type SubjectData = z.infer<typeof subject>;

/** One kind of fact for each kind of event; the state is what the domain makes of them. */
async function projectEvents<Data extends SubjectData>(
  tx: Transaction,
  facts: readonly RecordedFact<Data>[],
  eventOf: (fact: RecordedFact<Data>) => CaseEvent,
): Promise<void> {
  for (const fact of facts) {
    const { case: id, person, municipality, mandate, what } = fact.data;
    const about: CaseSubject = { id, person, municipality, mandate, what };
    await writeCase(tx, applyCaseEvent(await readCase(tx, id), about, eventOf(fact)));
  }
}

/** The digests of whoever holds the case now, and of whoever has been told of it. */
async function wakesDigests(
  tx: Transaction,
  facts: readonly RecordedFact<SubjectData>[],
): Promise<readonly string[]> {
  const ids = [...new Set(facts.map(({ data }) => data.case))];
  const [cases, told] = await Promise.all([
    tx.escalationCase.findMany({ where: { id: { in: ids } }, select: { chief: true, head: true } }),
    tx.digestRow.findMany({ where: { case: { in: ids } }, distinct: ['chief'], select: { chief: true } }),
  ]);
  const chiefs = new Set([...cases.flatMap(holdersOf), ...told.map(({ chief }) => chief)]);
  return [...chiefs].map((chief) => lifeId('chiefDigest', chief));
}

export const caseOpened = factKind({
  kind: 'case_opened',
  schema: subject.extend({ deadline: isoDate, cause: z.enum(openingCauses), chief: z.string() }),
  project: (tx, facts) =>
    projectEvents(tx, facts, ({ data: { deadline, cause, chief }, recordedAt }) => ({
      kind: 'opened',
      at: recordedAt,
      deadline,
      cause,
      chief,
    })),
  wakes: wakesDigests,
});

export const caseLevelRaised = factKind({
  kind: 'case_level_raised',
  schema: subject.extend({ level: z.enum(caseLevels), head: z.string() }),
  project: (tx, facts) =>
    projectEvents(tx, facts, ({ data: { level, head }, recordedAt }) => ({
      kind: 'level_raised',
      at: recordedAt,
      level,
      head,
    })),
  wakes: wakesDigests,
});

export const caseAnswered = factKind({
  kind: 'case_answered',
  schema: subject.extend({ answer: z.enum(caseAnswers), until: isoDate }),
  project: (tx, facts) =>
    projectEvents(tx, facts, ({ data: { answer, until }, recordedAt }) => ({
      kind: 'answered',
      at: recordedAt,
      answer,
      until,
    })),
  wakes: wakesDigests,
});

/** The answer counts no longer: its date has come, or it was taken back. */
export const caseResumed = factKind({
  kind: 'case_resumed',
  schema: subject,
  project: (tx, facts) => projectEvents(tx, facts, ({ recordedAt }) => ({ kind: 'resumed', at: recordedAt })),
  wakes: wakesDigests,
});

export const caseHandedOver = factKind({
  kind: 'case_handed_over',
  schema: subject.extend({ chief: z.string(), head: z.string() }),
  project: (tx, facts) =>
    projectEvents(tx, facts, ({ data: { chief, head }, recordedAt }) => ({
      kind: 'handed_over',
      at: recordedAt,
      chief,
      head,
    })),
  wakes: wakesDigests,
});

export const caseClosed = factKind({
  kind: 'case_closed',
  schema: subject.extend({ cause: z.enum(closingCauses) }),
  project: (tx, facts) =>
    projectEvents(tx, facts, ({ data: { cause }, recordedAt }) => ({
      kind: 'closed',
      at: recordedAt,
      cause,
    })),
  wakes: wakesDigests,
});

export const digestMade = factKind({
  kind: 'digest_made',
  schema: z.object({
    chief: z.string(),
    /** The Monday of its week. */
    week: isoDate,
    rows: z.array(
      z.object({
        case: z.string(),
        section: z.enum(digestSections),
        level: z.enum(caseLevels),
        events: z.number().int(),
      }),
    ),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const key = { chief: data.chief, week: toDate(data.week) };
      await tx.digest.create({ data: { ...key, madeAt: toTimestamp(recordedAt) } });
      await tx.digestRow.createMany({ data: data.rows.map((told) => ({ ...key, ...told })) });
    }
  },
  wakes: (_tx, facts) => facts.map(({ data }) => lifeId('chiefDigest', data.chief)),
});

/** A task on the coordinators' list has lost its cause. */
export const taskClosed = factKind({
  kind: 'task_closed',
  schema: z.object({ key: z.string() }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.coordinatorTask.updateMany({
        where: { key: data.key, closedAt: null },
        data: { closedAt: toTimestamp(recordedAt) },
      });
    }
  },
  wakes: wakesNobody,
});

const journeys = (facts: readonly RecordedFact<{ readonly person: string }>[]) =>
  facts.map(({ data }) => lifeId('managerJourney', data.person));

const request = z.object({ id: z.string(), person: z.string() });

export const extensionAsked = factKind({
  kind: 'extension_asked',
  schema: request.extend({ askedBy: z.string(), until: isoDate, cause: z.enum(extensionCauses) }),
  async project(tx, facts) {
    await tx.extensionRequest.createMany({
      data: facts.map(({ data, recordedAt, source }) => ({
        ...data,
        until: toDate(data.until),
        askedAt: toTimestamp(recordedAt),
        source,
        state: 'asked',
      })),
    });
  },
  wakes: (_tx, facts) => journeys(facts),
});

/** The asking is taken back before it was answered. */
export const extensionWithdrawn = factKind({
  kind: 'extension_withdrawn',
  schema: request,
  async project(tx, facts) {
    for (const { data } of facts) {
      await tx.extensionRequest.update({ where: { id: data.id }, data: { state: 'withdrawn' } });
    }
  },
  wakes: (_tx, facts) => journeys(facts),
});

export const extensionAnswered = factKind({
  kind: 'extension_answered',
  schema: request.extend({
    by: z.string(),
    /** Empty when it was refused. */
    grantedUntil: z.union([isoDate, z.literal('')]),
    /** Empty when it was granted. */
    refusal: z.enum(['', ...refusalCauses]),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt, source } of facts) {
      await tx.extensionRequest.update({
        where: { id: data.id },
        data: {
          state: data.grantedUntil === '' ? 'refused' : 'granted',
          answers: { increment: 1 },
          answeredBy: data.by,
          answeredAt: toTimestamp(recordedAt),
          answerSource: source,
          grantedUntil: toDateOrNull(data.grantedUntil),
          refusal: data.refusal,
        },
      });
    }
  },
  wakes: (_tx, facts) => journeys(facts),
});

/** The answer is taken back: the question is open again. */
export const extensionAnswerWithdrawn = factKind({
  kind: 'extension_answer_withdrawn',
  schema: request,
  async project(tx, facts) {
    for (const { data } of facts) {
      await tx.extensionRequest.update({
        where: { id: data.id },
        data: {
          state: 'asked',
          answeredBy: '',
          answeredAt: null,
          answerSource: '',
          grantedUntil: null,
          refusal: '',
        },
      });
    }
  },
  wakes: (_tx, facts) => journeys(facts),
});
