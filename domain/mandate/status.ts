/** How a manager stands to the mandate: one status and one reason, the same for mails, reports and the command line. */
import type { IsoDate } from '../calendar/dates.ts';
import { withComma } from '../decimals.ts';
import type { MandateDeadlines } from './mandate.ts';

export const mandateStatuses = [
  'not_covered',
  'finished',
  'in_progress',
  'waiting',
  'not_started',
  'on_leave',
  'exempt',
  'overdue',
] as const;
export type MandateStatus = (typeof mandateStatuses)[number];

/** What a manager has or waits for now: a seat this term, a seat in a coming term, and so on. */
export type Enrolment = 'seat_now' | 'seat_coming' | 'waiting_list' | 'nominated' | 'none';

export interface MandateFacts {
  readonly today: IsoDate;
  /** Deadlines of the covering mandate; `null` when no mandate covers the manager today. */
  readonly mandate: MandateDeadlines | null;
  /** Credits of the programme so far, and those that make the whole of it, in tenths of hp (300 is 30 hp). */
  readonly creditsTenths: number;
  readonly programmeCreditsTenths: number;
  /** Has held a programme seat through its term before, whether passed or not; credits count as a start too. */
  readonly hasStarted: boolean;
  readonly enrolment: Enrolment;
  readonly isOnLeave: boolean;
  readonly isExempt: boolean;
  /** Last day of an accepted plan that ends the case until then; empty when there is none. */
  readonly planUntil: IsoDate | '';
}

export type MandateRule =
  | 'no_mandate'
  | 'programme_credits'
  | 'exemption'
  | 'leave'
  | 'seat_held'
  | 'accepted_plan'
  | 'complete_deadline_passed'
  | 'start_deadline_passed'
  | 'credits_held'
  | 'waiting_for_seat'
  | 'before_start_deadline';

export interface MandateStanding {
  readonly status: MandateStatus;
  readonly rule: MandateRule;
  /** A Swedish sentence without names. */
  readonly reasonSv: string;
  /** The passed deadline of one who is overdue, the next deadline of one who is not; empty when none applies. */
  readonly deadline: IsoDate | '';
}

/**
 * Exactly one status, tried in this order: not covered, finished, exempt, on leave, enrolled, overdue, begun, waiting,
 * not started. Being enrolled (a seat now or in a coming term) ends an overdue case, as does an accepted plan until its
 * date; a nomination or a place on the waiting list does not. (domain: "the case ends when the manager is enrolled,
 * done, exempt, on leave, or a plan with a date is accepted".) A deadline's own day still counts as in time.
 */
export function mandateStatus(facts: MandateFacts): MandateStanding {
  return (
    outsideTheMandate(facts) ??
    enrolled(facts) ??
    overdue(facts) ??
    begun(facts) ??
    waiting(facts) ??
    notStarted(facts)
  );
}

function outsideTheMandate(facts: MandateFacts): MandateStanding | null {
  if (facts.mandate === null) {
    return standing('not_covered', 'no_mandate', 'Omfattas inte av något beslut om obligatorisk utbildning.');
  }
  if (facts.creditsTenths >= facts.programmeCreditsTenths) {
    return standing('finished', 'programme_credits', `Hela programmet på ${whole(facts)} är klart.`);
  }
  if (facts.isExempt)
    return standing('exempt', 'exemption', 'Är undantagen från den obligatoriska utbildningen.');
  if (facts.isOnLeave) {
    return standing(
      'on_leave',
      'leave',
      'Är tjänstledig; utbildningen väntar tills tjänstledigheten är slut.',
    );
  }
  return null;
}

function enrolled(facts: MandateFacts): MandateStanding | null {
  const next = nextDeadline(facts);
  if (facts.enrolment === 'seat_now') {
    return standing('in_progress', 'seat_held', `Går en kurs i programmet nu och har ${part(facts)}.`, next);
  }
  if (facts.enrolment !== 'seat_coming') return null;
  return hasBegun(facts)
    ? standing('in_progress', 'seat_held', `Har plats en kommande termin och har ${part(facts)}.`, next)
    : standing('waiting', 'seat_held', 'Har fått plats och börjar en kommande termin.', next);
}

function overdue(facts: MandateFacts): MandateStanding | null {
  const passed = passedDeadline(facts);
  if (passed === null || hasPlan(facts)) return null;
  return passed.rule === 'start_deadline_passed'
    ? standing('overdue', passed.rule, `Utbildningen skulle ha börjat senast ${passed.date}.`, passed.date)
    : standing(
        'overdue',
        passed.rule,
        `Utbildningen skulle ha varit klar senast ${passed.date}; ${part(facts)} är klara.`,
        passed.date,
      );
}

function begun(facts: MandateFacts): MandateStanding | null {
  if (!hasBegun(facts)) return null;
  if (isHeldByPlan(facts)) return heldByPlan('in_progress', facts);
  return standing(
    'in_progress',
    'credits_held',
    `Har börjat och har ${part(facts)}; nästa kurs är inte bokad än.`,
    nextDeadline(facts),
  );
}

function waiting(facts: MandateFacts): MandateStanding | null {
  if (facts.enrolment === 'none') return null;
  const reason =
    facts.enrolment === 'waiting_list'
      ? 'Står på reservlistan.'
      : 'Är nominerad och väntar på besked om plats.';
  return isHeldByPlan(facts)
    ? heldByPlan('waiting', facts)
    : standing('waiting', 'waiting_for_seat', reason, nextDeadline(facts));
}

function notStarted(facts: MandateFacts): MandateStanding {
  if (isHeldByPlan(facts)) return heldByPlan('not_started', facts);
  const startBy = nextDeadline(facts);
  const reason = `Har inte börjat än; utbildningen ska börja senast ${startBy}.`;
  return standing('not_started', 'before_start_deadline', reason, startBy);
}

const hasBegun = (facts: MandateFacts): boolean => facts.hasStarted || facts.creditsTenths > 0;
const hasPlan = ({ planUntil, today }: MandateFacts): boolean => planUntil !== '' && today <= planUntil;
const isHeldByPlan = (facts: MandateFacts): boolean => hasPlan(facts) && passedDeadline(facts) !== null;

function heldByPlan(status: MandateStatus, { planUntil }: MandateFacts): MandateStanding {
  const reason = `Tiden i beslutet har gått ut, men en plan till och med ${planUntil} är godkänd.`;
  return standing(status, 'accepted_plan', reason, planUntil);
}

function passedDeadline(facts: MandateFacts): { rule: MandateRule; date: IsoDate } | null {
  const { mandate, today } = facts;
  if (mandate === null) return null;
  if (!hasBegun(facts) && today > mandate.startBy) {
    return { rule: 'start_deadline_passed', date: mandate.startBy };
  }
  return today > mandate.completeBy ? { rule: 'complete_deadline_passed', date: mandate.completeBy } : null;
}

function nextDeadline(facts: MandateFacts): IsoDate | '' {
  if (facts.mandate === null) return '';
  return hasBegun(facts) || facts.enrolment === 'seat_now' ? facts.mandate.completeBy : facts.mandate.startBy;
}

const hp = (tenths: number): string => withComma(tenths / 10);
const whole = (facts: MandateFacts): string => `${hp(facts.programmeCreditsTenths)} hp`;
const part = (facts: MandateFacts): string =>
  `${hp(facts.creditsTenths)} av ${hp(facts.programmeCreditsTenths)} hp`;

function standing(
  status: MandateStatus,
  rule: MandateRule,
  reasonSv: string,
  deadline: IsoDate | '' = '',
): MandateStanding {
  return { status, rule, reasonSv, deadline };
}
