import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type NominationsSoFar,
  noAnswerRule,
  openProposals,
  owesAnswer,
} from '../../../domain/enrolment/nomination.ts';
import { person, staff, world } from '../../support/worlds.ts';

const units = ['elderly_care/w-1', 'elderly_care/w-2'];
const managers = ['a', 'b', 'c', 'd'].map((id, index) => person(id, { workplace: units[index % 2] ?? '' }));
const reference = world({ people: [...staff, ...managers] });
const chief = 'c-01';
const row = (id: string, course = '1b') => ({ person: id, chief, course });

const anySoFar: fc.Arbitrary<NominationsSoFar> = fc.record({
  term: fc.constant('HT2026'),
  proposals: fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
    .chain((ids) => fc.tuple(...ids.map((id) => fc.constantFrom('1b', '').map((course) => row(id, course))))),
  nominations: fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'))
    .map((ids) => ids.map((id) => ({ person: id }))),
  answers: fc
    .uniqueArray(fc.constantFrom('', ...units), { maxLength: 2 })
    .map((workplaces) => workplaces.map((workplace) => ({ chief, workplace }))),
});

describe('what is open of a proposal', () => {
  it('is nothing that has been said, however it was said', () => {
    fc.assert(
      fc.property(anySoFar, (soFar) => {
        const open = openProposals(soFar, chief, reference).map(({ person: id }) => id);
        const closed = soFar.answers.map(({ workplace }) => workplace);
        for (const id of open) {
          expect(soFar.nominations.map((one) => one.person)).not.toContain(id);
          expect(closed).not.toContain('');
          expect(closed).not.toContain(reference.newestPost(id).workplace);
        }
        // Saying one thing more never opens anything.
        const [first] = open;
        if (first === undefined) return;
        const next = { ...soFar, nominations: [...soFar.nominations, { person: first }] };
        expect(openProposals(next, chief, reference)).toHaveLength(open.length - 1);
        expect(owesAnswer(soFar, chief, reference)).toBe(true);
      }),
    );
  });

  it('is asked for once more when nobody is proposed, until the chief says so', () => {
    const soFar = { term: 'HT2026', proposals: [row('a', '')], nominations: [], answers: [] };
    expect(owesAnswer(soFar, chief, reference)).toBe(true);
    expect(owesAnswer({ ...soFar, answers: [{ chief, workplace: '' }] }, chief, reference)).toBe(false);
  });

  it('follows the rule of the municipality', () => {
    const rules = { enrolment: { noAnswerByMunicipality: { '2081': 'accept_proposal' as const } } };
    expect([noAnswerRule(world({ rules }), '2081'), noAnswerRule(world({ rules }), '2080')]).toEqual([
      'accept_proposal',
      'send_nobody',
    ]);
  });
});
