/** Sample views of every kind of document, short and long. All persons are invented. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { together } from '../../domain/report/network.ts';
import {
  type ComplianceStatus,
  type ComplianceView,
  type CourseCertificateView,
  type CourseDayCertificateView,
  complianceStatuses,
  type DecisionView,
  type DocumentHead,
  type DocumentView,
  type InvoiceView,
  type ProgrammeCertificateView,
  type ProposalView,
  type SenderView,
} from '../../templates/documents/views.ts';
import { fundingStatement } from '../../templates/statements/funding.ts';
import { networkStatement } from '../../templates/statements/network.ts';
import { trainerPotStatement } from '../../templates/statements/trainerPot.ts';

const firstNames = [
  'Åsa',
  'Björn',
  'Zoë',
  'Örjan',
  'Märta',
  'Šejla',
  'Renée',
  'Håkan',
  'Łucja',
  'Göran',
  'Élodie',
];
const lastNames = [
  'Ängsdal',
  'Öfverbeck',
  'Forsåker',
  'Müllerström',
  'Kvarnhed',
  'Björkinge',
  'Hallsjö-Lindvret',
];
const units = [
  'elderly_care/Hemtjänst Norr',
  'elderly_care/Särskilt boende Ängsgården',
  'disability_care/Daglig verksamhet Åkern',
  'individual_and_family_care/Försörjningsstöd och bostad',
  'municipal_health_care/Kommunal hälso- och sjukvård',
];
const courseTitles = [
  'Ny som ledare',
  'Styrsystem och utveckling i socialtjänst/omsorg',
  'Ledarskapets juridik',
  'Kommunal styrning och förändringsarbete',
];

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

const personName = (index: number): string => `${pick(firstNames, index)} ${pick(lastNames, index * 3 + 1)}`;
const unit = (index: number): string => pick(units, index);

const hvd: SenderView = {
  name: 'Hälsa och välfärd i Dalarna',
  unit: 'Ledarskapsutbildningen',
  address: ['Myntgatan 2', '791 51 Falun'],
  contactName: 'Lärke Samordning',
  email: 'ledarskap@hvd.example',
  telephone: '023-00 00 00',
};
const university: SenderView = {
  ...hvd,
  name: 'Högskolan Dalarna',
  unit: 'Uppdragsutbildning',
  address: ['Högskolegatan 2', '791 88 Falun'],
};

function head(reference: string, issuedOn: IsoDate, sender: SenderView): DocumentHead {
  return { reference, issuedOn, issuedAt: Date.parse(`${issuedOn}T06:00:00Z`), sender };
}

const signatory = { name: 'Ingalill Åkerblomma', title: 'Samordnare, Hälsa och välfärd i Dalarna' };
const outcomes = [
  'redogöra för chefens uppdrag, ansvar och roll i socialtjänst och omsorg',
  'planera, leda och följa upp arbetet i den egna enheten',
  'reflektera över det egna ledarskapet och hur det utvecklas',
];
const plain = { outcomes: [], validUntil: null, status: null };
const status = { code: '7K3QABCDE0', address: 'https://ledarresan.example/c/7K3QABCDE0' };
const person = { name: 'Åsa Öfverbeck', municipality: 'Borlänge kommun', workplace: unit(0) };

export function courseCertificate(): CourseCertificateView {
  return {
    ...head('KI-2027-0042', '2027-01-18', university),
    kind: 'certificate',
    certificate: 'course',
    person,
    signatory,
    ...{ outcomes, status, validUntil: null },
    course: 'Ledarskapets juridik',
    creditsTenths: 75,
    term: 'HT2026',
    firstDay: '2026-09-03',
    lastDay: '2026-12-10',
    daysPresent: 5,
    daysHeld: 6,
    passedOn: '2027-01-15',
  };
}

export function courseDayCertificate(): CourseDayCertificateView {
  return {
    ...head('KD-2026-0117', '2026-06-02', { ...hvd, name: 'RSS Dalarna', unit: 'Yrkesresan' }),
    kind: 'certificate',
    certificate: 'course_day',
    person,
    signatory,
    ...{ outcomes: outcomes.slice(1), status, validUntil: '2028-06-02' },
    course: 'Leda lärande och utveckling',
    heldOn: ['2026-04-14'],
    place: 'Falun',
    extent: 'cirka 10 timmar',
    parts: [
      'förberedelse på lärplattformen',
      'en regional kursdag',
      'en reflektionsuppgift',
      'kursuppföljning',
    ],
    completedOn: '2026-05-29',
  };
}

/** A programme certificate with the four courses, or with more lines than fit a page. */
export function programmeCertificate(lines = 4): ProgrammeCertificateView {
  return {
    ...head('PI-2028-0003', '2028-06-12', university),
    kind: 'certificate',
    certificate: 'programme',
    person,
    signatory,
    ...{ ...plain, status: lines > 4 ? null : status },
    programme: 'Ledarskapsutbildningen för chefer i socialtjänst, omsorg och kommunal hälso- och sjukvård',
    creditsTenths: 300,
    completedOn: '2028-06-05',
    replaces: { reference: 'PI-2028-0002', issuedOn: '2028-06-08' },
    courses: Array.from({ length: lines }, (_, index) => ({
      title: pick(courseTitles, index),
      creditsTenths: 75,
      completedOn: `202${4 + (index % 4)}-01-15`,
      term: index === 0 ? null : `HT202${3 + (index % 4)}`,
    })),
  };
}

