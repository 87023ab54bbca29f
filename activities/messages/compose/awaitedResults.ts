/** How many results of an attempt are still missing. */
import { memoDeadline, resultDeadline } from '../../../domain/offering/days.ts';
import type { OfferingRef } from '../../../domain/reference.ts';
import { fromDate } from '../../../prisma/client.ts';
import type { MailScene } from './scene.ts';

/** Participants of the effect's offering who wait for a result of its attempt that was due on its day. */
export async function awaitedCount(scene: MailScene, offering: OfferingRef): Promise<number> {
  const { deps, reference } = scene;
  const [seats, results] = await Promise.all([
    deps.db.seat.findMany({ where: { offering: offering.code, state: 'held' }, select: { person: true } }),
    deps.db.result.findMany({ where: { offering: offering.code }, orderBy: { attempt: 'asc' } }),
  ]);
  return seats.filter(({ person }) => {
    const own = results.filter((result) => result.person === person);
    const last = own.at(-1);
    const memoDue = memoDeadline(offering, reference, last === undefined ? undefined : fromDate(last.on));
    return (
      own.length + 1 === scene.number('attempt') &&
      resultDeadline(memoDue, reference) === scene.text('deadline')
    );
  }).length;
}
