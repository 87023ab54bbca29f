/**
 * When a mail may go: never in quiet hours or on a day off, but for what is urgent. What the facts of the present moment
 * cause by day goes at once.
 */
import type { Instant } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import { policyOf } from './kinds.ts';

/** What decides when a mail may go. */
export interface MailMoment {
  /** Its kind. */
  readonly template: string;
  /** The moment to which the facts entitle it. */
  readonly dueAt: Instant;
  readonly usefulUntil: Instant | null;
  /** The nearest moment that it is about, such as the beginning of a moved course day. */
  readonly about?: Instant | undefined;
}

/** Whether a moment lies in quiet hours or on a day off (rules `messages.quietHours`, `messages.workingDaysOnly`). */
export function isQuiet(at: Instant, { calendar, rules }: Reference): boolean {
  const { quietHours, workingDaysOnly } = rules.messages;
  if (workingDaysOnly && !calendar.isWorkingDay(calendar.dateOf(at))) return true;
  return isQuietTime(calendar.timeOf(at), quietHours);
}

/** The hours may reach over midnight; the same beginning and end mean none. */
function isQuietTime(
  time: string,
  { from, until }: { readonly from: string; readonly until: string },
): boolean {
  return from <= until ? from <= time && time < until : time >= from || time < until;
}

/** Whether a mail of this kind, about something so near, may go at any hour. */
export function isUrgent({ template, dueAt, about }: MailMoment, { calendar, rules }: Reference): boolean {
  const { urgency } = policyOf(template, rules.messages.kinds);
  if (urgency !== 'when_near') return urgency === 'always';
  if (about === undefined || about < dueAt) return false;
  const daysLeft = calendar.daysBetween(calendar.dateOf(dueAt), calendar.dateOf(about));
  return daysLeft <= rules.messages.urgentWithinDays;
}

/**
 * The moment at which a mail may go: its own, or `sendAt` of the next working day when its own is quiet. Never later than
 * it is of use: what would be goes at its own moment.
 */
export function goesAt(mail: MailMoment, reference: Reference): Instant {
  const { dueAt, usefulUntil } = mail;
  if (!isQuiet(dueAt, reference) || isUrgent(mail, reference)) return dueAt;
  const later = nextMorning(dueAt, reference);
  return usefulUntil !== null && later > usefulUntil ? dueAt : later;
}

/** `sendAt` of the same working day when that is still ahead, or else of the next. */
export function nextMorning(at: Instant, { calendar, rules }: Reference): Instant {
  const { workingDaysOnly } = rules.messages;
  const mayGo = (date: string) => !workingDaysOnly || calendar.isWorkingDay(date);
  let date = calendar.dateOf(at);
  while (!mayGo(date) || calendar.at(date, rules.sendAt) < at) date = calendar.addDays(date, 1);
  return calendar.at(date, rules.sendAt);
}