export const decision: DecisionView = {
  decidedOn: '2025-06-10',
  decidedBy: 'kommunstyrelsen',
  reference: 'KS 2025/000',
  roles: ['manager', 'deputy_manager'],
  quotaPerYear: 5,
  startWithinMonths: 12,
  completeWithinMonths: 36,
  validFrom: '2025-07-01',
  validTo: null,
};

/** A proposal with so many managers proposed, and as many not. */
export function proposal(rows: number): ProposalView {
  return {
    ...head('HvD 2026-0311', '2026-05-11', hvd),
    kind: 'proposal',
    recipient: { name: 'Göran Kvarnhed', title: 'Verksamhetschef' },
    municipality: 'Borlänge kommun',
    term: 'HT2026',
    termStart: '2026-08-31',
    answerBy: '2026-06-22',
    decision,
    quota: { year: 2026, used: 2, quota: 5 },
    proposed: Array.from({ length: rows }, (_, index) => ({
      name: personName(index),
      workplace: unit(index),
      course: pick(courseTitles, index),
      reason: pick(
        [
          { code: 'mandate_overdue', deadline: '2026-07-01' },
          { code: 'mandate_time_in_post', postSince: '2019-03-01' },
          { code: 'started_programme', creditsTenths: 75 },
          { code: 'volunteer' },
        ] as const,
        index,
      ),
    })),
    notProposed: Array.from({ length: rows }, (_, index) => ({
      name: personName(index + 4),
      workplace: unit(index + 2),
      reason: pick(
        [
          { code: 'quota_full', year: 2026, quota: 5 },
          { code: 'workplace_limit', limit: 1 },
          { code: 'on_leave', until: '2027-02-28' },
          { code: 'no_missing_course' },
          { code: 'programme_completed' },
        ] as const,
        index,
      ),
    })),
    answer: { name: hvd.contactName, email: hvd.email, telephone: hvd.telephone },
  };
}

