/** One manager's journey as a story: who, where it stands, what happened, what comes next, and what was not sent. */
import type { AgendaItem, LedgerEntry } from '../../domain/agenda.ts';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { holdersOf } from '../../domain/escalation/case.ts';
import { escalationAhead } from '../../domain/escalation/items.ts';
import { ruleText } from '../../domain/explain/rules.ts';
import { groupBy } from '../../domain/groupBy.ts';
import { passedCourses, programmeCredits } from '../../domain/journey/achievement.ts';
import type { JourneyFacts } from '../../domain/journey/facts.ts';
import { obligation } from '../../domain/journey/mandate.ts';
import { journeyStage } from '../../domain/journey/stage.ts';
import { lifeId } from '../../domain/lives.ts';
import { coverages } from '../../domain/mandate/mandate.ts';
import { postOn, type Reference, responsibleChief } from '../../domain/reference.ts';
import { managerRoles, type PersonId } from '../../domain/region.ts';
import { type Database, fromDate } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { caseHistories, storyOf } from '../escalation/history.ts';
import { journeyPlanner } from '../lives/journey.ts';
import { takeSnapshot } from '../lives/snapshot.ts';
import { namesOf } from './names.ts';
import { factInWords, hp, toldKinds } from './words.ts';

/** The person has no journey to tell; the message says why, in English. */
export class NoJourney extends Error {
  override readonly name = 'NoJourney';
}

type StoryDependencies = Pick<Dependencies, 'db' | 'clock' | 'reference'>;

/**
 * @param person id of a manager
 * @returns lines for a terminal, with names: not for logs or files that others read
 * @throws NoJourney when nobody has this id, or somebody who takes no courses
 */
export async function journeyStory(deps: StoryDependencies, person: PersonId): Promise<string> {
  const { page, snapshot, row, effects, agenda } = await look(deps, person);
  return [
    heading(page),
    section('Who', whoLines(page)),
    section('Where it stands', standingLines(page, row)),
    section('Cases', await caseLines(deps.db, page)),
    section('What happened', await historyLines(deps.db, page, effects)),
    section('What comes next', nextLines(page, agenda, snapshot.ledger)),
    section('What was not sent, and why', unsentLines(page, effects)),
  ].join('\n\n');
}

/**
 * Only what is ahead, as the planner sees it at this moment, with the rule of each step in words.
 * @param person id of a manager
 * @returns lines for a terminal, with names: not for logs or files that others read
 * @throws NoJourney when nobody has this id, or somebody who takes no courses
 */
export async function journeyAhead(deps: StoryDependencies, person: PersonId): Promise<string> {
  const { page, snapshot, agenda } = await look(deps, person);
  const { reference } = page;
  const ahead = openSteps(agenda, snapshot.ledger, page.now);
  const rules = [...new Set(ahead.map(({ rule }) => rule))].sort();
  return [
    heading(page),
    section('What comes next', nextLines(page, agenda, snapshot.ledger)),
    section('Cases', await caseLines(deps.db, page)),
    ...(rules.length === 0
      ? []
      : [
          section(
            'The rules',
            rules.map((rule) => `[${rule}] ${ruleText(rule)?.says(reference.rules) ?? ''}`.trimEnd()),
          ),
        ]),
  ].join('\n\n');
}

/** Everything that a story tells of, read once. */
async function look(deps: StoryDependencies, person: PersonId) {
  const reference = await deps.reference();
  const known = reference.people.find(({ id }) => id === person);
  if (known === undefined) {
    throw new NoJourney(
      `There is nobody with the id "${person}" in ${reference.name}. Ids stand in people.csv.`,
    );
  }
  if (!managerRoles.includes(known.role)) {
    const role = known.role.replaceAll('_', ' ');
    throw new NoJourney(
      `${person} is registered as ${role}; only managers and deputy managers have a journey.`,
    );
  }
  const life = lifeId('managerJourney', person);
  const { parts, schema, plan } = journeyPlanner;
  const snapshot = await takeSnapshot(deps.db, deps.clock, life, parts(person), schema);
  const { person: about, ...lists } = snapshot.facts;
  const facts: JourneyFacts = { person, since: about.since, ...lists };
  const nameOf = await namesOf(deps.db);
  const page: Page = { reference, calendar: reference.calendar, nameOf, facts, now: snapshot.now };
  const row = await deps.db.life.findUnique({ where: { id: life } });
  const effects = await deps.db.effect.findMany({
    where: { OR: [{ person }, { recipient: person }, { life }] },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
  });
  const { agenda } = plan(snapshot.facts, reference);
  return { page, snapshot, row, effects, agenda };
}

