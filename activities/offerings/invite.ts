/** Invites everybody whom a course is for: a seat each, as far as there are seats. */
import { z } from 'zod';
import { isFor } from '../../domain/courses/audience.ts';
import { activeSeatStates } from '../../domain/journey/facts.ts';
import { inPost } from '../../domain/reference.ts';
import { draw } from '../../domain/stableHash.ts';
import type { Dependencies } from '../dependencies.ts';
import { freeNumbers } from '../enrolment/seats.ts';
import { type NewFact, record } from '../facts/record.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';

const detail = z.object({ offering: z.string() });

/**
 * Whoever has a seat in another offering of the course that term is not invited again, so that several meetings share
 * the audience. Where the seats are too few the order is drawn by (term, person), never by arrival, and a coordinator
 * has to look at it.
 */
export async function inviteAudience(deps: Dependencies, step: StepInput): Promise<void> {
  const reference = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { offering: code } = detail.parse(effect.detail);
    const offering = reference.offering(code);
    const course = reference.course(offering.course);
    const today = reference.calendar.dateOf(now);
    await tx.$executeRaw`select 1 from seat_number where offering = ${code} order by number for update`;
    const siblings = reference.offeringsOf(offering.term).filter(({ course: of }) => of === course.code);
    const taken = await tx.seat.findMany({
      where: {
        offering: { in: siblings.map((row) => row.code) },
        OR: [{ state: { in: [...activeSeatStates] } }, { offering: code }],
      },
      select: { person: true },
    });
    const has = new Set(taken.map(({ person }) => person));
    const invited = reference.people
      .filter(
        (one) => one.municipality !== '' && isFor(course, one) && inPost(one, today) && !has.has(one.id),
      )
      .map(({ id, municipality }) => ({ id, municipality, order: draw(offering.term, id) }))
      .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    const free = (await freeNumbers(tx, reference, [code], today)).get(code) ?? [];
    const facts = invited.slice(0, free.length).map(
      ({ id, municipality }, index): NewFact => ({
        kind: 'seat_given',
        subject: `${code}.${id}`,
        data: {
          offering: code,
          person: id,
          number: free[index] ?? 0,
          term: offering.term,
          courseKind: course.kind,
          municipality,
          how: 'invitation',
          rule: 'invitation',
          reason: 'Alla som träffen är för bjuds in.',
        },
      }),
    );
    const key = `invitation_full.${code}`;
    const leftOut: NewFact[] =
      invited.length > free.length
        ? [{ kind: 'task_opened', subject: key, data: { key, kind: 'invitation_full', subject: code } }]
        : [];
    await record(tx, { at: now, today, source: step.life }, [...facts, ...leftOut]);
  });
}
