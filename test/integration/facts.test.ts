import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentTables, factKinds, type NewFact, rebuild, record } from '../../activities/facts/record.ts';
import { importRegion } from '../../activities/region/import.ts';
import { type Database, Prisma } from '../../prisma/client.ts';
import { plainCertificate } from '../support/certificates.ts';
import { startTestServer, type TestServer, testClock } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

const clock = testClock('2026-05-04T06:00:00Z');
const hour = 3_600_000;

/** Records each list in a transaction of its own, an hour after the one before. */
async function tell(db: Database, story: readonly (readonly NewFact[])[]): Promise<void> {
  for (const facts of story) {
    clock.set((await clock.now(db)) + hour);
    const at = await clock.now(db);
    const today = new Date(at).toISOString().slice(0, 10);
    await db.$transaction((tx) => record(tx, { at, today, source: 'hand' }, facts));
  }
}

async function imported(): Promise<Database> {
  const { db } = await server.fresh();
  const read = await readLiten();
  const { region, hash } = read;
  await importRegion({ db, clock }, region, hash);
  // Two changes in a row: the log then has facts of one kind, about the same rows, next to each other.
  for (const place of ['Säter', 'Hedemora']) {
    clock.set((await clock.now(db)) + hour);
    const offerings = region.offerings.map((row) => ({
      ...row,
      capacity: row.capacity - 1,
      days: row.days.map((day) => ({ ...day, place, start: place === 'Säter' ? '08:30' : day.start })),
    }));
    await importRegion({ db, clock }, { ...region, offerings }, hash);
  }
  for (const completedOn of ['2024-01-20', '2024-01-21']) {
    const credits = region.credits.map((row) => ({ ...row, completedOn }));
    await importRegion({ db, clock }, { ...region, credits }, hash);
  }
  for (const workplace of ['elderly_care/A', 'elderly_care/B']) {
    clock.set((await clock.now(db)) + hour);
    const renamed = region.people.map((row) => (row.id === '2081-m01' ? { ...row, workplace } : row));
    await importRegion({ db, clock }, { ...region, people: renamed }, hash);
  }
  return db;
}

const term = 'HT2026';
const course = 'HT2026-1b-1';
const day = 'HT2026-LLU-1';
const [anna, bo, cia] = ['2081-m01', '2081-m02', '2081-m04'];

const seat = (
  offering: string,
  person: string,
  number: number,
  how: 'allocation' | 'promotion' | 'registration',
) =>
  ({
    kind: 'seat_given',
    subject: `${offering}.${person}`,
    data: {
      offering,
      person,
      number,
      term,
      courseKind: offering === day ? 'course_day' : 'programme',
      municipality: '2081',
      how,
      rule: 'r',
      reason: 'x',
    },
  }) satisfies NewFact;

const nomination = (person: string, state: 'nominated' | 'declined' | 'refused') =>
  ({
    kind: 'nomination_made',
    subject: `${term}.${person}`,
    data: { term, person, chief: '2081-c01', course: '', state, rule: '', reason: '' },
  }) satisfies NewFact;

const attendance = (present: string[], absent: string[]) =>
  ({
    kind: 'attendance_registered',
    subject: `${course}#1`,
    data: { offering: course, day: 1, present, absent },
  }) satisfies NewFact;

const result = (person: string, attempt: number, passed: boolean) =>
  ({
    kind: 'result_decided',
    subject: `${course}.${person}`,
    data: { offering: course, person, attempt, passed, final: passed },
  }) satisfies NewFact;

const invoice = (number: number) =>
  ({
    kind: 'invoice_issued',
    subject: `${term}.hda.${number}`,
    data: {
      key: `${term}.hda.${number}`,
      seller: 'hda',
      year: 2026,
      number,
      municipality: '2081',
      term,
      ocr: '1',
      netOre: 100,
      vatOre: 25,
      totalOre: 125,
      issuedOn: '2026-09-15',
      dueOn: '2026-10-15',
      lines: [
        {
          article: 'programme_seat',
          title: 'En plats',
          person: anna,
          offering: course,
          day: 0,
          quantity: 1,
          amountOre: 100,
          vatCategory: 'S',
          vatPercent: 25,
          funding: '',
          decision: '',
        },
      ],
    },
  }) satisfies NewFact;

