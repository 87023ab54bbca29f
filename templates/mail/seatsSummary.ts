import type { TermCode } from '../../domain/region.ts';
import { entries, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';
import { inEach } from './wording.ts';

export interface SeatsSummaryRow {
  readonly managerName: string;
  /** Empty when the nomination named none. */
  readonly courseTitle: string;
  readonly outcome: 'seat' | 'waiting_list' | 'no_seat';
  /** A sentence in the recipient's language, or empty. */
  readonly reason: string;
}

export interface SeatsSummary {
  readonly term: TermCode;
  readonly rows: readonly SeatsSummaryRow[];
}

interface SummaryTexts {
  readonly subject: (term: string) => string;
  readonly intro: (term: string) => string;
  readonly outcomes: Readonly<Record<SeatsSummaryRow['outcome'], string>>;
  readonly told: string;
  readonly toldDays: string;
  readonly next: string;
  readonly nextNone: string;
}

const texts = inEach<SummaryTexts>({
  sv: {
    subject: (term) => `Så blev det för dina nominerade chefer, ${term}`,
    intro: (term) =>
      `Tack för dina nomineringar! Nu är platserna till ${term} fördelade, och så här blev det:`,
    outcomes: {
      seat: 'Har fått en plats',
      waiting_list: 'Står på reservlistan',
      no_seat: 'Fick ingen plats',
    },
    told: 'Cheferna får egna mejl med besked.',
    toldDays: 'Cheferna får egna mejl med besked. Den som har fått en plats får också alla kursdagar.',
    next: 'Planera tillsammans med dem som fick en plats hur arbetet ska skötas under kursdagarna.',
    nextNone: 'Du behöver inte göra något nu. Du kan nominera på nytt till en kommande termin.',
  },
  en: {
    subject: (term) => `How it went for the managers you nominated, ${term}`,
    intro: (term) =>
      `Thank you for your nominations! The seats for the ${term} have been allocated, and this is how it went:`,
    outcomes: {
      seat: 'Has a seat',
      waiting_list: 'Is on the waiting list',
      no_seat: 'Got no seat',
    },
    told: 'The managers get emails of their own.',
    toldDays: 'The managers get emails of their own. Those who have a seat also get all course days.',
    next: 'Plan together with those who got a seat how the work will be done on the course days.',
    nextNone: 'You do not need to do anything now. You can nominate again for a coming term.',
  },
});

const anySeat = (rows: readonly SeatsSummaryRow[]): boolean => rows.some(({ outcome }) => outcome === 'seat');

export const seatsSummary = mailTemplate({
  name: 'seats_summary',
  version: 2,
  texts,
  subject: (t, { term }: SeatsSummary, say) => t.subject(say.termCode(term)),
  letter: (t, { term, rows }: SeatsSummary, say) => ({
    blocks: [
      paragraph(t.intro(say.termName(term))),
      entries(
        rows.map(({ managerName, courseTitle, outcome, reason }) => ({
          title: managerName,
          lines: [
            courseTitle === '' ? t.outcomes[outcome] : `${t.outcomes[outcome]}: ${courseTitle}`,
            ...(reason === '' ? [] : [reason]),
          ],
        })),
      ),
      paragraph(anySeat(rows) ? t.toldDays : t.told),
    ],
    nextStep: anySeat(rows) ? t.next : t.nextNone,
  }),
});
