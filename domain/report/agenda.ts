/** The compliance reports of one period: a document for each recipient, and the mail that carries it. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { mailToRole } from '../mails.ts';
import { headsOf, inPost, postOn, type Reference } from '../reference.ts';
import { type MunicipalityCode, managerRoles, type PersonId } from '../region.ts';

export type ReportStepKind = 'report_document' | 'mail';
type Item = AgendaItem<ReportStepKind>;
export const audiences = ['heads', 'chiefs', 'network'] as const;
export type Audience = (typeof audiences)[number];

const templates = {
  heads: 'compliance_head',
  chiefs: 'compliance_chief',
  network: 'compliance_network',
} as const;

export interface ReportFacts {
  /** `heads.2026-09` or `chiefs.2026Q3`. */
  readonly period: string;
  readonly audience: Audience;
  readonly asOf: Instant;
  readonly documents: readonly { readonly key: string; readonly issuedAt: Instant }[];
  /** Keys of mails that have reached an end. */
  readonly mailed: readonly string[];
}

/**
 * Who receives the reports of an audience: heads about their municipality, chiefs about their own managers, and all heads
 * together, as the network, about the region in numbers.
 */
export function reportRecipients(
  audience: Audience,
  asOf: Instant,
  reference: Reference,
): readonly { readonly recipient: PersonId; readonly municipality: MunicipalityCode }[] {
  const on = reference.calendar.dateOf(asOf);
  if (audience !== 'chiefs') {
    return reference.municipalities.flatMap(({ code }) =>
      headsOf(reference, code, on).map((head) => ({ recipient: head.id, municipality: code })),
    );
  }
  const people = reference.people.map(({ id }) => postOn(reference, id, on));
  const withManagers = new Set(
    people.flatMap((person) =>
      managerRoles.includes(person.role) && inPost(person, on) ? [person.chiefId] : [],
    ),
  );
  return people
    .filter((person) => person.role === 'chief' && inPost(person, on) && withManagers.has(person.id))
    .map((person) => ({ recipient: person.id, municipality: person.municipality }));
}

/** The network's report is one document for all: it holds nobody's name. */
const documentKey = ({ audience, period }: ReportFacts, recipient: PersonId) =>
  audience === 'network' ? `compliance.${period}` : `compliance.${period}.${recipient}`;
const mailKey = (facts: ReportFacts, recipient: PersonId) =>
  `${templates[facts.audience]}.${facts.period}.${recipient}`;

/**
 * A report is made on its day, and reaches its reader on a working day; the network's some working days later, since heads
 * get the report about their own municipality too.
 */
function delivery(audience: Audience, madeAt: Instant, { calendar, rules }: Reference): Instant {
  const on = calendar.dateOf(madeAt);
  const { networkWorkingDaysAfter, sendAt } = rules.reports;
  if (audience === 'network' && networkWorkingDaysAfter > 0) {
    return calendar.at(
      calendar.addWorkingDays(calendar.orNextWorkingDay(on), networkWorkingDaysAfter),
      sendAt,
    );
  }
  return calendar.isWorkingDay(on)
    ? madeAt
    : calendar.at(calendar.orNextWorkingDay(on), rules.reports.sendAt);
}

/** `heads.2026-09` and `chiefs.2026Q3` as they stand in a sentence. */
const periodName = (period: string): string =>
  period.slice(period.indexOf('.') + 1).replace('Q', ' kvartal ');

export function reportAgenda(facts: ReportFacts, reference: Reference): Item[] {
  const { period, audience, asOf } = facts;
  const reason = `Uppföljning för ${periodName(period)}.`;
  const rule = `report-${audience}`;
  const shared = audience === 'network';
  const items = reportRecipients(audience, asOf, reference).flatMap(({ recipient, municipality }) => {
    const key = documentKey(facts, recipient);
    const made = facts.documents.find((document) => document.key === key);
    const document: Item = {
      kind: 'report_document',
      key,
      dueAt: asOf,
      usefulUntil: null,
      rule,
      reason,
      person: '',
      municipality: shared ? '' : municipality,
      template: '',
      recipient: shared ? '' : recipient,
      detail: { period, audience, asOf },
    };
    if (made === undefined) return [document];
    const mail = mailToRole(reference, recipient, '', {
      template: templates[audience],
      subjectKey: `${period}.${recipient}`,
      dueAt: delivery(audience, made.issuedAt, reference),
      usefulUntil: null,
      rule,
      reason,
      detail: { document: key, period },
    });
    return [document, mail];
  });
  // The one document that all share stands once.
  return [...new Map(items.map((item) => [item.key, item])).values()];
}

export const reportIsDone = (facts: ReportFacts, reference: Reference): boolean =>
  reportRecipients(facts.audience, facts.asOf, reference).every(({ recipient }) =>
    facts.mailed.includes(mailKey(facts, recipient)),
  );