const creditNote = (number: number, credited: number): NewFact => {
  const { data } = invoice(number);
  const lines = data.lines.map((line) => ({
    ...line,
    amountOre: -line.amountOre,
    creditedPosition: 1,
    reason: 'Platsen lämnades i tid.',
  }));
  const amounts = { netOre: -data.netOre, vatOre: -data.vatOre, totalOre: -data.totalOre };
  return {
    kind: 'credit_note_issued',
    subject: data.key,
    data: { ...data, ...amounts, credits: invoice(credited).data.key, lines },
  };
};

const paid = (reference: string, paidOn: string, of: string): NewFact => ({
  kind: 'payment_recorded',
  subject: `hda.${reference}`,
  data: { seller: 'hda', reference, ocr: '1', invoice: of, amountOre: 125, paidOn },
});

const late = {
  case: `2081.x.start.${bo}`,
  person: bo,
  municipality: '2081',
  mandate: 'x',
  what: 'start' as const,
};
const x1 = { id: `${bo}.x1`, person: bo };
const x2 = { id: `${bo}.x2`, person: bo };

const story: readonly (readonly NewFact[])[] = [
  [{ kind: 'term_opened', subject: term, data: { term } }],
  [
    {
      kind: 'proposal_made',
      subject: `${term}.2081`,
      data: {
        term,
        municipality: '2081',
        rows: [{ person: anna, chief: 'c', course: '1b', rule: 'r', reason: 'x' }],
      },
    },
  ],
  [{ kind: 'nomination_answered', subject: term, data: { term, chief: '2081-c01' } }],
  [{ kind: 'nomination_answered', subject: term, data: { term, chief: '2081-c01', workplace: 'w' } }],
  [{ kind: 'nomination_reopened', subject: term, data: { term, chief: '2081-c01', workplace: 'w' } }],
  [{ kind: 'interest_registered', subject: bo, data: { person: bo, course: '2' } }],
  [
    { kind: 'interest_registered', subject: bo, data: { person: bo, course: '3' } },
    { kind: 'interest_withdrawn', subject: bo, data: { person: bo, course: '2' } },
  ],
  ...[3, 2, 1].map((count): NewFact[] => [
    {
      kind: 'places_reserved',
      subject: course,
      data: { offering: course, municipality: '2081', count, releasedOn: '2026-08-01' },
    },
  ]),
  ...[2, 0].map((count): NewFact[] => [
    {
      kind: 'places_reserved',
      subject: course,
      data: { offering: course, municipality: '2080', count, releasedOn: '2026-08-01' },
    },
  ]),
  [{ kind: 'places_released', subject: course, data: { offering: course, municipality: '2081', unused: 1 } }],
  ...[9, 7, 8].map((capacity): NewFact[] => [
    { kind: 'capacity_changed', subject: course, data: { offering: course, capacity } },
  ]),
  [nomination(anna, 'declined')],
  [{ kind: 'nomination_withdrawn', subject: `${term}.${anna}`, data: { term, person: anna } }],
  [
    {
      kind: 'nominations_unanswered',
      subject: term,
      data: { term, chief: '2081-c01', municipality: '2081', outcome: 'send_nobody', people: [cia] },
    },
  ],
  [nomination(anna, 'nominated'), nomination(bo, 'declined')],
  [nomination(bo, 'nominated'), nomination(cia, 'nominated')],
  [nomination(cia, 'refused')],
  ...(['proposal', 'allocation'] as const).map((stage): NewFact[] => [
    {
      kind: 'seat_plan_made',
      subject: `${term}.${stage}`,
      data: {
        term,
        stage,
        method: 'plan',
        reason: 'x',
        goals: [{ name: 'overdue', direction: 'minimise', value: 1, bound: 1, gap: 0 }],
        rows: [{ person: stage === 'proposal' ? cia : bo, plannedTerm: term, course: '1b' }],
      },
    },
  ]),
  [
    seat(course, anna, 1, 'allocation'),
    {
      kind: 'waiting_placed',
      subject: bo,
      data: { term, person: bo, course: '1b', position: 1, reason: 'x' },
    },
    {
      kind: 'waiting_placed',
      subject: cia,
      data: { term, person: cia, course: '1b', position: 2, reason: 'x' },
    },
    { kind: 'seats_allocated', subject: term, data: { term } },
  ],
  [{ kind: 'seat_accepted', subject: anna, data: { offering: course, person: anna } }],
  [
    {
      kind: 'seat_given_up',
      subject: anna,
      data: {
        ...{ offering: course, person: anna, term, state: 'withdrawn' },
        ...{ cause: 'switched', switchedTo: 'VT2027' },
      },
    },
  ],
  [{ kind: 'seat_returned', subject: anna, data: { offering: course, person: anna, term, number: 2 } }],
  [
    {
      kind: 'seat_given_up',
      subject: anna,
      data: {
        ...{ offering: course, person: anna, term, state: 'withdrawn' },
        ...{ cause: 'switched', switchedTo: 'VT2027' },
      },
    },
  ],
  [seat(course, bo, 1, 'promotion')],
  [seat(course, cia, 2, 'registration')],
  [{ kind: 'seat_retracted', subject: cia, data: { offering: course, person: cia, term } }],
  [seat(course, anna, 2, 'allocation'), seat(day, anna, 1, 'registration')],
  [{ kind: 'waiting_place_left', subject: `${term}.${cia}`, data: { term, person: cia, reason: 'Slutat.' } }],
  [{ kind: 'waiting_ended', subject: term, data: { term, people: [cia] } }],
  [{ kind: 'practical_information_published', subject: course, data: { offering: course } }],
  [attendance([anna, bo], [])],
  [attendance([anna], [bo])],
  [
    {
      kind: 'handed_in',
      subject: anna,
      data: { offering: course, person: anna, kind: 'assignment', number: 1 },
    },
  ],
  [{ kind: 'handed_in', subject: anna, data: { offering: course, person: anna, kind: 'memo', number: 1 } }],
  [result(anna, 1, false)],
  [result(anna, 2, true), result(bo, 1, false)],
  [
    {
      kind: 'document_frozen',
      subject: course,
      data: { key: 'c', kind: 'certificate', subject: anna, sha256: 'a', bytes: 1, file: 'f' },
    },
    {
      kind: 'certificate_issued',
      subject: anna,
      data: {
        ...{ key: 'c', kind: 'course', person: anna, offering: course, number: 'N1', document: 'c' },
        ...{ version: 1, replaces: 0, daysPresent: 5, creditsTenths: 0 },
        ...{
          ...plainCertificate,
          issuer: 'hda',
          code: '7K3QABCDE0',
          statusIndex: 4711,
          validUntil: '2029-01-15',
        },
      },
    },
  ],
  [{ kind: 'offering_closed', subject: course, data: { offering: course } }],
  ...[1, 2].map((number): NewFact[] => [
    {
      kind: 'trainer_shares_credited',
      subject: `${term}.rss.2081.${number}`,
      data: {
        ...{
          key: `${term}.rss.2081.${number}`,
          seller: 'rss',
          year: 2027,
          number,
          municipality: '2081',
          term,
        },
        ...{ amountOre: number === 1 ? 26_667 : -8_889, issuedOn: '2027-01-25' },
        lines: [
          {
            ...{ offering: course, day: 1, date: '2026-09-16', trainer: 't-01', leader: true },
            ...{ participants: 3, potOre: 60_000, shareOre: 26_667 },
            amountOre: number === 1 ? 26_667 : -8_889,
          },
        ],
      },
    },
  ]),
  [
    {
      kind: 'respite_granted',
      subject: `${bo}.plan`,
      data: { person: bo, kind: 'plan', from: '2026-09-01', until: '' },
    },
  ],
  [
    {
      kind: 'respite_granted',
      subject: `${bo}.plan`,
      data: { person: bo, kind: 'plan', from: '2026-09-01', until: '2026-12-01' },
    },
  ],
  [{ kind: 'name_changed', subject: bo, data: { person: bo } }],
  [{ kind: 'language_chosen', subject: bo, data: { person: bo, language: 'en' } }],
  [
    {
      kind: 'copy_preference_set',
      subject: anna,
      data: { person: anna, kinds: ['seats_summary', 'seat_promoted'], wanted: false },
    },
    {
      kind: 'copy_preference_set',
      subject: anna,
      data: { person: anna, kinds: ['seat_promoted'], wanted: true },
    },
  ],
  [
    {
      kind: 'copy_preference_set',
      subject: bo,
      data: { person: bo, kinds: ['compliance_chief'], wanted: false },
    },
  ],
  [
    { kind: 'feed_opened', subject: bo, data: { person: bo, number: 1, hash: 'a'.repeat(64) } },
    { kind: 'feed_opened', subject: anna, data: { person: anna, number: 1, hash: 'b'.repeat(64) } },
  ],
  [{ kind: 'feed_revoked', subject: bo, data: { person: bo, number: 1 } }],
  [{ kind: 'task_opened', subject: bo, data: { key: 't', kind: 'address_missing', subject: bo } }],
  [
    {
      kind: 'message_decided',
      subject: 'm',
      data: { key: 'm', life: `managerJourney:${bo}`, decision: 'settled' },
    },
    ...[bo, anna].map(
      (person): NewFact => ({
        kind: 'address_refused',
        subject: person,
        data: { person, addressVersion: 1, key: 'm', code: '550' },
      }),
    ),
    { kind: 'address_restored', subject: bo, data: { person: bo } },
  ],
  [
    {
      kind: 'equivalent_recognised',
      subject: cia,
      data: {
        person: cia,
        course: '3',
        provider: 'university',
        completedOn: '2024-06-05',
        decidedOn: '2026-09-01',
        municipality: '2081',
        reference: 'SN 2026/12',
      },
    },
    {
      kind: 'credit_withdrawn',
      subject: cia,
      data: {
        person: cia,
        course: '3',
        basis: 'equivalent',
        completedOn: '2024-06-05',
        source: 'SN 2026/12',
      },
    },
  ],
  ...[bo, anna].map((person): NewFact[] => [
    { kind: 'course_part_done', subject: person, data: { person, course: 'LLU', part: 'reflection' } },
    { kind: 'self_study_assigned', subject: person, data: { person, course: 'ISU', dueOn: '2026-11-30' } },
    { kind: 'self_study_completed', subject: person, data: { person, course: 'ISU', manner: 'group' } },
  ]),
  [
    { kind: 'course_part_reopened', subject: bo, data: { person: bo, course: 'LLU', part: 'reflection' } },
    { kind: 'self_study_reopened', subject: bo, data: { person: bo, course: 'ISU' } },
    { kind: 'self_study_unassigned', subject: bo, data: { person: bo, course: 'ISU' } },
  ],
  ...['2026-10-01', '2026-11-01'].map((plannedOn): NewFact[] => [
    {
      kind: 'plan_activity_planned',
      subject: 'p-1',
      data: {
        code: 'p-1',
        municipality: '2081',
        title: 'Reflektionsgrupper',
        plannedOn,
        supportPerson: anna,
      },
    },
  ]),
  [
    {
      kind: 'plan_activity_planned',
      subject: 'p-1',
      data: {
        ...{ code: 'p-1', municipality: '2081', title: 'Reflektionsgrupper', plannedOn: '2026-10-01' },
        ...{ supportPerson: anna, occurrence: 1 },
      },
    },
  ],
  [{ kind: 'plan_activity_done', subject: 'p-1', data: { code: 'p-1' } }],
  [{ kind: 'plan_activity_reopened', subject: 'p-1', data: { code: 'p-1' } }],
  [{ kind: 'plan_activity_cancelled', subject: 'p-1', data: { code: 'p-1' } }],
  [
    {
      kind: 'case_opened',
      subject: late.case,
      data: { ...late, deadline: '2026-06-10', cause: 'near', chief: 'c-01' },
    },
    { kind: 'case_level_raised', subject: late.case, data: { ...late, level: 'chief', head: '' } },
  ],
  [
    {
      kind: 'digest_made',
      subject: 'd',
      data: {
        chief: 'c-01',
        week: '2026-06-15',
        rows: [{ case: late.case, section: 'new', level: 'chief', events: 2 }],
      },
    },
  ],
  [
    {
      kind: 'case_answered',
      subject: late.case,
      data: { ...late, answer: 'plan', until: '2026-09-01' },
    },
    { kind: 'case_resumed', subject: late.case, data: late },
    { kind: 'case_handed_over', subject: late.case, data: { ...late, chief: 'h-01', head: '' } },
    { kind: 'case_closed', subject: late.case, data: { ...late, cause: 'enrolled' } },
    { kind: 'task_closed', subject: 't', data: { key: 't' } },
  ],
  [
    {
      kind: 'extension_asked',
      subject: x1.id,
      data: { ...x1, askedBy: bo, until: '2027-01-31', cause: 'no_seat' },
    },
    {
      kind: 'extension_answered',
      subject: x1.id,
      data: { ...x1, by: 'c-01', grantedUntil: '', refusal: 'other' },
    },
    { kind: 'extension_answer_withdrawn', subject: x1.id, data: x1 },
    { kind: 'extension_withdrawn', subject: x1.id, data: x1 },
    {
      kind: 'extension_asked',
      subject: x2.id,
      data: { ...x2, askedBy: bo, until: '2027-01-31', cause: 'other' },
    },
    {
      kind: 'extension_answered',
      subject: x2.id,
      data: { ...x2, by: 'c-01', grantedUntil: '2027-01-31', refusal: '' },
    },
  ],
  [invoice(1)],
  [invoice(2)],
  [creditNote(3, 2)],
  [
    paid('BG-1', '2026-10-20', invoice(1).data.key),
    paid('BG-2', '2026-10-21', ''),
    { kind: 'payments_read', subject: 'hda', data: { seller: 'hda', through: '2026-10-21' } },
  ],
  [
    {
      kind: 'payment_withdrawn',
      subject: 'hda.BG-1',
      data: { seller: 'hda', reference: 'BG-1', invoice: invoice(1).data.key },
    },
    { kind: 'payments_read', subject: 'hda', data: { seller: 'hda', through: '2026-10-20' } },
  ],
  [paid('BG-1', '2026-10-22', invoice(1).data.key)],
  [
    {
      kind: 'dunning_stopped',
      subject: invoice(1).data.key,
      data: { invoice: invoice(1).data.key, cause: 'disputed', until: '' },
    },
  ],
  [{ kind: 'dunning_resumed', subject: invoice(1).data.key, data: { invoice: invoice(1).data.key } }],
  [
    {
      kind: 'task_opened',
      subject: 'e_invoice_wrong.x.1',
      data: { key: 'e_invoice_wrong.x.1', kind: 'e_invoice_wrong', subject: invoice(1).data.key },
    },
  ],
  [{ kind: 'invoice_check_repeated', subject: invoice(1).data.key, data: { invoice: invoice(1).data.key } }],
  [
    {
      kind: 'report_period_opened',
      subject: 'p',
      data: { period: 'heads.2026-09', audience: 'heads', asOf: 1 },
    },
  ],
];

