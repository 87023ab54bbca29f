import { paragraph } from './layout.ts';
import { type OverdueRow, overdueEntries } from './overdueRows.ts';
import { mailTemplate } from './template.ts';

export interface EscalationChief {
  readonly rows: readonly OverdueRow[];
}

export const escalationChief = mailTemplate<'escalation_chief', EscalationChief>({
  name: 'escalation_chief',
  version: 1,
  subject: () => 'Gör en plan: obligatorisk utbildning är försenad',
  letter: ({ rows }) => ({
    blocks: [
      paragraph(
        `Kommunen har beslutat att ledarskapsutbildningen är obligatorisk. Tiden har gått ut för ${rows.length === 1 ? 'en chef' : 'de här cheferna'}, som du är närmaste chef för:`,
      ),
      overdueEntries(rows),
      paragraph(
        'Ärendet avslutas när chefen har fått en plats, när utbildningen är klar, vid undantag eller tjänstledighet, eller när det finns en plan med datum. Annars går ärendet vidare till nästa nivå.',
      ),
    ],
    nextStep: 'Svara på det här mejlet med när utbildningen ska gås, eller varför det inte går.',
  }),
});
