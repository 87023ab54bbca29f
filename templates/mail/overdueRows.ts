/** Managers whose mandatory training is late, as the mails of the escalation ladder list them. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type Block, entries } from './layout.ts';
import { fullDate } from './swedish.ts';

export interface OverdueRow {
  readonly managerName: string;
  /** What the decision asks for by the deadline. */
  readonly what: 'start' | 'complete';
  readonly deadline: IsoDate;
  /** Who decided what, and when, as a sentence or a reference. */
  readonly decision: string;
  /** A sentence in Swedish, or empty. */
  readonly whatToDo: string;
}

export function overdueEntries(rows: readonly OverdueRow[]): Block {
  return entries(
    rows.map(({ managerName, what, deadline, decision, whatToDo }) => ({
      title: managerName,
      lines: [
        `Skulle ha ${what === 'start' ? 'påbörjat' : 'gått klart'} utbildningen senast ${fullDate(deadline)}`,
        `Beslut: ${decision}`,
        ...(whatToDo === '' ? [] : [`Att göra: ${whatToDo}`]),
      ],
    })),
  );
}
