/** Nomination, seat and waiting list, as one manager is told about them. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { graceAfter } from '../grace.ts';
import { type MailWish, mailToPerson, mailToRole } from '../mails.ts';
import { goesAt } from '../messages/hours.ts';
import { firstDayStart } from '../offering/days.ts';
import { postOn, type Reference, responsibleChief } from '../reference.ts';
import { deadlines } from '../term/deadlines.ts';
import { seatConfirmation } from './confirmation.ts';
import type { JourneyFacts, SeatFact } from './facts.ts';

type Item = AgendaItem<'mail' | 'task'>;

export function enrolmentItems(facts: JourneyFacts, reference: Reference): Item[] {
  return [
    ...facts.nominations.flatMap((nomination) => nominationNotice(facts, nomination, reference)),
    ...facts.waiting.flatMap((place) => waitingListItems(facts, place, reference)),
    ...facts.seats.flatMap((seat) => seatItems(facts, seat, reference)),
    ...addressMissing(facts, reference),
  ];
}

function nominationNotice(
  facts: JourneyFacts,
  nomination: JourneyFacts['nominations'][number],
  reference: Reference,
): Item[] {
  if (nomination.state === 'declined') return [];
  const dueAt = graceAfter(nomination.recordedAt, nomination.byHand, reference);
  return [
    mailToPerson(reference, facts.person, {
      template: 'nomination_notice',
      subjectKey: `${nomination.term}.${facts.person}`,
      dueAt,
      usefulUntil: deadlines(reference, nomination.term).seatsGivenAt,
      rule: 'nomination',
      reason: `Närmaste chef har nominerat till ${nomination.term}.`,
      detail: { term: nomination.term, course: nomination.course },
    }),
  ];
}

function waitingListItems(
  facts: JourneyFacts,
  place: JourneyFacts['waiting'][number],
  reference: Reference,
): Item[] {
  const { promotionStopsAt } = deadlines(reference, place.term);
  const detail = { term: place.term, course: place.course, position: place.position };
  const placed = mailToPerson(reference, facts.person, {
    template: 'waiting_list_placed',
    subjectKey: `${place.term}.${facts.person}`,
    dueAt: place.placedAt,
    usefulUntil: promotionStopsAt,
    rule: 'waiting-list',
    reason: `Platserna räckte inte; reservplats ${place.position} till kurs ${place.course}.`,
    detail,
  });
  const again = (place.restored ?? 0) + 1;
  const items = [placed, ...backInLine(facts, place, detail, reference)];
  if (place.state !== 'ended' || place.endedAt === null) return items;
  const isCancelled = place.endedAt === place.cancelledAt;
  const ended = mailToPerson(reference, facts.person, {
    template: 'waiting_list_ended',
    subjectKey: `${place.term}.${facts.person}${again > 1 ? `.n${again}` : ''}`,
    // A cancellation may be a slip, which a quarter of an hour is enough to put right.
    dueAt: graceAfter(place.endedAt, isCancelled, reference),
    usefulUntil: reference.calendar.at(reference.term(place.term).end, '23:59'),
    rule: isCancelled ? 'offering-cancelled' : 'waiting-list',
    reason: isCancelled
      ? `Kurs ${place.course} är inställd ${place.term}; reservlistan är avslutad.`
      : `Inga platser blev lediga till ${place.term} innan reservlistan stängde.`,
    detail: isCancelled ? { ...detail, cause: 'cancelled' } : detail,
  });
  return [...items, ended];
}

/** The course is given after all: who was told that the list had ended is told that it goes on. */
function backInLine(
  facts: JourneyFacts,
  place: JourneyFacts['waiting'][number],
  detail: MailWish['detail'],
  reference: Reference,
): Item[] {
  const { cancelledAt = null, restoredAt = null, restored = 0 } = place;
  if (cancelledAt === null || restoredAt === null) return [];
  if (restoredAt <= graceAfter(cancelledAt, true, reference)) return [];
  return [
    mailToPerson(reference, facts.person, {
      template: 'waiting_list_placed',
      subjectKey: `${place.term}.${facts.person}.n${restored + 1}`,
      dueAt: graceAfter(restoredAt, true, reference),
      usefulUntil: deadlines(reference, place.term).promotionStopsAt,
      rule: 'offering-reinstated',
      reason: `Kurs ${place.course} ges ändå ${place.term}; reservlistan gäller igen.`,
      detail: { ...detail, cause: 'reinstated' },
    }),
  ];
}

