/** Which municipality pays for a programme seat of somebody who has moved. */
import type { IsoDate } from '../calendar/dates.ts';
import { postOn, type Reference } from '../reference.ts';
import type { MunicipalityCode, PersonId, TermCode } from '../region.ts';

export interface PaidSeat {
  readonly person: PersonId;
  readonly term: TermCode;
  /** The municipality for which the seat was given. */
  readonly municipality: MunicipalityCode;
  readonly givenOn: IsoDate;
}

/**
 * By the rule `payerAfterMove`: `seat`, the municipality for which the seat was given; `new_from_next_term`, the one in
 * which the person works when the term begins, so that whoever moves in mid-term is paid for by the former to its end.
 * A seat given during the term is always paid for by the municipality for which it was given.
 */
export function payerOf(seat: PaidSeat, reference: Reference): MunicipalityCode {
  const { start } = reference.term(seat.term);
  if (reference.rules.invoicing.payerAfterMove === 'seat' || seat.givenOn > start) return seat.municipality;
  const { municipality } = postOn(reference, seat.person, start);
  return municipality === '' ? seat.municipality : municipality;
}
