/** Compliance reports: to heads of social services about their municipality, to chiefs about their own managers. */
import { z } from 'zod';
import type { Instant, IsoDate } from '../../../domain/calendar/dates.ts';
import { outcomeWords } from '../../../domain/escalation/words.ts';
import { groupBy } from '../../../domain/groupBy.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import { postOn, type Reference } from '../../../domain/reference.ts';
import type { MunicipalityCode, PersonId } from '../../../domain/region.ts';
import { type Audience, audiences } from '../../../domain/report/agenda.ts';
import { type ComplianceRow, complianceRow, managersOn } from '../../../domain/report/compliance.ts';
import { forecast, forecastSentences } from '../../../domain/report/forecast.ts';
import { type NetworkTrend, standingOf, trendDays, trendPoint } from '../../../domain/report/network.ts';
import { decisionsOn, quotaUse } from '../../../domain/report/quota.ts';
import {
  type ComplianceRowView,
  type ComplianceView,
  complianceStatuses,
  type EscalationView,
} from '../../../templates/documents/views.ts';
import { swedish } from '../../../templates/mail/swedish.ts';
import type { Dependencies } from '../../dependencies.ts';
import { caseHistories, storyOf } from '../../escalation/history.ts';
import type { EffectRow } from '../../lives/ledger.ts';
import { regionsStanding } from '../../reports/standing.ts';
import { networkView } from '../../reports/statements.ts';
import type { DocumentToFreeze } from '../freeze.ts';
import { loadJourneys } from './journeys.ts';
import { reportReference } from './number.ts';
import { byName, loadPeople, type People } from './people.ts';
import { decisionView, municipalityName, regionSender, titleOf } from './sender.ts';

const detail = z.object({
  period: z.string(),
  audience: z.enum(audiences),
  asOf: z.number().int(),
});

export interface ReportRequest {
  /** Whom the report is for; with `chiefs`, the chief whose own managers it is about. */
  readonly recipient: PersonId;
  readonly municipality: MunicipalityCode;
  readonly audience: Exclude<Audience, 'network'>;
  /** The moment whose state it shows. */
  readonly asOf: Instant;
  /** Default: made from the date and the recipient. */
  readonly reference?: string;
  /** The moment of issue. Default: now. */
  readonly issuedAt?: Instant;
}

/**
 * @param effect of kind `report_document`; its detail names the period, the audience and the moment
 * @param now the moment of issue
 */
export async function describeReport(
  deps: Dependencies,
  effect: EffectRow,
  now: Instant,
): Promise<DocumentToFreeze> {
  const { period, audience, asOf } = detail.parse(effect.detail);
  const { recipient, municipality } = effect;
  const named = swedish.period(period.replace(/^[a-z]+\./, ''));
  if (audience === 'network') {
    return {
      kind: 'compliance',
      subject: period,
      file: `compliance/${effect.key}.pdf`,
      title: `Uppföljning för nätverket, ${named}`,
      facts: [],
      view: await networkView(deps, { asOf, issuedAt: now }),
    };
  }
  return {
    kind: 'compliance',
    subject: period,
    file: `compliance/${effect.key}.pdf`,
    title: `Uppföljning, ${named}`,
    facts: [],
    view: await complianceReportView(deps, {
      recipient,
      municipality,
      audience,
      asOf,
      reference: reportReference(period, recipient),
      issuedAt: now,
    }),
  };
}

/**
 * A report of any moment; writes nothing.
 * @throws UnknownReference when the region has no such recipient or municipality
 */
export async function complianceReportView(
  deps: Dependencies,
  request: ReportRequest,
): Promise<ComplianceView> {
  const { recipient, municipality, audience, asOf } = request;
  const reference = await deps.reference();
  const on = reference.calendar.dateOf(asOf);
  const issuedAt = request.issuedAt ?? (await deps.clock.now(deps.db));
  // The whole municipality is read even for a chief, since all share its yearly number; names only of the own.
  const managers = managersOn(reference, municipality, on);
  const journeys = await loadJourneys(deps, managers);
  const rows = journeys.map((journey) => complianceRow(journey, reference, asOf));
  const isOwn = ({ person }: ComplianceRow) =>
    audience === 'heads' || postOn(reference, person, on).chiefId === recipient;
  const own = rows.filter(isOwn);
  const people = await loadPeople(deps, [recipient, ...own.map(({ person }) => person)]);
  const decisions = decisionsOn(reference, municipality, on);
  const quota = quotaUse(decisions, rows, Number(on.slice(0, 4)));
  return {
    kind: 'compliance',
    issuedAt,
    issuedOn: reference.calendar.dateOf(issuedAt),
    reference: request.reference ?? reportReference(on, recipient),
    sender: regionSender(reference, people.contact),
    recipient: { name: people.name(recipient), title: titleOf(postOn(reference, recipient, on)) },
    municipality: municipalityName(reference, municipality),
    scope: audience === 'heads' ? 'municipality' : 'chief',
    asOf: on,
    programmeCreditsTenths: reference.rules.certificate.programmeCreditsTenths,
    decisions: decisions.map(decisionView),
    quota,
    rows: rowViews(own, people, on, reference),
    forecast: forecastSentences(forecast(rows, isOwn, quota, on, reference), quota),
    trend: trend(
      journeys.filter(({ person }) => own.some((row) => row.person === person)),
      own,
      reference,
      on,
    ),
    beside: {
      own: standingOf(own),
      municipality: standingOf(rows),
      region: await regionsStanding(deps, reference, asOf),
    },
    costOre: await costOf(deps, own, municipality, on, asOf),
    notes: notFollowed(own),
    escalations: await escalations(deps, own, people, reference, asOf),
  };
}

