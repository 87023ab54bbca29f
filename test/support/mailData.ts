/** Example data for every kind of mail. All people are invented; their names are listed for the tests. */
import type { Language } from '../../domain/region.ts';
import { renderParts } from '../../templates/mail/combined.ts';
import {
  type DigestEntry,
  type FinishedMail,
  type MailContext,
  type MailData,
  type MailPart,
  mailPart,
  renderMail,
  type TemplateName,
} from '../../templates/mail/index.ts';

export const sampleNames = [
  'Östen Öhman',
  'Åsa Ängqvist',
  'Märta Sjöö',
  'Karin Åkerlöf',
  'Östen',
  'Ulf Björkegren',
];

export const sampleContext: MailContext = {
  language: 'sv',
  recipientFirstName: 'Östen',
  senderName: 'Hälsa och välfärd i Dalarna',
  replyTo: { name: 'Karin Åkerlöf', email: 'karin.akerlof@hvd.example', telephone: '023-555 01 23' },
};

const days = [
  {
    number: 1,
    count: 6,
    date: '2026-09-08',
    start: '09:00',
    end: '16:00',
    place: 'Högskolan Dalarna, Borlänge, sal 317',
  },
  { number: 2, count: 6, date: '2026-10-27', start: '09:00', end: '16:00', place: 'Kulturhuset, Falun' },
] as const;
const [firstDay, secondDay] = days;
const changedDays = [
  {
    number: 2,
    before: { date: '2026-10-27', start: '09:00', end: '16:00', place: 'Kulturhuset, Falun' },
    after: { date: '2026-11-03', start: '09:00', end: '15:00', place: 'Digitalt: mote.example/abc' },
  },
  {
    number: 3,
    before: { date: '2026-11-17', start: '09:00', end: '16:00', place: '' },
    after: null,
  },
  {
    number: 4,
    before: null,
    after: { date: '2026-12-08', start: '09:00', end: '16:00', place: 'Falun' },
  },
] as const;
const courseTitle = 'Styrsystem och utveckling i socialtjänst/omsorg';

const digestEntry = (more: Partial<DigestEntry>): DigestEntry => ({
  managerName: 'Åsa Ängqvist',
  section: 'new',
  what: 'start',
  deadline: '2026-06-10',
  isOverdue: true,
  decision: 'Kommunstyrelsen, 10 juni 2025 – KS 2025/000',
  outOfReach: null,
  whatToDo: 'nominera till höstterminen 2026 senast 22 juni 2026, eller lämna en plan med datum.',
  goesOn: null,
  outcome: '',
  story: [],
  ...more,
});
const promoted = {
  term: 'HT2026',
  courseTitle,
  offeringCode: 'HT2026-2-1',
  managerName: 'Åsa Ängqvist',
  firstDay: '2026-09-08',
  lapsed: false,
};
const unanswered = {
  term: 'HT2026',
  seatsGivenOn: '2026-06-24',
  rows: [{ chiefName: 'Ulf Björkegren', managerNames: ['Åsa Ängqvist', 'Märta Sjöö'] }],
};

