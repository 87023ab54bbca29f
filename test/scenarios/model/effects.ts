/**
 * What the model does for each kind of step. Decisions that are facts run the real activities on the tables in memory. A
 * mail is a row of the ledger, and a document is its fact: what stands in them has tests of its own.
 */
import { z } from 'zod';
import type { Dependencies } from '../../../activities/dependencies.ts';
import { certificateNumber } from '../../../activities/documents/views/number.ts';
import { type NewFact, record } from '../../../activities/facts/record.ts';
import { createActivities } from '../../../activities/index.ts';
import { claim, type EffectRow, type StepInput, settle } from '../../../activities/lives/ledger.ts';
import type { Instant } from '../../../domain/calendar/dates.ts';
import { replacementCauses } from '../../../domain/certificates/standing.ts';
import { plainCertificate } from '../../support/certificates.ts';

export type CarryOut = (step: StepInput) => Promise<void>;

const certificateDetail = z.object({
  certificate: z.enum(['course', 'course_day', 'programme', 'web']),
  offering: z.string(),
  course: z.string().default(''),
  version: z.number().default(1),
  replaces: z.number().default(0),
  cause: z.enum(['', ...replacementCauses]).default(''),
});
const about = z.object({
  term: z.string().optional(),
  invoice: z.string().optional(),
  statement: z.string().optional(),
  period: z.string().optional(),
});

const fileOf = ({ key }: EffectRow): string => `${key}.pdf`;

const frozen = (effect: EffectRow, kind: string, subject: string): NewFact => ({
  kind: 'document_frozen',
  subject: effect.key,
  data: { key: effect.key, kind, subject, sha256: '', bytes: 0, file: fileOf(effect) },
});

async function issuedCertificate(deps: Dependencies, effect: EffectRow): Promise<NewFact[]> {
  const { certificate, offering, course, version, replaces, cause } = certificateDetail.parse(effect.detail);
  const { person } = effect;
  const key = version > 1 ? effect.key.replace(/\.v\d+$/, '') : effect.key;
  const number = certificateNumber(certificate === 'web' ? course : offering, person, version);
  const presentAt = (where: { readonly offering: string; readonly day: number }) =>
    deps.db.attendance.count({ where: { ...where, person, present: true } });
  const days = new Set<number>();
  for (const { day } of await deps.db.attendance.findMany({ where: { offering, person, present: true } })) {
    days.add(day);
  }
  for (const makeUp of await deps.db.makeUp.findMany({
    where: { home: offering, person, state: 'booked' },
  })) {
    if ((await presentAt({ offering: makeUp.offering, day: makeUp.day })) > 0) days.add(makeUp.homeDay);
  }
  return [
    frozen(effect, 'certificate', person),
    {
      kind: 'certificate_issued',
      subject: key,
      data: {
        ...{ key, kind: certificate, person, offering, number, document: effect.key, version, replaces },
        daysPresent: offering === '' ? 0 : days.size,
        creditsTenths: certificate === 'programme' ? 300 : 0,
        ...plainCertificate,
        cause,
      },
    },
  ];
}

/** The printed invoice and the e-invoice, whatever attempt it was. */
const frozenInvoice = (invoice: string): NewFact[] =>
  ['invoice_document', 'e_invoice'].map((kind) => {
    const key = `${kind}.${invoice}`;
    const data = { key, kind, subject: invoice, sha256: '', bytes: 0, file: key };
    return { kind: 'document_frozen', subject: key, data };
  });

const subjectOf = (effect: EffectRow): string => {
  const { term, invoice, statement, period } = about.parse(effect.detail);
  return invoice ?? statement ?? period ?? term ?? '';
};

/** A mail that the model has sent. */
export interface SentMail {
  readonly key: string;
  readonly at: Instant;
  readonly dueAt: Instant;
  readonly usefulUntil: Instant | null;
}

/**
 * @param deps with the tables in memory as their database
 * @param sent told of every mail, each time that one goes out
 */
export function createEffects(
  deps: Dependencies,
  sent: (mail: SentMail) => void,
): Readonly<Record<string, CarryOut>> {
  const activities = createActivities(deps);
  const document =
    (facts: (effect: EffectRow) => NewFact[] | Promise<NewFact[]>): CarryOut =>
    async (step) => {
      const claimed = await claim(deps, deps.db, step);
      if (claimed.verdict !== 'claimed' && claimed.verdict !== 'unsettled') return;
      const { calendar } = await deps.reference();
      const context = { at: claimed.now, today: calendar.dateOf(claimed.now), source: step.life };
      await record(deps.db, context, await facts(claimed.effect));
      await settle(deps.db, step.key, { status: 'done', file: fileOf(claimed.effect) });
    };
  return {
    async mail(step) {
      const claimed = await claim(deps, deps.db, step);
      if (claimed.verdict !== 'claimed' && claimed.verdict !== 'unsettled') return;
      for (const { key, dueAt, usefulUntil } of [claimed.effect, ...claimed.parts]) {
        sent({
          key,
          at: claimed.now,
          dueAt: dueAt.getTime(),
          usefulUntil: usefulUntil?.getTime() ?? null,
        });
        await settle(deps.db, key, { status: 'accepted' });
      }
    },
    task: activities.openTask,
    case: activities.takeCaseStep,
    make_digest: activities.makeDigest,
    close_task: activities.closeTask,
    certificate: document((effect) => issuedCertificate(deps, effect)),
    revoke_certificate: activities.revokeCertificate,
    proposal_document: document((effect) => [frozen(effect, 'proposal', subjectOf(effect))]),
    invoice_document: document((effect) => frozenInvoice(subjectOf(effect))),
    e_invoice: document(() => []),
    report_document: document((effect) => [frozen(effect, 'compliance', subjectOf(effect))]),
    propose: activities.propose,
    allocate_seats: activities.allocateSeats,
    settle_unanswered: activities.settleUnanswered,
    release_reserved: activities.releaseReserved,
    lapse_seat: activities.lapseSeat,
    promote: activities.promote,
    release: activities.releasePlace,
    end_waiting_list: activities.endWaitingList,
    publish_practical_information: activities.publishPracticalInformation,
    close_offering: activities.closeOffering,
    invite_audience: activities.inviteAudience,
    issue_seat_invoices: activities.issueSeatInvoices,
    issue_course_day_invoices: activities.issueCourseDayInvoices,
    issue_yearly_invoices: activities.issueYearlyInvoices,
    issue_corrections: activities.issueCorrections,
    credit_trainer_shares: activities.creditTrainerShares,
    share_document: document((effect) => [frozen(effect, 'share_statement', subjectOf(effect))]),
  };
}
