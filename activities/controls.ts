/**
 * Coordinators' switches, checked when an effect is claimed. A `hold` stops everything, a kind of effect, a kind of
 * mail or a municipality until a `release` of the same scope. Besides, no kind of mail, and no e-invoice, goes out before
 * it has been released for the first time.
 */
import { z } from 'zod';
import type { Instant } from '../domain/calendar/dates.ts';
import type { DigestStepKind } from '../domain/escalation/digest.ts';
import type { InvoicingStepKind } from '../domain/invoicing/agenda.ts';
import type { JourneyStepKind } from '../domain/journey/agenda.ts';
import type { OfferingStepKind } from '../domain/offering/agenda.ts';
import type { Reference } from '../domain/reference.ts';
import type { ReportStepKind } from '../domain/report/agenda.ts';
import type { TermStepKind } from '../domain/term/agenda.ts';
import { Prisma, type Transaction, toTimestamp } from '../prisma/client.ts';
import { mailTemplates } from '../templates/mail/index.ts';
import type { Dependencies } from './dependencies.ts';
import { wake } from './facts/record.ts';

type StepKind =
  | JourneyStepKind
  | OfferingStepKind
  | TermStepKind
  | InvoicingStepKind
  | ReportStepKind
  | DigestStepKind;

/** Every kind of effect there is; the type makes sure that none is missing. */
const stepKinds: Readonly<Record<StepKind, true>> = {
  mail: true,
  certificate: true,
  revoke_certificate: true,
  task: true,
  case: true,
  release: true,
  close_task: true,
  propose: true,
  proposal_document: true,
  allocate_seats: true,
  settle_unanswered: true,
  release_reserved: true,
  lapse_seat: true,
  promote: true,
  end_waiting_list: true,
  invite_audience: true,
  publish_practical_information: true,
  close_offering: true,
  issue_seat_invoices: true,
  issue_course_day_invoices: true,
  issue_yearly_invoices: true,
  issue_corrections: true,
  credit_trainer_shares: true,
  share_document: true,
  e_invoice: true,
  invoice_document: true,
  report_document: true,
  make_digest: true,
};

/** `all`, `kind:KIND`, `template:TEMPLATE` or `municipality:CODE`. */
export interface Scope {
  readonly of: 'all' | 'kind' | 'template' | 'municipality';
  /** Empty with `all`. */
  readonly value: string;
}

export const scopeText = ({ of, value }: Scope): string => (of === 'all' ? of : `${of}:${value}`);

/** A scope that cannot be meant; the message says which there are. */
export class UnknownScope extends Error {
  override readonly name = 'UnknownScope';
}

/**
 * Reads a scope as people write it.
 * @param reference the region, for the codes of its municipalities
 * @throws UnknownScope
 */
export function parseScope(text: string, reference: Reference): Scope {
  if (text === 'all') return { of: 'all', value: '' };
  const colon = text.indexOf(':');
  const of = text.slice(0, Math.max(colon, 0));
  const value = text.slice(colon + 1);
  const choices: Readonly<Record<Exclude<Scope['of'], 'all'>, readonly string[]>> = {
    kind: Object.keys(stepKinds),
    template: Object.keys(mailTemplates),
    municipality: reference.municipalities.map(({ code }) => code),
  };
  if (of !== 'kind' && of !== 'template' && of !== 'municipality') {
    throw new UnknownScope(
      `"${text}" is not a scope. Write all, kind:KIND, template:TEMPLATE or municipality:CODE.`,
    );
  }
  if (!choices[of].includes(value)) {
    throw new UnknownScope(`There is no ${of} "${value}". Choose one of: ${choices[of].join(', ')}.`);
  }
  return { of, value };
}

/**
 * Nobody claims while the switches change: when the change is committed, no claim is under way that has not seen it.
 * Claims read the table first thing in their transactions, so nobody who waits here holds anything.
 */
async function withoutClaims(tx: Transaction): Promise<void> {
  await tx.$executeRaw`lock table control in access exclusive mode`;
}

/**
 * Stops what a scope names. What has been claimed already goes on to its end.
 * @returns false when it was on hold already
 */
