import type { IsoDate } from '../../domain/calendar/dates.ts';
import { facts, paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface PlanActivityReminder {
  readonly municipalityName: string;
  readonly title: string;
  readonly plannedDate: IsoDate;
}

/** To the support person of a municipality's implementation plan. */
export const planActivityReminder = mailTemplate<'plan_activity_reminder', PlanActivityReminder>({
  name: 'plan_activity_reminder',
  version: 1,
  subject: ({ title }) => subjectLine('Genomförandeplanen: ', title),
  letter: ({ municipalityName, title, plannedDate }) => ({
    blocks: [
      paragraph('En aktivitet i genomförandeplanen är inte rapporterad som klar.'),
      facts({ Kommun: municipalityName, Aktivitet: title, Planerad: fullDate(plannedDate) }),
    ],
    nextStep:
      'Stäm av med enhetscheferna. Svara på det här mejlet när aktiviteten är klar, eller skriv vilken dag den flyttas till.',
  }),
});
