/** Facts about a person's situation that change what is asked of them. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { toDate, toDateOrNull, toTimestamp } from '../../prisma/client.ts';
import { factKind, wakesNobody } from './kind.ts';

/** Exempt, on leave, or a plan with a date from the chief; an empty `until` is an open end. */
export const respiteGranted = factKind({
  kind: 'respite_granted',
  schema: z.object({
    person: z.string(),
    kind: z.enum(['exempt', 'leave', 'plan']),
    from: z.iso.date(),
    until: z.union([z.iso.date(), z.literal('')]),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const row = {
        from: toDate(data.from),
        until: toDateOrNull(data.until),
        recordedAt: toTimestamp(recordedAt),
      };
      const id = { person: data.person, kind: data.kind };
      await tx.respite.upsert({ where: { person_kind: id }, create: { ...id, ...row }, update: row });
    }
  },
  wakes: (_tx, facts) => facts.map(({ data }) => lifeId('managerJourney', data.person)),
});

/** Something that a coordinator has to look at. */
export const taskOpened = factKind({
  kind: 'task_opened',
  schema: z.object({ key: z.string(), kind: z.string(), subject: z.string() }),
  async project(tx, facts) {
    await tx.coordinatorTask.createMany({
      data: facts.map(({ data, recordedAt }) => ({ ...data, openedAt: toTimestamp(recordedAt) })),
      skipDuplicates: true,
    });
  },
  wakes: wakesNobody,
});