interface Page {
  readonly reference: Reference;
  readonly calendar: Calendar;
  readonly facts: JourneyFacts;
  readonly now: Instant;
  nameOf(id: PersonId): string;
}

interface Effect {
  readonly key: string;
  readonly kind: string;
  readonly dueAt: Date;
  readonly template: string;
  readonly subject: string;
  readonly recipient: string;
  readonly person: string;
  readonly status: string;
  readonly rule: string;
  readonly reason: string;
  readonly file: string;
}

const section = (title: string, lines: readonly string[]) =>
  [title, '─'.repeat(title.length), ...lines].join('\n');

const moment = (calendar: Calendar, at: Instant) => `${calendar.dateOf(at)} ${calendar.timeOf(at)}`;
const plain = (code: string) => code.replaceAll('_', ' ');
/** A reason is a sentence of its own; its full stop comes before the rule. */
const why = ({ reason, rule }: { readonly reason: string; readonly rule: string }) => `${reason} [${rule}]`;

const heading = ({ nameOf, facts }: Page) => `The journey of ${nameOf(facts.person)}`;

function whoLines({ reference, calendar, nameOf, facts, now }: Page): string[] {
  const today = calendar.dateOf(now);
  const { role, workplace, municipality, postSince, leftOn, hasEmail } = postOn(
    reference,
    facts.person,
    today,
  );
  const chief = responsibleChief(reference, facts.person, today);
  const decisions = coverages(reference, facts.person);
  const decision = decisions.find(({ until }) => until === '' || until >= today) ?? decisions.at(-1);
  const owed = decision && obligation(facts, decision.mandate, reference);
  const place = workplace === '' ? '' : ` at ${workplace}`;
  return [
    `${capital(plain(role))}${place}, ${reference.municipality(municipality).name} (${municipality})`,
    ...(postSince === '' ? [] : [`In the post since ${postSince}`]),
    ...(leftOn === '' ? [] : [`Left on ${leftOn}`]),
    `Responsible chief: ${chief === undefined ? 'nobody' : nameOf(chief.id)}`,
    ...(hasEmail ? [] : ['Has no e-mail address: reached through the chief']),
    ...(owed === undefined
      ? []
      : [
          `The programme is mandatory (${owed.mandate.reference}): to ${owed.what === 'start' ? 'begin' : 'be finished'} by ${owed.deadline}`,
        ]),
    ...facts.respites.map(
      ({ kind, from, until }) =>
        `${{ exempt: 'Exempt', leave: 'On leave', plan: 'Has an accepted plan', extension: 'Has a later deadline' }[kind]} from ${from}${until === '' ? '' : ` until ${until}`}`,
    ),
  ];
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

function standingLines(
  { reference, calendar, facts, now }: Page,
  life: { readonly state: string; readonly reason: string } | null,
): string[] {
  const held = facts.seats.filter(({ state }) => state === 'held').map(({ offering }) => offering);
  const stage = capital(plain(journeyStage(facts, reference)));
  const total = reference.rules.certificate.programmeCreditsTenths;
  const courses = [...passedCourses(facts, reference)].sort();
  const passed = courses.map((code) => `${code} ${reference.course(code).title}`).join('; ');
  const earned = `${hp(programmeCredits(facts, reference))} of ${hp(total)} hp`;
  const waiting = facts.waiting.filter(({ state }) => state === 'waiting');
  return [
    `As of ${moment(calendar, now)}: ${stage}${held.length === 0 ? '' : `: ${held.join(', ')}`}`,
    passed === '' ? earned : `${earned}: ${passed}`,
    ...waiting.map(
      ({ term, course, position }) => `Place ${position} on the waiting list of ${term}, ${course}`,
    ),
    ...(life === null ? ['Neither a mandate nor a nomination has begun this journey.'] : []),
    ...(life?.state === 'stuck' ? [`Stuck: ${life.reason}`] : []),
  ];
}

/** Each escalation case as a story, and where it goes if nothing happens. */
async function caseLines(db: Database, page: Page): Promise<string[]> {
  const { facts, reference, calendar, nameOf, now } = page;
  const histories = await caseHistories(
    db,
    facts.cases.map(({ id }) => id),
    now,
  );
  const told = [...histories.values()].flatMap((history) => {
    const { state } = history;
    const holders = holdersOf(state).map(nameOf).join(' and ');
    const standing =
      state.state === 'closed'
        ? 'closed'
        : `open at level ${state.level}${holders === '' ? '' : `, with ${holders}`}`;
    return [
      `${state.id}: ${standing}; opened ${state.occurrence} time(s), taken up ${state.escalations} time(s)`,
      ...storyOf(history, reference).map(({ on, text }) => `  ${on}  ${text}`),
    ];
  });
  const ahead = escalationAhead(facts, reference).map(
    ({ step, reason }) => `  ${moment(calendar, step.at)}  ${plain(step.kind)}: ${reason}`,
  );
  if (told.length === 0 && ahead.length === 0) return ['None.'];
  return [...told, ...(ahead.length === 0 ? [] : ['If nothing happens:', ...ahead])];
}

interface Happening {
  readonly at: Instant;
  readonly text: string;
}

/** Facts before the mails that they caused at the same moment. */
async function historyLines(db: Database, page: Page, effects: readonly Effect[]): Promise<string[]> {
  const { calendar } = page;
  const facts = await factsAbout(db, page, effects);
  const sent = effects
    .filter(
      ({ kind, status }) =>
        kind === 'mail' && ['accepted', 'refused', 'doubtful', 'claimed'].includes(status),
    )
    .map((effect): Happening => ({ at: effect.dueAt.getTime(), text: mailText(page, effect) }));
  const all = [...facts, ...sent].sort((a, b) => a.at - b.at);
  if (all.length === 0) return ['Nothing yet.'];
  return [...groupBy(all, ({ at }) => calendar.dateOf(at))].flatMap(([date, happenings]) => [
    date,
    ...happenings.map(({ at, text }) => `  ${calendar.timeOf(at)}  ${text}`),
  ]);
}

async function factsAbout(db: Database, page: Page, effects: readonly Effect[]): Promise<Happening[]> {
  const { reference, calendar, facts, nameOf } = page;
  const { person } = facts;
  const about = await db.$queryRaw<{ seq: bigint }[]>`
    select seq from fact where kind = any (${[...toldKinds]}::text[]) and (
      data @> jsonb_build_object('person', ${person}::text)
      or (kind = 'person_registered' and subject = ${person})
      or (kind = 'task_opened' and data @> jsonb_build_object('subject', ${person}::text))
      or data @> jsonb_build_object('present', jsonb_build_array(${person}::text))
      or data @> jsonb_build_object('absent', jsonb_build_array(${person}::text))
      or data @> jsonb_build_object('people', jsonb_build_array(${person}::text))
      or data @> jsonb_build_object('rows', jsonb_build_array(jsonb_build_object('person', ${person}::text))))`;
  const rows = await db.fact.findMany({
    where: { seq: { in: about.map(({ seq }) => seq) } },
    orderBy: { seq: 'asc' },
  });
  const reasons = new Map(effects.filter(({ kind }) => kind === 'certificate').map((row) => [row.key, row]));
  return rows.map((row) => {
    const at = row.recordedAt.getTime();
    const concerns = fromDate(row.validOn);
    const late =
      concerns !== calendar.dateOf(at) && !['attendance_registered', 'credit_recognised'].includes(row.kind);
    const certificate = reasons.get(row.subject);
    const text = [
      factInWords(row, person, reference, nameOf),
      ...(late ? [`(concerns ${concerns})`] : []),
      ...(row.corrects === null ? [] : ['(a correction)']),
      ...(certificate === undefined ? [] : [`${why(certificate)} ${certificate.file}`]),
    ].join(' ');
    return { at, text };
  });
}

function mailText({ nameOf, facts }: Page, effect: Effect): string {
  const to = effect.recipient === facts.person ? '' : ` to ${nameOf(effect.recipient)}`;
  const about = effect.subject === '' ? plain(effect.template) : `“${effect.subject}”`;
  return `Mail${to}: ${about}, ${effect.status}. ${why(effect)}`;
}

const settled = ['accepted', 'refused', 'doubtful', 'suppressed', 'missed', 'done'];

/** Steps without an outcome that are ahead, or overdue and still of use. */
function openSteps(
  agenda: readonly AgendaItem[],
  ledger: ReadonlyMap<string, LedgerEntry>,
  now: Instant,
): AgendaItem[] {
  return agenda
    .filter(({ key }) => !settled.includes(ledger.get(key)?.status ?? ''))
    .filter(({ dueAt, usefulUntil }) => dueAt > now || usefulUntil === null || usefulUntil >= now)
    .toSorted((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
}

function nextLines(
  { reference, calendar, nameOf, facts, now }: Page,
  agenda: readonly AgendaItem[],
  ledger: ReadonlyMap<string, LedgerEntry>,
): string[] {
  const items = openSteps(agenda, ledger, now).map((item) => ({
    at: item.dueAt,
    text: nextText(item, nameOf, facts.person, ledger),
  }));
  const all = [...courseDaysAhead(reference, facts, now), ...items].sort((a, b) => a.at - b.at);
  if (all.length === 0) return ['Nothing, until something new happens.'];
  return all.map(({ at, text }) => `${moment(calendar, at)}  ${text}`);
}

/** Reminders of what may be done before they are due: who reads the plan should not think that all will come. */
const conditions: Readonly<Record<string, string>> = {
  assignment_missing: 'only if it has not been handed in by then',
  memo_reminder: 'only if it has not been handed in by then',
  memo_missing: 'only if it has not been handed in by then',
  mandate_notice: 'only if it is still to be done then',
};

function nextText(
  item: AgendaItem,
  nameOf: (id: string) => string,
  person: PersonId,
  ledger: ReadonlyMap<string, LedgerEntry>,
): string {
  const to = item.recipient === '' || item.recipient === person ? '' : ` to ${nameOf(item.recipient)}`;
  const what = item.kind === 'mail' ? `Mail${to}: ${plain(item.template)}` : capital(plain(item.kind));
  const condition = conditions[item.template];
  const notes = [
    ...(item.suppressed === undefined
      ? condition === undefined
        ? []
        : [condition]
      : [`will not be sent: ${item.suppressed}`]),
    ...(ledger.get(item.key)?.status === 'held' ? ['on hold'] : []),
  ];
  return `${what}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}. ${why(item)}`;
}

function courseDaysAhead(reference: Reference, facts: JourneyFacts, now: Instant): Happening[] {
  return facts.seats
    .filter(({ state }) => state === 'held')
    .flatMap(({ offering }) => reference.offering(offering).days)
    .map(({ offering, number, date, start, place }) => ({
      at: reference.calendar.at(date, start),
      text: `Course day ${number} of ${offering} in ${place}.`,
    }))
    .filter(({ at }) => at > now);
}

const unsentReasons: Readonly<Record<string, string>> = {
  suppressed: 'not sent',
  missed: 'too late to be of use',
  superseded: 'no longer called for',
};

function unsentLines(page: Page, effects: readonly Effect[]): string[] {
  const lines = effects.flatMap((effect) => {
    const outcome = unsentReasons[effect.status];
    if (outcome === undefined) return [];
    const to =
      effect.recipient === '' || effect.recipient === page.facts.person
        ? ''
        : ` to ${page.nameOf(effect.recipient)}`;
    const what =
      effect.kind === 'mail' ? `Mail${to}: ${plain(effect.template)}` : capital(plain(effect.kind));
    return [`${moment(page.calendar, effect.dueAt.getTime())}  ${what}, ${outcome}. ${why(effect)}`];
  });
  return lines.length === 0 ? ['Nothing was left out.'] : lines;
}
