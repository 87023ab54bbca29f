/**
 * Mandatory training that is near its deadline or past it: the ladder of escalation (default of the domain: the
 * manager 60 days before, the responsible chief when it passes, the head of social services 14 days later, the
 * coordinators' list 30 days after that).
 */
import type { AgendaItem } from '../agenda.ts';
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { type MailWish, mailToPerson, mailToRole } from '../mails.ts';
import { coverages } from '../mandate/mandate.ts';
import { personalDeadlines } from '../mandate/turn.ts';
import { headsOf, type Reference, responsibleChief } from '../reference.ts';
import type { Mandate } from '../region.ts';
import { deadlines } from '../term/deadlines.ts';
import { latestResult, programmeCredits } from './achievement.ts';
import { activeSeatStates, type JourneyFacts } from './facts.ts';

type Item = AgendaItem<'mail' | 'task'>;

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
 * The steps of the ladder under each decision that covers the manager, each while it does. A step that two versions of
 * one decision ask for is that of the first that comes to it.
 */
export function mandateItems(facts: JourneyFacts, reference: Reference): Item[] {
  const byKey = new Map<string, Item>();
  for (const { mandate, from, until } of coverages(reference, facts.person)) {
    const owed = obligation(facts, mandate, reference);
    if (owed === undefined) continue;
    for (const item of ladder(facts, owed, reference)) {
      const on = reference.calendar.dateOf(item.dueAt);
      if (on >= from && (until === '' || on <= until) && !byKey.has(item.key)) byKey.set(item.key, item);
    }
  }
  return [...byKey.values()];
}

/** A while in which nobody is told that the training is late; `resumesAt` is null while it has no end. */
interface Pause {
  readonly from: Instant;
  /** Last moment of it. */
  readonly through: Instant;
  /** Morning of the next working day, when the ladder goes on. */
  readonly resumesAt: Instant | null;
  readonly why: string;
}

const always = Number.POSITIVE_INFINITY;

/**
 * Exemptions, leaves and plans until their last day. A plan ends the case when it is accepted, whatever came before it;
 * so its first day does not matter. Who is nominated has a chief who has acted: silent until the seats have been given
 * out.
 */
function respitesOf(facts: JourneyFacts, reference: Reference): Pause[] {
  const { calendar, rules } = reference;
  const morningAfter = (date: IsoDate) => calendar.at(calendar.addWorkingDays(date, 1), rules.sendAt);
  const why = {
    exempt: 'Personen är undantagen.',
    leave: 'Personen är tjänstledig.',
    plan: 'En plan gäller.',
  };
  const granted = facts.respites.flatMap(({ kind, from, until }): Pause[] => {
    // An extension silences nobody: it moves the deadline.
    if (kind === 'extension') return [];
    const pause = {
      from: kind === 'plan' ? -always : calendar.at(from, '00:00'),
      through: until === '' ? always : calendar.at(calendar.addDays(until, 1), '00:00') - 1,
      resumesAt: until === '' ? null : morningAfter(until),
      why: why[kind],
    };
    return [pause];
  });
  const nominated = facts.nominations.flatMap(({ term, state, recordedAt }): Pause[] => {
    const { seatsGivenAt } = deadlines(reference, term);
    if (state !== 'nominated') return [];
    const resumesAt = morningAfter(calendar.dateOf(seatsGivenAt));
    return [{ from: recordedAt, through: seatsGivenAt, resumesAt, why: 'Personen är nominerad.' }];
  });
  return [...granted, ...nominated];
}

/** Who has a seat in the programme is enrolled, and the case rests until the seat has ended. */
function enrolments(facts: JourneyFacts, reference: Reference): Pause[] {
  const { calendar, rules } = reference;
  return facts.seats.flatMap((seat): Pause[] => {
    if (reference.course(reference.offering(seat.offering).course).kind !== 'programme') return [];
    const pause = { from: seat.givenAt, why: 'Personen har plats.' };
    if (seat.state === 'held') return [{ ...pause, through: always, resumesAt: null }];
    const ended = seat.endedAt ?? latestResult(facts, seat.offering)?.decidedAt ?? seat.givenAt;
    const resumesAt = calendar.at(calendar.addWorkingDays(calendar.dateOf(ended), 1), rules.sendAt);
    return [{ ...pause, through: ended, resumesAt }];
  });
}

