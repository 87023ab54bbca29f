/** Compliance reports: to heads of social services about their municipality, to chiefs about their own managers. */
import { z } from 'zod';
import type { Instant, IsoDate } from '../../../domain/calendar/dates.ts';
import { outcomeWords } from '../../../domain/escalation/words.ts';
import { groupBy } from '../../../domain/groupBy.ts';
import { peopleOn, postOn, type Reference } from '../../../domain/reference.ts';
import type { MunicipalityCode, PersonId } from '../../../domain/region.ts';
import { type Audience, audiences } from '../../../domain/report/agenda.ts';
import { type ComplianceRow, complianceRow, isManagerOn } from '../../../domain/report/compliance.ts';
import { forecast, forecastSentences } from '../../../domain/report/forecast.ts';
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
  const managers = peopleOn(reference, municipality, on).filter((person) => isManagerOn(person, on));
  const journeys = await loadJourneys(
    deps,
    managers.map(({ id }) => id),
  );
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
    notes: notFollowed(own),
    escalations: await escalations(deps, own, people, reference, asOf),
  };
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
