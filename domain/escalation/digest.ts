/**
 * The digest: at most one mail a chief and week about all escalation cases, sent only when one is new, waits for an
 * answer, or has been closed. What a digest said is frozen in its rows; the next one tells what has changed since.
 */
import type { AgendaItem } from '../agenda.ts';
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { mailToRole } from '../mails.ts';
import { hasLeft } from '../messages/silence.ts';
import { postOn, type Reference } from '../reference.ts';
import type { PersonId } from '../region.ts';
import { type CaseLevel, type CaseState, holdersOf } from './case.ts';

export type DigestStepKind = 'make_digest' | 'mail';

/** Under which heading a case stands in a digest, in the order of the mail. */
export const digestSections = ['taken_over', 'new', 'open', 'answered', 'closed', 'moved'] as const;
export type DigestSection = (typeof digestSections)[number];

export interface DigestRow {
  readonly case: string;
  readonly section: DigestSection;
  readonly level: CaseLevel;
  /** The case's number of events when it was told. */
  readonly events: number;
}

export interface DigestFacts {
  readonly chief: PersonId;
  /** Cases that lie with the chief, or that an earlier digest of theirs has told of. */
  readonly cases: readonly CaseState[];
  /** Digests made so far, by the Monday of their week. */
  readonly digests: readonly {
    readonly week: IsoDate;
    readonly madeAt: Instant;
    readonly rows: readonly DigestRow[];
  }[];
}

/** The Monday of a day's week: the name of the week. */
export const weekOf = (date: IsoDate, { calendar }: Pick<Reference, 'calendar'>): IsoDate =>
  calendar.addDays(date, 1 - calendar.weekday(date));

/** When a week's digest goes out: on its day, or the nearest working day of the same week; null in a week without any. */
export function digestMoment(week: IsoDate, { calendar, rules }: Reference): Instant | null {
  const { weekday, sendAt } = rules.escalation.digest;
  const days = [0, 1, 2, 3, 4].map((offset) => calendar.addDays(week, offset)).filter(calendar.isWorkingDay);
  const wished = calendar.addDays(week, weekday - 1);
  const day = days.find((date) => date >= wished) ?? days.at(-1);
  return day === undefined ? null : calendar.at(day, sendAt);
}

interface Standing {
  readonly row: DigestRow;
  /** From this moment it is a reason to send; null for what only keeps others company. */
  readonly since: Instant | null;
  readonly urgent: boolean;
}

function standingOf(state: CaseState, facts: DigestFacts, reference: Reference): Standing | undefined {
  const { calendar, rules } = reference;
  const told = facts.digests
    .flatMap(({ week, rows }) => rows.filter((row) => row.case === state.id).map((row) => ({ week, row })))
    .toSorted((a, b) => b.row.events - a.row.events || (a.week < b.week ? 1 : -1))[0];
  const at = (section: DigestSection, since: Instant | null, urgent = false): Standing => ({
    row: { case: state.id, section, level: state.level, events: state.events },
    since,
    urgent,
  });
  if (state.state === 'open' && holdersOf(state).includes(facts.chief)) {
    if (state.answeredUntil !== '') return at('answered', null);
    if (told === undefined || told.row.events < state.events) {
      const isTakenOver = state.handedOver && (told === undefined || told.row.section === 'moved');
      return at(isTakenOver ? 'taken_over' : 'new', state.changedAt, state.level === 'chief');
    }
    // On the coordinators' list it is a coordinator's to ask again.
    if (state.level === 'notice' || state.level === 'coordinator') return at('open', null);
    const again = calendar.addDays(told.week, 7 * Math.max(1, rules.escalation.digest.repeatWeeks));
    return at('open', calendar.at(again, '00:00'));
  }
  if (told === undefined || told.row.section === 'closed' || told.row.section === 'moved') return undefined;
  return at(state.state === 'closed' ? 'closed' : 'moved', state.changedAt);
}

const standings = (facts: DigestFacts, reference: Reference): Standing[] =>
  facts.cases
    .flatMap((state) => standingOf(state, facts, reference) ?? [])
    .sort(
      (a, b) =>
        digestSections.indexOf(a.row.section) - digestSections.indexOf(b.row.section) ||
        (a.row.case < b.row.case ? -1 : 1),
    );

/** What a digest made now would say; empty when nothing calls for one. */
export function digestRows(facts: DigestFacts, now: Instant, reference: Reference): readonly DigestRow[] {
  const all = standings(facts, reference);
  const isDue = all.some(({ since }) => since !== null && since <= now);
  return isDue ? all.map(({ row }) => row) : [];
}

interface Slot {
  readonly at: Instant;
  readonly week: IsoDate;
}

const weeksLookedAhead = 60;

/** The first moment at or after `since` at which a digest may go: one a week at most. */
function slotFor({ since, urgent }: Standing, facts: DigestFacts, reference: Reference): Slot | undefined {
  if (since === null) return undefined;
  const { calendar, rules } = reference;
  const isFree = (week: IsoDate) => !facts.digests.some((digest) => digest.week === week);
  if (urgent && rules.escalation.digest.urgentAtOnce) {
    const day = calendar.orNextWorkingDay(calendar.dateOf(since));
    const morning = calendar.at(day, rules.escalation.digest.sendAt);
    const next = calendar.at(calendar.addWorkingDays(day, 1), rules.escalation.digest.sendAt);
    const at = morning >= since ? morning : next;
    const week = weekOf(calendar.dateOf(at), reference);
    if (isFree(week)) return { at, week };
  }
  let week = weekOf(calendar.dateOf(since), reference);
  for (let tried = 0; tried < weeksLookedAhead; tried += 1) {
    const at = digestMoment(week, reference);
    if (at !== null && at >= since && isFree(week)) return { at, week };
    week = calendar.addDays(week, 7);
  }
  return undefined;
}

/** Everything that a chief's digests entitle to: the next one, and the mail of each that was made. */
export function digestAgenda(facts: DigestFacts, reference: Reference): AgendaItem<DigestStepKind>[] {
  const { calendar } = reference;
  const [next] = standings(facts, reference)
    .flatMap((standing) => slotFor(standing, facts, reference) ?? [])
    .sort((a, b) => a.at - b.at);
  const making: AgendaItem<DigestStepKind>[] =
    next === undefined
      ? []
      : [
          {
            kind: 'make_digest',
            key: `make_digest.${next.week}.${facts.chief}`,
            dueAt: next.at,
            usefulUntil: null,
            rule: 'chief-digest',
            reason: 'Något är nytt, väntar på svar eller är avslutat.',
            person: '',
            municipality: postOn(reference, facts.chief, calendar.dateOf(next.at)).municipality,
            template: '',
            recipient: facts.chief,
            detail: { chief: facts.chief },
          },
        ];
  const mails = facts.digests.map(({ week, madeAt }) => {
    const on = calendar.dateOf(madeAt);
    return mailToRole(reference, facts.chief, '', {
      template: 'chief_digest',
      subjectKey: `${week}.${facts.chief}`,
      dueAt: madeAt,
      // The next one tells the same and more.
      usefulUntil: calendar.at(calendar.addDays(on, 6), '23:59'),
      rule: 'chief-digest',
      reason: 'Veckans besked om obligatorisk utbildning.',
      detail: { week },
      suppressed: hasLeft(postOn(reference, facts.chief, on), on),
    });
  });
  return [...making, ...mails];
}

export const digestIsDone = (facts: DigestFacts, reference: Reference): boolean =>
  standings(facts, reference).every(({ since }) => since === null);
