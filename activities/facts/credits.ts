/** Credits that somebody is given by a decision, and credits that are taken back. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { providerClasses } from '../../domain/region.ts';
import { type Transaction, toDate } from '../../prisma/client.ts';
import { factKind, knownLives } from './kind.ts';

const key = { person: z.string(), course: z.string() };

/** The decision template lets a municipality recognise another provider's course as equivalent. */
export const equivalentRecognised = factKind({
  kind: 'equivalent_recognised',
  schema: z.object({
    ...key,
    provider: z.enum(providerClasses),
    completedOn: z.iso.date(),
    decidedOn: z.iso.date(),
    municipality: z.string(),
    /** Of the decision, as in the municipality's register. */
    reference: z.string(),
  }),
  async project(tx, facts) {
    for (const { data } of facts) {
      const { person, course } = data;
      const row = { completedOn: toDate(data.completedOn), source: data.reference };
      await tx.credit.upsert({
        where: { person_course_basis: { person, course, basis: 'equivalent' } },
        create: { person, course, basis: 'equivalent', ...row },
        update: row,
      });
    }
  },
  wakes: (tx, facts) => journeys(tx, facts),
});

/** The undo of a credit, prior or equivalent. What it said stands here, so that the same line of a file stays taken back. */
export const creditWithdrawn = factKind({
  kind: 'credit_withdrawn',
  schema: z.object({
    ...key,
    basis: z.enum(['prior', 'equivalent']),
    completedOn: z.iso.date(),
    source: z.string(),
  }),
  async project(tx, facts) {
    for (const { data } of facts) {
      const { person, course, basis } = data;
      await tx.credit.deleteMany({ where: { person, course, basis } });
    }
  },
  wakes: (tx, facts) => journeys(tx, facts),
});

const journeys = (tx: Transaction, facts: readonly { readonly data: { readonly person: string } }[]) =>
  knownLives(
    tx,
    facts.map(({ data }) => lifeId('managerJourney', data.person)),
  );
