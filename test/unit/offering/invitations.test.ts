import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Invited, type InvitedVersion, nextSequence } from '../../../domain/offering/invitations.ts';

const invited: fc.Arbitrary<Invited> = fc.record({
  method: fc.constantFrom('REQUEST', 'CANCEL'),
  date: fc.constantFrom('2026-09-15', '2026-09-22'),
  start: fc.constantFrom('09:00', '13:00'),
  end: fc.constant('16:00'),
  place: fc.constantFrom('Falun', 'Mora'),
  link: fc.constantFrom('', 'note-1'),
});

it('rises by one when something differs from the newest version, and stays when nothing does', () => {
  fc.assert(
    fc.property(fc.array(invited, { minLength: 1, maxLength: 12 }), fc.nat(), (wishes, turn) => {
      const sent: InvitedVersion[] = [];
      let shown: InvitedVersion | undefined;
      for (const wish of wishes) {
        // The order in which the versions are read says nothing.
        const earlier = sent
          .map((_, index) => sent[(index + turn) % sent.length])
          .filter((one) => one !== undefined);
        const version = { ...wish, sequence: nextSequence(earlier, wish) };
        const before = shown === undefined ? undefined : { ...shown, sequence: 0 };
        if (before !== undefined && shown !== undefined) {
          const same = JSON.stringify(before) === JSON.stringify({ ...version, sequence: 0 });
          expect(version.sequence).toBe(shown.sequence + (same ? 0 : 1));
        }
        sent.push(version);
        shown = version;
      }
    }),
  );
});

it('begins at 0; what nobody remembers to have sent is cancelled above that', () => {
  const wish = { date: '2026-09-15', start: '09:00', end: '16:00', place: 'Falun', link: '' };
  expect(nextSequence([], { ...wish, method: 'REQUEST' })).toBe(0);
  expect(nextSequence([], { ...wish, method: 'CANCEL' })).toBe(1);
});
