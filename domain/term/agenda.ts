/** The enrolment of one term: proposals, chiefs' answers, seats, the waiting list and its end. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { openProposals, owesAnswer } from '../enrolment/nomination.ts';
import { graceAfter } from '../grace.ts';
import { mailToRole } from '../mails.ts';
import { headsOf, postOn, type Reference } from '../reference.ts';
import type { MunicipalityCode, PersonId } from '../region.ts';
import { deadlines, type TermDeadlines } from './deadlines.ts';
import type { TermFacts } from './facts.ts';
import { lapsesAt } from './promotionAnswer.ts';

export type TermStepKind =
  | 'propose'
  | 'proposal_document'
  | 'mail'
  | 'settle_unanswered'
  | 'allocate_seats'
  | 'release_reserved'
  | 'lapse_seat'
  | 'promote'
  | 'end_waiting_list';
type Item = AgendaItem<TermStepKind>;

export function termAgenda(facts: TermFacts, reference: Reference): Item[] {
  if (facts.openedAt === null || facts.waitingEndedAt !== null) return [];
  const moments = deadlines(reference, facts.term);
  return [
    opening(facts, moments),
    ...requests(facts, moments, reference),
    ...(facts.proposedAt === null
      ? []
      : [...settling(facts, moments, reference), allocation(facts, moments)]),
    ...unansweredMails(facts, moments, reference),
    ...(facts.allocatedAt === null
      ? []
      : [
          ...seatSummaries(facts, facts.allocatedAt, reference),
          ...lapses(facts, reference),
          ...releases(facts, moments, reference),
          ...promotions(facts, moments, reference),
          ending(facts, moments, reference),
        ]),
  ];
}

/** After the waiting list has ended, the term's enrolment has nothing more to do. */
export const termIsDone = (facts: TermFacts): boolean => facts.waitingEndedAt !== null;