const plan = (date: string) => ({
  term,
  days: [{ number: 1, date, start: '09:00', end: '16:00', place: 'Falun', trainers: [], link: '' }],
});
const version = { key: 'c', version: 1, person: anna };
const trainer = { offering: course, day: 1, trainer: 't-01' };
const booked = { home: course, homeDay: 1, person: bo, number: 1 };

/** Courses that do not go as planned, and what undoes it. */
const asTheyGo: readonly (readonly NewFact[])[] = [
  [
    {
      kind: 'make_up_booked',
      subject: bo,
      data: { ...booked, offering: day, day: 1, seatNumber: 5 },
    },
  ],
  ...['2026-12-01', '2026-12-02'].map((date): NewFact[] => [
    {
      kind: 'offering_changed',
      subject: day,
      data: { offering: day, what: 'day_changed', ...plan(date), before: plan('2026-11-01') },
    },
  ]),
  [
    {
      kind: 'offering_change_withdrawn',
      subject: day,
      data: { offering: day, what: 'day_changed', ...plan('2026-12-01'), change: '1' },
    },
  ],
  [{ kind: 'make_up_released', subject: bo, data: { ...booked, offering: day } }],
  [{ kind: 'trainer_assigned', subject: course, data: { ...trainer, leader: true } }],
  [{ kind: 'trainer_unavailable', subject: course, data: trainer }],
  [{ kind: 'trainer_assigned', subject: course, data: { ...trainer, trainer: 't-02', leader: true } }],
  [{ kind: 'trainer_unassigned', subject: course, data: { ...trainer, trainer: 't-02' } }],
  [{ kind: 'trainer_available', subject: course, data: trainer }],
  [
    {
      kind: 'result_corrected',
      subject: `${course}.${anna}`,
      data: { offering: course, person: anna, attempt: 2, passed: false, final: false },
    },
  ],
  [{ kind: 'result_withdrawn', subject: bo, data: { offering: course, person: bo, attempt: 1 } }],
  [{ kind: 'certificate_reissue_asked', subject: 'c', data: { ...version, cause: 'new_name' } }],
  [{ kind: 'certificate_reissue_withdrawn', subject: 'c', data: version }],
  [{ kind: 'certificate_revoked', subject: 'c', data: { ...version, reasonClass: 'misused' } }],
  [{ kind: 'certificate_restored', subject: 'c', data: version }],
  [{ kind: 'certificate_revoked', subject: 'c', data: { ...version, reasonClass: 'result_corrected' } }],
  [{ kind: 'offering_cancelled', subject: course, data: { offering: course, people: [bo], into: '' } }],
  [
    {
      kind: 'offering_reinstated',
      subject: course,
      data: { offering: course, people: [bo], from: '', change: '1' },
    },
  ],
  [{ kind: 'task_closed', subject: 't', data: { key: 't' } }],
];

