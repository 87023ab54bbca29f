/**
 * What each kind of life reads of the tables for its plan: a second opinion of the SQL in `activities/lives`. The
 * schemas of the real planners parse it, so that a column which is missing here fails.
 */
import { z } from 'zod';
import { digestPlanner } from '../../../activities/lives/digest.ts';
import { invoicingPlanner } from '../../../activities/lives/invoicing.ts';
import { journeyPlanner } from '../../../activities/lives/journey.ts';
import { offeringPlanner } from '../../../activities/lives/offering.ts';
import type { LifeAgenda, LifePlanner } from '../../../activities/lives/planner.ts';
import { reportPlanner } from '../../../activities/lives/report.ts';
import { termPlanner } from '../../../activities/lives/term.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import { type LifeKind, parseLifeId } from '../../../domain/lives.ts';
import { lastDayOf } from '../../../domain/people/respites.ts';
import type { Reference } from '../../../domain/reference.ts';
import type { PersonId } from '../../../domain/region.ts';
import { fromDate, fromDateOrEmpty } from '../../../prisma/client.ts';
import type { EscalationCase, Invoice, Seat, ShareStatement } from '../../../prisma/generated/client.ts';
import type { Tables } from './tables.ts';

const at = (moment: Date | null | undefined): number | null => moment?.getTime() ?? null;
const finalMail: readonly string[] = ['accepted', 'refused', 'doubtful', 'suppressed', 'missed'];

type Read = (tables: Tables, subject: string) => unknown;

/** Whether a coordinator entered that a seat was given up, or given by mistake. */
const givenUpByHand = ({ fact }: Tables, seat: Seat): boolean =>
  seat.endedAt !== null &&
  fact.find(
    (row) =>
      (row.kind === 'seat_given_up' || row.kind === 'seat_retracted') &&
      row.subject === `${seat.offering}.${seat.person}` &&
      row.recordedAt.getTime() === seat.endedAt?.getTime() &&
      row.source === 'hand',
  ) !== undefined;

const registeredByHand = ({ fact }: Tables, offering: string, day: number): boolean =>
  fact.where((row) => row.kind === 'attendance_registered' && row.subject === `${offering}#${day}`).at(-1)
    ?.source === 'hand';

const caseRow = (row: EscalationCase) => ({
  ...row,
  deadline: fromDate(row.deadline),
  answeredUntil: fromDateOrEmpty(row.answeredUntil),
  openedAt: at(row.openedAt),
  anchorAt: at(row.anchorAt),
  changedAt: at(row.changedAt),
});

const digest: Read = (tables, chief) => {
  const told = tables.digestRow.where((row) => row.chief === chief);
  const known = new Set(told.map((row) => row.case));
  return {
    chief,
    cases: tables.escalationCase
      .where(
        (row) => (row.state === 'open' && (row.chief === chief || row.head === chief)) || known.has(row.id),
      )
      .map(caseRow),
    digests: tables.digest
      .where((row) => row.chief === chief)
      .map(({ week, madeAt }) => ({ week: fromDate(week), madeAt: at(madeAt) })),
    told: told.map((row) => ({ ...row, week: fromDate(row.week) })),
  };
};
/** A seat that ended with its offering is free to nobody. */
const givenBack: readonly string[] = ['declined', 'withdrawn', 'retracted'];

const changesOf = ({ offeringChange }: Tables, holds: (offering: string) => boolean) =>
  offeringChange
    .where(({ offering }) => holds(offering))
    .map((row) => ({ ...row, at: at(row.recordedAt), byHand: row.source === 'hand' }));

const endingsOf = ({ offeringEnding }: Tables, holds: (offering: string) => boolean) =>
  offeringEnding
    .where(({ offering }) => holds(offering))
    .map((row) => ({
      ...row,
      at: at(row.at),
      byHand: row.source === 'hand',
      reinstatedAt: at(row.reinstatedAt),
      reinstatedByHand: row.reinstatedBy === 'hand',
    }));

