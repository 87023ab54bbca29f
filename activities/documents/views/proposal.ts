/** Nomination proposals: to one chief, about the chief's own managers. */
import { z } from 'zod';
import type { Instant, IsoDate } from '../../../domain/calendar/dates.ts';
import { stabilityCap } from '../../../domain/enrolment/limits.ts';
import { priorities } from '../../../domain/enrolment/order.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import { coveringMandate } from '../../../domain/mandate/mandate.ts';
import { personalDeadlines } from '../../../domain/mandate/turn.ts';
import { type PersonRef, peopleOn, postOn, type Reference } from '../../../domain/reference.ts';
import type { Term } from '../../../domain/region.ts';
import { type ComplianceRow, complianceRow, isManagerOn } from '../../../domain/report/compliance.ts';
import { decisionsOn, quotaUse } from '../../../domain/report/quota.ts';
import { deadlines } from '../../../domain/term/deadlines.ts';
import type { NotProposedReason, ProposedReason } from '../../../templates/documents/views.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { EffectRow } from '../../lives/ledger.ts';
import type { DocumentToFreeze } from '../freeze.ts';
import { loadJourneys } from './journeys.ts';
import { proposalReference } from './number.ts';
import { byName, loadPeople } from './people.ts';
import { decisionView, municipalityName, regionSender, titleOf } from './sender.ts';

const detail = z.object({ term: z.string(), chief: z.string() });

/** Rules by which somebody is proposed, first in line first (domain/enrolment). */
const order: readonly string[] = priorities;

/**
 * @param effect of kind `proposal_document`; its detail names the term and the chief
 * @param now the moment of issue
 * @throws RangeError when the chief has nobody in the term's proposal; the message names ids only
 */
export async function describeProposal(
  deps: Dependencies,
  effect: EffectRow,
  now: Instant,
): Promise<DocumentToFreeze> {
  const { term: code, chief } = detail.parse(effect.detail);
  const reference = await deps.reference();
  const rows = await deps.db.proposal.findMany({ where: { term: code, chief }, orderBy: { person: 'asc' } });
  if (rows.length === 0) throw new RangeError(`the proposal of ${code} has nobody whose chief is ${chief}`);
  const issuedOn = reference.calendar.dateOf(now);
  const recipient = postOn(reference, chief, issuedOn);
  const term = reference.term(code);
  const managers = peopleOn(reference, recipient.municipality, term.start).filter((person) =>
    isManagerOn(person, term.start),
  );
  const own = rows.map(({ person }) => postOn(reference, person, term.start));
  const journeys = await loadJourneys(deps, [...new Set([...managers, ...own].map(({ id }) => id))]);
  const standing = new Map(
    journeys.map((journey) => [journey.person, { journey, row: complianceRow(journey, reference, now) }]),
  );
  const people = await loadPeople(deps, [chief, ...rows.map(({ person }) => person)]);
  const decisions = decisionsOn(reference, recipient.municipality, term.start);
  const year = Number(term.start.slice(0, 4));
  const quota = quotaUse(
    decisions,
    managers.flatMap(({ id }) => standing.get(id)?.row ?? []),
    year,
  );
  const about = rows.map((row) => {
    const found = standing.get(row.person);
    if (found === undefined) throw new RangeError(`no journey of ${row.person}`);
    const person = postOn(reference, row.person, term.start);
    return { ...row, ...found, person, name: people.name(person.id), workplace: person.workplace };
  });
  const [decision] = decisions;
  return {
    kind: 'proposal',
    subject: code,
    file: `proposals/${effect.key}.pdf`,
    title: `Förslag till nominering ${code}`,
    facts: [],
    view: {
      kind: 'proposal',
      issuedAt: now,
      issuedOn,
      reference: proposalReference(code, chief),
      sender: regionSender(reference, people.contact),
      recipient: { name: people.name(chief), title: titleOf(recipient) },
      municipality: municipalityName(reference, recipient.municipality),
      term: code,
      termStart: term.start,
      answerBy: deadlines(reference, code).closesOn,
      decision: decision === undefined ? null : decisionView(decision),
      quota,
      proposed: about
        .filter(({ course }) => course !== '')
        .sort(
          (one, other) =>
            order.indexOf(one.rule) - order.indexOf(other.rule) ||
            compareText(one.person.postSince || 'unknown', other.person.postSince || 'unknown') ||
            byName(one.name, other.name),
        )
        .map(({ name, workplace, course, ...row }) => ({
          name,
          workplace,
          course: `${reference.course(course).title} (${course})`,
          reason: proposedReason(row, term, issuedOn, reference),
        })),
      notProposed: about
        .filter(({ course }) => course === '')
        .sort((one, other) => byName(one.name, other.name))
        .map(({ name, workplace, ...row }) => ({
          name,
          workplace,
          reason: notProposedReason(row, {
            term,
            managers,
            journey: row.journey,
            quota: quota?.quota ?? null,
            reference,
          }),
        })),
      answer: people.contact,
    },
  };
}

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