/** An invoice with so many exempt seats; `credit` makes it a credit note, `taxed` adds lines with 25 % VAT. */
export function invoice(rows: number, { credit = false, taxed = false } = {}): InvoiceView {
  const sign = credit ? -1 : 1;
  const seats = Array.from({ length: rows }, (_, index) => ({
    text: `Plats på ${pick(courseTitles, index)}, 7,5 hp`,
    details: [`Deltagare: ${personName(index)}, ${unit(index).split('/')[1]}`, 'Plats den 21 september 2026'],
    quantity: sign,
    unit: 'plats',
    unitPrice: 2_500_000,
    amount: sign * 2_500_000,
    vatCategory: 'E' as const,
    vatPercent: 0,
    funding: index % 3 === 0 ? 'Äldreomsorgslyftet' : '',
  }));
  const meals = {
    text: 'Lärträff, lokal och förtäring',
    details: ['Falun den 6 oktober 2026'],
    quantity: 3 * sign,
    unit: 'deltagardag',
    unitPrice: 44_600,
    amount: 3 * sign * 44_600,
    vatCategory: 'S' as const,
    vatPercent: 25,
    funding: '',
  };
  const exempt = rows * sign * 2_500_000;
  const base = taxed ? meals.amount : 0;
  const vatTotal = base / 4;
  return {
    ...head(credit ? 'HDA-2026-K0002' : 'HDA-2026-0007', '2026-10-05', university),
    kind: 'invoice',
    seller: {
      name: 'Högskolan Dalarna',
      organisationNumber: '202100-2908',
      vatNumber: 'SE202100290801',
      address: ['Högskolegatan 2', '791 88 Falun'],
      email: 'faktura@hda.example',
      telephone: '023-00 00 00',
      bankgiro: '5050-1055',
      approvedForFTax: true,
    },
    buyer: {
      name: 'Borlänge kommun',
      organisationNumber: '212000-2239',
      address: ['Fakturaservice', '781 81 Borlänge'],
      reference: 'Ref 208100-SOC',
      peppolId: '0007:2120002239',
    },
    credits: credit ? { number: 'HDA-2026-0007', date: '2026-10-05' } : null,
    term: 'HT2026',
    dueOn: '2026-11-04',
    paymentDays: 30,
    ocr: '20260000075',
    lines: taxed ? [...seats, meals] : seats,
    vat: [
      { category: 'E', percent: 0, base: exempt, vat: 0 },
      ...(taxed ? [{ category: 'S' as const, percent: 25, base, vat: vatTotal }] : []),
    ],
    net: exempt + base,
    vatTotal,
    total: exempt + base + vatTotal,
    exemption: 'Undantag från moms för utbildning enligt 10 kap. mervärdesskattelagen (2023:200).',
  };
}

/** A compliance report with so many managers. */
export function compliance(rows: number): ComplianceView {
  const of = (...statuses: readonly ComplianceStatus[]) =>
    Array.from({ length: rows }, (_, index) => pick(complianceStatuses, index)).filter((status) =>
      statuses.includes(status),
    ).length;
  const own = {
    ...{ managers: rows, completed: of('completed'), inTraining: of('in_training', 'seat_confirmed') },
    overdue: of('overdue'),
  };
  return {
    ...head('HvD 2027-0102', '2027-02-01', hvd),
    kind: 'compliance',
    recipient: { name: 'Märta Björkinge', title: 'Socialchef' },
    municipality: 'Borlänge kommun',
    scope: 'municipality',
    asOf: '2027-01-31',
    trend: ['2026-06-14', '2027-01-24', '2027-01-31'].map((on, index) => ({
      ...{ on, managers: rows, completed: Math.min(index, rows), inTraining: 0, overdue: 0 },
    })),
    beside: {
      own,
      municipality: own,
      region: { managers: rows + 360, completed: 84, inTraining: 122, overdue: 17 },
    },
    costOre: rows * 2_500_000,
    programmeCreditsTenths: 300,
    decisions: [decision],
    quota: { year: 2027, used: 5, quota: 5 },
    rows: Array.from({ length: rows }, (_, index) => {
      const status = pick(complianceStatuses, index);
      return {
        name: personName(index),
        workplace: unit(index),
        status,
        creditsTenths:
          status === 'completed' ? 300 : status === 'in_training' ? 75 * (Math.floor(index / 8) % 4) : 0,
        next:
          status === 'overdue' || status === 'waiting'
            ? { date: '2027-03-01', what: 'ska ha börjat' }
            : status === 'in_training'
              ? { date: '2027-06-14', what: 'PM ska lämnas' }
              : null,
        remark: status === 'on_leave' ? 'Föräldraledig till och med 31 augusti 2027' : '',
      };
    }),
    notes: ['Utbildningen är frivillig för 1 chef som inte har börjat och därför inte står i listan.'],
    forecast: [
      'Med fem chefer per år är alla som omfattas i dag klara under vårterminen 2031.',
      'Tre chefer riskerar att inte hinna börja inom tolv månader.',
    ],
    escalations: Array.from({ length: Math.ceil(rows / 10) }, (_, index) => ({
      name: personName(index * 8),
      workplace: unit(index * 8),
      deadline: '2026-12-01',
      level: pick(['chief', 'head_of_social_services', 'coordinator'] as const, index),
      toldOn: '2026-12-15',
      remark: index % 2 === 0 ? 'Ingen plan är lämnad.' : 'Plan lämnad, väntar på godkännande.',
      story: [
        { on: '2026-12-02', text: 'Tiden har gått ut: utbildningen skulle påbörjas senast 2026-12-01.' },
        { on: '2026-12-15', text: 'Ärendet går vidare till socialchefen.' },
      ],
    })),
  };
}

