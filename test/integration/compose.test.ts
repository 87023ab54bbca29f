/** Every kind of mail, from what the planners ask for to the message that goes out, on a real database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { folderStore } from '../../activities/documents/store.ts';
import { folderDelivery } from '../../activities/eInvoices/delivery.ts';
import { type NewFact, record } from '../../activities/facts/record.ts';
import type { EffectRow } from '../../activities/lives/ledger.ts';
import { lookAhead } from '../../activities/lives/plan.ts';
import {
  type ComposedMessage,
  composeMessage,
  composeTogether,
} from '../../activities/messages/compose/index.ts';
import { composeMail } from '../../activities/messages/composeMail.ts';
import { keepInvitations } from '../../activities/messages/invitations.ts';
import { outboxMailer } from '../../activities/messages/smtp.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import type { AgendaItem } from '../../domain/agenda.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Language } from '../../domain/region.ts';
import { isTemplateName, mailTemplates, type TemplateName } from '../../templates/mail/index.ts';
import { plainCertificate } from '../support/certificates.ts';
import { courseChangeMails } from '../support/courseChangeMails.ts';
import { startTestServer, type TestServer, testClock } from '../support/database.ts';
import { problemsOf } from '../support/mailChecks.ts';
import { stringsIn } from '../support/mailData.ts';
import { readLiten } from '../support/regionFiles.ts';

const names = Object.keys(mailTemplates).filter(isTemplateName);
const clock = testClock('2026-04-01T06:00:00Z');
const pdf = Buffer.from('%PDF-1.7\n% a stand-in: this test is about carrying it, not about what it says\n');

interface Composed extends ComposedMessage {
  readonly template: TemplateName;
  readonly effect: EffectRow;
}

let server: TestServer;
let deps: Dependencies;
let folder: string;
let people: { id: string; name: string; email: string }[];
const byKey = new Map<string, Composed>();
let composed: Composed[] = [];
/** The same mails, had their recipients chosen English. */
const english = new Map<string, ComposedMessage>();
const suppressed = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'ledarresan-compose-'));
  const { db } = await server.fresh();
  deps = {
    db,
    clock,
    mailer: outboxMailer(join(folder, 'outbox')),
    documents: createDocumentRenderer({ threads: 1 }),
    store: folderStore(join(folder, 'documents')),
    eInvoices: folderDelivery(join(folder, 'einvoices')),
    reference: createReferenceCache(db),
    passing: () => undefined,
  };
  const read = await readLiten();
  await importRegion(deps, read.region, read.hash);
  people = await db.personDetail.findMany();
  await recordStory();
  await recordOtherCourses();
  await compose({
    ...effectOf(await anyItem('managerJourney:2021-m03'), 'managerJourney:2021-m03'),
    key: 'address_missing.2021-m03',
    template: 'address_missing',
    recipient: 'k-01',
    detail: { subject: '2021-m03' },
  });
});