function decision(
  kind: Exclude<TermStepKind, 'mail'>,
  term: string,
  wish: Pick<Item, 'key' | 'dueAt' | 'rule' | 'reason'> &
    Partial<Pick<Item, 'detail' | 'suppressed' | 'recipient' | 'municipality' | 'person'>>,
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
      municipality: postOn(reference, chief, reference.calendar.dateOf(proposedAt)).municipality,
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
  if (!owesAnswer(facts, chief, reference)) return [];
  return moments.remindersAt.map((dueAt, index) =>
    mailToRole(reference, chief, '', {
      template: 'nomination_reminder',
      subjectKey: `${facts.term}.r${index + 1}.${chief}`,
      dueAt,
      usefulUntil: moments.remindersAt[index + 1] ?? moments.seatsGivenAt,
      rule: 'nomination-reminder',
      reason: `Svar saknas ännu; nomineringen till ${facts.term} stänger ${moments.closesOn}.`,
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

/**
 * The morning after nominations have closed, the municipality's rule decides about what nobody has answered; before the
 * seats are given out, so that the head of social services can still say something else.
 */
function settling(facts: TermFacts, moments: TermDeadlines, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  const chiefs = new Set(facts.proposals.map(({ chief }) => chief));
  chiefs.delete('');
  if (facts.allocatedAt !== null) return [];
  if (![...chiefs].some((chief) => openProposals(facts, chief, reference).length > 0)) return [];
  const morning = calendar.at(calendar.addWorkingDays(moments.closesOn, 1), rules.sendAt);
  return [
    decision('settle_unanswered', facts.term, {
      key: `settle_unanswered.${facts.term}`,
      dueAt: Math.min(morning, moments.seatsGivenAt - 1),
      rule: 'no-answer',
      reason: `Nomineringen till ${facts.term} stängde ${moments.closesOn} utan svar från alla chefer.`,
    }),
  ];
}

/** One mail to a municipality's head about all chiefs who did not answer. */
function unansweredMails(facts: TermFacts, moments: TermDeadlines, reference: Reference): Item[] {
  const { calendar } = reference;
  const first = new Map<MunicipalityCode, Instant>();
  for (const { municipality, at } of facts.unanswered) {
    first.set(municipality, Math.min(at, first.get(municipality) ?? at));
  }
  return [...first].sort().flatMap(([municipality, dueAt]) => {
    const [head] = headsOf(reference, municipality, calendar.dateOf(dueAt));
    if (head === undefined) return [];
    return [
      mailToRole(reference, head.id, '', {
        template: 'nominations_unanswered',
        subjectKey: `${facts.term}.${head.id}`,
        dueAt,
        usefulUntil: Math.max(moments.seatsGivenAt, dueAt),
        rule: 'no-answer',
        reason: `Alla chefer svarade inte om nomineringen till ${facts.term}; kommunens regel gäller.`,
        detail: {
          term: facts.term,
          municipality,
          seatsGivenOn: calendar.dateOf(Math.max(moments.seatsGivenAt, dueAt)),
        },
      }),
    ];
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

/** Places kept for a municipality are open to all on their day; what is left of them goes to the waiting list. */
function releases(facts: TermFacts, moments: TermDeadlines, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  return facts.reserved.map(({ offering, municipality, releasedOn }) => {
    const dueAt = calendar.at(releasedOn, rules.sendAt);
    return decision('release_reserved', facts.term, {
      key: `release_reserved.${offering}.${municipality}.${releasedOn}`,
      dueAt: Math.max(dueAt, facts.allocatedAt ?? dueAt),
      rule: 'reserved-places',
      reason: `Kommunens reserverade platser på ${offering} släpps ${releasedOn}.`,
      municipality,
      detail: { offering, municipality },
      ...(dueAt < moments.promotionStopsAt
        ? {}
        : { suppressed: 'Reservlistan har stängt inför terminsstarten.' }),
    });
  });
}

/** A seat that the waiting list gave goes back when its holder has not said yes in time. */
function lapses(facts: TermFacts, reference: Reference): Item[] {
  return facts.promised.map(({ offering, person, occurrence, answerBy }) =>
    decision('lapse_seat', facts.term, {
      key: `lapse_seat.${seatKey(offering, person, occurrence)}`,
      dueAt: lapsesAt(reference, answerBy),
      rule: 'promotion-answer',
      reason: `Inget svar senast ${answerBy} om platsen på ${offering}; den går vidare.`,
      person,
      municipality: postOn(reference, person, answerBy).municipality,
      detail: { offering, person },
    }),
  );
}

const seatKey = (offering: string, person: string, occurrence: number): string =>
  `${offering}.${person}${occurrence > 1 ? `.n${occurrence}` : ''}`;

/** What lets the waiting list move up: where, since when, and why. */
interface Opening {
  readonly key: string;
  readonly offering: string;
  readonly at: Instant;
  readonly dueAt: Instant;
  readonly reason: string;
}

/**
 * Each seat given up and each raised capacity, considered once. What a coordinator entered waits first, for whoever
 * moves up cannot be sent back when it was a slip.
 */
function openings(facts: TermFacts, reference: Reference): Opening[] {
  const { allocatedAt } = facts;
  return [
    ...facts.freed
      .filter((seat) => !isSlip(seat, reference))
      .map(({ offering, person, occurrence, at, byHand }) => ({
        key: `promote.${seatKey(offering, person, occurrence)}`,
        offering,
        at,
        dueAt: graceAfter(at, byHand, reference),
        reason: `En plats på ${offering} blev ledig.`,
      })),
    ...facts.raised
      .filter(({ at }) => allocatedAt !== null && at > allocatedAt)
      .map(({ offering, occurrence, at, byHand }) => ({
        key: `promote.${offering}.capacity${occurrence}`,
        offering,
        at,
        dueAt: graceAfter(at, byHand, reference),
        reason: `${offering} fick fler platser.`,
      })),
  ];
}

/** Given by mistake and taken back at once: the seat was never anybody's, and nobody moves up for it. */
const isSlip = ({ state, givenAt, at }: TermFacts['freed'][number], reference: Reference): boolean =>
  state === 'retracted' && at <= graceAfter(givenAt, true, reference);

/** What opens in time goes to the waiting list, also when a slip is still waited for as the list closes. */
function promotions(facts: TermFacts, moments: TermDeadlines, reference: Reference): Item[] {
  return openings(facts, reference).map(({ key, offering, at, dueAt, reason }) =>
    decision('promote', facts.term, {
      key,
      dueAt,
      rule: 'waiting-list-promotion',
      reason,
      detail: { offering },
      ...(at < moments.promotionStopsAt
        ? {}
        : { suppressed: 'Reservlistan har stängt inför terminsstarten.' }),
    }),
  );
}

function ending(facts: TermFacts, moments: TermDeadlines, reference: Reference): Item {
  // After whatever opened in time and still waits out the grace period, so that it is not lost.
  const awaited = openings(facts, reference)
    .filter(({ at }) => at < moments.promotionStopsAt)
    .map(({ dueAt }) => dueAt + 1);
  return decision('end_waiting_list', facts.term, {
    key: `end_waiting_list.${facts.term}`,
    dueAt: Math.max(moments.promotionStopsAt, facts.allocatedAt ?? 0, ...awaited),
    rule: 'waiting-list-promotion',
    reason: `Reservlistan till ${facts.term} stänger inför terminsstarten.`,
  });
}
