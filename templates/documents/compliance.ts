/** Compliance report: how a municipality's decision is followed, for a head of social services or a chief. */
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { type Bar, type BarPart, stackedBars } from './chart.ts';
import { decisionText, noDecisionText, quotaText } from './decision.ts';
import {
  count,
  credits,
  creditsNumber,
  kronor,
  longDate,
  nbsp,
  shortDate,
  wholeNumber,
  workplaceName,
} from './format.ts';
import {
  colour,
  letterDefinition,
  paragraph,
  recipientBlock,
  section,
  table,
  textWidth,
  title,
} from './letterhead.ts';
import {
  type ComplianceStatus,
  type ComplianceView,
  complianceStatuses,
  type EscalationView,
  type StatusNumbers,
  type StatusTrend,
} from './views.ts';

/** The word for a status, as in the table. */
export const statusWords: Record<ComplianceStatus, string> = {
  overdue: 'Försenad',
  waiting: 'Väntar på plats',
  not_started: 'Inte påbörjad',
  seat_confirmed: 'Har plats',
  in_training: 'Går utbildningen',
  on_leave: 'Ledig',
  exempt: 'Undantagen',
  completed: 'Klar',
};

export const levelWords: Record<EscalationView['level'], string> = {
  notice: 'Chefen själv',
  chief: 'Närmaste chef',
  head_of_social_services: 'Socialchef',
  coordinator: 'Samordnare',
};

/** The definition of a compliance report. Throws RangeError for a date or number that cannot be printed. */
export function definition(view: ComplianceView): TDocumentDefinitions {
  const subject =
    view.scope === 'municipality' ? `Uppföljning för ${view.municipality}` : 'Uppföljning för dina chefer';
  return letterDefinition(view, {
    kindOfDocument: 'UPPFÖLJNING AV EFTERLEVNAD',
    referenceLabel: 'Beteckning',
    title: `Uppföljning av ledarskapsutbildningen – ${view.municipality} – ${longDate(view.asOf)}`,
    subject: `Läget den ${longDate(view.asOf)}`,
    content: [
      recipientBlock([view.recipient.name, view.recipient.title, view.municipality]),
      title(subject),
      paragraph(
        `Ledarskapsutbildningen för chefer, ${credits(view.programmeCreditsTenths)}. Läget den ${longDate(view.asOf)}.`,
      ),
      paragraph(summary(view)),
      counts(view),
      ...decisions(view),
      ...escalations(view),
      ...managers(view),
      ...view.notes.map(paragraph),
      ...beside(view),
      ...trendAndCost(view),
      ...forecast(view),
      {
        text: 'Uppgifterna kommer från det regionala kursregistret. Ser du något som inte stämmer, hör av dig så rättar vi det.',
        color: colour.muted,
        fontSize: 9,
        margin: [0, 10, 0, 0],
      },
    ],
  });
}

function number(view: ComplianceView, status: ComplianceStatus): number {
  return view.rows.filter((row) => row.status === status).length;
}

function summary(view: ComplianceView): string {
  if (view.rows.length === 0) return 'Inga chefer omfattas av uppföljningen just nu.';
  const completed = number(view, 'completed');
  const overdue = number(view, 'overdue');
  const { length } = view.rows;
  return [
    `Uppföljningen gäller ${count(length, 'chef', 'chefer')}. ${completedText(completed, length)}`,
    ...(view.decisions.length === 0 && overdue === 0 ? [] : [overdueText(overdue)]),
  ].join(' ');
}

function completedText(completed: number, of: number): string {
  if (of === 1) return completed === 1 ? 'Hela utbildningen är klar.' : 'Hela utbildningen är inte klar än.';
  if (completed === 0) return 'Ingen av dem har gått hela utbildningen än.';
  if (completed === of) return 'Alla har gått hela utbildningen.';
  return `Av dem har ${completed === 1 ? 'en' : wholeNumber(completed)} gått hela utbildningen.`;
}

function overdueText(overdue: number): string {
  return overdue === 0
    ? 'Ingen är försenad.'
    : `${count(overdue, 'chef är försenad', 'chefer är försenade')}.`;
}

/** The number of managers in each status that occurs, side by side. */
function counts(view: ComplianceView): Content {
  const present = complianceStatuses.filter((status) => number(view, status) > 0);
  if (present.length === 0) return { text: '', role: 'artifact' };
  const width = textWidth / present.length;
  return {
    role: 'layout',
    margin: [0, 4, 0, 6],
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (column) => (column === 0 || column === present.length ? 0 : 2),
      vLineColor: () => '#ffffff',
      fillColor: () => colour.tint,
      paddingLeft: () => 4,
      paddingRight: () => 4,
      paddingTop: () => 7,
      paddingBottom: () => 6,
    },
    table: {
      widths: present.map(() => width - 8 - 2),
      body: [
        present.map((status): TableCell => {
          const ink = status === 'overdue' ? colour.alert : colour.accent;
          return {
            role: 'paragraph',
            alignment: 'center',
            stack: [
              {
                text: wholeNumber(number(view, status)),
                bold: true,
                fontSize: 17,
                lineHeight: 1,
                color: ink,
              },
              { text: statusWords[status], fontSize: 8.5, lineHeight: 1 },
            ],
          };
        }),
      ],
    },
  };
}

