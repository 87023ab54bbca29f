/** The compliance reports of one period: a document for each recipient, and the mail that carries it. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { mailToRole } from '../mails.ts';
import { headsOf, inPost, postOn, type Reference } from '../reference.ts';
import { type MunicipalityCode, managerRoles, type PersonId } from '../region.ts';

export type ReportStepKind = 'report_document' | 'mail';
type Item = AgendaItem<ReportStepKind>;
export type Audience = 'heads' | 'chiefs';

export interface ReportFacts {
  /** `heads.2026-09` or `chiefs.2026Q3`. */
  readonly period: string;
  readonly audience: Audience;
  readonly asOf: Instant;
  readonly documents: readonly { readonly key: string; readonly issuedAt: Instant }[];
  /** Keys of mails that have reached an end. */
  readonly mailed: readonly string[];
}

/** Who receives the reports of an audience: heads about their municipality, chiefs about their own managers. */
export function reportRecipients(
  audience: Audience,
  asOf: Instant,
  reference: Reference,
): readonly { readonly recipient: PersonId; readonly municipality: MunicipalityCode }[] {
  const on = reference.calendar.dateOf(asOf);
  if (audience === 'heads') {
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

const documentKey = (facts: ReportFacts, recipient: PersonId) => `compliance.${facts.period}.${recipient}`;
const mailKey = (facts: ReportFacts, recipient: PersonId) =>
  `compliance_${facts.audience === 'heads' ? 'head' : 'chief'}.${facts.period}.${recipient}`;

/** A report is made on its day, and reaches its reader on a working day. */
function delivery(madeAt: Instant, { calendar, rules }: Reference): Instant {
  const on = calendar.dateOf(madeAt);
  return calendar.isWorkingDay(on)
    ? madeAt
    : calendar.at(calendar.orNextWorkingDay(on), rules.reports.sendAt);
}

/** `heads.2026-09` and `chiefs.2026Q3` as they stand in a sentence. */
const periodName = (period: string): string =>
  period.slice(period.indexOf('.') + 1).replace('Q', ' kvartal ');

export function reportAgenda(facts: ReportFacts, reference: Reference): Item[] {
  return reportRecipients(facts.audience, facts.asOf, reference).flatMap(({ recipient, municipality }) => {
    const key = documentKey(facts, recipient);
    const made = facts.documents.find((document) => document.key === key);
    const document: Item = {
      kind: 'report_document',
      key,
      dueAt: facts.asOf,
      usefulUntil: null,
      rule: `report-${facts.audience}`,
      reason: `Uppföljning för ${periodName(facts.period)}.`,
      person: '',
      municipality,
      template: '',
      recipient,
      detail: { period: facts.period, audience: facts.audience, asOf: facts.asOf },
    };
    if (made === undefined) return [document];
    const mail = mailToRole(reference, recipient, '', {
      template: facts.audience === 'heads' ? 'compliance_head' : 'compliance_chief',
      subjectKey: `${facts.period}.${recipient}`,
      dueAt: delivery(made.issuedAt, reference),
      usefulUntil: null,
      rule: `report-${facts.audience}`,
      reason: `Uppföljning för ${periodName(facts.period)}.`,
      detail: { document: key, period: facts.period },
    });
    return [document, mail];
  });
}

export const reportIsDone = (facts: ReportFacts, reference: Reference): boolean =>
  reportRecipients(facts.audience, facts.asOf, reference).every(({ recipient }) =>
    facts.mailed.includes(mailKey(facts, recipient)),
  );