const decision = '2081:2025-06-10';

const undone: readonly (readonly NewFact[])[] = [
  [
    {
      kind: 'respite_ended',
      subject: `${bo}.plan`,
      data: { person: bo, kind: 'plan', from: '2026-09-01', on: '2026-10-01' },
    },
    {
      kind: 'respite_ended',
      subject: `${bo}.plan`,
      data: { person: bo, kind: 'plan', from: '2026-09-01', on: '2026-11-01' },
    },
  ],
  [
    {
      kind: 'post_changed',
      subject: anna,
      data: { person: anna, from: '2026-09-01', set: { municipality: '2080', workplace: 'elderly_care/C' } },
    },
  ],
  [{ kind: 'person_left', subject: anna, data: { person: anna, on: '2027-01-01' } }],
  [
    {
      kind: 'person_returned',
      subject: anna,
      data: {
        person: anna,
        from: '2027-03-01',
        post: {
          municipality: '2081',
          workplace: 'elderly_care/A',
          chief: '',
          role: 'manager',
          postSince: '2027-03-01',
        },
      },
    },
  ],
  [
    {
      kind: 'mandate_changed',
      subject: decision,
      data: { mandate: decision, from: '2027-01-01', set: { quotaPerYear: 9 } },
    },
  ],
  [{ kind: 'mandate_withdrawn', subject: decision, data: { mandate: decision, on: '2028-01-01' } }],
  [{ kind: 'municipality_left', subject: '2081', data: { municipality: '2081', on: '2028-01-01' } }],
  [{ kind: 'municipality_left', subject: '2080', data: { municipality: '2080', on: '2028-01-01' } }],
  [{ kind: 'municipality_stayed', subject: '2081', data: { municipality: '2081' } }],
];

