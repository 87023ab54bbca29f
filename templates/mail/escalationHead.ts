import { paragraph } from './layout.ts';
import { type OverdueRow, overdueEntries } from './overdueRows.ts';
import { mailTemplate } from './template.ts';

export interface EscalationHead {
  readonly rows: readonly OverdueRow[];
  /** The responsible chief who was told first; empty when there is none, or another one by now. */
  readonly chiefName: string;
}

export const escalationHead = mailTemplate<'escalation_head', EscalationHead>({
  name: 'escalation_head',
  version: 1,
  subject: () => 'Försenad obligatorisk utbildning behöver ditt stöd',
  letter: ({ rows, chiefName }) => ({
    blocks: [
      paragraph(
        `Kommunen har beslutat att ledarskapsutbildningen är obligatorisk. Tiden har gått ut för ${rows.length === 1 ? 'en chef' : 'de här cheferna'}. ${chiefName === '' ? 'Vi ser ännu ingen plan:' : `Vi har tidigare skrivit till ${chiefName} men ser ännu ingen plan:`}`,
      ),
      overdueEntries(rows),
    ],
    nextStep: `${chiefName === '' ? 'Svara' : `Stäm av med ${chiefName} och svara`} på det här mejlet med hur ni går vidare. En plan med datum räcker för att avsluta ärendet.`,
  }),
});
