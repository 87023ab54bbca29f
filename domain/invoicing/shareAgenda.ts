/** The statements of a term's trainer pot: when they are made, and the document and mail of each. */
import type { Instant } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import type { MunicipalityCode, SellerCode } from '../region.ts';
import type { InvoicingFacts, InvoicingItem } from './agenda.ts';
import { nextOccasion } from './corrections.ts';
import { trainerPotsOf } from './owed.ts';
import { type ShareCredit, shareCredits } from './shareCredits.ts';

export interface ShareStatementFacts {
  readonly key: string;
  readonly seller: SellerCode;
  readonly municipality: MunicipalityCode;
  readonly issuedAt: Instant;
  /** When its PDF was frozen; null before. */
  readonly documentAt: Instant | null;
  readonly mailed: boolean;
}

export const shareStatementsAreSent = ({ shareStatements }: InvoicingFacts): boolean =>
  shareStatements.every(({ mailed }) => mailed);

/**
 * @param courseDaysAt when the term's course days are invoiced; nothing is credited before
 */
export function shareItems(
  facts: InvoicingFacts,
  courseDaysAt: Instant,
  reference: Reference,
): InvoicingItem[] {
  const { term, issued, account, creditedShares, shareStatements } = facts;
  const papers = shareStatements.flatMap((statement) => statementItems(statement, reference));
  if (!issued.includes(`issue_course_day_invoices.${term}`)) return papers;
  const credits = shareCredits(trainerPotsOf(account, reference), creditedShares);
  if (credits.length === 0) return papers;
  const { calendar, rules } = reference;
  const termEnds = calendar.at(calendar.orNextWorkingDay(reference.term(term).end), rules.sendAt);
  const isFirst = shareStatements.length === 0;
  const dueAt = isFirst ? Math.max(termEnds, courseDaysAt) : correctedAt(credits, facts, reference);
  const item: InvoicingItem = {
    kind: 'credit_trainer_shares',
    key: `credit_trainer_shares.${term}${isFirst ? '' : `.${calendar.dateOf(dueAt)}`}`,
    dueAt,
    usefulUntil: null,
    rule: 'trainer-pot',
    reason: isFirst
      ? 'Terminen är slut. Kommunerna krediteras för de utbildare som de har lånat ut.'
      : 'Närvaron eller utbildarna har ändrats efter avräkningen. Skillnaden räknas av.',
    person: '',
    municipality: '',
    template: '',
    recipient: '',
    detail: { term },
  };
  return [item, ...papers];
}

/** At the first occasion of corrections after the earliest change. */
function correctedAt(
  credits: readonly ShareCredit[],
  { term, account, shareStatements }: InvoicingFacts,
  reference: Reference,
): Instant {
  const settledAt = Math.max(...shareStatements.map(({ issuedAt }) => issuedAt));
  const registered = new Map(account.days.map((day) => [`${day.offering} ${day.day}`, day.registeredAt]));
  const changes = credits
    .flatMap(({ lines }) => lines)
    .map(({ offering, day }) => Math.max(settledAt, registered.get(`${offering} ${day}`) ?? 0));
  return nextOccasion(Math.min(...changes), reference.term(term).end, reference);
}

function statementItems(statement: ShareStatementFacts, reference: Reference): InvoicingItem[] {
  const { code, name, invoiceEmail } = reference.municipality(statement.municipality);
  const common = { usefulUntil: null, rule: 'trainer-pot', person: '', municipality: code } as const;
  const document: InvoicingItem = {
    ...common,
    kind: 'share_document',
    key: `share_document.${statement.key}`,
    dueAt: statement.issuedAt,
    reason: `Avräkningen av utbildarpotten till ${name} är bokförd och ska skrivas ut.`,
    template: '',
    recipient: '',
    detail: { statement: statement.key },
  };
  if (statement.documentAt === null) return [document];
  const mail: InvoicingItem = {
    ...common,
    kind: 'mail',
    key: `trainer_shares.${statement.key}`,
    dueAt: statement.documentAt,
    reason: `Avräkning av utbildarpotten till ${name}.`,
    template: 'trainer_shares',
    recipient: `finance:${code}`,
    detail: { statement: statement.key },
    ...(invoiceEmail === '' ? { suppressed: 'Kommunen saknar adress för fakturor.' } : {}),
  };
  return [document, mail];
}