const statementHead = { ...head('POTT-HT2026/rss/2081', '2027-01-25', hvd), kind: 'statement' as const };

/** What a municipality is credited for the trainers it has lent. */
const trainerPot = (days: number, isFirst?: boolean, earlierOre = 0): DocumentView => ({
  ...statementHead,
  recipient: ['Borlänge kommun'],
  ...trainerPotStatement({
    term: 'HT2026',
    municipality: 'Borlänge kommun',
    seller: 'RSS Dalarna',
    share: '1',
    ...(isFirst === undefined ? {} : { booked: { isFirst } }),
    leaderShare: '1,25',
    rows: Array.from({ length: days }, (_, index) => ({
      date: '2026-10-13',
      course: 'Leda lärande och utveckling',
      offering: `HT2026-LLU-${index + 1}`,
      trainer: personName(index),
      leader: index % 3 === 0,
      participants: 24,
      potOre: 480_000,
      shareOre: index % 3 === 0 ? 266_667 : 213_333,
      amountOre: (index % 3 === 0 ? 266_667 : 213_333) - earlierOre,
    })),
    unshared: days === 0 ? [{ date: '2026-11-24', offering: 'HT2026-LLU-9', potOre: 480_000 }] : [],
  }),
});

const funding = (lines: number): DocumentView => ({
  ...statementHead,
  recipient: ['Borlänge kommun'],
  ...fundingStatement({
    term: 'HT2026',
    municipality: 'Borlänge kommun',
    funding: 'Äldreomsorgslyftet',
    rows: Array.from({ length: lines }, (_, index) => ({
      person: `p${index}`,
      name: personName(index),
      workplace: unit(index),
      what: 'Kurs 1b Ledarskap för effektivt samarbete, en plats HT2026 (HT2026-1b-1).',
      invoice: 'HDA-2026-00012',
      netOre: 2_500_000,
      vatOre: 0,
    })),
  }),
});

const network = (municipalities: number): DocumentView => {
  const row = (index: number) => ({
    ...{ decided: index % 2, managers: 30 + index, covered: 12, completed: 3, inTraining: 8, waiting: 4 },
    ...{ notStarted: 12, overdue: index % 3, outside: 2, cases: index % 3, costOre: 12_500_000 + index },
  });
  const rows = Array.from({ length: municipalities }, (_, index) => row(index));
  return {
    ...statementHead,
    recipient: ['Socialchefsnätverket', 'Kommunerna i Dalarna'],
    ...networkStatement({
      region: 'Dalarna',
      asOf: '2026-12-31',
      rows: rows.map((one, index) => ({ ...one, municipality: `Kommun ${index + 1}` })),
      whole: together(rows),
      trend: ['2026-06-14', '2027-01-24'].map((on, index) => ({
        ...{ on, managers: 410 + index, completed: 20 * index, inTraining: 80, overdue: 4 - index },
      })),
    }),
  };
};

/** Every kind, short and with 120 rows where there are rows. */
export function samples(): ReadonlyMap<string, DocumentView> {
  return new Map<string, DocumentView>([
    ['certificate-course', courseCertificate()],
    ['certificate-course-day', courseDayCertificate()],
    ['certificate-programme', programmeCertificate()],
    ['certificate-programme-long', programmeCertificate(120)],
    ['statement-trainer-pot', trainerPot(4)],
    ['statement-trainer-pot-empty', trainerPot(0)],
    ['statement-trainer-pot-booked', trainerPot(4, true)],
    ['statement-trainer-pot-difference', trainerPot(4, false, 300_000)],
    ['statement-funding', funding(5)],
    ['statement-funding-long', funding(120)],
    ['statement-network', network(15)],
    ['proposal-short', proposal(3)],
    ['proposal-empty', { ...proposal(0), decision: null, quota: null }],
    ['proposal-long', proposal(120)],
    ['invoice-short', invoice(2)],
    ['invoice-mixed', invoice(4, { taxed: true })],
    ['invoice-credit', invoice(1, { credit: true })],
    ['invoice-long', invoice(120)],
    ['compliance-short', compliance(8)],
    ['compliance-empty', { ...compliance(0), decisions: [], quota: null, notes: [], forecast: [] }],
    ['compliance-long', compliance(120)],
  ]);
}