const journey: Read = (tables, person) => {
  const seats = tables.seat
    .where((row) => row.person === person)
    .toSorted((a, b) => a.givenAt.getTime() - b.givenAt.getTime() || (a.offering < b.offering ? -1 : 1));
  const own = <Row extends { readonly person: string }>(table: {
    where(holds: (row: Row) => boolean): readonly Row[];
  }) => table.where((row) => row.person === person);
  const courses = new Set(seats.map(({ offering }) => offering));
  const guestIn = new Set(own(tables.makeUp).map(({ offering }) => offering));
  const held = new Set(seats.filter(({ state }) => state === 'held').map(({ offering }) => offering));
  const row = tables.person.find(({ id }) => id === person);
  return {
    changes: changesOf(tables, (offering) => held.has(offering)),
    endings: endingsOf(tables, (offering) => courses.has(offering)),
    makeUps: own(tables.makeUp).map((makeUp) => ({
      ...makeUp,
      bookedAt: at(makeUp.bookedAt),
      byHand: makeUp.bookedBy === 'hand',
      releasedAt: at(makeUp.releasedAt),
    })),
    resultVersions: own(tables.resultVersion).map((version) => ({
      ...version,
      decidedAt: at(version.decidedAt),
      byHand: version.source === 'hand',
    })),
    person: row === undefined ? null : { id: row.id, since: at(row.registeredAt) },
    seats: seats.map((seat) => ({
      ...seat,
      givenAt: at(seat.givenAt),
      acceptedAt: at(seat.acceptedAt),
      endedAt: at(seat.endedAt),
      answerBy: fromDateOrEmpty(seat.answerBy),
      byHand: seat.givenBy === 'hand',
      endedByHand: givenUpByHand(tables, seat),
    })),
    days: tables.courseDay
      .where(({ offering }) => courses.has(offering) || guestIn.has(offering))
      .map(({ offering, number, attendanceRegisteredAt }) => ({
        offering,
        day: number,
        attendanceRegisteredAt: at(attendanceRegisteredAt),
        byHand: registeredByHand(tables, offering, number),
      })),
    practicalInformation: tables.offering
      .where(({ code, practicalPublishedAt }) => courses.has(code) && practicalPublishedAt !== null)
      .map(({ code, practicalPublishedAt }) => ({ offering: code, at: at(practicalPublishedAt) })),
    attendance: own(tables.attendance),
    handIns: own(tables.handIn),
    results: own(tables.result).map((result) => ({
      ...result,
      on: fromDate(result.on),
      decidedAt: at(result.decidedAt),
      byHand: result.source === 'hand',
    })),
    credits: own(tables.credit).map(({ course, completedOn }) => ({
      course,
      completedOn: fromDate(completedOn),
    })),
    nominations: own(tables.nomination).map((nomination) => ({
      ...nomination,
      recordedAt: at(nomination.recordedAt),
      byHand: nomination.source === 'hand',
    })),
    waiting: own(tables.waitingPlace).map((place) => ({
      ...place,
      placedAt: at(place.placedAt),
      endedAt: at(place.endedAt),
      cancelledAt: at(place.cancelledAt),
      restoredAt: at(place.restoredAt),
    })),
    certificates: own(tables.certificate).map((certificate) => ({
      ...certificate,
      issuedAt: at(certificate.issuedAt),
      revokedAt: at(certificate.revokedAt),
      restoredAt: at(certificate.restoredAt),
      reissueAt: at(certificate.reissueAt),
    })),
    renamedAt: tables.fact
      .where(({ kind, subject }) => kind === 'name_changed' && subject === person)
      .map(({ recordedAt }) => at(recordedAt)),
    respites: own(tables.respite)
      .filter(({ from, endedOn }) => endedOn === null || endedOn > from)
      .map(({ kind, cause, from, until, endedOn }) => ({
        kind,
        cause,
        from: fromDate(from),
        until: lastDayOf({ until: fromDateOrEmpty(until), endedOn: fromDateOrEmpty(endedOn) }),
      })),
    partsDone: own(tables.partDone),
    selfStudies: own(tables.selfStudy).map((study) => ({
      ...study,
      assignedAt: at(study.assignedAt),
      dueOn: fromDateOrEmpty(study.dueOn),
      completedOn: fromDateOrEmpty(study.completedOn),
      completedAt: at(study.completedAt),
    })),
    planActivities: tables.planActivity
      .where(({ supportPerson }) => supportPerson === person)
      .map((activity) => ({
        ...activity,
        plannedOn: fromDate(activity.plannedOn),
        doneOn: fromDateOrEmpty(activity.doneOn),
        cancelledOn: fromDateOrEmpty(activity.cancelledOn),
      })),
    cases: own(tables.escalationCase)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(caseRow),
    extensions: own(tables.extensionRequest).map((request) => ({
      ...request,
      until: fromDate(request.until),
      askedAt: at(request.askedAt),
      byHand: request.source === 'hand',
      answeredAt: at(request.answeredAt),
      answeredByHand: request.answerSource === 'hand',
      grantedUntil: fromDateOrEmpty(request.grantedUntil),
    })),
  };
};