/** The managers of the report at the end of each term before, and as they stand on the day. */
function trend(
  journeys: readonly JourneyFacts[],
  rows: readonly ComplianceRow[],
  reference: Reference,
  on: IsoDate,
): NetworkTrend[] {
  const { calendar, rules, terms } = reference;
  const earlier = trendDays(terms, on, rules.reports.trendTerms).map((day) => {
    const evening = calendar.at(calendar.addDays(day, 1), '00:00') - 1;
    return trendPoint(
      day,
      journeys.map((journey) => complianceRow(journey, reference, evening)),
    );
  });
  return [...earlier, trendPoint(on, rows)];
}

/** What the municipality's invoices of the year, less credit notes, come to for these managers, without VAT. */
async function costOf(
  { db }: Dependencies,
  rows: readonly ComplianceRow[],
  municipality: MunicipalityCode,
  on: IsoDate,
  until: Instant,
): Promise<number> {
  const documents = await db.invoice.findMany({
    where: { municipality, year: Number(on.slice(0, 4)), issuedAt: { lte: new Date(until) } },
    select: { key: true },
  });
  // Lines of credit notes stand below zero.
  const { _sum } = await db.invoiceLine.aggregate({
    _sum: { amountOre: true },
    where: {
      invoice: { in: documents.map(({ key }) => key) },
      person: { in: rows.map(({ person }) => person) },
    },
  });
  return Number(_sum.amountOre ?? 0);
}

/** By status as the document orders them, then by name. */
function rowViews(
  rows: readonly ComplianceRow[],
  people: People,
  on: IsoDate,
  reference: Reference,
): ComplianceRowView[] {
  const byStatus = groupBy(rows, ({ status }) => status);
  return complianceStatuses.flatMap((status) =>
    (byStatus.get(status) ?? [])
      .map(({ person, creditsTenths, next, remark }) => ({
        name: people.name(person),
        workplace: postOn(reference, person, on).workplace,
        status,
        creditsTenths,
        next,
        remark,
      }))
      .sort((one, other) => byName(one.name, other.name)),
  );
}

/** Who is under no decision and has not begun has no status to follow; the report says how many they are. */
function notFollowed(rows: readonly ComplianceRow[]): string[] {
  const count = rows.filter(({ status }) => status === 'not_covered').length;
  if (count === 0) return [];
  return [
    count === 1
      ? 'Utbildningen är frivillig för 1 chef som inte har börjat och därför inte står i listan.'
      : `Utbildningen är frivillig för ${count} chefer som inte har börjat och därför inte står i listan.`,
  ];
}

const reportLevels = {
  notice: 'notice',
  chief: 'chief',
  head: 'head_of_social_services',
  coordinator: 'coordinator',
} as const;

/** Each case that was open at the moment: how far it has been taken, and its story. */
async function escalations(
  deps: Dependencies,
  rows: readonly ComplianceRow[],
  people: People,
  reference: Reference,
  asOf: Instant,
): Promise<EscalationView[]> {
  const on = reference.calendar.dateOf(asOf);
  const own = new Map(rows.map((row) => [row.person, row]));
  const cases = await deps.db.escalationCase.findMany({
    where: { person: { in: [...own.keys()] } },
    select: { id: true },
  });
  const histories = await caseHistories(
    deps.db,
    cases.map(({ id }) => id),
    asOf,
  );
  return [...histories.values()]
    .flatMap((history): EscalationView[] => {
      const { state } = history;
      const row = own.get(state.person);
      if (row === undefined || state.state === 'closed') return [];
      const story = storyOf(history, reference);
      const told = history.events.findLast(({ kind }) => kind === 'level_raised' || kind === 'opened');
      return [
        {
          name: people.name(state.person),
          workplace: postOn(reference, state.person, on).workplace,
          deadline: state.deadline,
          level: reportLevels[state.level],
          toldOn: reference.calendar.dateOf(told?.at ?? state.openedAt),
          remark: [row.status === 'overdue' ? row.remark : '', outcomeWords(state)]
            .filter((sentence) => sentence !== '')
            .join(' '),
          story,
        },
      ];
    })
    .sort((one, other) => byName(one.name, other.name) || (one.deadline < other.deadline ? -1 : 1));
}
