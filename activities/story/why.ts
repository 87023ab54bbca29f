/** Why something was done or decided, or was not: rule, facts, the municipality's decision, who answered for it. */
import { z } from 'zod';
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import { type About, concerns } from '../../domain/explain/evidence.ts';
import { ruleText } from '../../domain/explain/rules.ts';
import { coveringMandate } from '../../domain/mandate/mandate.ts';
import { headsOf, postOn, type Reference, responsibleChief } from '../../domain/reference.ts';
import type { PersonId } from '../../domain/region.ts';
import type { Rules } from '../../domain/rules.ts';
import { fromDate, toTimestamp } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { parseSettings } from '../region/settings.ts';
import { namesOf } from './names.ts';
import { findSubject, type Subject } from './subject.ts';
import { factInSwedish } from './swedishFacts.ts';

export type ExplainDependencies = Pick<Dependencies, 'db' | 'clock' | 'reference'>;

/**
 * @param key of an effect; or a seat's, nomination's, waiting place's, certificate's or invoice's, `#SEQ` of a fact
 * @returns Swedish lines for a terminal, with names: not for logs or files that others read
 * @throws NothingKnown when nothing has this key, with keys that resemble it
 */
export async function why(deps: ExplainDependencies, key: string): Promise<string> {
  const subject = await findSubject(deps, key);
  const nameOf = await namesOf(deps.db);
  const reference = await deps.reference();
  const settings = await settingsAt(deps, subject.at);
  const page: Page = { reference, nameOf, subject };
  return [
    `Varför ${subject.key}?`,
    section('Vad', subject.what(nameOf, reference)),
    section('Regel', ruleLines(subject, settings, reference)),
    section('Fakta', await factLines(deps, page)),
    section('Kommunens beslut', decisionLines(page)),
    section('Ansvariga den dagen', responsibleLines(page)),
    ...(subject.delivery.length === 0 ? [] : [section('Försök', subject.delivery)]),
  ].join('\n\n');
}

interface Page {
  readonly reference: Reference;
  readonly subject: Subject;
  nameOf(id: PersonId): string;
}

export const section = (title: string, lines: readonly string[]): string =>
  [title, ...lines.map((line) => `  ${line}`)].join('\n');

export interface SettingsAt {
  readonly rules: Rules;
  /** Sequence number of the fact that set them, and when. */
  readonly seq: bigint;
  readonly at: Instant;
}

const configured = z.object({ settings: z.unknown() });

/** The settings of the rules as they stood at a moment; undefined before the first import. */
export async function settingsAt(
  deps: Pick<Dependencies, 'db'>,
  at: Instant,
): Promise<SettingsAt | undefined> {
  const fact = await deps.db.fact.findFirst({
    where: { kind: 'region_configured', recordedAt: { lte: toTimestamp(at) } },
    orderBy: { seq: 'desc' },
  });
  if (fact === null) return undefined;
  const { rules } = parseSettings(configured.parse(fact.data).settings);
  return { rules, seq: fact.seq, at: fact.recordedAt.getTime() };
}

function ruleLines(
  { rule, reason }: Subject,
  settings: SettingsAt | undefined,
  { calendar, rules }: Reference,
): string[] {
  return [
    ...sentenceOf(rule, settings?.rules ?? rules),
    ...(reason === '' ? [] : [`Här: ${reason}`]),
    ...(settings === undefined
      ? []
      : [`Reglernas inställningar: version ${settings.seq}, från ${calendar.dateOf(settings.at)}.`]),
  ];
}

/** The rule in words with its name. */
export function sentenceOf(rule: string, rules: Rules): string[] {
  if (rule === '') return [];
  const text = ruleText(rule);
  return [text === undefined ? `Regeln ${rule}.` : `${text.says(rules)} [${rule}]`];
}

const shownFacts = 25;

