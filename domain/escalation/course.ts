/** Gathers what bears on a manager's cases from the facts of the journey. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { latestResult } from '../journey/achievement.ts';
import { activeSeatStates, type JourneyFacts, type SeatFact } from '../journey/facts.ts';
import { type Obligation, obligation } from '../journey/mandate.ts';
import { type Coverage, coverages } from '../mandate/mandate.ts';
import { headsOf, inPost, postOn, type Reference, responsibleChief } from '../reference.ts';
import { type Mandate, type MunicipalityCode, managerRoles, type PersonId } from '../region.ts';
import { deadlines } from '../term/deadlines.ts';
import type { CaseState, ClosingCause } from './case.ts';
import { outOfReachFrom } from './reach.ts';
import type { CaseCourse } from './timeline.ts';

const always = Number.POSITIVE_INFINITY;

/** A case with what bears on it; `state` is null while it has never been opened. */
export interface ManagersCase {
  readonly course: CaseCourse;
  readonly state: CaseState | null;
}

/** Every case of a manager that is open, and those of what is owed under the decisions that cover them. */
export function casesOf(facts: JourneyFacts, reference: Reference): readonly ManagersCase[] {
  const asked = new Map<string, Asked>();
  for (const coverage of coverages(reference, facts.person)) {
    const owed = obligation(facts, coverage.mandate, reference);
    if (owed === undefined) continue;
    const id = caseId(facts, owed);
    // Of several versions of a decision the newest says by when.
    asked.set(id, { owed, spans: [...(asked.get(id)?.spans ?? []), coverage] });
  }
  const stateOf = (id: string) => facts.cases.find((one) => one.id === id) ?? null;
  const ended = facts.cases.filter(({ id, state }) => state === 'open' && !asked.has(id));
  return [
    ...[...asked].map(([id, one]) => ({
      course: currentCourse(facts, one, id, reference),
      state: stateOf(id),
    })),
    ...ended.map((state) => ({ course: endedCourse(facts, state, reference), state })),
  ];
}

/** What a decision asks, and while it covers the manager. */
interface Asked {
  readonly owed: Obligation;
  readonly spans: readonly Coverage[];
}

const caseId = (facts: JourneyFacts, { mandate, what }: Obligation): string =>
  `${mandate.municipality}.${mandate.decidedOn}.${what}.${facts.person}`;

const programmeSeats = (facts: JourneyFacts, reference: Reference): readonly SeatFact[] =>
  facts.seats.filter(
    ({ offering }) => reference.course(reference.offering(offering).course).kind === 'programme',
  );

function currentCourse(
  facts: JourneyFacts,
  { owed, spans }: Asked,
  id: string,
  reference: Reference,
): CaseCourse {
  const { calendar, rules } = reference;
  const { mandate, what, deadline } = owed;
  const morning = (date: IsoDate) => calendar.at(calendar.orNextWorkingDay(date), rules.sendAt);
  const begins = morning(calendar.addDays(calendar.dateOf(facts.since), 1));
  const earliest = calendar.addDays(deadline, -rules.escalation.unreachableDaysBefore);
  const firstDay = calendar.dateOf(begins) > earliest ? calendar.dateOf(begins) : earliest;
  const outOfReach = outOfReachFrom(facts, owed, firstDay, reference);
  return {
    subject: { id, person: facts.person, municipality: mandate.municipality, mandate: mandate.id, what },
    deadline,
    movedBy: movedBy(facts),
    begins,
    nearAt: morning(calendar.addDays(deadline, -rules.escalation.noticeDaysBefore)),
    outOfReachAt: outOfReach === null ? null : morning(outOfReach),
    overdueAt: morning(calendar.addDays(deadline, 1)),
    closings: [
      ...endings(facts, owed.mandate, spans, reference),
      ...respites(facts, reference),
      ...enrolments(facts, reference),
    ],
    silences: silences(facts, reference),
    ...responsible(facts, begins, reference),
    nextLevel(level, reachedAt, sameHead) {
      const { headDaysAfter, coordinatorDaysAfterHead } = rules.escalation;
      const after = (days: number) => morning(calendar.addDays(calendar.dateOf(reachedAt), days));
      if (level === 'chief' && !sameHead) return { level: 'head', at: after(headDaysAfter) };
      if (level === 'chief')
        return { level: 'coordinator', at: after(headDaysAfter + coordinatorDaysAfterHead) };
      return level === 'head' ? { level: 'coordinator', at: after(coordinatorDaysAfterHead) } : null;
    },
    maxEscalations: rules.escalation.maxPerCase,
  };
}

