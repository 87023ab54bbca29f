import type { IsoDate } from '../../domain/calendar/dates.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface PlanActivityReminder {
  readonly municipalityName: string;
  readonly title: string;
  readonly plannedDate: IsoDate;
}

const texts = inEach({
  sv: {
    subject: 'Genomförandeplanen: ',
    intro: 'En aktivitet i genomförandeplanen är inte rapporterad som klar.',
    municipality: 'Kommun',
    activity: 'Aktivitet',
    planned: 'Planerad',
    next: 'Stäm av med enhetscheferna. Svara på det här mejlet när aktiviteten är klar, eller skriv vilken dag den flyttas till.',
  },
  en: {
    subject: 'The implementation plan: ',
    intro: 'An activity of the implementation plan has not been reported as finished.',
    municipality: 'Municipality',
    activity: 'Activity',
    planned: 'Planned for',
    next: 'Check with the unit managers. Reply to this email when the activity is finished, or write to which day it is moved.',
  },
});

/** To the support person of a municipality's implementation plan. */
export const planActivityReminder = mailTemplate({
  name: 'plan_activity_reminder',
  version: 1,
  texts,
  subject: (t, { title }: PlanActivityReminder) => subjectLine(t.subject, title),
  letter: (t, { municipalityName, title, plannedDate }: PlanActivityReminder, say) => ({
    blocks: [
      paragraph(t.intro),
      facts({
        [t.municipality]: municipalityName,
        [t.activity]: title,
        [t.planned]: say.fullDate(plannedDate),
      }),
    ],
    nextStep: t.next,
  }),
});