async function factLines(deps: ExplainDependencies, { reference, subject }: Page): Promise<string[]> {
  const groups = ruleText(subject.rule)?.reads ?? ['seat', 'nomination', 'waiting', 'offering', 'mandate'];
  const mandate = subject.about.mandate || coveringId(reference, subject);
  const about = { ...subject.about, mandate };
  const facts = (await factsAbout(deps, about, subject.at)).filter((fact) => concerns(fact, about, groups));
  if (facts.length === 0) return ['Inga enskilda fakta; regeln följer kalendern.'];
  const lines = facts
    .slice(-shownFacts)
    .map(
      (fact) =>
        `${fact.on}  #${fact.seq}  ${factInSwedish(fact)}${fact.source === 'hand' ? ' (för hand)' : ''}`,
    );
  const left = facts.length - lines.length;
  return left === 0 ? lines : [`… och ${left} tidigare`, ...lines];
}

const factRow = z.object({
  seq: z.bigint(),
  kind: z.string(),
  subject: z.string(),
  validOn: z.date(),
  source: z.string(),
  data: z.record(z.string(), z.unknown()),
});

interface FactAbout {
  readonly seq: bigint;
  readonly kind: string;
  readonly subject: string;
  readonly source: string;
  readonly on: IsoDate;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the log knew at a moment about a person, an offering, a term or a decision, oldest first. */
export async function factsAbout(
  { db }: Pick<Dependencies, 'db'>,
  { person, offering, term, mandate }: About,
  at: Instant,
): Promise<readonly FactAbout[]> {
  const rows = await db.$queryRaw<unknown[]>`
    select seq, kind, subject, valid_on as "validOn", source, data from fact
    where recorded_at <= ${toTimestamp(at)} and (
      (${person} <> '' and (data @> jsonb_build_object('person', ${person}::text)
        or subject = ${person}
        or (kind = 'attendance_registered' and (data @> jsonb_build_object('present', jsonb_build_array(${person}::text))
          or data @> jsonb_build_object('absent', jsonb_build_array(${person}::text))))
        or (kind = 'proposal_made' and data @> jsonb_build_object('rows',
          jsonb_build_array(jsonb_build_object('person', ${person}::text))))))
      or (${offering} <> '' and (subject = ${offering} or starts_with(subject, ${`${offering}#`})
        or (${person} = '' and data @> jsonb_build_object('offering', ${offering}::text))))
      or (${term} <> '' and (subject = ${term} or (kind like 'term%' and data @> jsonb_build_object('term', ${term}::text))))
      or (${mandate} <> '' and subject = ${mandate}))
    order by seq`;
  return z
    .array(factRow)
    .parse(rows)
    .map(({ validOn, ...row }) => ({ ...row, on: fromDate(validOn) }));
}

function coveringId(reference: Reference, { about, at }: Subject): string {
  if (about.person === '') return '';
  const person = reference.people.find(({ id }) => id === about.person);
  if (person === undefined) return '';
  const on = reference.calendar.dateOf(at);
  return coveringMandate(postOn(reference, person.id, on), reference.mandates, on)?.id ?? '';
}

function decisionLines({ reference, subject }: Page): string[] {
  const id = subject.about.mandate || coveringId(reference, subject);
  const mandate = reference.mandates.find((row) => row.id === id);
  if (mandate === undefined) {
    return ['Inget beslut om obligatorisk utbildning gäller här; det är frivilligt.'];
  }
  const { municipality, decidedBy, decidedOn, reference: source, quotaPerYear } = mandate;
  return [
    `${reference.municipality(municipality).name}: ${decidedBy}, ${decidedOn} (${source}).`,
    `Börja inom ${mandate.startWithinMonths} månader, klar inom ${mandate.completeWithinMonths}; ${quotaPerYear} nya per år.`,
  ];
}

function responsibleLines({ reference, subject, nameOf }: Page): string[] {
  const on = reference.calendar.dateOf(subject.at);
  const person = reference.people.find(({ id }) => id === subject.about.person);
  const municipality =
    person === undefined ? subject.municipality : postOn(reference, person.id, on).municipality;
  if (municipality === '') return ['Regionens samordnare.'];
  const chief = person === undefined ? undefined : responsibleChief(reference, person.id, on);
  const heads = headsOf(reference, municipality, on).map(({ id }) => nameOf(id));
  return [
    ...(person === undefined ? [] : [`Närmaste chef: ${chief === undefined ? 'ingen' : nameOf(chief.id)}`]),
    `Socialchef i ${reference.municipality(municipality).name}: ${heads.join(', ') || 'ingen'}`,
  ];
}
