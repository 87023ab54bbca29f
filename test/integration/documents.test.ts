import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { folderStore } from '../../activities/documents/store.ts';
import { complianceReportView } from '../../activities/documents/views/report.ts';
import { folderDelivery } from '../../activities/eInvoices/delivery.ts';
import { type NewFact, record } from '../../activities/facts/record.ts';
import { createActivities } from '../../activities/index.ts';
import { outboxMailer } from '../../activities/messages/smtp.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import { replyToContact } from '../../activities/region/settings.ts';
import { networkView } from '../../activities/reports/statements.ts';
import { type Audience, reportRecipients } from '../../domain/report/agenda.ts';
import { toTimestamp } from '../../prisma/client.ts';
import { complianceSheets } from '../../templates/sheets/compliance.ts';
import { csvLines } from '../../templates/sheets/csv.ts';
import { workbook } from '../../templates/sheets/workbook.ts';
import { startTestServer, type TestServer, testClock } from '../support/database.ts';
import { pageTexts } from '../support/pdf-text.ts';
import { readLiten } from '../support/regionFiles.ts';

let server: TestServer;
let folder: string;
const documents = createDocumentRenderer({ threads: 1 });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledarresan-documents-'));
  server = await startTestServer();
});
afterAll(async () => {
  await documents.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const term = 'HT2026';
const offering = 'HT2026-1b-1';
const dayOffering = 'HT2026-LLU-1';
let regions = 0;

/** The small region, imported; lives are run by performing what their plans say, without Temporal. */
async function smallRegion() {
  regions += 1;
  const { db } = await server.fresh();
  const clock = testClock('2026-05-04T08:00:00+02:00');
  const read = await readLiten();
  await importRegion({ db, clock }, read.region, read.hash);
  const deps: Dependencies = {
    db,
    clock,
    mailer: outboxMailer(join(folder, `outbox-${regions}`)),
    documents,
    store: folderStore(join(folder, `documents-${regions}`)),
    eInvoices: folderDelivery(join(folder, `einvoices-${regions}`)),
    reference: createReferenceCache(db),
    passing: () => undefined,
  };
  await db.control.create({ data: { id: 'release', action: 'release', scope: 'all', since: new Date(0) } });
  const { calendar } = await deps.reference();
  const activities = createActivities(deps);
  const perform = {
    ...{
      mail: activities.sendMail,
      case: activities.takeCaseStep,
      task: activities.openTask,
      certificate: activities.issueCertificate,
    },
    ...{ propose: activities.propose, proposal_document: activities.makeProposal },
    ...{ allocate_seats: activities.allocateSeats, end_waiting_list: activities.endWaitingList },
    ...{
      issue_seat_invoices: activities.issueSeatInvoices,
      invoice_document: activities.makeInvoiceDocument,
    },
    ...{
      issue_course_day_invoices: activities.issueCourseDayInvoices,
      report_document: activities.makeReport,
    },
    ...{ issue_yearly_invoices: activities.issueYearlyInvoices, e_invoice: activities.deliverEInvoice },
  };
  const performed = new Map<string, (typeof activities)['sendMail']>(Object.entries(perform));
  return {
    deps,
    db,
    clock,
    async enter(...facts: NewFact[]) {
      const at = await clock.now(db);
      await db.$transaction((tx) => record(tx, { at, today: calendar.dateOf(at), source: 'answers' }, facts));
    },
    /** Sets the clock to a local time and does everything that is due in a life by then. */
    async run(life: string, date: string, time = '08:30') {
      clock.set(calendar.at(date, time));
      // Claims read the clock's own row.
      const now = toTimestamp(calendar.at(date, time));
      await db.clock.upsert({ where: { id: 1 }, create: { id: 1, now }, update: { now } });
      for (;;) {
        const { steps, generation } = await activities.plan(life);
        if (steps.length === 0) return;
        for (const { kind, key } of steps) {
          const step = performed.get(kind);
          if (step === undefined) throw new Error(`no activity for ${kind}`);
          await step({ life, key, generation });
        }
      }
    },
    openReports: (audience: Audience, date: string) =>
      activities.openReportPeriod({ audience, scheduledAt: calendar.at(date, '07:00') }),
    /** The text of a frozen document, and how the ledger tells of it. */
    async read(key: string) {
      const document = await db.document.findUniqueOrThrow({ where: { key } });
      const effect = await db.effect.findUniqueOrThrow({ where: { key } });
      const bytes = await deps.store.get(document.sha256);
      return { text: pageTexts(bytes).join(' ').replace(/\s+/g, ' '), document, effect };
    },
  };
}

/** Names of managers by their chief, the heads’ own direct ones included. */
async function namesByChief({ db }: Pick<Dependencies, 'db'>): Promise<Map<string, string[]>> {
  const people = await db.person.findMany({ where: { role: { in: ['manager', 'deputy_manager'] } } });
  const details = new Map((await db.personDetail.findMany()).map(({ id, name }) => [id, name]));
  const names = new Map<string, string[]>();
  for (const { id, chief, municipality } of people) {
    const answers = chief === '' ? `${municipality}-h1` : chief;
    names.set(answers, [...(names.get(answers) ?? []), details.get(id) ?? '']);
  }
  return names;
}

const seat = (person: string, number: number, where = offering): NewFact => ({
  kind: 'seat_given',
  subject: `${where}.${person}`,
  data: {
    ...{ offering: where, person, number, term, municipality: person.slice(0, 4), how: 'hand' },
    ...{ courseKind: where === offering ? 'programme' : 'course_day', rule: 'hand', reason: 'För hand.' },
  },
});
const present = (where: string, day: number, people: string[], absent: string[] = []): NewFact => ({
  kind: 'attendance_registered',
  subject: where,
  data: { offering: where, day, present: people, absent },
});
const passed = (where: string, person: string, validOn: string): NewFact => ({
  kind: 'result_decided',
  subject: `${where}.${person}`,
  validOn,
  data: { offering: where, person, attempt: 1, passed: true, final: true },
});

describe('proposals', () => {
  test('each chief is told about the own managers only, each with a reason, in a document made once', async () => {
    const region = await smallRegion();
    await region.enter({ kind: 'term_opened', subject: term, data: { term } });
    await region.run(`termStart:${term}`, '2026-05-04');

    const rows = await region.db.proposal.findMany();
    const names = await namesByChief(region.deps);
    const chiefs = [...new Set(rows.map(({ chief }) => chief))];
    expect(chiefs.sort()).toEqual([...names.keys()].sort());
    for (const chief of chiefs) {
      const { text, document, effect } = await region.read(`proposal.${term}.${chief}`);
      expect(document).toMatchObject({
        kind: 'proposal',
        subject: term,
        file: `proposals/proposal.${term}.${chief}.pdf`,
      });
      expect(effect).toMatchObject({ status: 'done', subject: 'Förslag till nominering HT2026' });
      for (const [other, managers] of names) {
        for (const name of managers) expect(text.includes(name), `${name} to ${chief}`).toBe(other === chief);
      }
      expect(text).toContain('Svara senast den 15 juni 2026');
    }
    const borlange = await region.read(`proposal.${term}.2081-c01`);
    expect(borlange.text).toContain('Kommunstyrelsen i Borlänge kommun beslutade den 10 juni 2025');
    expect(borlange.text).toContain('Har redan påbörjat utbildningen (15 hp)');
    const falun = await region.read(`proposal.${term}.2080-c01`);
    expect(falun.text).toContain('Falu kommun har inte beslutat');

    const requests = await region.db.effect.findMany({ where: { template: 'nomination_request' } });
    expect(requests.map(({ status }) => status)).toEqual(chiefs.map(() => 'accepted'));

    const before = await region.db.document.findMany();
    await region.run(`termStart:${term}`, '2026-05-05');
    expect(await region.db.document.findMany()).toEqual(before);
  });
});

describe('certificates', () => {
  test('of a course, a course day and the programme, each with a number of its own for ever', async () => {
    const region = await smallRegion();
    const person = '2081-m03';
    await region.enter(seat(person, 1), seat(person, 1, dayOffering));
    for (const day of [1, 2, 3, 4]) await region.enter(present(offering, day, [person]));
    await region.enter(present(offering, 5, [], [person]), present(dayOffering, 1, [person]));
    await region.enter({
      kind: 'credit_recognised',
      subject: person,
      data: { person, course: '4', completedOn: '2024-06-07', source: 'Högskolan Dalarna, VT2024' },
    });
    await region.enter(passed(dayOffering, person, '2026-10-20'), passed(offering, person, '2027-01-11'));
    await region.run(`managerJourney:${person}`, '2027-01-11');

    const course = await region.read(`certificate.${offering}.${person}`);
    expect(course.document).toMatchObject({
      kind: 'certificate',
      subject: person,
      file: `certificates/certificate.${offering}.${person}.pdf`,
    });
    for (const words of [
      'Linnea Åkernäs',
      'Ledarskap för effektivt samarbete',
      '7,5 högskolepoäng',
      '4 av 5 kursdagar',
      'Högskolan Dalarna',
      'Karin Hedvik',
      '11 januari 2027',
    ]) {
      expect(course.text).toContain(words);
    }
    const day = await region.read(`certificate.${dayOffering}.${person}`);
    for (const words of [
      'Leda lärande och utveckling',
      'cirka 10 timmar',
      '13 oktober 2026',
      'RSS Dalarna',
    ]) {
      expect(day.text).toContain(words);
    }
    const programme = await region.read(`certificate.programme.${person}`);
    for (const words of ['30 högskolepoäng', 'Kommunal styrning', 'Tidigare', 'Höstterminen 2026']) {
      expect(programme.text).toContain(words);
    }

    const issued = await region.db.certificate.findMany({ where: { person }, orderBy: { key: 'asc' } });
    expect(issued.map(({ kind }) => kind)).toEqual(['course', 'course_day', 'programme']);
    expect(issued.map(({ number }) => number)).toEqual([
      expect.stringMatching(/^HT2026-1b-1\/2081-m03\/[0-9A-Z]{4}$/),
      expect.stringMatching(/^HT2026-LLU-1\/2081-m03\/[0-9A-Z]{4}$/),
      expect.stringMatching(/^PROGRAM\/2081-m03\/[0-9A-Z]{4}$/),
    ]);
    const names = (await region.db.personDetail.findMany()).map(({ name }) => name);
    for (const { text, effect } of [course, day, programme]) {
      expect(text).toContain(issued.find(({ key }) => key === effect.key)?.number);
      expect(names.filter((name) => effect.subject.includes(name))).toEqual([]);
    }
  });
});

describe('invoices', () => {
  test('say who in initials, add up, and why there is no VAT', async () => {
    const region = await smallRegion();
    await region.enter({ kind: 'term_opened', subject: term, data: { term } });
    await region.enter(seat('2081-m01', 1), seat('2081-m03', 2), seat('2080-m01', 1, dayOffering));
    await region.enter(present(dayOffering, 1, ['2080-m01']));
    await region.run(`termInvoicing:${term}`, '2026-11-20');

    const seats = await region.read(`invoice_document.${term}.hda.2081`);
    expect(seats.document).toMatchObject({
      kind: 'invoice',
      subject: `${term}.hda.2081`,
      file: `invoices/${term}.hda.2081.pdf`,
    });
    for (const words of [
      'Borlänge kommun',
      'FL, Hemtjänst Tjärna (2081-m01)',
      'LÅ, Daglig verksamhet Verkstaden (2081-m03)',
      '50 000,00',
      'undantagen från skatteplikt',
      'Kan ersättas genom Äldreomsorgslyftet',
    ]) {
      expect(seats.text).toContain(words);
    }
    expect(seats.text).not.toContain('Lundhage');
    // The year's costs came first.
    const days = await region.read(`invoice_document.${term}.rss.2080.2`);
    expect(days.text).toContain('562,50');
    expect(days.text).toContain('SÅ, Hemtjänst Norr (2080-m01)');
    expect(days.text).not.toContain('undantagen');
  });
});

describe('compliance reports', () => {
  /** Borlänge is late with three, of whom one has a seat; Falun takes part without a decision. */
  async function summer() {
    const region = await smallRegion();
    await region.enter(seat('2081-m01', 1), seat('2080-m01', 2));
    await region.enter({
      kind: 'respite_granted',
      subject: '2081-m02.leave',
      data: { person: '2081-m02', kind: 'leave', from: '2026-06-01', until: '2027-01-31' },
    });
    // Each level counts from the one before: the days are lived through in order.
    for (const day of ['2026-05-06', '2026-06-11', '2026-06-26']) {
      for (const person of ['2081-m01', '2081-m02', '2081-m03', '2081-m04', '2081-m05']) {
        await region.run(`managerJourney:${person}`, day);
      }
    }
    return region;
  }

  test('to a head about the whole municipality, with what has been escalated', async () => {
    const region = await summer();
    await region.openReports('heads', '2026-07-01');
    await region.run('complianceReport:heads.2026-06', '2026-07-01');

    const { text, document, effect } = await region.read('compliance.heads.2026-06.2081-h1');
    expect(document).toMatchObject({
      kind: 'compliance',
      subject: 'heads.2026-06',
      file: 'compliance/compliance.heads.2026-06.2081-h1.pdf',
    });
    expect(effect.subject).toBe('Uppföljning, juni 2026');
    for (const words of [
      'Birgitta Tallmark',
      'Peter Älvback',
      'Skulle ha börjat senast 2026-06-10.',
      'Socialchef',
      'Ledig till och med 2027-01-31.',
      'Ledarskap för effektivt samarbete, HT2026.',
      'Jämfört med andra',
      'Hela regionen',
    ]) {
      expect(text).toContain(words);
    }
    const falun = await region.read('compliance.heads.2026-06.2080-h1');
    expect(falun.text).toContain('Sara Åsnäs');
    expect(falun.text).not.toContain('Jonas Ekmark');
    expect(falun.text).toContain('frivillig för 2 chefer som inte har börjat');
  });

  test('to a chief about the own managers only', async () => {
    const region = await summer();
    await region.openReports('chiefs', '2026-07-01');
    await region.run('complianceReport:chiefs.2026Q2', '2026-07-01');
    const names = await namesByChief(region.deps);
    const documents = await region.db.document.findMany({ where: { kind: 'compliance' } });
    expect(documents).toHaveLength(3);
    for (const { key } of documents) {
      const { text } = await region.read(key);
      for (const [chief, managers] of names) {
        if (key.endsWith(chief)) continue;
        for (const name of managers) expect(text).not.toContain(name);
      }
    }
    // The tables to work with are made of the same view.
    const reference = await region.deps.reference();
    const asOf = reference.calendar.at('2026-07-01', '12:00');
    let withOwn = 0;
    for (const { recipient, municipality } of reportRecipients('chiefs', asOf, reference)) {
      const request = { recipient, municipality, audience: 'chiefs' as const, asOf };
      const sheets = complianceSheets(await complianceReportView(region.deps, request));
      const read = await readWorkbook(Buffer.concat([...workbook(sheets)]));
      const told = [JSON.stringify(read), ...sheets.map((sheet) => [...csvLines(sheet)].join(''))].join();
      if (names.get(recipient)?.some((name) => told.includes(name))) withOwn += 1;
      for (const [chief, managers] of names) {
        if (chief !== recipient) for (const name of managers) expect(told).not.toContain(name);
      }
    }
    // A chief none of whose managers is followed has an empty table.
    expect(withOwn).toBeGreaterThan(0);
  });

  test('as of a day that is over: the same bytes whatever has been recorded since', async () => {
    const region = await summer();
    const reference = await region.deps.reference();
    const asOf = reference.calendar.at('2026-07-01', '00:00') - 1;
    const made = async () => {
      const moment = { asOf, issuedAt: asOf };
      const compliance = await complianceReportView(region.deps, {
        ...{ recipient: '2081-h1', municipality: '2081', audience: 'heads', ...moment },
      });
      const network = await networkView(region.deps, moment);
      return [
        await region.deps.documents.render(compliance),
        await region.deps.documents.render(network),
        Buffer.concat([...workbook(complianceSheets(compliance))]),
        Buffer.concat([...workbook(network.tables)]),
      ].map((bytes) => Buffer.from(bytes).toString('base64'));
    };
    const before = await made();
    await region.enter({
      kind: 'respite_granted',
      subject: '2081-m05.exempt',
      data: { person: '2081-m05', kind: 'exempt', from: '2026-09-01', until: '2026-12-31' },
    });
    await region.run('managerJourney:2081-m05', '2026-09-02');
    expect(await made()).toEqual(before);
  });

  test('to the network without the name of anybody, each municipality with its numbers', async () => {
    const region = await summer();
    await region.openReports('network', '2026-07-01');
    await region.run('complianceReport:network.2026Q2', '2026-07-01');
    const { text, effect } = await region.read('compliance.network.2026Q2');
    expect(text).toContain('Socialchefsnätverket');
    expect(effect.subject).toBe('Uppföljning för nätverket, andra kvartalet 2026');
    const asOf = (await region.deps.reference()).calendar.at('2026-07-01', '12:00');
    const view = await networkView(region.deps, { asOf, issuedAt: asOf });
    const said = JSON.stringify(view);
    for (const { name } of await region.db.personDetail.findMany({
      where: { id: { not: replyToContact } },
    })) {
      // The contact in the footer is not a manager.
      if (name !== view.sender.contactName) expect(said).not.toContain(name);
    }
    const [municipalities] = view.tables;
    expect(municipalities.rows.map((row) => row.slice(0, 3))).toEqual([
      ['Vansbro', 3, 0],
      ['Falun', 4, 0],
      ['Borlänge', 5, 5],
    ]);
    expect(municipalities.sum?.[0]).toBe('Alla');
  });

  test('on demand, of any day, each manager in exactly one row', async () => {
    const region = await summer();
    const { calendar } = await region.deps.reference();
    const view = (date: string) =>
      complianceReportView(region.deps, {
        ...{ recipient: '2081-h1', municipality: '2081', audience: 'heads' },
        asOf: calendar.at(date, '12:00'),
      });
    const statuses = async (date: string) =>
      Object.fromEntries((await view(date)).rows.map(({ name, status }) => [name, status]));
    expect(await statuses('2026-06-10')).toEqual({
      'Peter Älvback': 'not_started',
      'Hanna Fjällbrink': 'not_started',
      'Fatima Lundhage': 'seat_confirmed',
      'Linnea Åkernäs': 'in_training',
      'Oskar Björkvik': 'on_leave',
    });
    expect(await statuses('2026-06-11')).toMatchObject({ 'Peter Älvback': 'overdue' });
    const report = await view('2026-07-01');
    expect(report.quota).toEqual({ year: 2026, used: 1, quota: 5 });
    // Of the others it tells numbers, and nothing else.
    const municipality = { managers: 5, completed: 0, inTraining: 2, overdue: 1 };
    expect(report.beside).toEqual({
      own: municipality,
      municipality,
      region: { managers: 12, completed: 0, inTraining: 4, overdue: 1 },
    });
    expect(report.escalations).toMatchObject([
      // New as a leader: the course for that is not offered in time, and the report says so before the day.
      {
        name: 'Hanna Fjällbrink',
        level: 'notice',
        story: [
          { text: 'Ingen plats hinner före sista dagen: utbildningen ska påbörjas senast 2026-11-03.' },
        ],
      },
      { name: 'Peter Älvback', level: 'head_of_social_services', deadline: '2026-06-10' },
    ]);
    expect(report.forecast[0]).toBe(
      'Beslutet omfattar 5 chefer: ingen är klar, 4 är på väg eller i tur och 1 är ledig eller undantagen.',
    );

    await region.enter({
      kind: 'person_registered',
      subject: '2081-m04',
      data: {
        ...{
          id: '2081-m04',
          municipality: '2081',
          role: 'manager',
          targetGroup: 'I',
          language: 'sv',
          chief: '2081-c01',
        },
        ...{ workplace: 'individual_and_family_care/Ekonomiskt bistånd', postSince: '2020-09-14' },
        leftOn: '2026-06-30',
      },
    });
    expect(await statuses('2026-07-01')).not.toHaveProperty('Peter Älvback');
    expect(await statuses('2026-06-29')).toHaveProperty('Peter Älvback');
  });
});
