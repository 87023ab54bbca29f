/** What changed about offerings, as the lives of participants and of the offering itself read it. */
import { z } from 'zod';
import { Prisma } from '../../prisma/client.ts';
import { dayShown } from '../facts/offeringPlan.ts';
import { ms, rows } from './snapshot.ts';

const at = z.number();

export const changeRows = z.array(
  z.object({
    offering: z.string(),
    number: z.number(),
    day: z.number(),
    before: dayShown.nullable(),
    after: dayShown.nullable(),
    at,
    byHand: z.boolean(),
  }),
);

export const endingRows = z.array(
  z.object({
    offering: z.string(),
    number: z.number(),
    mergedInto: z.string(),
    at,
    byHand: z.boolean(),
    reinstatedAt: at.nullable(),
    reinstatedByHand: z.boolean(),
  }),
);

/** @param offerings a condition on the column `offering` */
export const changesWhere = (offerings: Prisma.Sql) =>
  rows(Prisma.sql`select offering, number, day, before, after, ${ms('recorded_at')} as at, source = 'hand' as "byHand"
    from offering_change where ${offerings}`);

export const endingsWhere = (offerings: Prisma.Sql) =>
  rows(Prisma.sql`select offering, number, merged_into as "mergedInto", ${ms('at')} as at, source = 'hand' as "byHand",
      ${ms('reinstated_at')} as "reinstatedAt", reinstated_by = 'hand' as "reinstatedByHand"
    from offering_ending where ${offerings}`);