/** An extension sets another day, and so does a changed decision; a leave gives back the time that it took. */
const movedBy = ({ respites: all }: JourneyFacts): CaseCourse['movedBy'] =>
  all.some(({ kind }) => kind === 'leave') && !all.some(({ kind }) => kind === 'extension')
    ? 'on_leave'
    : 'extended';

/** While a decision does not cover the manager: before it, after it, and while they are somewhere else. */
function endings(
  { person }: JourneyFacts,
  mandate: Mandate,
  spans: readonly Coverage[],
  reference: Reference,
): CaseCourse['closings'] {
  const { calendar } = reference;
  const midnight = (day: IsoDate) => calendar.at(day, '00:00');
  return spans.flatMap(({ until }, index) => {
    if (until === '') return [];
    const day = calendar.addDays(until, 1);
    const next = spans[index + 1];
    return [
      {
        from: midnight(day),
        until: next === undefined ? always : midnight(next.from),
        cause: whyUncovered(person, mandate, day, reference),
      },
    ];
  });
}

function whyUncovered(
  id: PersonId,
  { municipality }: Pick<Mandate, 'municipality'>,
  on: IsoDate,
  reference: Reference,
): ClosingCause {
  const post = postOn(reference, id, on);
  if (!inPost(post, on)) return 'left';
  return post.municipality === municipality ? 'mandate_ended' : 'moved';
}

const resumes = (lastDay: IsoDate, { calendar, rules }: Reference): Instant =>
  calendar.at(calendar.addWorkingDays(lastDay, 1), rules.sendAt);

/** Exemptions and leaves end a case until the working day after their last day. */
function respites(facts: JourneyFacts, reference: Reference): CaseCourse['closings'] {
  const causes = { exempt: 'exempt', leave: 'on_leave' } as const;
  return facts.respites.flatMap(({ kind, from, until }) => {
    if (kind !== 'exempt' && kind !== 'leave') return [];
    return [
      {
        from: reference.calendar.at(from, '00:00'),
        until: until === '' ? always : resumes(until, reference),
        cause: causes[kind],
      },
    ];
  });
}

/** Who has a seat in the programme is enrolled, and there is no case until the seat has ended. */
function enrolments(facts: JourneyFacts, reference: Reference): CaseCourse['closings'] {
  return programmeSeats(facts, reference).map((seat) => {
    const enrolled = { from: seat.givenAt, cause: 'enrolled' as const };
    if (seat.state === 'held') return { ...enrolled, until: always };
    const ended = seat.endedAt ?? latestResult(facts, seat.offering)?.decidedAt ?? seat.givenAt;
    return { ...enrolled, until: resumes(reference.calendar.dateOf(ended), reference) };
  });
}

/** A plan until its date, and a nomination until the seats have been given out: the chief has acted. */
function silences(facts: JourneyFacts, reference: Reference): CaseCourse['silences'] {
  const { calendar } = reference;
  const plans = facts.respites.flatMap(({ kind, from, until }) => {
    if (kind !== 'plan' || until === '') return [];
    const begins = calendar.at(from, '00:00');
    return [{ answer: 'plan' as const, from: begins, until: resumes(until, reference), lastDay: until }];
  });
  const nominations = facts.nominations.flatMap(({ term, state, recordedAt }) => {
    const lastDay = calendar.dateOf(deadlines(reference, term).seatsGivenAt);
    if (state !== 'nominated') return [];
    return [{ answer: 'nominated' as const, from: recordedAt, until: resumes(lastDay, reference), lastDay }];
  });
  return [...plans, ...nominations];
}