function seatItems(facts: JourneyFacts, seat: SeatFact, reference: Reference): Item[] {
  const offering = reference.offering(seat.offering);
  const confirmation = seatConfirmation(seat, reference);
  const { about } = confirmation;
  const lost = seat.endedAt !== null && ['declined', 'withdrawn', 'retracted'].includes(seat.state);
  const occurrence = seat.occurrence > 1 ? `.n${seat.occurrence}` : '';
  const subjectKey = `${seat.offering}.${facts.person}${occurrence}`;
  const answerBy = seat.answerBy ?? '';
  const detail = {
    offering: seat.offering,
    term: seat.term,
    occurrence: seat.occurrence,
    how: seat.how,
    ...(answerBy === '' ? {} : { answerBy }),
  };
  const isRetracted = seat.state === 'retracted';
  const ended = lost || (seat.state === 'cancelled' && seat.endedAt !== null);
  // A slip that was undone before the mail went out never reaches anybody, neither as given nor as given up.
  const isGoneBefore = (at: Instant) => ended && seat.endedAt !== null && seat.endedAt <= at;
  const takenBack = 'Platsen togs tillbaka innan bekräftelsen gick ut.';
  const undone = isGoneBefore(goesAt(confirmation, reference))
    ? takenBack
    : seat.how === 'merge'
      ? 'Mejlet om att kurstillfällena slås ihop innehåller kursdagarna.'
      : undefined;
  // Who gave it up themselves knew of it, and has a receipt.
  const isUnknown = isGoneBefore(
    seat.endedByHand === true ? goesAt(confirmation, reference) : confirmation.dueAt,
  );
  const confirmed = mailToPerson(reference, facts.person, {
    ...confirmation,
    subjectKey,
    rule: seat.how === 'promotion' ? 'waiting-list-promotion' : 'seat-given',
    reason:
      seat.how === 'promotion'
        ? `En plats blev ledig på ${seat.offering} och gick till nästa på reservlistan.`
        : `Plats på ${seat.offering}.`,
    detail,
    suppressed: undone,
  });
  const told = [
    confirmed,
    ...promotionToChief(
      facts,
      seat,
      { subjectKey, dueAt: confirmation.dueAt, about, detail, suppressed: undone },
      reference,
    ),
  ];
  if (!lost || seat.endedAt === null) return told;
  const unanswered = seat.endedCause === 'no_answer';
  const switchedTo = seat.endedCause === 'switched' ? (seat.switchedTo ?? '') : '';
  const dueAt = graceAfter(seat.endedAt, seat.endedByHand === true, reference);
  const receipt = mailToPerson(reference, facts.person, {
    template: 'seat_lost',
    subjectKey,
    dueAt,
    usefulUntil: Math.max(seat.endedAt, firstDayStart(offering, reference)) + 14 * 86_400_000,
    rule: unanswered ? 'promotion-answer' : switchedTo === '' ? 'seat-given-up' : 'group-switched',
    reason: unanswered
      ? `Svarade inte i tid om platsen på ${seat.offering}; den gick vidare.`
      : switchedTo !== ''
        ? `Byter till en senare grupp, ${switchedTo}.`
        : isRetracted
          ? `Platsen på ${seat.offering} hade getts av misstag.`
          : seat.state === 'declined'
            ? `Tackade nej till ${seat.offering}.`
            : `Lämnade ${seat.offering}.`,
    detail: {
      ...detail,
      state: seat.state,
      ...(unanswered ? { cause: 'no_answer' } : {}),
      ...(switchedTo === '' ? {} : { switchedTo }),
    },
    suppressed: isUnknown ? takenBack : undefined,
  });
  return [
    ...told,
    receipt,
    ...(unanswered ? lapseToChief(facts, seat, { subjectKey, dueAt: seat.endedAt, detail }, reference) : []),
    ...(switchedTo === ''
      ? []
      : switchToChief(facts, seat, { subjectKey, dueAt, detail: { ...detail, switchedTo } }, reference)),
  ];
}