export const sampleMails: {
  readonly [Name in TemplateName]: readonly [MailData[Name], ...MailData[Name][]];
} = {
  nomination_notice: [
    { term: 'HT2026', courseTitle, chiefName: 'Ulf Björkegren', byRule: false },
    { term: 'HT2026', courseTitle: '', chiefName: 'Ulf Björkegren', byRule: true },
  ],
  seat_confirmed: [
    {
      term: 'HT2026',
      courseTitle,
      offeringCode: 'HT2026-2-1',
      days,
      declineUntil: '2026-08-03',
      fromWaitingList: false,
      answerBy: null,
      calendarFiles: true,
      feedAddress: 'https://kurser.example/calendar/q5bJrN0cOeJ9mYxL2dQ7sVwTzXf3hKp8aGu1iRt6oEk.ics',
    },
    {
      term: 'HT2026',
      courseTitle,
      offeringCode: 'HT2026-2-1',
      days,
      declineUntil: null,
      fromWaitingList: true,
      answerBy: null,
      calendarFiles: false,
      feedAddress: null,
    },
    {
      term: 'HT2026',
      courseTitle,
      offeringCode: 'HT2026-2-1',
      days,
      declineUntil: '2026-08-03',
      fromWaitingList: true,
      answerBy: '2026-07-10',
      calendarFiles: true,
      feedAddress: null,
    },
    {
      term: 'HT2026',
      courseTitle: 'Leda lärande och utveckling',
      offeringCode: 'HT2026-LLU-1',
      days: [{ ...firstDay, count: 1 }],
      declineUntil: null,
      fromWaitingList: false,
      answerBy: null,
      calendarFiles: true,
      feedAddress: null,
    },
  ],
  waiting_list_placed: [
    {
      term: 'HT2026',
      courseTitle,
      position: 3,
      reason: 'Alla platser på kurs 2 är fördelade.',
      again: false,
    },
    { term: 'HT2026', courseTitle, position: 3, reason: 'Alla platser på kurs 2 är fördelade.', again: true },
  ],
  waiting_list_ended: [
    { term: 'HT2026', courseTitle, cause: 'closed' },
    { term: 'HT2026', courseTitle, cause: 'cancelled' },
  ],
  seat_lost: [
    { term: 'HT2026', courseTitle, which: 'declined', switchedTo: '', daysLeft: 6, calendarFiles: true },
    { term: 'HT2026', courseTitle, which: 'withdrawn', switchedTo: '', daysLeft: 1, calendarFiles: true },
    { term: 'HT2026', courseTitle, which: 'withdrawn', switchedTo: '', daysLeft: 2, calendarFiles: false },
    { term: 'HT2026', courseTitle, which: 'withdrawn', switchedTo: '', daysLeft: 0, calendarFiles: false },
    { term: 'HT2026', courseTitle, which: 'retracted', switchedTo: '', daysLeft: 6, calendarFiles: true },
    { term: 'HT2026', courseTitle, which: 'no_answer', switchedTo: '', daysLeft: 6, calendarFiles: true },
    {
      term: 'HT2026',
      courseTitle,
      which: 'switched',
      switchedTo: 'VT2027',
      daysLeft: 6,
      calendarFiles: true,
    },
  ],
  group_switched: [{ managerName: 'Åsa Ängqvist', courseTitle, term: 'HT2026', switchedTo: 'VT2027' }],
  seat_promoted: [
    { ...promoted, answerBy: null },
    { ...promoted, answerBy: '2026-07-10' },
    { ...promoted, answerBy: '2026-07-10', lapsed: true },
  ],
  practical_information: [
    {
      courseTitle,
      firstDay,
      trainerNames: ['Märta Sjöö', 'Ulf Björkegren'],
      bring: ['Dator eller surfplatta', 'Kommunens styrdokument'],
    },
    { courseTitle, firstDay, trainerNames: [], bring: [] },
  ],
  course_day_reminder_first: [
    { courseTitle, day: secondDay, assignmentDue: '2026-10-22' },
    { courseTitle, day: { ...firstDay, count: 1 }, assignmentDue: null },
  ],
  course_day_reminder_second: [
    { courseTitle, day: secondDay, assignmentDue: '2026-10-22' },
    { courseTitle, day: firstDay, assignmentDue: null },
  ],
  assignment_missing: [
    { courseTitle, dueDate: '2026-10-22', nextDay: secondDay },
    { courseTitle, dueDate: '2026-10-22', nextDay: null },
  ],
  memo_reminder: [{ courseTitle, deadline: '2026-12-21' }],
  memo_missing: [
    { courseTitle, deadline: '2026-12-21', newDeadline: '2027-01-15' },
    { courseTitle, deadline: '2026-12-21', newDeadline: null },
  ],
  result_passed: [
    { courseTitle, credits: '7,5 hp', total: '15 av 30 hp', attendance: { state: 'enough' } },
    { courseTitle, credits: '7,5 hp', total: '15 av 30 hp', attendance: { state: 'open' } },
    {
      courseTitle,
      credits: '7,5 hp',
      total: '15 av 30 hp',
      attendance: { state: 'too_little', absences: 2, allowed: 1 },
    },
    {
      courseTitle: 'Leda lärande och utveckling',
      credits: '',
      total: '',
      attendance: { state: 'too_little', absences: 1, allowed: 0 },
    },
    { courseTitle, credits: '7,5 hp', total: '15 av 30 hp', attendance: { state: 'here' } },
  ],
  result_failed: [
    { courseTitle, work: 'memo', retakeDeadline: '2027-02-12' },
    { courseTitle, work: 'memo', retakeDeadline: null },
    { courseTitle: 'Leda lärande och utveckling', work: 'assignment', retakeDeadline: '2027-02-12' },
  ],
  course_certificate: [{ courseTitle, total: '15 av 30 hp' }],
  course_day_certificate: [{ courseTitle: 'Leda lärande och utveckling' }],
  programme_certificate: [{ total: '30 av 30 hp' }],
  mandate_notice: [
    {
      what: 'start',
      deadline: '2027-06-12',
      decision: 'Kommunstyrelsen, 12 juni 2025, § 101',
      missing: [courseTitle, 'Ledarskapets juridik'],
      nextNomination: { term: 'VT2027', isOpen: false, opens: '2026-09-28', closes: '2026-11-09' },
    },
    {
      what: 'complete',
      deadline: '2028-06-12',
      decision: 'Kommunstyrelsen, 12 juni 2025, § 101',
      missing: [],
      nextNomination: { term: 'VT2027', isOpen: true, opens: '2026-09-28', closes: '2026-11-09' },
    },
    {
      what: 'start',
      deadline: '2027-02-16',
      decision: 'Socialchefen, 16 februari 2026',
      missing: [courseTitle],
      nextNomination: { term: 'HT2027', isOpen: false, opens: '2027-05-10', closes: '2027-06-21' },
    },
    {
      what: 'start',
      deadline: '2027-02-16',
      decision: 'Socialchefen, 16 februari 2026',
      missing: [courseTitle],
      nextNomination: null,
    },
  ],
  nomination_request: [
    { term: 'HT2026', deadline: '2026-06-22', proposed: 4 },
    { term: 'HT2026', deadline: '2026-06-22', proposed: 1 },
    { term: 'HT2026', deadline: '2026-06-22', proposed: 0 },
  ],
  nomination_reminder: [
    {
      term: 'HT2026',
      deadline: '2026-06-22',
      daysLeft: 14,
      openNames: ['Åsa Ängqvist', 'Märta Sjöö'],
      partly: true,
    },
    { term: 'HT2026', deadline: '2026-06-22', daysLeft: 0, openNames: [], partly: false },
  ],
  nominations_unanswered: [
    { ...unanswered, outcome: 'accept_proposal' },
    { ...unanswered, outcome: 'send_nobody' },
  ],
  seats_summary: [
    {
      term: 'HT2026',
      rows: [
        { managerName: 'Östen Öhman', courseTitle, outcome: 'seat', reason: '' },
        {
          managerName: 'Åsa Ängqvist',
          courseTitle,
          outcome: 'waiting_list',
          reason: 'Reservplats 3; kommunens andel av platserna var fylld.',
        },
        {
          managerName: 'Märta Sjöö',
          courseTitle: 'Ny som ledare',
          outcome: 'no_seat',
          reason: 'Kursen ges inte den här terminen.',
        },
      ],
    },
  ],
  chief_digest: [
    {
      entries: [
        digestEntry({ section: 'taken_over', story: [{ on: '2026-06-11', text: 'Tiden har gått ut.' }] }),
        digestEntry({ section: 'new', goesOn: { on: '2026-06-25', to: 'head' } }),
        digestEntry({ section: 'open', isOverdue: false, outOfReach: { earliest: 'höstterminen 2026' } }),
        digestEntry({ section: 'answered', outcome: 'En plan gäller till och med 2026-09-18.' }),
        digestEntry({ section: 'closed', outcome: 'Har fått en plats.' }),
        digestEntry({ section: 'moved' }),
      ],
    },
    { entries: [digestEntry({ section: 'closed', outcome: 'Har fått en plats.' })] },
    {
      entries: [
        digestEntry({
          isOverdue: false,
          outOfReach: { earliest: '' },
          goesOn: { on: '2026-06-15', to: 'chief' },
        }),
        digestEntry({ goesOn: { on: '2026-06-25', to: 'reader' } }),
      ],
    },
  ],
  extension_asked: [
    {
      managerName: 'Åsa Ängqvist',
      until: '2027-01-31',
      cause: 'no_seat',
      byChief: false,
      deadline: '2026-06-10',
    },
    { managerName: 'Åsa Ängqvist', until: '2027-01-31', cause: 'workload', byChief: true, deadline: '' },
  ],
  extension_granted: [{ until: '2027-01-31' }],
  extension_refused: [
    { until: '2027-01-31', refusal: 'seat_available', deadline: '2026-06-10' },
    { until: '2027-01-31', refusal: 'other', deadline: '' },
  ],
  compliance_chief: [
    { period: '2026-Q3', isMandatory: true },
    { period: '2026-09', isMandatory: false },
  ],
  compliance_head: [
    { period: '2026-09', municipalityName: 'Borlänge', isMandatory: true },
    { period: '2026-09', municipalityName: 'Älvdalen', isMandatory: false },
  ],
  compliance_network: [{ period: '2026-Q3' }],
  trainer_information: [{ courseTitle, days }],
  attendance_list: [
    {
      courseTitle,
      day: secondDay,
      participants: [
        { name: 'Östen Öhman', municipality: 'Borlänge' },
        { name: 'Åsa Ängqvist', municipality: 'Rättvik' },
      ],
      withinWorkingDays: 2,
    },
  ],
  attendance_reminder: [{ courseTitle, day: secondDay, dueDate: '2026-10-29' }],
  results_due: [{ courseTitle, remaining: 12, dueDate: '2027-01-18' }],
  attendance_missing: [{ courseTitle, offeringCode: 'HT2026-2-1', day: secondDay, leaderName: 'Märta Sjöö' }],
  results_missing: [
    {
      courseTitle,
      offeringCode: 'HT2026-2-1',
      remaining: 3,
      dueDate: '2027-01-18',
      leaderName: 'Märta Sjöö',
    },
  ],
  address_missing: [
    { personName: 'Åsa Ängqvist', personId: 'p-2031-014', reachedThrough: 'Ulf Björkegren' },
    { personName: 'Åsa Ängqvist', personId: 'p-2031-014', reachedThrough: '' },
  ],
  offering_changed: [
    { courseTitle, offeringCode: 'HT2026-2-1', days: changedDays, calendarFiles: true },
    { courseTitle, offeringCode: 'HT2026-2-1', days: [changedDays[0]], calendarFiles: false },
  ],
  offering_cancelled: [
    { courseTitle, offeringCode: 'HT2026-2-1', calendarFiles: true },
    { courseTitle, offeringCode: 'HT2026-2-1', calendarFiles: false },
  ],
  offering_merged: [
    { courseTitle, offeringCode: 'HT2026-2-1', intoCode: 'HT2026-2-2', days, calendarFiles: true },
    { courseTitle, offeringCode: 'HT2026-2-1', intoCode: 'HT2026-2-2', days, calendarFiles: false },
  ],
  offering_reinstated: [
    { courseTitle, offeringCode: 'HT2026-2-1', days, calendarFiles: true },
    { courseTitle, offeringCode: 'HT2026-2-1', days, calendarFiles: false },
  ],
  trainer_days_changed: [{ courseTitle, offeringCode: 'HT2026-2-1', days: changedDays }],
  trainer_offering_cancelled: [
    { courseTitle, offeringCode: 'HT2026-2-1', intoCode: '' },
    { courseTitle, offeringCode: 'HT2026-2-1', intoCode: 'HT2026-2-2' },
  ],
  trainer_offering_reinstated: [{ courseTitle, offeringCode: 'HT2026-2-1', days }],
  trainer_missing: [
    {
      ...{ courseTitle, offeringCode: 'HT2026-2-1', day: firstDay },
      ...{ trainerName: 'Åsa Ängqvist', remaining: [] },
    },
    {
      ...{ courseTitle, offeringCode: 'HT2026-2-1', day: firstDay },
      ...{ trainerName: 'Åsa Ängqvist', remaining: ['Märta Sjöö'] },
    },
    {
      ...{ courseTitle, offeringCode: 'HT2026-2-1', day: firstDay },
      ...{ trainerName: '', remaining: [] },
    },
  ],
  make_up_needed: [
    {
      ...{ courseTitle, absences: 2, allowed: 1, missed: [2, 3] },
      choices: [{ ...secondDay, offeringCode: 'HT2026-2-2' }],
    },
    { courseTitle, absences: 1, allowed: 0, missed: [1], choices: [] },
  ],
  make_up_confirmed: [
    { courseTitle, offeringCode: 'HT2026-2-2', day: secondDay, homeDay: 2, calendarFiles: true },
    { courseTitle, offeringCode: 'HT2026-2-2', day: secondDay, homeDay: 2, calendarFiles: false },
  ],
  make_up_reminder: [{ courseTitle, offeringCode: 'HT2026-2-2', day: secondDay, homeDay: 2 }],
  make_up_released: [
    { courseTitle, offeringCode: 'HT2026-2-2', homeDay: 2, cause: 'cancelled', calendarFiles: true },
    { courseTitle, offeringCode: 'HT2026-2-2', homeDay: 2, cause: 'moved', calendarFiles: false },
    { courseTitle, offeringCode: 'HT2026-2-2', homeDay: 2, cause: 'given_up', calendarFiles: true },
  ],
  result_corrected: [
    { courseTitle, now: 'passed', retakeDeadline: null },
    { courseTitle, now: 'failed', retakeDeadline: '2027-03-01' },
    { courseTitle, now: 'failed', retakeDeadline: null },
    { courseTitle, now: 'awaited', retakeDeadline: null },
  ],
  certificate_revoked: [
    {
      ...{ courseTitle, number: 'HT2026-2-1/2081-m03/7K3Q' },
      ...{ revokedOn: '2027-02-10', reason: 'result_corrected' },
    },
    {
      courseTitle,
      number: 'HT2026-2-1/2081-m03/7K3Q',
      revokedOn: '2027-02-10',
      reason: 'attendance_corrected',
    },
    { courseTitle: '', number: 'PROGRAM/2081-m03/7K3Q', revokedOn: '2027-02-10', reason: 'credits_fallen' },
    { courseTitle, number: 'ISU/2081-m03/7K3Q', revokedOn: '2027-02-10', reason: 'study_reopened' },
    { courseTitle, number: 'HT2026-2-1/2081-m03/7K3Q', revokedOn: '2027-02-10', reason: 'issued_in_error' },
    { courseTitle, number: 'HT2026-2-1/2081-m03/7K3Q', revokedOn: '2027-02-10', reason: 'misused' },
    { courseTitle, number: 'HT2026-2-1/2081-m03/7K3Q', revokedOn: '2027-02-10', reason: 'other_reason' },
  ],
  certificate_restored: [
    { courseTitle, number: 'HT2026-2-1/2081-m03/7K3Q' },
    { courseTitle: '', number: 'PROGRAM/2081-m03/7K3Q' },
  ],
  attempts_used_chief: [
    { managerName: 'Åsa Ängqvist', courseTitle, offeringCode: 'HT2026-2-1', attempts: 3 },
    { managerName: 'Åsa Ängqvist', courseTitle, offeringCode: 'HT2026-2-1', attempts: 1 },
  ],
  invoice: [
    {
      number: 'HDA-2026-00012',
      sellerName: 'Högskolan Dalarna',
      amount: 12_500_000,
      dueDate: '2026-10-30',
      ocr: '202600012',
      bankgiro: '5050-1055',
    },
  ],
  credit_note: [
    {
      number: 'HDA-2026-00013',
      sellerName: 'Högskolan Dalarna',
      amount: 2_500_000,
      invoice: 'HDA-2026-00012',
      invoiceDate: '2026-09-22',
    },
  ],
  trainer_shares: [
    {
      ...{ number: 'RSS-POTT-2027-00001', sellerName: 'RSS Dalarna', term: 'HT2026' },
      ...{ amount: 533_333, earlier: 0 },
    },
    {
      ...{ number: 'RSS-POTT-2027-00004', sellerName: 'RSS Dalarna', term: 'HT2026' },
      ...{ amount: -13_334, earlier: 1 },
    },
  ],
  invoice_reminder: [
    {
      number: 'HDA-2026-00012',
      sellerName: 'Högskolan Dalarna',
      reminder: 1,
      left: 12_500_000,
      total: 12_500_000,
      dueDate: '2026-10-30',
      readThrough: '2026-11-09',
      ocr: '202600012',
      bankgiro: '5050-1055',
    },
    {
      number: 'HDA-2026-00013',
      sellerName: 'Högskolan Dalarna',
      reminder: 2,
      left: 2_500_000,
      total: 12_500_000,
      dueDate: '2026-10-30',
      readThrough: '2026-11-30',
      ocr: '202600013',
      bankgiro: '5050-1055',
    },
  ],
  course_invitation: [
    {
      courseTitle: 'Uppstartsträff Äldreomsorg',
      offeringCode: 'VT2027-UPP-1',
      days: [firstDay],
      calendarFiles: true,
    },
    { courseTitle: 'Uppstartsträff Äldreomsorg', offeringCode: 'VT2027-UPP-1', days, calendarFiles: false },
  ],
  part_reminder: [
    {
      courseTitle: 'Leda lärande och utveckling',
      partTitle: 'Förberedelse på lärplattformen',
      dueDate: '2026-10-06',
      missing: ['Förberedelse på lärplattformen', 'Reflektionsuppgift'],
    },
  ],
  part_missing: [
    {
      courseTitle: 'Leda lärande och utveckling',
      partTitle: 'Reflektionsuppgift',
      dueDate: '2026-10-27',
      missing: ['Reflektionsuppgift'],
    },
    {
      courseTitle: 'Leda lärande och utveckling',
      partTitle: 'Reflektionsuppgift',
      dueDate: '2026-10-27',
      missing: ['Reflektionsuppgift', 'Kursuppföljning'],
    },
  ],
  day_missed: [
    { courseTitle: 'Leda lärande och utveckling', done: ['Förberedelse på lärplattformen'] },
    { courseTitle: 'Delaktighet och samverkan', done: [] },
  ],
  web_course_assigned: [{ courseTitle: 'ISU webbkurs för chefer', dueDate: '2026-10-30' }],
  web_course_reminder: [{ courseTitle: 'ISU webbkurs för chefer', dueDate: '2026-10-30' }],
  web_course_certificate: [{ courseTitle: 'ISU webbkurs för chefer' }],
  plan_activity_reminder: [
    {
      municipalityName: 'Borlänge',
      title: 'Reflektionsgrupper på alla enheter i hemtjänsten',
      plannedDate: '2026-10-15',
    },
  ],
};

