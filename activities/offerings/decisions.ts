/** What a course offering decides about itself. */
import { z } from 'zod';
import type { Dependencies } from '../dependencies.ts';
import { type NewFact, record } from '../facts/record.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';

const detail = z.object({ offering: z.string() });

function recordAboutOffering(fact: (offering: string) => NewFact) {
  return async (deps: Dependencies, step: StepInput): Promise<void> => {
    const { calendar } = await deps.reference();
    await inOneTransaction(deps, step, async (tx, effect, now) => {
      const { offering } = detail.parse(effect.detail);
      const context = { at: now, today: calendar.dateOf(now), source: step.life };
      await record(tx, context, [fact(offering)]);
    });
  };
}

/** Tells everyone with a seat that the practical information is there; their journeys send it. */
export const publishPracticalInformation = recordAboutOffering((offering) => ({
  kind: 'practical_information_published',
  subject: offering,
  data: { offering },
}));

/** Nothing more is expected of the offering. */
export const closeOffering = recordAboutOffering((offering) => ({
  kind: 'offering_closed',
  subject: offering,
  data: { offering },
}));
