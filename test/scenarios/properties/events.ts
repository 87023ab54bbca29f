/** Random events for fast-check. */
import fc from 'fast-check';
import { type Event, kindsOfHappenings } from './happenings.ts';

const event: fc.Arbitrary<Event> = fc.record({
  what: fc.constantFrom(...kindsOfHappenings),
  draws: fc.nat(),
  // Many at once, then weeks without any: 200 of them last about a year and a half.
  hours: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 400 })),
});

/** So many events, one after the other. */
export const events = (count: number): fc.Arbitrary<Event[]> =>
  fc.array(event, { minLength: count, maxLength: count });