interface ProposedRow {
  readonly journey: JourneyFacts;
  readonly person: PersonRef;
  readonly rule: string;
  readonly reason: string;
  readonly row: ComplianceRow;
}

/** The reason in the document's words where it has words that fit, else as the rules stated it. */
function proposedReason(
  proposed: ProposedRow,
  term: Term,
  on: IsoDate,
  reference: Reference,
): ProposedReason {
  const { person, rule, reason, row, journey } = proposed;
  const other: ProposedReason = { code: 'other', text: reason };
  const mandate = coveringMandate(person, reference.mandates, term.start);
  if (rule === 'continuing' && row.creditsTenths > 0) {
    return { code: 'started_programme', creditsTenths: row.creditsTenths };
  }
  // The document's sentences about a decision speak of beginning; who has begun is told in the rules' own.
  if (mandate === null || row.hasBegun || (rule !== 'overdue' && rule !== 'mandated')) return other;
  const { startBy } = personalDeadlines(reference, mandate, person.id, journey.respites);
  if (startBy < on) return { code: 'mandate_overdue', deadline: startBy };
  return person.postSince === ''
    ? { code: 'mandate_deadline', deadline: startBy }
    : { code: 'mandate_time_in_post', postSince: person.postSince };
}

interface Circumstances {
  readonly term: Term;
  /** All managers of the municipality. */
  readonly managers: readonly PersonRef[];
  readonly journey: JourneyFacts;
  readonly quota: number | null;
  readonly reference: Reference;
}

function notProposedReason(row: ProposedRow, circumstances: Circumstances): NotProposedReason {
  const { term, managers, journey, quota, reference } = circumstances;
  const other: NotProposedReason = { code: 'other', text: row.reason };
  switch (row.rule) {
    case 'quota_full':
      return quota === null ? other : { code: 'quota_full', year: Number(term.start.slice(0, 4)), quota };
    case 'stability_cap': {
      const colleagues = managers.filter(({ workplace }) => workplace === row.person.workplace);
      return { code: 'workplace_limit', limit: stabilityCap(colleagues.length, reference.rules) };
    }
    case 'nothing_missing':
      return { code: 'programme_completed' };
    case 'in_training':
      return { code: 'already_in_training' };
    case 'not_offered':
      return { code: 'no_missing_course' };
    case 'not_mandated':
      return { code: 'not_covered' };
    case 'unavailable': {
      const leave = leaveOn(journey, term.start);
      return leave === undefined
        ? other
        : { code: 'on_leave', until: leave.until === '' ? null : leave.until };
    }
    default:
      return other;
  }
}

const leaveOn = (journey: JourneyFacts, on: IsoDate) =>
  journey.respites.find(
    ({ kind, from, until }) => kind === 'leave' && from <= on && (until === '' || on <= until),
  );
