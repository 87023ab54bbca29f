/**
 * What a mandate asks of a manager, and the notice to the manager before the deadline (default of the domain: 60 days).
 * What follows when nothing happens is a case: see `domain/escalation`.
 */
import type { AgendaItem } from '../agenda.ts';
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { mailToPerson } from '../mails.ts';
import { coverages } from '../mandate/mandate.ts';
import { personalDeadlines } from '../mandate/turn.ts';
import { covers } from '../people/respites.ts';
import type { Reference } from '../reference.ts';
import type { Mandate } from '../region.ts';
import { deadlines } from '../term/deadlines.ts';
import { programmeCredits } from './achievement.ts';
import { activeSeatStates, type JourneyFacts } from './facts.ts';

/** What the mandate asks of this manager next, and until when; undefined when nothing is owed. */
export interface Obligation {
  readonly mandate: Mandate;
  readonly what: 'start' | 'complete';
  readonly deadline: IsoDate;
}

/** What a decision asks of a manager next; undefined when nothing is owed under it. */
export function obligation(
  facts: JourneyFacts,
  mandate: Mandate,
  reference: Reference,
): Obligation | undefined {
  const credits = programmeCredits(facts, reference);
  if (credits >= reference.rules.certificate.programmeCreditsTenths) return undefined;
  const started =
    credits > 0 ||
    facts.seats.some(
      (seat) =>
        activeSeatStates.includes(seat.state) &&
        reference.course(reference.offering(seat.offering).course).kind === 'programme',
    );
  const { startBy, completeBy } = personalDeadlines(reference, mandate, facts.person, facts.respites);
  return started
    ? { mandate, what: 'complete', deadline: completeBy }
    : { mandate, what: 'start', deadline: startBy };
}

/**
 * The manager's own notice under each decision that covers them; anew for a deadline that an extension has set. One that
 * two versions of a decision ask for is that of the first that comes to it.
 */
export function mandateItems(facts: JourneyFacts, reference: Reference): AgendaItem<'mail'>[] {
  const byKey = new Map<string, AgendaItem<'mail'>>();
  for (const { mandate, from, until } of coverages(reference, facts.person)) {
    const owed = obligation(facts, mandate, reference);
    const item = owed && notice(facts, owed, reference);
    if (item === undefined || item.dueAt < facts.since || byKey.has(item.key)) continue;
    const on = reference.calendar.dateOf(item.dueAt);
    if (on >= from && (until === '' || on <= until)) byKey.set(item.key, item);
  }
  return [...byKey.values()];
}

function notice(
  facts: JourneyFacts,
  { mandate, what, deadline }: Obligation,
  reference: Reference,
): AgendaItem<'mail'> {
  const { calendar, rules } = reference;
  const on = noticeDay(facts, deadline, reference);
  const dueAt = calendar.at(on, rules.sendAt);
  const extensions = facts.respites.filter(({ kind }) => kind === 'extension').length;
  const occurrence = extensions === 0 ? '' : `.x${extensions}`;
  return mailToPerson(reference, facts.person, {
    template: 'mandate_notice',
    subjectKey: `${mandate.municipality}.${mandate.decidedOn}.${what}.${facts.person}${occurrence}`,
    dueAt,
    usefulUntil: calendar.at(deadline, '23:59'),
    rule: 'mandate-notice',
    reason: `Utbildningen ska ${what === 'start' ? 'påbörjas' : 'vara klar'} senast ${deadline} enligt kommunens beslut.`,
    detail: { mandate: mandate.id, what, deadline },
    suppressed: silentOn(facts, on, dueAt, reference),
  });
}

/**
 * The day of the notice; one that falls within a leave with a known end waits for the return, while it is still of use
 * (rule `escalation.noticeOnReturnDaysBefore`).
 */
function noticeDay(facts: JourneyFacts, deadline: IsoDate, reference: Reference): IsoDate {
  const { calendar, rules } = reference;
  const planned = calendar.orNextWorkingDay(calendar.addDays(deadline, -rules.escalation.noticeDaysBefore));
  let on = planned;
  for (;;) {
    const leave = facts.respites.find((respite) => respite.kind === 'leave' && covers(respite, on));
    if (leave === undefined) break;
    if (leave.until === '') return planned;
    on = calendar.addWorkingDays(leave.until, 1);
  }
  const isOfUse = calendar.daysBetween(on, deadline) >= rules.escalation.noticeOnReturnDaysBefore;
  return on === planned || isOfUse ? on : planned;
}

/** Why a manager is left alone on the day of the notice; undefined when nothing speaks against it. */
function silentOn(facts: JourneyFacts, on: IsoDate, at: Instant, reference: Reference): string | undefined {
  const kinds = [
    ['exempt', 'Personen är undantagen.'],
    ['plan', 'En plan gäller.'],
  ] as const;
  for (const [kind, why] of kinds) {
    const holds = facts.respites.some(
      (respite) =>
        respite.kind === kind &&
        (kind === 'plan' || respite.from <= on) &&
        (respite.until === '' || on <= respite.until),
    );
    if (holds) return why;
  }
  const isNominated = facts.nominations.some(
    ({ term, state, recordedAt }) =>
      state === 'nominated' && recordedAt <= at && at <= deadlines(reference, term).seatsGivenAt,
  );
  return isNominated ? 'Personen är nominerad.' : undefined;
}