/** The pause that covers a moment; of several the one that lasts longest, in whatever order the facts were read. */
const pauseAt = (pauses: readonly Pause[], at: Instant): Pause | undefined =>
  pauses
    .filter(({ from, through }) => from <= at && at <= through)
    .sort((a, b) => (a.through === b.through ? (a.why < b.why ? -1 : 1) : a.through > b.through ? -1 : 1))[0];

/** The first moment at or after `at` that no pause covers; null when there is none. */
function outside(pauses: readonly Pause[], at: Instant): Instant | null {
  const pause = pauseAt(pauses, at);
  if (pause === undefined) return at;
  return pause.resumesAt === null ? null : outside(pauses, pause.resumesAt);
}

function ladder(facts: JourneyFacts, owed: Obligation, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  const morning = (date: IsoDate) => calendar.at(calendar.orNextWorkingDay(date), rules.sendAt);
  const notBefore = (at: Instant) =>
    at >= facts.since ? at : morning(calendar.addDays(calendar.dateOf(facts.since), 1));

  const respites = respitesOf(facts, reference);
  // Each step of the ladder waits for the end of what silences it, not only the first.
  const pauses = [...respites, ...enrolments(facts, reference)];
  const chiefAt = outside(pauses, notBefore(morning(calendar.addDays(owed.deadline, 1))));
  const subjectKey = `${owed.mandate.municipality}.${owed.mandate.decidedOn}.${owed.what}.${facts.person}`;
  const detail = { mandate: owed.mandate.id, what: owed.what, deadline: owed.deadline };
  const shared = { subjectKey, detail, rule: 'mandate-ladder' };
  const verb = owed.what === 'start' ? 'påbörjas' : 'vara klar';
  const items: Item[] = [];

  const noticeAt = morning(calendar.addDays(owed.deadline, -rules.escalation.noticeDaysBefore));
  if (noticeAt >= facts.since) {
    items.push(
      mailToPerson(reference, facts.person, {
        ...shared,
        template: 'mandate_notice',
        dueAt: noticeAt,
        usefulUntil: calendar.at(owed.deadline, '23:59'),
        reason: `Utbildningen ska ${verb} senast ${owed.deadline} enligt kommunens beslut.`,
        suppressed: pauseAt(respites, noticeAt)?.why,
      }),
    );
  }
  if (chiefAt === null) return items;

  const chiefOn = calendar.dateOf(chiefAt);
  const chief = responsibleChief(reference, facts.person, chiefOn);
  const late = (who: string): Pick<MailWish, 'usefulUntil' | 'reason'> => ({
    usefulUntil: null,
    reason: `Utbildningen skulle ${verb} senast ${owed.deadline}; ${who}.`,
  });
  if (chief !== undefined) {
    items.push(
      mailToRole(reference, chief.id, facts.person, {
        ...shared,
        ...late('närmaste chef får veta när tiden har gått ut'),
        template: 'escalation_chief',
        dueAt: chiefAt,
      }),
    );
  }
  const headAt = outside(pauses, morning(calendar.addDays(chiefOn, rules.escalation.headDaysAfter)));
  if (headAt === null) return items;
  const headOn = calendar.dateOf(headAt);
  const head = headsOf(reference, reference.person(facts.person).municipality, headOn)[0];
  if (head !== undefined && head.id !== chief?.id) {
    items.push(
      mailToRole(reference, head.id, facts.person, {
        ...shared,
        ...late(`socialchefen får veta ${rules.escalation.headDaysAfter} dagar senare`),
        template: 'escalation_head',
        dueAt: headAt,
      }),
    );
  }
  const coordinatorAt = outside(
    pauses,
    morning(calendar.addDays(headOn, rules.escalation.coordinatorDaysAfterHead)),
  );
  if (coordinatorAt === null) return items;
  items.push({
    kind: 'task',
    key: `escalation_coordinator.${subjectKey}`,
    dueAt: coordinatorAt,
    usefulUntil: null,
    rule: 'mandate-ladder',
    reason: `Utbildningen skulle ${verb} senast ${owed.deadline}; ärendet står på samordnarens lista.`,
    person: facts.person,
    municipality: reference.person(facts.person).municipality,
    template: '',
    recipient: '',
    detail: { ...detail, task: 'mandate_overdue', subject: facts.person },
  });
  return items;
}