/** What the composer would have said in English where the Swedish examples have a phrase of its own. */
const inEnglish: Readonly<Record<string, string>> = {
  'Alla platser på kurs 2 är fördelade.': 'There were not enough seats on the course.',
  '7,5 hp': '7.5 credits',
  '15 av 30 hp': '15 of 30 credits',
  '30 av 30 hp': '30 of 30 credits',
  'Dator eller surfplatta': 'Computer or tablet',
  'Kommunens styrdokument': 'The municipality’s policies',
  'Kommunstyrelsen, 10 juni 2025 – KS 2025/000': 'Kommunstyrelsen, 10 June 2025 – KS 2025/000',
  'Kommunstyrelsen, 12 juni 2025, § 101': 'Kommunstyrelsen, 12 June 2025, § 101',
  'Socialchefen, 16 februari 2026': 'Socialchefen, 16 February 2026',
  'nominera till höstterminen 2026 senast 22 juni 2026, eller lämna en plan med datum.':
    'nominate for the autumn term 2026 by 22 June 2026, or give us a plan with dates.',
  'Reservplats 3; kommunens andel av platserna var fylld.':
    'Place 3 on the waiting list. The municipality’s share of the seats was full.',
  'Kursen ges inte den här terminen.': 'None of the missing courses is given this term.',
  'Tiden har gått ut.': 'The time is up.',
  'höstterminen 2026': 'autumn term 2026',
  'En plan gäller till och med 2026-09-18.': 'A plan holds up to and including 2026-09-18.',
  'Har fått en plats.': 'Has a seat.',
  'Digitalt: mote.example/abc': 'Online: mote.example/abc',
};

