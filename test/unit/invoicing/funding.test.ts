import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fundingOn } from '../../../domain/invoicing/funding.ts';
import { courseDayCharges } from '../../../domain/invoicing/lines.ts';
import { createReference } from '../../../domain/reference.ts';
import { type Role, roles } from '../../../domain/region.ts';
import { litenData } from '../../support/regionFiles.ts';

const data = await litenData();
const somebody = '2081-m01';
const day = '2026-10-13';
const name = 'Äldreomsorgslyftet';

/** The same person with another role or workplace. */
const as = (role: Role, workplace = 'elderly_care/Hemtjänst Tjärna') =>
  createReference({
    ...data,
    people: data.people.map((person) => (person.id === somebody ? { ...person, role, workplace } : person)),
  });
const present = { offering: 'HT2026-LLU-1', day: 1, person: somebody, present: true, municipality: '2081' };

describe('what a funding for managers in elderly care may pay for', () => {
  test.each(roles.map((role) => [role, ['manager', 'deputy_manager'].includes(role) ? name : ''] as const))(
    'the line of a course day of a %s says "%s"',
    (role, expected) => {
      const [charge] = courseDayCharges([present], as(role));
      expect(charge?.line.funding).toBe(expected);
      expect(fundingOn(as(role), somebody, '2081', day)).toBe(expected);
    },
  );

  test('is nothing for managers elsewhere, nor where the municipality has no funding', () => {
    expect(fundingOn(as('manager', 'disability_care/Boende Väst'), somebody, '2081', day)).toBe('');
    expect(fundingOn(as('manager'), somebody, '2080', day)).toBe('');
  });

  test('the role of the day counts, whatever the person was before or is now', () => {
    const post = (role: Role, from: string, until: string) => ({
      ...{ person: somebody, role, from, until, municipality: '2081', chiefId: '2081-c01' },
      ...{ workplace: 'elderly_care/Hemtjänst Tjärna', postSince: from },
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 28 }), fc.boolean(), (change, promoted) => {
        const from = `2026-10-${String(change).padStart(2, '0')}`;
        const before = `2026-${change === 1 ? '09-30' : `10-${String(change - 1).padStart(2, '0')}`}`;
        const [first, then]: [Role, Role] = promoted ? ['staff', 'manager'] : ['manager', 'staff'];
        const reference = createReference({
          ...data,
          posts: [post(first, '2022-05-02', before), post(then, from, '')],
        });
        const role = day < from ? first : then;
        expect(fundingOn(reference, somebody, '2081', day)).toBe(role === 'manager' ? name : '');
      }),
    );
  });
});