const undoing: Readonly<Record<string, NewFact>> = {
  respite_ended: {
    kind: 'respite_withdrawn',
    subject: `${bo}.plan`,
    data: { person: bo, kind: 'plan', from: '2026-09-01' },
  },
  language_chosen: { kind: 'language_choice_withdrawn', subject: bo, data: { person: bo } },
  copy_preference_set: { kind: 'copy_preference_withdrawn', subject: bo, data: { person: bo } },
  person_returned: { kind: 'post_withdrawn', subject: anna, data: { person: anna } },
  mandate_withdrawn: { kind: 'mandate_change_withdrawn', subject: decision, data: { mandate: decision } },
};

async function currentRows(db: Database): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of currentTables) {
    const rows = await db.$queryRaw<{ row: string }[]>`
      select to_jsonb(t)::text as row from ${Prisma.raw(table)} t order by 1`;
    found[table] = rows.map(({ row }) => row);
  }
  return found;
}

describe('the log', () => {
  test('refuses to be changed, whoever asks', async () => {
    const { db } = await server.fresh();
    await tell(db, [[{ kind: 'task_opened', subject: 'x', data: { key: 't', kind: 'k', subject: 'x' } }]]);
    await expect(db.$executeRaw`update fact set subject = 'y'`).rejects.toThrow(
      /append-only: UPDATE refused/,
    );
    await expect(db.$executeRaw`delete from fact`).rejects.toThrow(/append-only: DELETE refused/);
    await expect(db.$executeRaw`truncate fact`).rejects.toThrow(/append-only: TRUNCATE refused/);
    await expect(db.$executeRaw`truncate fact cascade`).rejects.toThrow(/append-only: TRUNCATE refused/);
    expect(await db.fact.findMany({ select: { subject: true } })).toEqual([{ subject: 'x' }]);
  });

  test('takes nothing of an unknown shape, and then writes nothing at all', async () => {
    const { db } = await server.fresh();
    const wrong = {
      kind: 'task_opened',
      subject: 'x',
      data: JSON.parse('{"key":"t","kind":"k","subject":7}'),
    } satisfies NewFact;
    await expect(
      tell(db, [[{ ...wrong, data: { key: 'u', kind: 'k', subject: 'x' } }, wrong]]),
    ).rejects.toThrow();
    expect(await db.fact.count()).toBe(0);
    expect(await db.coordinatorTask.count()).toBe(0);
  });

  test('gives the same current tables again, whatever kinds of facts there are', async () => {
    const db = await imported();
    await tell(db, story);
    await tell(db, undone);
    await tell(db, asTheyGo);
    // What is taken back by a fact of its own names the fact that it takes back.
    for (const [kind, undo] of Object.entries(undoing)) {
      const { seq } = await db.fact.findFirstOrThrow({ where: { kind }, orderBy: { seq: 'desc' } });
      await tell(db, [[{ ...undo, corrects: seq }]]);
    }
    const told = await db.fact.findMany({ distinct: ['kind'], select: { kind: true } });
    expect(told.map(({ kind }) => kind).sort()).toEqual([...factKinds.keys()].sort());

    const before = await currentRows(db);
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);
    const lives = await db.life.findMany({ orderBy: { id: 'asc' } });
    await db.$transaction((tx) => rebuild(tx));
    expect(await currentRows(db)).toEqual(before);
    expect(await db.life.findMany({ orderBy: { id: 'asc' } })).toEqual(lives);
  });

  test('the list of current tables is whole', async () => {
    const { db } = await server.fresh();
    const tables = await db.$queryRaw<{ name: string }[]>`
      select tablename::text as name from pg_tables where schemaname = 'public' order by 1`;
    const underived = [
      '_prisma_migrations',
      'clock',
      'control',
      'delivery_attempt',
      'effect',
      'error_log',
      'fact',
      'invitation',
      'life',
      'note',
      'person_detail',
    ];
    expect(tables.map(({ name }) => name)).toEqual([...currentTables, ...underived].sort());
  });
});