function decisions(view: ComplianceView): Content[] {
  const texts =
    view.decisions.length === 0
      ? [noDecisionText(view.municipality)]
      : view.decisions.map((decision) => decisionText(view.municipality, decision));
  return [
    section('Kommunens beslut', [
      ...texts.map(paragraph),
      ...(view.quota === null ? [] : [paragraph(quotaText(view.quota))]),
    ]),
  ];
}

function escalations(view: ComplianceView): Content[] {
  if (view.escalations.length === 0) return [];
  return [
    table(
      [
        { label: 'Chef och arbetsplats', width: 118 },
        { label: 'Tidsfrist', width: 52 },
        { label: 'Lyft till', width: 78 },
        { label: 'Anmärkning', width: '*' },
      ],
      view.escalations.map((escalation) => [
        {
          text: [
            { text: escalation.name, bold: true },
            { text: `\n${workplaceName(escalation.workplace)}`, color: colour.muted, fontSize: 8 },
          ],
        },
        { text: shortDate(escalation.deadline), color: colour.alert },
        `${levelWords[escalation.level]}\n${shortDate(escalation.toldOn)}`,
        {
          stack: [
            ...(escalation.remark === '' ? [] : [escalation.remark]),
            ...escalation.story.map(({ on, text }) => ({
              text: `${shortDate(on)}: ${text}`,
              color: colour.muted,
              fontSize: 8,
            })),
          ],
        },
      ]),
      { fontSize: 8.5, heading: 'Ärenden om obligatorisk utbildning' },
    ),
    paragraph(
      'Ett ärende avslutas när chefen har plats, är klar, undantagen eller ledig, eller har en godkänd plan.',
    ),
  ];
}

function managers(view: ComplianceView): Content[] {
  if (view.rows.length === 0) return [];
  return [
    table(
      [
        { label: 'Chef', width: 86 },
        { label: 'Arbetsplats', width: 116 },
        { label: 'Läge', width: 62 },
        { label: 'Poäng', width: 36, alignment: 'right' },
        { label: 'Nästa datum', width: 66 },
        { label: 'Anmärkning', width: '*' },
      ],
      view.rows.map((row) => [
        row.name,
        workplaceName(row.workplace),
        row.status === 'overdue'
          ? { text: statusWords[row.status], bold: true, color: colour.alert }
          : statusWords[row.status],
        { text: `${creditsNumber(row.creditsTenths)}${nbsp}hp`, alignment: 'right' },
        row.next === null
          ? '–'
          : {
              text: [
                { text: shortDate(row.next.date) },
                { text: `\n${row.next.what}`, color: colour.muted, fontSize: 8 },
              ],
            },
        row.remark,
      ]),
      {
        fontSize: 8.5,
        heading: view.scope === 'municipality' ? 'Alla chefer som följs upp' : 'Dina chefer',
      },
    ),
  ];
}

/** The managers of the report beside those of the municipality and the region: nobody else is named. */
function beside(view: ComplianceView): Content[] {
  const { own, municipality, region } = view.beside;
  if (region.managers <= municipality.managers) return [];
  const groups: readonly (readonly [string, StatusNumbers])[] = [
    ...(view.scope === 'chief' ? [['Dina chefer', own] as const] : []),
    [view.municipality, municipality],
    ['Hela regionen', region],
  ];
  return [
    table(
      [
        { label: 'Grupp', width: '*' },
        { label: 'Chefer', width: 44, alignment: 'right' },
        ...parts(region).map(({ label }) => ({ label, width: 82, alignment: 'right' as const })),
      ],
      groups.map(([name, numbers]) => [
        name,
        { text: wholeNumber(numbers.managers), alignment: 'right' },
        ...parts(numbers).map(({ value }) => ({
          text: ofAll(value, numbers.managers),
          alignment: 'right' as const,
        })),
      ]),
      { fontSize: 8.5, heading: 'Jämfört med andra' },
    ),
  ];
}

/** A number with its share: `12 (25 %)`. */
const ofAll = (value: number, all: number): string =>
  all === 0 ? '–' : `${wholeNumber(value)}${nbsp}(${wholeNumber(Math.round((100 * value) / all))}${nbsp}%)`;

/** Where the managers stood at the end of each term, and what they have cost; nothing when there is neither. */
function trendAndCost(view: ComplianceView): Content[] {
  const chart =
    view.trend.length < 2 ? [] : stackedBars('Hur långt cheferna hade kommit', view.trend.map(bar));
  const cost =
    view.costOre === 0
      ? []
      : [
          paragraph(
            `Kommunen har fakturerats ${kronor(view.costOre)} utan moms för de här cheferna under ${view.asOf.slice(0, 4)}, med krediteringar borträknade.`,
          ),
        ];
  return chart.length + cost.length === 0 ? [] : [section('Utveckling och kostnad', [...chart, ...cost])];
}

/** Each manager in one of four. */
const parts = ({ managers: all, completed, inTraining, overdue }: StatusNumbers): readonly BarPart[] => [
  { label: 'Klara', value: completed },
  { label: 'Går eller har plats', value: inTraining },
  { label: 'Övriga', value: all - completed - inTraining - overdue },
  { label: 'Försenade', value: overdue, isAlert: true },
];

const bar = (trend: StatusTrend): Bar => ({ label: shortDate(trend.on), parts: parts(trend) });

function forecast(view: ComplianceView): Content[] {
  if (view.forecast.length === 0) return [];
  return [section('Prognos', [{ ul: [...view.forecast], margin: [0, 0, 0, 4] }])];
}
