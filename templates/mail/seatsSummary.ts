import type { TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { entries, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';

export interface SeatsSummaryRow {
  readonly managerName: string;
  /** Empty when the nomination named none. */
  readonly courseTitle: string;
  readonly outcome: 'seat' | 'waiting_list' | 'no_seat';
  /** A sentence in Swedish, or empty. */
  readonly reason: string;
}

export interface SeatsSummary {
  readonly term: TermCode;
  readonly rows: readonly SeatsSummaryRow[];
}

const outcomes: Record<SeatsSummaryRow['outcome'], string> = {
  seat: 'Har fått en plats',
  waiting_list: 'Står på reservlistan',
  no_seat: 'Fick ingen plats',
};

const anySeat = (rows: readonly SeatsSummaryRow[]): boolean => rows.some(({ outcome }) => outcome === 'seat');

export const seatsSummary = mailTemplate<'seats_summary', SeatsSummary>({
  name: 'seats_summary',
  version: 1,
  subject: ({ term }) => `Så blev det för dina nominerade chefer, ${term}`,
  letter: ({ term, rows }) => ({
    blocks: [
      paragraph(
        `Tack för dina nomineringar! Nu är platserna till ${termName(term)} fördelade, och så här blev det:`,
      ),
      entries(
        rows.map(({ managerName, courseTitle, outcome, reason }) => ({
          title: managerName,
          lines: [
            courseTitle === '' ? outcomes[outcome] : `${outcomes[outcome]}: ${courseTitle}`,
            ...(reason === '' ? [] : [reason]),
          ],
        })),
      ),
      paragraph(
        `Cheferna får egna mejl med besked.${anySeat(rows) ? ' Den som har fått en plats får också alla kursdagar.' : ''}`,
      ),
    ],
    nextStep: anySeat(rows)
      ? 'Planera tillsammans med dem som fick en plats hur arbetet ska skötas under kursdagarna.'
      : 'Du behöver inte göra något nu. Du kan nominera på nytt till en kommande termin.',
  }),
});
