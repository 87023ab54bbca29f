import type { OfferingCode } from '../../domain/region.ts';
import { type CourseDayView, courseDayEntries } from './courseDay.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface CourseInvitation {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly days: readonly CourseDayView[];
  /** Whether the days come with the mail as calendar files. */
  readonly calendarFiles: boolean;
}

/** To everybody whom a meeting is for, such as the digital start-up meetings. */
export const courseInvitation = mailTemplate<'course_invitation', CourseInvitation>({
  name: 'course_invitation',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Inbjudan: ', courseTitle),
  letter: ({ courseTitle, offeringCode, days, calendarFiles }) => ({
    blocks: [
      paragraph('Du är inbjuden. Alla som berörs får den här inbjudan, så du behöver inte anmäla dig.'),
      facts({ Träff: courseTitle, Kurstillfälle: offeringCode }),
      courseDayEntries(days),
      ...(calendarFiles
        ? [paragraph('Tiden följer med mejlet som en kalenderfil. Öppna den, så hamnar den i din kalender.')]
        : []),
    ],
    nextStep: 'Lägg in tiden i din kalender. Svara på det här mejlet om du inte kan vara med.',
  }),
});
