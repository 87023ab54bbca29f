/**
 * Mandatory training that is near its deadline or past it: the ladder of escalation (default of the domain: the
 * manager 60 days before, the responsible chief when it passes, the head of social services 14 days later, the
 * coordinators' list 30 days after that).
 */
import type { AgendaItem } from '../agenda.ts';
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { type MailWish, mailToPerson, mailToRole } from '../mails.ts';
import { mandateOf } from '../mandate/mandate.ts';
import { personalDeadlines } from '../mandate/turn.ts';
import { headsOf, type Reference, responsibleChief } from '../reference.ts';
import type { Mandate } from '../region.ts';
import { deadlines } from '../term/deadlines.ts';
import { programmeCredits } from './achievement.ts';
import { activeSeatStates, type JourneyFacts } from './facts.ts';

type Item = AgendaItem<'mail' | 'task'>;

/** What the mandate asks of this manager next, and until when; undefined when nothing is owed. */
export interface Obligation {
  readonly mandate: Mandate;
  readonly what: 'start' | 'complete';
  readonly deadline: IsoDate;
}

export function obligation(facts: JourneyFacts, reference: Reference): Obligation | undefined {
  const person = reference.person(facts.person);
  const mandate = mandateOf(person, reference.mandates);
  if (mandate === undefined) return undefined;
  const credits = programmeCredits(facts, reference);
  if (credits >= reference.rules.certificate.programmeCreditsTenths) return undefined;
  const started =
    credits > 0 ||
    facts.seats.some(
      (seat) =>
        activeSeatStates.includes(seat.state) &&
        reference.course(reference.offering(seat.offering).course).kind === 'programme',
    );
  const { startBy, completeBy } = personalDeadlines(reference, mandate, facts.person);
  return started
    ? { mandate, what: 'complete', deadline: completeBy }
    : { mandate, what: 'start', deadline: startBy };
}

export function mandateItems(facts: JourneyFacts, reference: Reference): Item[] {
  const owed = obligation(facts, reference);
  if (owed === undefined) return [];
  const items = ladder(facts, owed, reference);
  const { validTo } = owed.mandate;
  return items.filter((item) => validTo === '' || reference.calendar.dateOf(item.dueAt) <= validTo);
}

/**
 * The first moment at or after `at` on which no exemption, leave or plan is in force; null when it never ends. Who is
 * nominated has a chief who has acted: nobody is told that it is late until the seats have been given out.
 */
function outsideRespite(facts: JourneyFacts, at: Instant, reference: Reference): Instant | null {
  const { calendar, rules } = reference;
  let moment = at;
  for (const nomination of facts.nominations) {
    const { seatsGivenAt } = deadlines(reference, nomination.term);
    if (nomination.state === 'nominated' && nomination.recordedAt <= moment && moment <= seatsGivenAt) {
      moment = calendar.at(calendar.addWorkingDays(calendar.dateOf(seatsGivenAt), 1), rules.sendAt);
    }
  }
  for (const respite of [...facts.respites].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const on = calendar.dateOf(moment);
    if (on < respite.from || (respite.until !== '' && on > respite.until)) continue;
    if (respite.until === '') return null;
    moment = calendar.at(calendar.addWorkingDays(respite.until, 1), rules.sendAt);
  }
  return moment;
}

function ladder(facts: JourneyFacts, owed: Obligation, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  const morning = (date: IsoDate) => calendar.at(calendar.orNextWorkingDay(date), rules.sendAt);
  const notBefore = (at: Instant) =>
    at >= facts.since ? at : morning(calendar.addDays(calendar.dateOf(facts.since), 1));

  const chiefAt = outsideRespite(facts, notBefore(morning(calendar.addDays(owed.deadline, 1))), reference);
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
        suppressed:
          outsideRespite(facts, noticeAt, reference) === noticeAt ? undefined : 'Undantag eller plan gäller.',
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
  const headAt = morning(calendar.addDays(chiefOn, rules.escalation.headDaysAfter));
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
  items.push({
    kind: 'task',
    key: `escalation_coordinator.${subjectKey}`,
    dueAt: morning(calendar.addDays(headOn, rules.escalation.coordinatorDaysAfterHead)),
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
