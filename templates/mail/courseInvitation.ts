import type { OfferingCode } from '../../domain/region.ts';
import { type CourseDayView, courseDayEntries } from './courseDay.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface CourseInvitation {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly days: readonly CourseDayView[];
  /** Whether the days come with the mail as calendar files. */
  readonly calendarFiles: boolean;
}

const texts = inEach({
  sv: {
    subject: 'Inbjudan: ',
    intro: 'Du är inbjuden. Alla som berörs får den här inbjudan, så du behöver inte anmäla dig.',
    meeting: 'Träff',
    offering: 'Kurstillfälle',
    calendar: 'Tiden följer med mejlet som en kalenderfil. Öppna den, så hamnar den i din kalender.',
    next: 'Lägg in tiden i din kalender. Svara på det här mejlet om du inte kan vara med.',
  },
  en: {
    subject: 'Invitation: ',
    intro: 'You are invited. Everybody concerned gets this invitation, so you do not need to register.',
    meeting: 'Meeting',
    offering: 'Course offering',
    calendar: 'The time is attached as a calendar file. Open it to put it in your calendar.',
    next: 'Put the time in your calendar. Reply to this email if you cannot take part.',
  },
});

/** To everybody whom a meeting is for, such as the digital start-up meetings. */
export const courseInvitation = mailTemplate({
  name: 'course_invitation',
  version: 1,
  texts,
  subject: (t, { courseTitle }: CourseInvitation) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, offeringCode, days, calendarFiles }: CourseInvitation, say) => ({
    blocks: [
      paragraph(t.intro),
      facts({ [t.meeting]: courseTitle, [t.offering]: offeringCode }),
      courseDayEntries(days, say),
      ...(calendarFiles ? [paragraph(t.calendar)] : []),
    ],
    nextStep: t.next,
  }),
});
