/** Takes one step of a case: records it as a fact, and puts it on the coordinators' list when it comes that far. */
import { z } from 'zod';
import { caseAnswers, caseLevels, closingCauses, openingCauses } from '../../domain/escalation/case.ts';
import type { Dependencies } from '../dependencies.ts';
import { readCase } from '../facts/cases.ts';
import { type NewFact, record } from '../facts/record.ts';
import { type EffectRow, inOneTransaction, type StepInput } from '../lives/ledger.ts';

const about = z.object({
  case: z.string(),
  mandate: z.string(),
  of: z.string(),
  what: z.enum(['start', 'complete']),
  /** The number that this event gets. */
  number: z.number().int(),
});
/** What happened in the case, as a step's detail says it. */
export const stepEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    deadline: z.string(),
    cause: z.enum(openingCauses),
    chief: z.string(),
  }),
  z.object({ kind: z.literal('level_raised'), level: z.enum(caseLevels), head: z.string() }),
  z.object({ kind: z.literal('answered'), answer: z.enum(caseAnswers), until: z.string() }),
  z.object({ kind: z.literal('resumed') }),
  z.object({ kind: z.literal('handed_over'), chief: z.string(), head: z.string() }),
  z.object({ kind: z.literal('closed'), cause: z.enum(closingCauses) }),
]);

export async function takeCaseStep(deps: Dependencies, step: StepInput): Promise<void> {
  const { calendar } = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { case: id, number } = about.parse(effect.detail);
    const before = await readCase(tx, id);
    // An older plan's step: the case has moved on without it.
    if ((before?.events ?? 0) + 1 !== number) return;
    const task = `mandate_overdue.${id}.n${before?.occurrence ?? 1}`;
    const context = { at: now, today: calendar.dateOf(now), source: step.life };
    await record(tx, context, factsOf(effect, task));
  });
}

function factsOf(effect: EffectRow, task: string): NewFact[] {
  const { case: id, mandate, of, what } = about.parse(effect.detail);
  const subject = { case: id, person: effect.person, municipality: of, mandate, what };
  const parsed = stepEvent.parse(effect.detail);
  switch (parsed.kind) {
    case 'opened':
      return [
        {
          kind: 'case_opened',
          subject: id,
          data: { ...subject, deadline: parsed.deadline, cause: parsed.cause, chief: parsed.chief },
        },
      ];
    case 'level_raised':
      return [
        {
          kind: 'case_level_raised',
          subject: id,
          data: { ...subject, level: parsed.level, head: parsed.head },
        },
        ...(parsed.level === 'coordinator'
          ? [
              {
                kind: 'task_opened' as const,
                subject: task,
                data: { key: task, kind: 'mandate_overdue', subject: effect.person },
              },
            ]
          : []),
      ];
    case 'answered':
      return [
        {
          kind: 'case_answered',
          subject: id,
          data: { ...subject, answer: parsed.answer, until: parsed.until },
        },
      ];
    case 'resumed':
      return [{ kind: 'case_resumed', subject: id, data: subject }];
    case 'handed_over':
      return [
        {
          kind: 'case_handed_over',
          subject: id,
          data: { ...subject, chief: parsed.chief, head: parsed.head },
        },
      ];
    case 'closed':
      return [
        { kind: 'case_closed', subject: id, data: { ...subject, cause: parsed.cause } },
        { kind: 'task_closed', subject: task, data: { key: task } },
      ];
  }
}
