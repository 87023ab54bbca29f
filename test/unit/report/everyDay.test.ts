import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../../../domain/calendar/days.ts';
import { isValidOn } from '../../../domain/mandate/mandate.ts';
import { type MandateEvent, versionsFrom } from '../../../domain/mandate/versions.ts';
import { leftOnAfter, type PostEvent, postsFrom } from '../../../domain/people/posts.ts';
import { covers, respitesFrom } from '../../../domain/people/respites.ts';
import { createReference, inPost, postOn } from '../../../domain/reference.ts';
import { complianceRow } from '../../../domain/report/compliance.ts';
import { at, journey, manager, mandate, region } from './journeys.ts';

const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-01-01', days));
const { municipality, workplace, chiefId, role, postSince } = manager('m-01');
const first = { municipality, workplace, chiefId, role, postSince };
const event: fc.Arbitrary<PostEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('changed' as const),
    from: day,
    fields: fc.constantFrom('2080', '2081').map((code) => ({ municipality: code })),
  }),
  fc.record({ kind: fc.constant('left' as const), from: day }),
  day.map((from) => ({ kind: 'returned' as const, from, fields: { ...first, postSince: from } })),
);
const decided: MandateEvent = { kind: 'decided', decision: mandate };
const decision: fc.Arbitrary<MandateEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('changed' as const),
    from: day,
    set: fc.constantFrom({ completeWithinMonths: 24 }, { roles: ['deputy_manager' as const] }),
  }),
  fc.record({ kind: fc.constant('withdrawn' as const), on: day }),
);
const leave = fc
  .tuple(day, fc.option(day))
  .map(([from, until]) => ({ from, until: until === null || until < from ? '' : until }));

it('whoever moves, leaves, comes back or is away has one status each day: that of the post and decision of the day', () => {
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 4 }),
      fc.array(decision, { maxLength: 3 }),
      fc.array(leave, { maxLength: 2 }),
      fc.array(day, { minLength: 1, maxLength: 8 }),
      (events, changes, leaves, dates) => {
        const posts = postsFrom('m-01', [
          { kind: 'registered', from: '', fields: first, leftOn: '' },
          ...events,
        ]);
        const mandates = versionsFrom([decided, ...changes]);
        const newest = { ...manager('m-01'), ...posts.at(-1), leftOn: leftOnAfter(posts) };
        const reference = createReference({ ...region([newest]), posts, mandates });
        const respites = respitesFrom(
          leaves.map((span) => ({ what: 'granted', kind: 'leave', cause: '', grantedBy: '', ...span })),
        );
        for (const date of dates) {
          const post = postOn(reference, 'm-01', date);
          const holds = mandates.filter((one) => isValidOn(one, date));
          const isCovered =
            inPost(post, date) &&
            post.municipality === '2081' &&
            holds.some(({ roles }) => roles.includes(post.role));
          const { status } = complianceRow(journey({ respites }), reference, at(date)).standing;
          const isAway = respites.some((one) => covers(one, date));
          expect(holds.length).toBeLessThanOrEqual(1);
          expect(status === 'not_covered').toBe(!isCovered);
          if (isCovered) expect(status === 'on_leave').toBe(isAway);
        }
      },
    ),
  );
});