/** The same data with every string replaced. */
function withStrings<T>(data: T, replace: (text: string) => string): T;
function withStrings(data: unknown, replace: (text: string) => string): unknown {
  if (typeof data === 'string') return replace(data);
  if (Array.isArray(data)) return data.map((one) => withStrings(one, replace));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withStrings(value, replace)]));
}

/** All strings of an example: names, titles and places. */
export function stringsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(stringsIn) : [];
}

export interface Example<Name extends TemplateName> {
  readonly data: MailData[Name] & MailContext;
  readonly mail: FinishedMail;
}

/**
 * The examples of one kind in one language.
 * @param replace another string for one of the example's, such as a longer title
 */
export function examplesOf<Name extends TemplateName>(
  name: Name,
  language: Language,
  context: Partial<MailContext> = {},
  replace: (text: string) => string = (text) => text,
): Example<Name>[] {
  const samples: readonly MailData[Name][] = sampleMails[name];
  return samples.map((sample) => {
    const said = (text: string) => replace(language === 'en' ? (inEnglish[text] ?? text) : text);
    const data = { ...withStrings(sample, said), ...sampleContext, ...context, language };
    return { data, mail: renderMail(name, data) };
  });
}

/** Kinds that come in one mail, in the order of their reading, each with the number of its example. */
const together: readonly (readonly (readonly [TemplateName, number])[])[] = [
  [
    ['result_passed', 5],
    ['course_certificate', 1],
  ],
  [
    ['assignment_missing', 1],
    ['course_day_reminder_second', 1],
    ['day_missed', 1],
  ],
  [
    ['seat_promoted', 1],
    ['group_switched', 1],
  ],
];

/** Examples of mails with parts. */
export function mergedExamples(language: Language): readonly FinishedMail[] {
  const context = { ...sampleContext, language };
  const part = <Name extends TemplateName>(name: Name, number: number): MailPart => {
    const example = examplesOf(name, language)[number - 1];
    if (example === undefined) throw new RangeError(`${name} has no example ${number}`);
    return mailPart(name, example.data);
  };
  return together.map((parts) =>
    renderParts(
      parts.map(([name, number]) => part(name, number)),
      context,
    ),
  );
}
