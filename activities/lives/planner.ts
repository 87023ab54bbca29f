/** What each kind of life gives to the one planning activity: what to load, and the pure planner behind it. */
import type { z } from 'zod';
import type { AgendaItem } from '../../domain/agenda.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Prisma } from '../../prisma/client.ts';

export interface LifeAgenda {
  readonly agenda: readonly AgendaItem[];
  /** Nothing is owed once the agenda's open items are settled; a later fact starts the life again. */
  readonly done: boolean;
  readonly stage: string;
  /** When this changes, the workflow continues as new. */
  readonly epoch: string;
  readonly municipality: string;
}

export interface LifePlanner<Schema extends z.ZodType> {
  /** SQL columns for the subject of the life. */
  parts(subject: string): Prisma.Sql;
  readonly schema: Schema;
  plan(facts: z.infer<Schema>, reference: Reference): LifeAgenda;
}
