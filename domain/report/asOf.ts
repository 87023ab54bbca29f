/** A manager's journey as it was known at an earlier moment: a report that is made late tells what its day knew. */

import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/dates.ts';
import { latestResult } from '../journey/achievement.ts';
import type { JourneyFacts, SeatFact } from '../journey/facts.ts';

/**
 * Leaves out what was not known yet. Exemptions, leaves and plans keep their own dates: one that is recorded late
 * still concerns the days that it names.
 */
export function journeyAsOf(facts: JourneyFacts, asOf: Instant, calendar: Calendar): JourneyFacts {
  const on = calendar.dateOf(asOf);
  const known = (moment: Instant | null): Instant | null =>
    moment !== null && moment <= asOf ? moment : null;
  const days = facts.days.map((day) => ({
    ...day,
    attendanceRegisteredAt: known(day.attendanceRegisteredAt),
  }));
  const registered = new Set(
    days.filter((day) => day.attendanceRegisteredAt !== null).map((day) => `${day.offering}#${day.day}`),
  );
  return {
    ...facts,
    seats: facts.seats.filter((seat) => seat.givenAt <= asOf).map((seat) => seatAsOf(facts, seat, asOf)),
    days,
    practicalInformation: facts.practicalInformation.filter((row) => row.at <= asOf),
    attendance: facts.attendance.filter((row) => registered.has(`${row.offering}#${row.day}`)),
    results: facts.results.filter((result) => result.decidedAt <= asOf),
    credits: facts.credits.filter((credit) => credit.completedOn <= on),
    nominations: facts.nominations.filter((nomination) => nomination.recordedAt <= asOf),
    waiting: facts.waiting
      .filter((place) => place.placedAt <= asOf)
      .map((place) =>
        place.endedAt !== null && place.endedAt > asOf
          ? { ...place, state: 'waiting', endedAt: null }
          : place,
      ),
    certificates: facts.certificates.filter((certificate) => certificate.issuedAt <= asOf),
  };
}

function seatAsOf(facts: JourneyFacts, seat: SeatFact, asOf: Instant): SeatFact {
  const decidedAt = latestResult(facts, seat.offering)?.decidedAt ?? null;
  const endedLater = seat.endedAt !== null && seat.endedAt > asOf;
  const decidedLater =
    decidedAt !== null && decidedAt > asOf && (seat.state === 'passed' || seat.state === 'failed');
  return {
    ...seat,
    ...(endedLater || decidedLater ? { state: 'held', endedAt: null } : {}),
    acceptedAt: seat.acceptedAt !== null && seat.acceptedAt <= asOf ? seat.acceptedAt : null,
  };
}
