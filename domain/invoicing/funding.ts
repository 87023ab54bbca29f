/** Which costs a municipality's funding may pay for: those of managers in elderly care (Äldreomsorgslyftet). */
import type { IsoDate } from '../calendar/dates.ts';
import { postOn, type Reference } from '../reference.ts';
import { type MunicipalityCode, managerRoles, type PersonId } from '../region.ts';

/**
 * @param on the course day, or for a seat the day on which its term starts: the role and workplace of that day count
 * @returns name of the funding; empty for everybody but managers in elderly care, and when the municipality has none
 */
export function fundingOn(
  reference: Reference,
  person: PersonId,
  municipality: MunicipalityCode,
  on: IsoDate,
): string {
  const { role, workplace } = postOn(reference, person, on);
  const isManagerThere = managerRoles.includes(role) && workplace.split('/')[0] === 'elderly_care';
  return isManagerThere ? reference.municipality(municipality).funding : '';
}