const isProgrammeOf = ({ offering }: Tables, code: string, term: string): boolean =>
  offering.find((row) => row.code === code && row.term === term && row.courseKind === 'programme') !==
  undefined;

const term: Read = (tables, code) => {
  const row = tables.term.find((one) => one.code === code);
  const ofTerm = <Row extends { readonly term: string }>(table: {
    where(holds: (row: Row) => boolean): readonly Row[];
  }) => table.where((one) => one.term === code);
  return {
    term: row && {
      term: code,
      openedAt: at(row.openedAt),
      proposedAt: at(row.proposedAt),
      allocatedAt: at(row.allocatedAt),
      waitingEndedAt: at(row.waitingEndedAt),
    },
    proposals: ofTerm(tables.proposal),
    documents: tables.document
      .where(({ kind, subject }) => kind === 'proposal' && subject === code)
      .map(({ key, issuedAt }) => ({ key, issuedAt: at(issuedAt) })),
    answers: ofTerm(tables.nominationAnswer),
    unanswered: ofTerm(tables.nominationUnanswered).map(({ municipality, settledAt }) => ({
      municipality,
      at: at(settledAt),
    })),
    reserved: tables.reservedPlace
      .where(({ offering: held }) => isProgrammeOf(tables, held, code))
      .map((place) => ({ ...place, releasedOn: fromDate(place.releasedOn) })),
    promised: ofTerm(tables.seat)
      .filter(
        ({ state, answerBy, acceptedAt }) => state === 'held' && answerBy !== null && acceptedAt === null,
      )
      .map((seat) => ({ ...seat, answerBy: fromDateOrEmpty(seat.answerBy) })),
    raised: tables.capacityRaise
      .where(({ offering: raised }) => isProgrammeOf(tables, raised, code))
      .map((raised) => ({ ...raised, at: at(raised.raisedAt) })),
    nominations: ofTerm(tables.nomination),
    freed: ofTerm(tables.seat)
      .filter(({ courseKind, state }) => courseKind === 'programme' && givenBack.includes(state))
      .map((seat) => ({
        ...seat,
        givenAt: at(seat.givenAt),
        at: at(seat.endedAt),
        byHand: givenUpByHand(tables, seat),
      })),
    waiting: ofTerm(tables.waitingPlace).filter(({ state }) => state === 'waiting').length,
  };
};

const offering: Read = (tables, code) => {
  const row = tables.offering.find((one) => one.code === code);
  return {
    offering: row && {
      offering: code,
      practicalPublishedAt: at(row.practicalPublishedAt),
      closedAt: at(row.closedAt),
      reopened: row.reopened,
    },
    changes: changesOf(tables, (one) => one === code),
    endings: endingsOf(tables, (one) => one === code),
    trainerAbsences: tables.trainerAbsence
      .where((row) => row.offering === code)
      .map((row) => ({
        ...row,
        reportedAt: at(row.reportedAt),
        byHand: row.source === 'hand',
        settledAt: at(row.replacedAt ?? row.withdrawnAt),
      })),
    trainerTasks: tables.coordinatorTask
      .where(({ kind, subject }) => kind === 'trainer_missing' && subject.startsWith(`${code}#`))
      .map((task) => ({ ...task, openedAt: at(task.openedAt), closedAt: at(task.closedAt) })),
    days: tables.courseDay
      .where((day) => day.offering === code)
      .map((day) => ({ day: day.number, attendanceRegisteredAt: at(day.attendanceRegisteredAt) })),
    seats: tables.seat.where((seat) => seat.offering === code),
    results: tables.result
      .where((result) => result.offering === code)
      .map((result) => ({ ...result, on: fromDate(result.on), decidedAt: at(result.decidedAt) })),
  };
};

/** The municipality of the seat, or for a guest that of the seat at home. */
function payerOf(tables: Tables, { offering, person }: { offering: string; person: string }): string {
  const seatIn = (code: string) =>
    tables.seat.find((seat) => seat.offering === code && seat.person === person)?.municipality;
  const [guest] = tables.makeUp
    .where((row) => row.offering === offering && row.person === person && row.state === 'booked')
    .toSorted((a, b) => (a.home === b.home ? a.homeDay - b.homeDay : a.home < b.home ? -1 : 1));
  return seatIn(offering) ?? (guest && seatIn(guest.home)) ?? '';
}

