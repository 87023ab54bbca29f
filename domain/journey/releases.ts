/**
 * What is given back when somebody cannot use it: seats, nominations and waiting places of a manager who leaves, seats
 * during a long leave, and seats of terms after the municipality has left the cooperation.
 */
import type { AgendaItem } from '../agenda.ts';
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { addDays } from '../calendar/days.ts';
import { covers, type Span } from '../people/respites.ts';
import { cooperates, type OfferingRef, postOn, type Reference } from '../reference.ts';
import type { PersonId } from '../region.ts';
import type { JourneyFacts, SeatFact } from './facts.ts';

type Item = AgendaItem<'release'>;

interface Why {
  readonly from: IsoDate;
  readonly rule: string;
  readonly reason: string;
}

export function releaseItems(facts: JourneyFacts, reference: Reference): Item[] {
  return [
    ...facts.seats.flatMap((seat) => seatRelease(facts, seat, reference)),
    ...facts.nominations.flatMap(({ term, state, recordedAt }): Item[] => {
      const gap = absentAt(reference, facts.person, reference.term(term).start);
      if (state !== 'nominated' || gap === undefined) return [];
      const why = { ...left(gap), reason: `Personen har slutat; nomineringen till ${term} upphör.` };
      return [release(facts, `${term}.nomination`, recordedAt, why, { what: 'nomination', term }, reference)];
    }),
    ...facts.waiting.flatMap(({ term, state, placedAt }): Item[] => {
      const gap = absentAt(reference, facts.person, reference.term(term).start);
      if (state !== 'waiting' || gap === undefined) return [];
      const why = { ...left(gap), reason: `Personen har slutat; reservplatsen till ${term} upphör.` };
      return [release(facts, `${term}.waiting`, placedAt, why, { what: 'waiting', term }, reference)];
    }),
  ];
}

const left = ({ from }: Span) => ({ from, rule: 'person-left' });

function release(
  facts: JourneyFacts,
  key: string,
  notBefore: Instant,
  { from, rule, reason }: Why,
  detail: Item['detail'],
  reference: Reference,
): Item {
  return {
    kind: 'release',
    key: `release.${key}.${facts.person}`,
    dueAt: Math.max(notBefore, reference.calendar.at(from, '00:00')),
    usefulUntil: null,
    rule,
    reason,
    person: facts.person,
    municipality: postOn(reference, facts.person, from).municipality,
    template: '',
    recipient: '',
    detail,
  };
}

function seatRelease(facts: JourneyFacts, seat: SeatFact, reference: Reference): Item[] {
  if (seat.state !== 'held') return [];
  const offering = reference.offering(seat.offering);
  const why =
    afterLeaving(facts, offering, reference) ??
    duringLeave(facts, seat, offering, reference) ??
    outsideCooperation(facts, seat, reference);
  if (why === undefined) return [];
  const key = `${seat.offering}.n${seat.occurrence}`;
  return [release(facts, key, seat.givenAt, why, { what: 'seat', offering: seat.offering }, reference)];
}

/** A course whose days are over is kept: its result may still come. */
function afterLeaving(facts: JourneyFacts, offering: OfferingRef, reference: Reference): Why | undefined {
  if (!reference.rules.people.leaverGivesBackSeat) return undefined;
  const gap = gapsOf(reference, facts.person).find((span) =>
    offering.days.some(({ date }) => covers(span, date)),
  );
  return gap && { ...left(gap), reason: `Personen har slutat; platsen på ${offering.code} blir ledig.` };
}

/** What a coordinator gave by hand is for the coordinator to take back. */
function duringLeave(
  facts: JourneyFacts,
  seat: SeatFact,
  offering: OfferingRef,
  reference: Reference,
): Why | undefined {
  const { seatDuringLeave } = reference.rules.people;
  if (seatDuringLeave === 'keep' || seat.how === 'hand') return undefined;
  const { programmeAbsencesAllowed, courseDayAbsencesAllowed } = reference.rules.certificate;
  const allowed =
    reference.course(offering.course).kind === 'programme'
      ? programmeAbsencesAllowed
      : courseDayAbsencesAllowed;
  const leaves = facts.respites
    .filter(({ kind }) => kind === 'leave')
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  // Days that are missed in several leaves count together: the leave that makes them too many gives the seat back.
  const leave = leaves.find((_one, index) => {
    const missed = offering.days.filter(({ date }) =>
      leaves.slice(0, index + 1).some((earlier) => covers(earlier, date)),
    );
    return missed.length > (seatDuringLeave === 'give_back' ? 0 : allowed);
  });
  return (
    leave && {
      from: leave.from,
      rule: 'leave-gives-back',
      reason: `Tjänstledigheten från ${leave.from} gör att för många träffar på ${offering.code} missas; platsen blir ledig.`,
    }
  );
}

/** Seats of a term that had begun are kept to its end. */
function outsideCooperation(facts: JourneyFacts, seat: SeatFact, reference: Reference): Why | undefined {
  const { start } = reference.term(seat.term);
  const { municipality } = postOn(reference, facts.person, start);
  if (cooperates(reference, municipality, start)) return undefined;
  const leavesOn = reference.departures?.find((row) => row.municipality === municipality)?.leavesOn ?? start;
  return {
    from: leavesOn,
    rule: 'municipality-left',
    reason: `Kommunen har lämnat samverkan ${leavesOn}; platsen på ${seat.offering} blir ledig.`,
  };
}

/** Whiles without a post: after the last one, and between two. */
function gapsOf(reference: Reference, person: PersonId): Span[] {
  const posts = reference.postsOf(person);
  const { leftOn } = reference.newestPost(person);
  const between = posts.flatMap(({ until }, index): Span[] => {
    const next = posts[index + 1];
    if (until === '' || next === undefined || next.from === '' || next.from === addDays(until, 1)) return [];
    return [{ from: addDays(until, 1), until: addDays(next.from, -1) }];
  });
  return leftOn === '' ? between : [...between, { from: leftOn, until: '' }];
}

const absentAt = (reference: Reference, person: PersonId, on: IsoDate): Span | undefined =>
  gapsOf(reference, person).find((span) => covers(span, on));
