/**
 * A whole term with the real activities and without Temporal: the same planning, the same phases, one life after the
 * other. Mails land as files in `out/mail`, documents in a store in `out/.store`.
 */
import { join } from 'node:path';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { folderStore } from '../../activities/documents/store.ts';
import { folderDelivery } from '../../activities/eInvoices/delivery.ts';
import { createActivities } from '../../activities/index.ts';
import type { StepInput } from '../../activities/lives/ledger.ts';
import { planLife } from '../../activities/lives/plan.ts';
import { outboxMailer } from '../../activities/messages/smtp.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import { openTerm } from '../../activities/terms.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { phases } from '../../domain/lives.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Database } from '../../prisma/client.ts';
import { stepClock, steppedClock } from '../../worker/clock.ts';
import { createPeople } from '../../worker/play/people.ts';
import { regionFiles } from './regionFiles.ts';

export interface WholeTerm {
  readonly deps: Dependencies;
  readonly reference: Reference;
  readonly hash: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Plays a term until its obligations are done, or until a moment.
 * @param region name of a folder under `regions`
 */
export async function playWholeTerm(
  db: Database,
  options: {
    readonly region: string;
    readonly term: string;
    readonly out: string;
    readonly seed: string;
    readonly until?: string;
  },
): Promise<WholeTerm> {
  const read = await regionFiles(options.region);
  const documents = createDocumentRenderer({ threads: 1 });
  const deps: Dependencies = {
    db,
    clock: steppedClock,
    mailer: outboxMailer(join(options.out, 'mail')),
    documents,
    store: folderStore(join(options.out, '.store')),
    eInvoices: folderDelivery(join(options.out, 'einvoices')),
    reference: createReferenceCache(db),
    passing: () => undefined,
  };
  try {
    const from = Date.parse('2026-05-01T06:00:00Z');
    await stepClock(db, from);
    await importRegion(deps, read.region, read.hash);
    const since = new Date(from);
    await db.control.create({ data: { id: 'release:all', action: 'release', scope: 'all', since } });
    await openTerm(deps, options.term, 'answers');
    const until = options.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(options.until);
    const to = await run(deps, options.seed, from, until);
    return { deps, reference: await deps.reference(), hash: read.hash, from, to };
  } finally {
    await documents.close();
  }
}

/**
 * Goes on with a term that was played until a moment.
 * @param from not before that moment
 */
export async function playOn(deps: Dependencies, seed: string, from: Instant): Promise<Instant> {
  const documents = createDocumentRenderer({ threads: 1 });
  try {
    return await run({ ...deps, documents }, seed, from, Number.POSITIVE_INFINITY);
  } finally {
    await documents.close();
  }
}

async function run(deps: Dependencies, seed: string, from: Instant, until: Instant): Promise<Instant> {
  const { db } = deps;
  const people = createPeople(deps, { seed });
  const activities = createActivities(deps);
  const carryOut: Readonly<Record<string, (step: StepInput) => Promise<void>>> = {
    mail: activities.sendMail,
    certificate: activities.issueCertificate,
    release: activities.releasePlace,
    revoke_certificate: activities.revokeCertificate,
    task: activities.openTask,
    close_task: activities.closeTask,
    case: activities.takeCaseStep,
    make_digest: activities.makeDigest,
    propose: activities.propose,
    proposal_document: activities.makeProposal,
    allocate_seats: activities.allocateSeats,
    settle_unanswered: activities.settleUnanswered,
    release_reserved: activities.releaseReserved,
    lapse_seat: activities.lapseSeat,
    promote: activities.promote,
    end_waiting_list: activities.endWaitingList,
    invite_audience: activities.inviteAudience,
    publish_practical_information: activities.publishPracticalInformation,
    close_offering: activities.closeOffering,
    issue_seat_invoices: activities.issueSeatInvoices,
    issue_course_day_invoices: activities.issueCourseDayInvoices,
    issue_yearly_invoices: activities.issueYearlyInvoices,
    issue_corrections: activities.issueCorrections,
    credit_trainer_shares: activities.creditTrainerShares,
    share_document: activities.makeShareDocument,
    e_invoice: activities.deliverEInvoice,
    invoice_document: activities.makeInvoiceDocument,
    report_document: activities.makeReport,
  };
  const reportAt = (await deps.reference()).calendar.at('2026-10-01', '07:00');
  for (let now = from; ; ) {
    await stepClock(db, now);
    if (now === reportAt) {
      await activities.openReportPeriod({ audience: 'heads', scheduledAt: now });
      await activities.openReportPeriod({ audience: 'chiefs', scheduledAt: now });
    }
    for (let busy = true; busy; ) {
      busy = (await people.act(now)) > 0;
      for (const kind of phases) {
        const lives = await db.$queryRaw<{ id: string }[]>`
          select id from life where kind = ${kind} and state = 'open'
            and (wanted > planned or wait_until <= ${new Date(now)}) order by id`;
        for (const { id } of lives) {
          busy = true;
          const plan = await planLife(deps, id);
          for (const step of plan.steps) {
            const perform = carryOut[step.kind];
            if (perform === undefined) throw new Error(`nobody carries out ${step.kind}`);
            await perform({ life: id, key: step.key, generation: plan.generation });
          }
        }
      }
    }
    const open = await db.life.count({
      where: { kind: { notIn: ['managerJourney', 'chiefDigest'] }, state: { not: 'done' } },
    });
    if (open === 0) return now;
    const [row] = await db.$queryRaw<{ at: Date | null }[]>`
      select min(wait_until) as at from life where state = 'open'`;
    const next = [
      row?.at?.getTime(),
      (await people.next(now)) ?? undefined,
      now < reportAt ? reportAt : undefined,
    ].filter((at) => at !== undefined);
    const earliest = Math.max(now + 1, Math.min(...next));
    if (next.length === 0 || earliest > until) return now;
    now = earliest;
  }
}