afterAll(async () => {
  await deps?.documents.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Composes what the planners see ahead of them, each at its moment; what a later look says stands. */
async function lookAtAllLives(): Promise<void> {
  for (const { id } of await deps.db.life.findMany({ orderBy: { id: 'asc' } })) {
    const { agenda } = await lookAhead(deps, id);
    for (const item of agenda) {
      if (item.kind === 'mail' && item.suppressed === undefined) await compose(effectOf(item, id));
    }
  }
}

const anyItem = async (life: string): Promise<AgendaItem> => {
  const [item] = (await lookAhead(deps, life)).agenda;
  if (item === undefined) throw new Error(`${life} has nothing ahead`);
  return item;
};

const effectOf = (item: AgendaItem, life: string): EffectRow => ({
  ...item,
  life,
  dueAt: new Date(item.dueAt),
  usefulUntil: item.usefulUntil === null ? null : new Date(item.usefulUntil),
  attempt: 1,
});

async function compose(effect: EffectRow, now = effect.dueAt.getTime()): Promise<void> {
  const outcome = await composeMessage(deps, effect, now);
  if (!isTemplateName(effect.template)) throw new Error(`no template ${effect.template}`);
  if ('suppressed' in outcome) suppressed.set(effect.key, outcome.suppressed);
  else byKey.set(effect.key, { ...outcome, template: effect.template, effect });
  composed = [...byKey.values()];
  const reference = async () => speaking('en', await deps.reference());
  const inEnglish = await composeMessage({ ...deps, reference }, effect, now);
  if (!('suppressed' in inEnglish)) english.set(effect.key, inEnglish);
}

/** The same region, where everybody has chosen a language. */
const speaking = (language: Language, reference: Reference): Reference => ({
  ...reference,
  person: (id) => ({ ...reference.person(id), language }),
});

async function at(moment: string, facts: readonly NewFact[], source = 'import'): Promise<void> {
  const context = { at: Date.parse(moment), today: moment.slice(0, 10), source };
  await deps.db.$transaction((tx) => record(tx, context, facts));
}

const course = 'HT2026-1b-1';
const courseDay = 'HT2026-LLU-1';

function seat(
  person: string,
  number: number,
  how: 'allocation' | 'promotion' | 'registration',
  offering = course,
): NewFact {
  return {
    kind: 'seat_given',
    subject: `${offering}/${person}`,
    data: {
      offering,
      person,
      number,
      term: 'HT2026',
      courseKind: offering === course ? 'programme' : 'course_day',
      municipality: person.slice(0, 4),
      how,
      rule: 'share',
      reason: 'Platsen ingår i kommunens andel av platserna på kurs 1b.',
    },
  };
}

function nomination(
  person: string,
  chief: string,
  code: string,
  state: 'nominated' | 'refused' = 'nominated',
  reason = '',
): NewFact {
  const data = { term: 'HT2026', person, chief, course: code, state, rule: '', reason };
  return { kind: 'nomination_made', subject: `HT2026/${person}`, data };
}

const proposed = (person: string, chief: string, code: string) => ({
  person,
  chief,
  course: code,
  rule: 'mandated',
  reason: 'Omfattas av kommunens beslut om obligatorisk utbildning.',
});

function result(person: string, passed: boolean, offering = course, attempt = 1, final = passed): NewFact {
  const data = { offering, person, attempt, passed, final };
  return { kind: 'result_decided', subject: `${offering}/${person}`, data };
}

const present = (offering: string, day: number, who: string[]): NewFact => ({
  kind: 'attendance_registered',
  subject: `${offering}#${day}`,
  data: { offering, day, present: who, absent: [] },
});

async function frozen(key: string, kind: string, subject: string): Promise<NewFact> {
  const stored = await deps.store.put(pdf);
  return {
    kind: 'document_frozen',
    subject: key,
    data: { key, kind, subject, file: `${key}.pdf`, ...stored },
  };
}

async function certificate(
  kind: 'course' | 'course_day' | 'programme',
  person: string,
  offering: string,
): Promise<NewFact[]> {
  const key = `certificate.${offering || 'programme'}.${person}`;
  const firstVersion = { version: 1, replaces: 0, daysPresent: 0, creditsTenths: 0 };
  const data = {
    key,
    kind,
    person,
    offering,
    number: `nr-${key}`,
    document: key,
    ...firstVersion,
    ...plainCertificate,
  };
  return [await frozen(key, 'certificate', offering), { kind: 'certificate_issued', subject: key, data }];
}

const late = {
  case: '2081.2025-06-10.start.2081-m04',
  person: '2081-m04',
  municipality: '2081',
  mandate: '2081:2025-06-10',
  what: 'start' as const,
};

const answered = (person: string, grantedUntil: string, refusal: '' | 'seat_available'): NewFact => ({
  kind: 'extension_answered',
  subject: `${person}.x1`,
  data: { id: `${person}.x1`, person, by: '2081-c01', grantedUntil, refusal },
});

/** One term in the small region: seats, a waiting list, results of all sorts, an invoice, reports. */
async function recordStory(): Promise<void> {
  await at('2026-05-04T06:00:00Z', [
    { kind: 'term_opened', subject: 'HT2026', data: { term: 'HT2026' } },
    {
      kind: 'credit_recognised',
      subject: '2081-m03',
      data: {
        person: '2081-m03',
        course: '4',
        completedOn: '2026-01-16',
        source: 'Högskolan Dalarna, HT2025',
      },
    },
    {
      kind: 'proposal_made',
      subject: 'HT2026/2081',
      data: {
        term: 'HT2026',
        municipality: '2081',
        rows: [
          proposed('2081-m01', '2081-c01', '1b'),
          proposed('2081-m04', '2081-c01', '1b'),
          proposed('2081-m05', '2081-c01', ''),
          proposed('2021-m02', '2081-c01', '1b'),
        ],
      },
    },
    await frozen('proposal.HT2026.2081-c01', 'proposal', 'HT2026'),
  ]);
  await at('2026-06-01T06:00:00Z', [
    nomination('2081-m01', '2081-c01', '1b'),
    nomination('2081-m02', '2081-c01', '', 'refused', 'Är tjänstledig eller undantagen från utbildningen.'),
    nomination('2081-m03', '2081-c01', '1b'),
    nomination('2081-m04', '2081-c01', '1b'),
    nomination('2081-m05', '2081-c01', ''),
    nomination('2021-m01', '2021-c01', '1b'),
    nomination('2021-m03', '2021-c01', '1b'),
    nomination('2080-m01', '2080-c01', ''),
  ]);
  await at('2026-06-16T06:00:00Z', [
    {
      kind: 'nominations_unanswered',
      subject: 'HT2026.2081-c01',
      data: {
        term: 'HT2026',
        chief: '2081-c01',
        municipality: '2081',
        outcome: 'send_nobody',
        people: ['2021-m02'],
      },
    },
  ]);
  await at('2026-06-17T06:00:00Z', [
    seat('2081-m01', 1, 'allocation'),
    seat('2081-m03', 2, 'allocation'),
    seat('2021-m03', 3, 'allocation'),
    seat('2080-m01', 4, 'allocation'),
    seat('2021-m02', 6, 'allocation'),
    {
      kind: 'waiting_placed',
      subject: 'HT2026/2021-m01',
      data: {
        term: 'HT2026',
        person: '2021-m01',
        course: '1b',
        position: 1,
        reason: 'Alla platser på kurs 1b är fördelade; reservplats 1.',
      },
    },
    {
      kind: 'waiting_placed',
      subject: 'HT2026/2081-m04',
      data: {
        term: 'HT2026',
        person: '2081-m04',
        course: '1b',
        position: 2,
        reason: 'Kommunens kvot på 5 nya deltagare under 2026 är fylld.',
      },
    },
    { kind: 'seats_allocated', subject: 'HT2026', data: { term: 'HT2026' } },
  ]);
  await at('2026-06-24T06:00:00Z', [
    {
      kind: 'seat_given_up',
      subject: `${course}/2080-m01`,
      data: { offering: course, person: '2080-m01', term: 'HT2026', state: 'declined' },
    },
    {
      kind: 'seat_given_up',
      subject: `${course}/2021-m02`,
      data: {
        ...{ offering: course, person: '2021-m02', term: 'HT2026', state: 'withdrawn' },
        ...{ cause: 'switched', switchedTo: 'VT2027' },
      },
    },
    seat('2021-m01', 5, 'promotion'),
    {
      kind: 'case_opened',
      subject: late.case,
      data: { ...late, deadline: '2026-06-10', cause: 'overdue', chief: '2081-c01' },
    },
    { kind: 'case_level_raised', subject: late.case, data: { ...late, level: 'chief', head: '' } },
    {
      kind: 'digest_made',
      subject: '2026-06-22.2081-c01',
      data: {
        chief: '2081-c01',
        week: '2026-06-22',
        rows: [{ case: late.case, section: 'new', level: 'chief', events: 2 }],
      },
    },
    ...['2081-m02', '2081-m04', '2081-m05'].map(
      (person): NewFact => ({
        kind: 'extension_asked',
        subject: `${person}.x1`,
        data: { id: `${person}.x1`, person, askedBy: person, until: '2027-01-31', cause: 'no_seat' },
      }),
    ),
    answered('2081-m04', '2027-01-31', ''),
    answered('2081-m05', '', 'seat_available'),
  ]);
  await lookAtAllLives();
  await at('2026-08-10T06:00:00Z', [
    { kind: 'waiting_ended', subject: 'HT2026', data: { term: 'HT2026', people: ['2081-m04'] } },
  ]);
  await at('2026-08-26T06:00:00Z', [
    { kind: 'practical_information_published', subject: course, data: { offering: course } },
    seat('2080-m02', 1, 'registration', courseDay),
    seat('2080-m04', 2, 'registration', courseDay),
    seat('2080-m03', 3, 'registration', courseDay),
  ]);
  await at('2026-09-22T06:00:00Z', [
    { kind: 'practical_information_published', subject: courseDay, data: { offering: courseDay } },
  ]);
  await at('2026-11-16T07:00:00Z', [
    result('2080-m02', true, courseDay),
    result('2080-m04', false, courseDay),
    ...(await certificate('course_day', '2080-m02', courseDay)),
  ]);
  await at('2027-01-18T07:00:00Z', [
    result('2081-m01', true),
    result('2081-m03', true),
    result('2021-m01', false),
    ...(await certificate('course', '2081-m01', course)),
    ...(await certificate('programme', '2081-m03', '')),
  ]);
  const invoice = 'HT2026.rss.2080';
  const creditNote = `${invoice}.credit-1`;
  await at('2026-10-28T07:00:00Z', [
    {
      kind: 'invoice_issued',
      subject: invoice,
      data: {
        key: invoice,
        seller: 'rss',
        year: 2026,
        number: 7,
        municipality: '2080',
        term: 'HT2026',
        ocr: '20260000718',
        netOre: 90_000,
        vatOre: 22_500,
        totalOre: 112_500,
        issuedOn: '2026-10-28',
        dueOn: '2026-11-27',
        lines: [],
      },
    },
    await frozen(`invoice_document.${invoice}`, 'invoice', invoice),
    {
      kind: 'credit_note_issued',
      subject: creditNote,
      data: {
        key: creditNote,
        credits: invoice,
        seller: 'rss',
        year: 2026,
        number: 8,
        municipality: '2080',
        term: 'HT2026',
        ocr: '20260000817',
        netOre: -45_000,
        vatOre: -11_250,
        totalOre: -56_250,
        issuedOn: '2026-10-28',
        dueOn: '2026-11-27',
        lines: [],
      },
    },
    await frozen(`invoice_document.${creditNote}`, 'invoice', creditNote),
    {
      kind: 'trainer_shares_credited',
      subject: 'HT2026.rss.2021',
      data: {
        ...{ key: 'HT2026.rss.2021', seller: 'rss', year: 2026, number: 1, municipality: '2021' },
        ...{ term: 'HT2026', amountOre: 33_333, issuedOn: '2026-10-28' },
        lines: [
          {
            ...{ offering: courseDay, day: 1, date: '2026-10-13', trainer: 't-02', leader: true },
            ...{ participants: 3, potOre: 60_000, shareOre: 33_333, amountOre: 33_333 },
          },
        ],
      },
    },
    await frozen('share_document.HT2026.rss.2021', 'share_statement', 'HT2026.rss.2021'),
    ...reportPeriods,
    await frozen('compliance.heads.2026-09.2081-h1', 'compliance', 'heads.2026-09'),
    await frozen('compliance.chiefs.2026Q3.2081-c01', 'compliance', 'chiefs.2026Q3'),
    await frozen('compliance.network.2026Q3', 'compliance', 'network.2026Q3'),
  ]);
  await lookAtAllLives();
  // The finance office has got the invoice, and has not paid when the bank's payments have been read.
  const sent = {
    kind: 'mail',
    life: 'termInvoicing:HT2026',
    status: 'accepted',
    rule: 'invoicing',
    reason: '',
  };
  const dueAt = new Date('2026-10-28T07:00:00Z');
  await deps.db.effect.create({
    data: { key: `invoice.${invoice}`, ...sent, dueAt, generation: 1, detail: {} },
  });
  await at('2026-12-08T07:00:00Z', [
    { kind: 'payments_read', subject: 'rss', data: { seller: 'rss', through: '2026-12-07' } },
  ]);
  await lookAtAllLives();
  await at('2027-01-19T07:00:00Z', [
    ...[1, 2, 3, 4, 5].map((day) => present(course, day, ['2081-m01', '2081-m03', '2021-m01', '2021-m03'])),
    present(courseDay, 1, ['2080-m02', '2080-m03', '2080-m04']),
  ]);
  await lookAtAllLives();
}

/** A course in parts, a meeting to which everybody is invited, a web course, and a line of a plan. */
async function recordOtherCourses(): Promise<void> {
  const plain = { creditsTenths: 0, alternativeGroup: '', priceArticle: '', audience: 'leaders' as const };
  const settings = { ...plain, area: '', trainersFrom: 'any' as const, kind: 'course_day' };
  const parts = [
    { code: 'prep', kind: 'preparation' as const, title: 'Förberedelse', dueDays: -7, remindDays: 7 },
    { code: 'day', kind: 'day' as const, title: 'Kursdag', dueDays: 0, remindDays: 0 },
    { code: 'task', kind: 'reflection' as const, title: 'Reflektionsuppgift', dueDays: 14, remindDays: 7 },
  ];
  const planned = (code: string, of: string, date: string): NewFact => ({
    kind: 'offering_planned',
    subject: code,
    data: {
      ...{ code, course: of, courseKind: 'course_day', term: 'HT2026', trainingGroup: '', capacity: 9 },
      place: 'Falun',
      days: [
        {
          ...{ number: 1, date, start: '09:00', end: '11:00', place: 'Digitalt' },
          trainers: [{ id: 't-02', leader: true }],
        },
      ],
    },
  });
  const given = (
    offering: string,
    person: string,
    number: number,
    how: 'registration' | 'invitation',
  ): NewFact => ({
    kind: 'seat_given',
    subject: `${offering}.${person}`,
    data: {
      ...{ offering, person, number, term: 'HT2026', courseKind: 'course_day', how },
      ...{ municipality: person.slice(0, 4), rule: 'r', reason: 'Anmäld.' },
    },
  });
  const study = (person: string) => ({ person, course: 'ISU' });
  await at('2026-09-01T06:00:00Z', [
    {
      kind: 'course_registered',
      subject: 'DEL',
      data: {
        ...settings,
        code: 'DEL',
        title: 'Kurs i delar',
        completedBy: 'result',
        booking: 'booking',
        parts,
        outcomes: [],
      },
    },
    {
      kind: 'course_registered',
      subject: 'UPP',
      data: {
        ...{ ...settings, code: 'UPP', title: 'Uppstartsträff', completedBy: 'presence' as const },
        ...{ booking: 'invitation' as const, parts: [], outcomes: [] },
      },
    },
    planned('HT2026-DEL-1', 'DEL', '2026-11-10'),
    planned('HT2026-UPP-1', 'UPP', '2026-11-12'),
    given('HT2026-DEL-1', '2080-m02', 1, 'registration'),
    given('HT2026-DEL-1', '2080-m01', 2, 'registration'),
    given('HT2026-UPP-1', '2080-m02', 1, 'invitation'),
    { kind: 'self_study_assigned', subject: 'ISU', data: { ...study('2080-m01'), dueOn: '2026-10-30' } },
    {
      kind: 'plan_activity_planned',
      subject: 'p-1',
      data: {
        ...{ code: 'p-1', municipality: '2080', title: 'Reflektionsgrupper' },
        ...{ plannedOn: '2026-10-15', supportPerson: '2080-c01' },
      },
    },
  ]);
  await lookAtAllLives();
  const key = 'certificate.web.ISU.2080-m01';
  const issued = {
    key,
    kind: 'web' as const,
    person: '2080-m01',
    offering: '',
    number: 'ISU/1',
    document: key,
    version: 1,
    replaces: 0,
    daysPresent: 0,
    creditsTenths: 0,
    ...plainCertificate,
  };
  await at('2026-11-10T16:00:00Z', [
    { kind: 'course_part_done', subject: 'DEL', data: { person: '2080-m01', course: 'DEL', part: 'prep' } },
    {
      kind: 'attendance_registered',
      subject: 'HT2026-DEL-1#1',
      data: absentFrom('HT2026-DEL-1', '2080-m01'),
    },
    result('2080-m01', false, 'HT2026-DEL-1', 1, true),
    { kind: 'self_study_completed', subject: 'ISU', data: { ...study('2080-m01'), manner: 'alone' } },
    await frozen(key, 'certificate', '2080-m01'),
    { kind: 'certificate_issued', subject: key, data: issued },
  ]);
  await lookAtAllLives();
}

const absentFrom = (offering: string, person: string) => ({
  offering,
  day: 1,
  present: [],
  absent: [person],
});

const reportPeriods: readonly NewFact[] = (
  [
    ['heads.2026-09', 'heads'],
    ['chiefs.2026Q3', 'chiefs'],
    ['network.2026Q3', 'network'],
  ] as const
).map(([period, audience]) => ({
  kind: 'report_period_opened',
  subject: period,
  data: {
    period,
    audience,
    asOf: Date.parse('2026-10-01T05:00:00Z'),
  },
}));

/** The mail of a key; the test fails when it was not made. */
function mail(key: string): Composed {
  const found = byKey.get(key);
  if (found === undefined) {
    throw new Error(`no mail ${key} (${suppressed.get(key) ?? 'never asked for'})`);
  }
  return found;
}

async function parsed({ message }: Composed) {
  return PostalMime.parse(await composeMail(message), { attachmentEncoding: 'utf8' });
}

/** The events of the attached calendar files, read by a calendar program's own rules. */
function events({ message }: Composed) {
  return (message.calendar ?? []).map(({ content, method }) => {
    const calendar = new ICAL.Component(ICAL.parse(content));
    const zonePart = calendar.getFirstSubcomponent('vtimezone');
    const part = calendar.getFirstSubcomponent('vevent');
    if (!zonePart || !part) throw new Error('a time zone and an event were expected');
    const zone = new ICAL.Timezone(zonePart);
    const event = new ICAL.Event(part);
    const instant = (time: ICAL.Time) => {
      const local = time.clone();
      local.zone = zone;
      return new Date(local.toUnixTime() * 1000).toISOString();
    };
    return {
      method,
      uid: event.uid,
      sequence: event.sequence,
      attendee: String(part.getFirstPropertyValue('attendee')),
      start: instant(event.startDate),
      end: instant(event.endDate),
    };
  });
}

describe('every mail that the planners ask for', () => {
  it('is made of every kind there is', () => {
    const made = new Set(composed.map(({ template }) => template));
    const elsewhere = new Set(courseChangeMails);
    expect(names.filter((name) => !made.has(name) && !elsewhere.has(name))).toEqual([]);
  });

  it('goes to the recipient, and says when it was sent', async () => {
    for (const { message, effect } of composed) {
      const person = people.find(({ id }) => id === effect.recipient);
      const expected =
        person?.email ?? `faktura@${effect.municipality === '2021' ? 'vansbro' : 'falun'}.example`;
      expect(message.to.email, effect.key).toBe(expected);
      expect(message.date, effect.key).toBe(effect.dueAt.getTime());
      expect(message.from).toEqual({ name: 'Ledarresan', email: 'ledarresan@hvd.example' });
      expect(message.replyTo).toMatchObject({ name: 'Karin Hedvik', email: 'karin.hedvik@hvd.example' });
    }
  });

  it('misses nothing, in text or HTML', () => {
    for (const { message, effect } of composed) {
      for (const part of [message.subject, message.text, message.html]) {
        expect(part, effect.key).not.toMatch(/undefined|NaN|null|\[object|\$\{|Invalid/);
      }
      expect(message.text, effect.key).toMatch(/^Hej( [\p{L}-]+)?!\n/u);
    }
  });

  it('names nobody in its subject, key, id, file or attachments', () => {
    const parts = people.flatMap(({ name }) => name.split(' '));
    for (const { message, subject, file, effect } of composed) {
      const attached = [...message.attachments, ...(message.calendar ?? [])].map(({ filename }) => filename);
      for (const shown of [message.subject, subject, file, message.messageId, ...attached]) {
        for (const part of parts) expect(shown.includes(part), `${effect.key}: ${shown}`).toBe(false);
        if (shown !== message.subject && shown !== subject) expect(shown).toMatch(/^[\x21-\x7e]+$/);
      }
    }
  });

  it('has an id of its own that mail programs take', async () => {
    const ids = composed.map(({ message }) => message.messageId);
    expect(new Set(ids).size).toBe(ids.length);
    // RFC 5322 §3.2.3: what an id may hold on the left without quotes.
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@ledarresan\.example$/);
    for (const { file, effect, templateVersion } of composed) {
      expect(file).toBe(`mail/${effect.key}.eml`);
      expect(templateVersion).toBeGreaterThanOrEqual(1);
    }
    const { effect } = mail(`seat_confirmed.${course}.2081-m01`);
    const withColon = { ...effect, key: 'seat_confirmed.a:b' };
    expect(await composeMessage(deps, withColon, 0)).toMatchObject({
      message: { messageId: 'seat_confirmed.a_b@ledarresan.example' },
      file: 'mail/seat_confirmed.a_b.eml',
    });
  });
});

describe('a seat', () => {
  const days = ['2026-09-16', '2026-10-07', '2026-10-21', '2026-11-18', '2026-12-09'];
  // Summer time until 25 October.
  const utc = (day: string) =>
    day < '2026-10-25'
      ? { start: `${day}T07:00:00.000Z`, end: `${day}T14:00:00.000Z` }
      : { start: `${day}T08:00:00.000Z`, end: `${day}T15:00:00.000Z` };

  it('brings every course day into the calendar, at the right moment on both sides of the clock change', async () => {
    const confirmed = mail(`seat_confirmed.${course}.2081-m01`);
    expect(events(confirmed)).toEqual(
      days.map((day, index) => ({
        method: 'REQUEST',
        uid: `2081-m01-${course}-${index + 1}@ledarresan.example`,
        sequence: 0,
        attendee: 'mailto:fatima.lundhage@borlange.example',
        ...utc(day),
      })),
    );
    const { attachments } = await parsed(confirmed);
    expect(attachments.map(({ filename }) => filename)).toEqual(days.map((_, i) => `kursdag-${i + 1}.ics`));
  });

  it('that is given up takes the same days out again, with a higher sequence', () => {
    const given = events(mail(`seat_confirmed.${course}.2080-m01`));
    const taken = events(mail(`seat_lost.${course}.2080-m01`));
    expect(taken).toEqual(given.map((event) => ({ ...event, method: 'CANCEL', sequence: 1 })));
    expect(taken).toHaveLength(5);
  });

  it('given late speaks only of the days that are left', async () => {
    const { effect } = mail(`seat_confirmed.${course}.2081-m01`);
    const late = await composeMessage(deps, effect, Date.parse('2026-11-20T09:00:00Z'));
    if ('suppressed' in late) throw new Error(late.suppressed);
    expect(late.message.calendar).toHaveLength(1);
    expect(late.message.text).toContain('Kursdag 5: onsdag 9 december 2026');
    expect(late.message.text).not.toContain('Kursdag 4');
  });

  it('of somebody without an address goes to the chief, who is asked to pass it on', () => {
    const { message, effect } = mail(`seat_confirmed.${course}.2021-m03`);
    expect(effect.detail.via).toBe('2021-m03');
    expect(message.to).toEqual({ name: 'Anneli Björkback', email: 'anneli.bjorkback@vansbro.example' });
    expect(message.subject).toBe('Att lämna vidare: Du har fått en plats: Ledarskap för effektivt samar…');
    expect(message.text).toMatch(/^Hej Anneli!\n\nDet här mejlet är till Åke Granvik,/);
    expect(message.text).toContain('Kursdag 1: onsdag 16 september 2026');
    // The days are not the chief's own.
    expect(message.calendar).toEqual([]);
    expect(message.text).not.toContain('kalenderfil');
  });

  it('given again, with a day moved meanwhile, rises above all earlier versions', async () => {
    const { offering, days, ...rest } = { offering: course, ...(await deps.reference()).offering(course) };
    const moved = days.map(({ offering: _offering, occurrence: _occurrence, trainers, ...day }) => ({
      ...day,
      trainers: [...trainers],
      ...(day.number === 1 ? { date: '2026-09-17' } : {}),
    }));
    const data = { ...rest, courseKind: 'programme', days: moved };
    await at('2026-07-01T06:00:00Z', [{ kind: 'offering_planned', subject: offering, data }]);
    const { effect } = mail(`seat_confirmed.${course}.2080-m01`);
    // As it was sent the first time, and given up.
    for (const key of [`seat_confirmed.${course}.2080-m01`, `seat_lost.${course}.2080-m01`]) {
      await keepInvitations(deps.db, key, mail(key).invitations);
    }
    const twice = { ...effect, key: `${effect.key}.n2` };
    const again = await composeMessage(deps, twice, effect.dueAt.getTime());
    if ('suppressed' in again) throw new Error(again.suppressed);
    const versions = events({ ...again, template: 'seat_confirmed', effect });
    expect(versions.map(({ sequence }) => sequence)).toEqual([2, 2, 2, 2, 2]);
    // Sent anew it is no other version, and of the days only the one that differs is.
    await keepInvitations(deps.db, twice.key, again.invitations);
    const sequences = async (place: string) => {
      const data = { ...rest, courseKind: 'programme', days: moved, place };
      await at('2026-07-02T06:00:00Z', [{ kind: 'offering_planned', subject: offering, data }]);
      const once = await composeMessage(deps, twice, effect.dueAt.getTime());
      if ('suppressed' in once) throw new Error(once.suppressed);
      return events({ ...once, template: 'seat_confirmed', effect }).map(({ sequence }) => sequence);
    };
    expect(await sequences(rest.place)).toEqual([2, 2, 2, 2, 2]);
    expect(versions[0]?.start).toBe('2026-09-17T07:00:00.000Z');
    expect(versions[0]?.uid).toBe(events(mail(`seat_confirmed.${course}.2080-m01`))[0]?.uid);
  });
});

describe('documents', () => {
  it.each([
    [`course_certificate.${course}.2081-m01`, `Kursintyg-${course}.pdf`],
    [`course_day_certificate.${courseDay}.2080-m02`, `Intyg-${courseDay}.pdf`],
    ['programme_certificate.2081-m03', 'Programintyg.pdf'],
    ['nomination_request.HT2026.2081-c01', 'Nomineringsforslag-HT2026.pdf'],
    ['invoice.HT2026.rss.2080', 'Faktura-RSS-2026-00007.pdf'],
    ['invoice.HT2026.rss.2080.credit-1', 'Kreditfaktura-RSS-2026-00008.pdf'],
    ['trainer_shares.HT2026.rss.2021', 'Utbildarpotten-RSS-POTT-2026-00001.pdf'],
    ['compliance_head.heads.2026-09.2081-h1', 'Uppfoljning-2026-09.pdf'],
    ['compliance_chief.chiefs.2026Q3.2081-c01', 'Uppfoljning-2026Q3.pdf'],
    ['compliance_network.network.2026Q3.2081-h1', 'Uppfoljning-2026Q3.pdf'],
  ])('%s carries %s, byte for byte', async (key, filename) => {
    const composedMail = mail(key);
    const { attachments } = await parsed(composedMail);
    expect(attachments.map((part) => [part.filename, part.mimeType])).toEqual([
      [filename, 'application/pdf'],
    ]);
    expect(composedMail.message.attachments[0]?.content).toEqual(pdf);
  });

  it('that has not been made stops the mail, with ids only', async () => {
    const { effect } = mail(`course_certificate.${course}.2081-m01`);
    const missing = { ...effect, detail: { ...effect.detail, certificate: 'certificate.x' } };
    await expect(composeMessage(deps, missing, 0)).rejects.toThrow('no certificate certificate.x');
  });
});

describe('what each mail says', () => {
  const text = (key: string) => mail(key).message.text.replaceAll('\u00a0', ' ');

  it('to a chief: how it went for everybody, with the reason', () => {
    const summary = text('seats_summary.HT2026.2081-c01');
    expect(summary).toContain(
      '- Fatima Lundhage\n  Har fått en plats: Ledarskap för effektivt samarbete\n  Kurstillfälle HT2026-1b-1, första kursdagen 16 september 2026.',
    );
    expect(summary).toContain('- Oskar Björkvik\n  Fick ingen plats\n  Är tjänstledig');
    expect(summary).toContain(
      '- Peter Älvback\n  Står på reservlistan: Ledarskap för effektivt samarbete\n  Reservplats 2. Kommunens kvot',
    );
    expect(text('seats_summary.HT2026.2021-c01')).toContain('- Åke Granvik\n  Har fått en plats');
  });

  it('to somebody who waits: the place and why, in words of their own', () => {
    const placed = text('waiting_list_placed.HT2026.2021-m01');
    expect(placed).toContain(
      'Reservplats: 1\nVarför: Alla platser på kursen Ledarskap för effektivt samarbete är fördelade.\n',
    );
  });

  it('to a reader of copies: how to decline them, which no duty says', () => {
    const copy = mail('seats_summary.HT2026.2081-c01').message;
    expect(copy.text).toContain('Det här är en kopia för kännedom.');
    expect(copy.declineBy).toBe('Inga kopior (seats_summary)');
    const duty = mail('nomination_request.HT2026.2081-c01').message;
    expect(duty.text).not.toContain('kopia');
    expect(duty.declineBy).toBeUndefined();
  });

  it('to a chief whose nominees got nothing: no planning of course days', () => {
    expect(text('seats_summary.HT2026.2080-c01')).toContain('Nästa steg: Du behöver inte göra något nu.');
  });

  it('to a chief: how many are proposed, and how long there is to answer', () => {
    expect(text('nomination_request.HT2026.2081-c01')).toContain('3 chefer');
    const reminder = text('nomination_reminder.HT2026.r2.2081-c01');
    expect(reminder).toContain('Svar saknas om');
    expect(reminder).toContain('Malin Sjöbrink');
    expect(text('nomination_reminder.HT2026.r2.2081-c01')).toContain('Nomineringen stänger om 3 dagar.');
  });

  it('to the course leader: who comes, by municipality and name', () => {
    const list = text(`attendance_list.${course}.d1`);
    expect(list.match(/^- .*$/gm)).toEqual([
      '- Fatima Lundhage, Borlänge',
      '- Linnea Åkernäs, Borlänge',
      '- Henrik Dalhage, Vansbro',
      '- Åke Granvik, Vansbro',
    ]);
  });

  it('to who has passed: nothing promised while attendance is open, or when too much of it is missing', async () => {
    const key = `result_passed.${course}.a1.2081-m03`;
    const said = async () => {
      const { effect } = mail(key);
      const again = await composeMessage(deps, effect, effect.dueAt.getTime());
      if ('suppressed' in again) throw new Error(again.suppressed);
      return again.message.text;
    };
    expect(await said()).toContain('Ditt kursintyg kommer i ett eget mejl.');
    await deps.db.attendance.updateMany({
      where: { offering: course, person: '2081-m03', day: { in: [2, 3] } },
      data: { present: false },
    });
    expect(await said()).toContain('du har missat 2 kursdagar, och högst en kursdag får missas');
    await deps.db.attendance.updateMany({
      where: { offering: course, person: '2081-m03', day: { in: [2, 3] } },
      data: { present: true },
    });
  });

  it('to who has passed and gets the certificate in the same mail: that it is there', async () => {
    const certificate = mail(`course_certificate.${course}.2081-m01`).effect;
    const result = {
      ...mail(`result_passed.${course}.a1.2081-m03`).effect,
      ...{ key: `result_passed.${course}.a1.2081-m01`, person: '2081-m01', recipient: '2081-m01' },
    };
    const said = async (...parts: (typeof certificate)[]) => {
      const outcome = await composeTogether(deps, result, parts, certificate.dueAt.getTime());
      if ('notSent' in outcome) throw new Error(outcome.notSent[0]?.reason);
      return outcome.message;
    };
    const alone = 'Ditt kursintyg kommer i ett eget mejl.';
    expect((await said()).text).toContain(alone);
    const { text, attachments } = await said(certificate);
    expect(text).toContain('Ditt kursintyg finns med i det här mejlet.');
    expect(text).not.toContain(alone);
    expect(attachments).toHaveLength(1);
  });

  it('to the course leader: how many results are left for each deadline', () => {
    const due = composed.filter(({ template }) => template === 'results_due');
    const left = due
      .filter(({ effect }) => effect.detail.offering === course)
      .map(({ message }) => /Resultat som saknas: (\d+)/.exec(message.text)?.[1]);
    // One has handed in nothing yet, one has another attempt.
    expect(left).toEqual(['1', '1']);
  });

  it('about a course day never speaks of a memo or of credits', () => {
    const about = composed.filter(({ effect }) => effect.detail.offering === courseDay);
    expect(about.length).toBeGreaterThan(8);
    for (const { message, effect } of about) {
      expect(message.text, effect.key).not.toMatch(/\bPM\b|\bhp\b|[Kk]ursdag 1\b|av 1\b/);
    }
  });
});

describe('a mail that has lost its point is not sent', () => {
  const outcome = async (key: string, now?: string) => {
    const { effect } = mail(key);
    return composeMessage(deps, effect, now === undefined ? effect.dueAt.getTime() : Date.parse(now));
  };

  it('when the nominations have closed', async () => {
    expect(await outcome('nomination_request.HT2026.2081-c01', '2026-06-16T08:00:00Z')).toEqual({
      suppressed: 'Nomineringen stängde 2026-06-15.',
    });
  });

  it('when nobody is left in the offering', async () => {
    const { effect } = mail(`attendance_list.${courseDay}.d1`);
    await at('2026-10-09T07:00:00Z', ['2080-m02', '2080-m03', '2080-m04'].map(withdrawn));
    expect(await composeMessage(deps, effect, effect.dueAt.getTime())).toEqual({
      suppressed: 'Ingen har längre en plats på kurstillfället.',
    });
  });

  it('when the recipient has no address any more', async () => {
    await deps.db.personDetail.delete({ where: { id: '2080-m02' } });
    expect(await outcome(`result_passed.${courseDay}.a1.2080-m02`)).toHaveProperty('suppressed');
  });
});

const withdrawn = (person: string): NewFact => ({
  kind: 'seat_given_up',
  subject: `${courseDay}/${person}`,
  data: { offering: courseDay, person, term: 'HT2026', state: 'withdrawn' },
});

describe('the language of the recipient', () => {
  const finished = ({ message, subject }: ComposedMessage) => ({
    ...{ subject: message.subject, text: message.text, html: message.html },
    ...{ ledgerSubject: subject, version: 1 },
  });

  it('is that of everything that is said, apart from names, titles and places', async () => {
    const names = [
      ...people.flatMap(({ name }) => [name, name.split(' ')[0] ?? '']),
      ...stringsIn(await deps.reference()),
    ];
    expect(english.size).toBe(composed.length);
    for (const mail of composed) {
      const other = english.get(mail.effect.key);
      expect([mail.template, problemsOf(finished(mail), 'sv', names)]).toEqual([mail.template, []]);
      if (other === undefined) continue;
      const isOffice = mail.effect.recipient.startsWith('finance:');
      const found = problemsOf(finished(other), isOffice ? 'sv' : 'en', names);
      expect([mail.template, found]).toEqual([mail.template, []]);
      // The ledger is the coordinators', who read Swedish.
      expect(other.subject).toBe(mail.subject);
    }
  });

  it('stands in the header', async () => {
    const [key, mail] = [...english].find(([, { message }]) => message.language === 'en') ?? [];
    if (key === undefined || mail === undefined) throw new Error('no mail in English');
    expect((await composeMail(mail.message)).toString()).toContain('\r\nContent-Language: en\r\n');
    const swedish = byKey.get(key);
    if (swedish === undefined) throw new Error('no mail in Swedish');
    expect((await composeMail(swedish.message)).toString()).toContain('\r\nContent-Language: sv\r\n');
  });
});
