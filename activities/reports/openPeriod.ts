/** Opens a period of compliance reports when its schedule comes round. */
import { z } from 'zod';
import type { Instant } from '../../domain/calendar/dates.ts';
import { type Audience, audiences } from '../../domain/report/agenda.ts';
import { reportPeriod } from '../../domain/report/period.ts';
import type { Dependencies } from '../dependencies.ts';
import { record } from '../facts/record.ts';

const input = z.object({ audience: z.enum(audiences), scheduledAt: z.number().int() });

/**
 * Records that a period has come; the life that reports it begins by that. The same period twice is recorded once.
 * @param request whose report, and the moment that the schedule meant (milliseconds)
 */
export async function openReportPeriod(
  deps: Dependencies,
  request: { readonly audience: Audience; readonly scheduledAt: Instant },
): Promise<void> {
  const { audience, scheduledAt } = input.parse(request);
  const { calendar } = await deps.reference();
  const period = reportPeriod(audience, scheduledAt, calendar);
  await deps.db.$transaction(async (tx) => {
    // One opening at a time, so that two starts of a period cannot both find it missing.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('report_period'))`;
    if ((await tx.reportPeriod.findUnique({ where: { id: period } })) !== null) return;
    const context = { at: scheduledAt, today: calendar.dateOf(scheduledAt), source: `schedule:${audience}` };
    await record(tx, context, [
      { kind: 'report_period_opened', subject: period, data: { period, audience, asOf: scheduledAt } },
    ]);
  });
}