const invoicing: Read = (tables, code) => {
  const courseDays = tables.offering
    .where((row) => row.term === code && row.courseKind === 'course_day' && row.cancelledAt === null)
    .flatMap((row) => tables.courseDay.where((day) => day.offering === row.code))
    .map((day) => at(day.attendanceRegisteredAt));
  const registered = courseDays.filter((moment) => moment !== null);
  const opened = tables.term.find((row) => row.code === code)?.openedAt;
  const corrected = tables.effect
    .where(
      (row) =>
        row.life === `termInvoicing:${code}` && row.status === 'done' && row.kind === 'issue_corrections',
    )
    .map(({ dueAt }) => dueAt.getTime());
  const documents = tables.invoice
    .where((row) => row.term === code)
    .toSorted((a, b) => a.issuedAt.getTime() - b.issuedAt.getTime() || (a.key < b.key ? -1 : 1));
  const lines = documents.flatMap(({ key, kind, seller, municipality }) =>
    tables.invoiceLine
      .where((line) => line.invoice === key)
      .toSorted((a, b) => a.position - b.position)
      .map((line) => ({ ...line, kind, seller, municipality })),
  );
  const isCredited = (line: { readonly invoice: string; readonly position: number }) =>
    lines.some((one) => one.creditedInvoice === line.invoice && one.creditedPosition === line.position);
  const days = tables.offering
    .where((row) => row.term === code && row.courseKind === 'course_day')
    .flatMap((row) => tables.courseDay.where((day) => day.offering === row.code));
  const statements = tables.shareStatement
    .where((row) => row.term === code)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return {
    correctedAt: corrected.length === 0 ? null : Math.max(...corrected),
    seats: tables.seat
      .where((row) => row.term === code && row.courseKind === 'programme')
      .map(({ givenAt, endedAt, endedOn, ...seat }) => ({
        ...seat,
        givenAt: at(givenAt),
        endedAt: at(endedAt),
        endedOn: fromDateOrEmpty(endedOn),
      })),
    presences: days.flatMap((day) =>
      tables.attendance
        .where((row) => row.offering === day.offering && row.day === day.number && row.present)
        .map((row) => ({
          ...row,
          municipality: payerOf(tables, row),
        })),
    ),
    days: days.flatMap(({ offering, number, attendanceRegisteredAt }) =>
      attendanceRegisteredAt === null
        ? []
        : [{ offering, day: number, registeredAt: at(attendanceRegisteredAt) }],
    ),
    standing: lines
      .filter((line) => line.kind === 'invoice' && !isCredited(line))
      .map((line) => ({ ...line, line })),
    term: { term: code, openedAt: at(opened) },
    issued: tables.effect.where(
      ({ life, status, kind }) =>
        life === `termInvoicing:${code}` &&
        status === 'done' &&
        ['issue_seat_invoices', 'issue_course_day_invoices', 'issue_yearly_invoices'].includes(kind),
    ),
    courseDays: {
      count: courseDays.length,
      open: courseDays.length - registered.length,
      lastRegisteredAt: registered.length === 0 ? null : Math.max(...registered),
    },
    invoices: tables.invoice
      .where((row) => row.term === code)
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map((row) => ({
        ...row,
        ...accountOf(tables, row),
        issuedAt: at(row.issuedAt),
        eInvoiceAt: at(tables.document.find(({ key }) => key === `e_invoice.${row.key}`)?.issuedAt),
        delivered:
          tables.effect.find(({ key, status }) => key === `e_invoice.${row.key}` && status === 'done') !==
          undefined,
        documentAt: at(tables.document.find(({ key }) => key === `invoice_document.${row.key}`)?.issuedAt),
        mailed:
          tables.effect.find(
            ({ key, status }) => key === `invoice.${row.key}` && finalMail.includes(status),
          ) !== undefined,
      })),
    shareStatements: statements.map(({ key, seller, municipality, issuedAt }) => ({
      ...{ key, seller, municipality, issuedAt: at(issuedAt) },
      documentAt: at(tables.document.find((row) => row.key === `share_document.${key}`)?.issuedAt),
      mailed:
        tables.effect.find((row) => row.key === `trainer_shares.${key}` && finalMail.includes(row.status)) !==
        undefined,
    })),
    creditedShares: creditedShares(tables, statements),
    readings: tables.paymentReading
      .all()
      .map(({ seller, through, readAt }) => ({ seller, through: fromDate(through), readAt: at(readAt) })),
  };
};

