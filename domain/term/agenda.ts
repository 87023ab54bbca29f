/** The enrolment of one term: proposals, chiefs' answers, seats, the waiting list and its end. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { graceAfter } from '../grace.ts';
import { mailToRole } from '../mails.ts';
import type { Reference } from '../reference.ts';
import type { PersonId } from '../region.ts';
import { deadlines, type TermDeadlines } from './deadlines.ts';
import type { TermFacts } from './facts.ts';

export type TermStepKind =
  | 'propose'
  | 'proposal_document'
  | 'mail'
  | 'allocate_seats'
  | 'promote'
  | 'end_waiting_list';
type Item = AgendaItem<TermStepKind>;

export function termAgenda(facts: TermFacts, reference: Reference): Item[] {
  if (facts.openedAt === null || facts.waitingEndedAt !== null) return [];
  const moments = deadlines(reference, facts.term);
  return [
    opening(facts, moments),
    ...requests(facts, moments, reference),
    ...(facts.proposedAt === null ? [] : [allocation(facts, moments)]),
    ...(facts.allocatedAt === null
      ? []
      : [
          ...seatSummaries(facts, facts.allocatedAt, reference),
          ...promotions(facts, moments, reference),
          ending(facts, moments),
        ]),
  ];
}

/** After the waiting list has ended, the term's enrolment has nothing more to do. */
export const termIsDone = (facts: TermFacts): boolean => facts.waitingEndedAt !== null;

function decision(
  kind: Exclude<TermStepKind, 'mail'>,
  term: string,
  wish: Pick<Item, 'key' | 'dueAt' | 'rule' | 'reason'> &
    Partial<Pick<Item, 'detail' | 'suppressed' | 'recipient' | 'municipality'>>,
): Item {
  return {
    kind,
    usefulUntil: null,
    person: '',
    municipality: '',
    template: '',
    recipient: '',
    ...wish,
    detail: { term, ...wish.detail },
  };
}

function opening(facts: TermFacts, moments: TermDeadlines): Item {
  return decision('propose', facts.term, {
    key: `propose.${facts.term}`,
    dueAt: Math.max(moments.opensAt, facts.openedAt ?? moments.opensAt),
    rule: 'nominations-open',
    reason: `Nomineringen till ${facts.term} öppnar.`,
  });
}

/** For each chief with managers in the proposal: the document, the request that carries it, and reminders. */
function requests(facts: TermFacts, moments: TermDeadlines, reference: Reference): Item[] {
  const { proposedAt, term } = facts;
  if (proposedAt === null) return [];
  const chiefs = [...new Set(facts.proposals.map((row) => row.chief))].filter((chief) => chief !== '').sort();
  return chiefs.flatMap((chief) => {
    const key = `proposal.${term}.${chief}`;
    const made = facts.documents.find((document) => document.key === key);
    const document = decision('proposal_document', term, {
      key,
      dueAt: proposedAt,
      rule: 'nominations-open',
      reason: `Förslag till nominering för ${term}, till den chef som ska svara.`,
      municipality: reference.person(chief).municipality,
      detail: { chief },
    });
    if (made === undefined) return [document];
    const request = mailToRole(reference, chief, '', {
      template: 'nomination_request',
      subjectKey: `${term}.${chief}`,
      dueAt: made.issuedAt,
      usefulUntil: moments.seatsGivenAt,
      rule: 'nominations-open',
      reason: `Nomineringen till ${term} är öppen till ${moments.closesOn}.`,
      detail: { term, document: key, deadline: moments.closesOn },
    });
    return [document, request, ...reminders(facts, moments, chief, made.issuedAt, reference)];
  });
}

function reminders(
  facts: TermFacts,
  moments: TermDeadlines,
  chief: PersonId,
  askedAt: Instant,
  reference: Reference,
): Item[] {
  if (facts.answeredChiefs.includes(chief)) return [];
  return moments.remindersAt.map((dueAt, index) =>
    mailToRole(reference, chief, '', {
      template: 'nomination_reminder',
      subjectKey: `${facts.term}.r${index + 1}.${chief}`,
      dueAt,
      usefulUntil: moments.remindersAt[index + 1] ?? moments.seatsGivenAt,
      rule: 'nomination-reminder',
      reason: `Inget svar ännu; nomineringen till ${facts.term} stänger ${moments.closesOn}.`,
      detail: { term: facts.term, deadline: moments.closesOn },
      suppressed: askedAt >= dueAt ? 'Förfrågan gick ut senare.' : undefined,
    }),
  );
}

function allocation(facts: TermFacts, moments: TermDeadlines): Item {
  return decision('allocate_seats', facts.term, {
    key: `allocate_seats.${facts.term}`,
    dueAt: Math.max(moments.seatsGivenAt, facts.openedAt ?? 0),
    rule: 'seats-by-largest-remainder',
    reason: `Nomineringen till ${facts.term} stängde ${moments.closesOn}; platserna fördelas.`,
  });
}

/** One summary to each chief who nominated somebody, instead of a mail for each manager. */
function seatSummaries(facts: TermFacts, allocatedAt: number, reference: Reference): Item[] {
  const chiefs = [
    ...new Set(facts.nominations.filter((row) => row.state !== 'declined').map((row) => row.chief)),
  ];
  return chiefs
    .filter((chief) => chief !== '')
    .sort()
    .map((chief) =>
      mailToRole(reference, chief, '', {
        template: 'seats_summary',
        subjectKey: `${facts.term}.${chief}`,
        dueAt: allocatedAt,
        usefulUntil: reference.calendar.at(reference.term(facts.term).start, '23:59'),
        rule: 'seats-given',
        reason: `Platserna till ${facts.term} är fördelade.`,
        detail: { term: facts.term },
      }),
    );
}

/**
 * A seat that is given up in time goes to the next on the waiting list; each freed seat is considered once. One that a
 * coordinator took away waits first, for whoever moves up cannot be sent back when it was a slip.
 */
function promotions(facts: TermFacts, moments: TermDeadlines, reference: Reference): Item[] {
  return facts.freed.map((seat) => {
    const occurrence = seat.occurrence > 1 ? `.n${seat.occurrence}` : '';
    return decision('promote', facts.term, {
      key: `promote.${seat.offering}.${seat.person}${occurrence}`,
      dueAt: graceAfter(seat.at, seat.byHand, reference),
      rule: 'waiting-list-promotion',
      reason: `En plats på ${seat.offering} blev ledig.`,
      detail: { offering: seat.offering },
      ...(seat.at < moments.promotionStopsAt
        ? {}
        : { suppressed: 'Reservlistan har stängt inför terminsstarten.' }),
    });
  });
}

function ending(facts: TermFacts, moments: TermDeadlines): Item {
  return decision('end_waiting_list', facts.term, {
    key: `end_waiting_list.${facts.term}`,
    dueAt: Math.max(moments.promotionStopsAt, facts.allocatedAt ?? 0),
    rule: 'waiting-list-promotion',
    reason: `Reservlistan till ${facts.term} stänger inför terminsstarten.`,
  });
}