export async function hold(deps: Pick<Dependencies, 'db' | 'clock'>, scope: Scope): Promise<boolean> {
  return deps.db.$transaction(async (tx) => {
    await withoutClaims(tx);
    return put(tx, deps, 'hold', scopeText(scope));
  });
}

export interface Release {
  /** Whether there was a hold of this scope. */
  readonly holdRemoved: boolean;
  /** Whether mails of this scope had waited for their first release. */
  readonly firstRelease: boolean;
  /** How many effects were on hold for this scope and are tried again; another hold may still stop some. */
  readonly triedAgain: number;
}

/**
 * Removes the hold of a scope and lets the lives concerned plan again. A kind of mail (`template:…`) or the e-invoices
 * (`kind:e_invoice`) are thereby released for their first time.
 * @param firstMailings with `all`: also lets every kind of mail go out that has waited for its first release
 */
export async function release(
  deps: Pick<Dependencies, 'db' | 'clock'>,
  scope: Scope,
  firstMailings = false,
): Promise<Release> {
  return deps.db.$transaction(async (tx) => {
    await withoutClaims(tx);
    const removed = await tx.control.deleteMany({ where: { action: 'hold', scope: scopeText(scope) } });
    const first =
      (scope.of === 'template' ||
        scopeText(scope) === 'kind:e_invoice' ||
        (scope.of === 'all' && firstMailings)) &&
      (await put(tx, deps, 'release', scopeText(scope)));
    return {
      holdRemoved: removed.count > 0,
      firstRelease: first,
      triedAgain: await tryAgain(tx, scope),
    };
  });
}

/** The holds in force, by scope. */
export async function holds(
  deps: Pick<Dependencies, 'db'>,
): Promise<readonly { readonly scope: string; readonly since: Instant }[]> {
  const rows = await deps.db.control.findMany({ where: { action: 'hold' }, orderBy: { scope: 'asc' } });
  return rows.map(({ scope, since }) => ({ scope, since: since.getTime() }));
}

/** The scope by which something is released for its first time. */
const firstScope = Prisma.sql`(case kind when 'mail' then 'template:' || effect.template else 'kind:' || kind end)`;

/** What leaves, and is of a kind that has never been released. */
const unreleased = Prisma.sql`(kind in ('mail', 'e_invoice') and not exists (
  select 1 from control where action = 'release' and scope in ('all', ${firstScope})))`;

/** Scopes that wait for their first release, by how many mails or e-invoices wait. */
export async function waitingForFirstRelease(
  deps: Pick<Dependencies, 'db'>,
): Promise<readonly { readonly scope: string; readonly count: number }[]> {
  const rows = await deps.db.$queryRaw<unknown[]>`
    select ${firstScope} as scope, count(*)::int as count from effect where status = 'held' and ${unreleased}
    group by 1 order by 1`;
  return z.array(z.object({ scope: z.string(), count: z.number() })).parse(rows);
}

async function put(
  tx: Transaction,
  deps: Pick<Dependencies, 'clock'>,
  action: 'hold' | 'release',
  scope: string,
): Promise<boolean> {
  const since = toTimestamp(await deps.clock.now(tx));
  const { count } = await tx.control.createMany({
    data: [{ id: `${action}:${scope}`, action, scope, since }],
    skipDuplicates: true,
  });
  return count > 0;
}

/** Held effects of the scope are planned again. The lives first, as planning locks them: life, then effect. */
async function tryAgain(tx: Transaction, scope: Scope): Promise<number> {
  const concerned = Prisma.sql`${concernedBy(scope)} and not ${unreleased}`;
  const lives = await tx.$queryRaw<unknown[]>`
    select distinct life from effect where status = 'held' and ${concerned}`;
  await wake(
    tx,
    z
      .array(z.object({ life: z.string() }))
      .parse(lives)
      .map(({ life }) => life),
  );
  return tx.$executeRaw`update effect set status = 'planned' where status = 'held' and ${concerned}`;
}

function concernedBy({ of, value }: Scope): Prisma.Sql {
  switch (of) {
    case 'all':
      return Prisma.sql`true`;
    case 'kind':
      return Prisma.sql`kind = ${value}`;
    case 'template':
      return Prisma.sql`template = ${value}`;
    case 'municipality':
      return Prisma.sql`municipality = ${value}`;
  }
}