/** What each line of statements has credited, in the order of issue. */
const creditedShares = (tables: Tables, statements: readonly ShareStatement[]) =>
  statements
    .toSorted((a, b) => a.issuedAt.getTime() - b.issuedAt.getTime() || (a.key < b.key ? -1 : 1))
    .flatMap(({ key, seller, municipality }) =>
      tables.shareLine
        .where(({ statement }) => statement === key)
        .map((line) => ({
          ...{ ...line, seller, municipality },
          ...{ date: fromDate(line.date), amountOre: Number(line.amountOre) },
        })),
    );

/** What has been paid of an invoice, what it has been reminded of, and what stands on the list about it. */
function accountOf(tables: Tables, { key, totalOre, dueOn, issuedAt }: Invoice) {
  const payments = tables.payment.where((row) => row.invoice === key);
  const stop = tables.dunningStop.find((row) => row.invoice === key);
  const moments = [
    issuedAt,
    ...tables.invoice.where((row) => row.credits === key).map((row) => row.issuedAt),
    ...payments.flatMap(({ recordedAt, withdrawnAt }) =>
      withdrawnAt === null ? [recordedAt] : [recordedAt, withdrawnAt],
    ),
  ].map((moment) => moment.getTime());
  return {
    totalOre: Number(totalOre),
    dueOn: fromDate(dueOn),
    paidOre: payments
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .reduce((sum, { amountOre }) => sum + Number(amountOre), 0),
    changedAt: Math.max(...moments),
    stop: stop === undefined ? null : { until: fromDateOrEmpty(stop.until) },
    reminded: tables.effect
      .where(
        ({ template, detail, status }) =>
          template === 'invoice_reminder' &&
          finalMail.includes(status) &&
          reminderDetail.parse(detail).invoice === key,
      )
      .map(({ detail, dueAt }) => ({ number: reminderDetail.parse(detail).number, at: at(dueAt) })),
    tasks: tables.coordinatorTask
      .where(({ subject }) => subject === key)
      .map((task) => ({ key: task.key, kind: task.kind, closedAt: at(task.closedAt) })),
  };
}

const reminderDetail = z.object({ invoice: z.string(), number: z.number() });

const report: Read = (tables, period) => {
  const row = tables.reportPeriod.find(({ id }) => id === period);
  return {
    period: row && { period, audience: row.audience, asOf: at(row.asOf) },
    documents: tables.document
      .where(({ kind, subject }) => kind === 'compliance' && subject === period)
      .map(({ key, issuedAt }) => ({ key, issuedAt: at(issuedAt) })),
    mailed: tables.effect.where(
      ({ life, kind, status }) =>
        life === `complianceReport:${period}` && kind === 'mail' && finalMail.includes(status),
    ),
  };
};

/** All that a manager's journey knows, as the tables stand. */
export function journeyOf(tables: Tables, id: PersonId): JourneyFacts {
  const { person, ...facts } = journeyPlanner.schema.parse(journey(tables, id));
  return { person: person.id, since: person.since, ...facts };
}

type Look = (tables: Tables, subject: string, reference: Reference) => LifeAgenda;

const looking =
  <Schema extends z.ZodType>(planner: LifePlanner<Schema>, read: Read): Look =>
  (tables, subject, reference) =>
    planner.plan(planner.schema.parse(read(tables, subject)), reference);

/** One reader for each kind of life; a kind without one does not compile. */
const lives: Readonly<Record<LifeKind, Look>> = {
  managerJourney: looking(journeyPlanner, journey),
  courseOffering: looking(offeringPlanner, offering),
  termStart: looking(termPlanner, term),
  termInvoicing: looking(invoicingPlanner, invoicing),
  chiefDigest: looking(digestPlanner, digest),
  complianceReport: looking(reportPlanner, report),
};

/** The agenda of a life as the tables stand. */
export function agendaOf(tables: Tables, life: string, reference: Reference): LifeAgenda {
  const { kind, subject } = parseLifeId(life);
  return lives[kind](tables, subject, reference);
}