describe('the tables', () => {
  test('make wrong states impossible', async () => {
    const db = await imported();
    await tell(db, [
      [{ kind: 'term_opened', subject: term, data: { term } }],
      [seat(course, anna, 1, 'allocation')],
    ]);
    const facts = await db.fact.count();
    await expect(tell(db, [[seat(course, bo, 1, 'allocation')]]), 'two holders').rejects.toThrow();
    await expect(tell(db, [[seat(course, bo, 99, 'allocation')]]), 'no such number').rejects.toThrow();
    await expect(
      db.$executeRaw`update seat set state = 'withdrawn'`,
      'given up without a day',
    ).rejects.toThrow();
    await expect(db.$executeRaw`update life set planned = wanted + 1`).rejects.toThrow();
    expect(await db.fact.count()).toBe(facts);
  });

  test('a fact wakes the lives that it concerns, but never the one that recorded it', async () => {
    const db = await imported();
    await tell(db, [[{ kind: 'term_opened', subject: term, data: { term } }]]);
    const wanted = async (id: string) => (await db.life.findUniqueOrThrow({ where: { id } })).wanted;
    const offering = `courseOffering:${course}`;
    const [enrolmentBefore, offeringBefore] = [await wanted(`termStart:${term}`), await wanted(offering)];
    const at = await clock.now(db);
    await db.$transaction((tx) =>
      record(tx, { at, today: '2026-05-05', source: `termStart:${term}` }, [
        seat(course, anna, 1, 'allocation'),
      ]),
    );
    expect(await wanted(`termStart:${term}`)).toBe(enrolmentBefore);
    expect(await wanted(offering)).toBe(offeringBefore + 1n);
    expect(await wanted(`managerJourney:${anna}`)).toBeGreaterThan(0n);
  });
});