/** The chief plans the work around the course days, so a promotion in mid-season is told to them too. */
function promotionToChief(
  facts: JourneyFacts,
  seat: SeatFact,
  wish: Pick<MailWish, 'subjectKey' | 'dueAt' | 'about' | 'detail' | 'suppressed'>,
  reference: Reference,
): Item[] {
  if (seat.how !== 'promotion') return [];
  const chief = responsibleChief(reference, facts.person, reference.calendar.dateOf(wish.dueAt));
  if (chief === undefined) return [];
  return [
    mailToRole(reference, chief.id, facts.person, {
      template: 'seat_promoted',
      ...wish,
      usefulUntil: firstDayStart(reference.offering(seat.offering), reference),
      rule: 'waiting-list-promotion',
      reason: `En plats blev ledig på ${seat.offering} och gick till nästa på reservlistan.`,
    }),
  ];
}

/** A chief who was told about the seat is told that it went on to somebody else. */
function lapseToChief(
  facts: JourneyFacts,
  seat: SeatFact,
  { subjectKey, dueAt, detail }: Pick<MailWish, 'subjectKey' | 'dueAt' | 'detail'>,
  reference: Reference,
): Item[] {
  const chief = responsibleChief(reference, facts.person, reference.calendar.dateOf(dueAt));
  if (chief === undefined) return [];
  return [
    mailToRole(reference, chief.id, facts.person, {
      template: 'seat_promoted',
      subjectKey: `${subjectKey}.lapsed`,
      dueAt,
      usefulUntil: firstDayStart(reference.offering(seat.offering), reference),
      rule: 'promotion-answer',
      reason: `Inget svar i tid om platsen på ${seat.offering}; den gick vidare.`,
      detail: { ...detail, cause: 'no_answer' },
    }),
  ];
}

/** The chief nominates to the later group, so the switch is told to them too. */
function switchToChief(
  facts: JourneyFacts,
  seat: SeatFact,
  wish: Pick<MailWish, 'subjectKey' | 'dueAt' | 'detail'>,
  reference: Reference,
): Item[] {
  const { dueAt } = wish;
  const chief = responsibleChief(reference, facts.person, reference.calendar.dateOf(dueAt));
  if (chief === undefined) return [];
  return [
    mailToRole(reference, chief.id, facts.person, {
      ...wish,
      template: 'group_switched',
      usefulUntil: dueAt + 14 * 86_400_000,
      rule: 'group-switched',
      reason: `Byter från ${seat.offering} till en senare grupp.`,
    }),
  ];
}

/** Who has no address is reached through the chief and stands on the coordinators' list (settled rule). */
function addressMissing(facts: JourneyFacts, reference: Reference): Item[] {
  const person = reference.person(facts.person);
  const seats = facts.seats.filter(({ state }) => state !== 'retracted');
  if (person.hasEmail || seats.length === 0) return [];
  const dueAt = Math.min(...seats.map((seat) => seat.givenAt));
  return [
    {
      kind: 'task',
      key: `address_missing.${facts.person}`,
      dueAt,
      usefulUntil: null,
      rule: 'no-address',
      reason: 'Personen saknar e-postadress och nås genom sin chef.',
      person: facts.person,
      municipality: postOn(reference, facts.person, reference.calendar.dateOf(dueAt)).municipality,
      template: '',
      recipient: '',
      detail: { task: 'address_missing', subject: facts.person },
    },
  ];
}