function responsible(
  { person }: JourneyFacts,
  begins: Instant,
  reference: Reference,
): Pick<CaseCourse, 'chiefAt' | 'headAt' | 'handovers'> {
  const { calendar, rules } = reference;
  const memo = new Map<IsoDate, readonly [string, string]>();
  const on = (at: Instant) => {
    const date = calendar.dateOf(at);
    const known = memo.get(date);
    if (known !== undefined) return known;
    const found = [
      responsibleChief(reference, person, date)?.id ?? '',
      headsOf(reference, postOn(reference, person, date).municipality, date)[0]?.id ?? '',
    ] as const;
    memo.set(date, found);
    return found;
  };
  return {
    chiefAt: (at) => on(at)[0],
    headAt: (at) => on(at)[1],
    handovers: [
      ...changesOf(reference, person),
      ...municipalitiesOf(reference, person).flatMap((code) => changesOfChiefs(reference, code)),
    ]
      .map((date) => calendar.at(date, rules.sendAt))
      .filter((at) => at > begins),
  };
}

/** Days on which somebody takes up or leaves a post, or goes on leave or comes back from it. */
function changesOf(reference: Reference, id: PersonId): readonly IsoDate[] {
  const { calendar } = reference;
  const { leftOn } = reference.newestPost(id);
  const spans = [...reference.postsOf(id), ...reference.leavesOf(id)];
  const days = spans.flatMap(({ from, until }) => [from, until === '' ? '' : calendar.addDays(until, 1)]);
  return [leftOn, ...days].filter((day) => day !== '');
}

const postsEver = (reference: Reference, id: PersonId) => [
  reference.newestPost(id),
  ...reference.postsOf(id),
];

/** Wherever somebody works, has worked, or will. */
const municipalitiesOf = (reference: Reference, id: PersonId): readonly MunicipalityCode[] => [
  ...new Set(postsEver(reference, id).map(({ municipality }) => municipality)),
];

const chiefsChanges = new WeakMap<Reference, Map<MunicipalityCode, readonly IsoDate[]>>();

/** The same of everybody who has answered for managers of a municipality. */
function changesOfChiefs(reference: Reference, municipality: MunicipalityCode): readonly IsoDate[] {
  const known = chiefsChanges.get(reference) ?? new Map<MunicipalityCode, readonly IsoDate[]>();
  chiefsChanges.set(reference, known);
  const found = known.get(municipality);
  if (found !== undefined) return found;
  const dates = reference
    .everIn(municipality)
    .filter((id) => postsEver(reference, id).some(({ role }) => !managerRoles.includes(role)))
    .flatMap((id) => changesOf(reference, id));
  const sorted = [...new Set(dates)].sort();
  known.set(municipality, sorted);
  return sorted;
}

/** An open case about something that is owed no more, as the facts are now. */
function endedCourse(facts: JourneyFacts, state: CaseState, reference: Reference): CaseCourse {
  const { cause, since } = whyEnded(facts, state, reference);
  return {
    subject: state,
    deadline: state.deadline,
    movedBy: 'extended',
    begins: Math.max(state.changedAt, since),
    nearAt: always,
    outOfReachAt: null,
    overdueAt: always,
    closings: [{ from: Number.NEGATIVE_INFINITY, until: always, cause }],
    silences: [],
    handovers: [],
    chiefAt: () => state.chief,
    headAt: () => state.head,
    nextLevel: () => null,
    maxEscalations: 0,
  };
}

function whyEnded(
  facts: JourneyFacts,
  state: CaseState,
  reference: Reference,
): { readonly cause: ClosingCause; readonly since: Instant } {
  const covers = coverages(reference, facts.person).filter(({ mandate }) => mandate.id === state.mandate);
  const never = Number.NEGATIVE_INFINITY;
  if (covers.length === 0) {
    const today = reference.calendar.dateOf(state.changedAt);
    const { leftOn } = reference.newestPost(facts.person);
    return { cause: whyUncovered(facts.person, state, leftOn || today, reference), since: never };
  }
  if (covers.every(({ mandate }) => obligation(facts, mandate, reference) === undefined)) {
    return { cause: 'done', since: Math.max(never, ...facts.results.map(({ decidedAt }) => decidedAt)) };
  }
  const seats = programmeSeats(facts, reference).filter((seat) => activeSeatStates.includes(seat.state));
  const held = seats.some((seat) => seat.state === 'held');
  return {
    cause: held ? 'enrolled' : 'begun',
    since: Math.max(never, ...seats.map(({ givenAt }) => givenAt)),
  };
}
