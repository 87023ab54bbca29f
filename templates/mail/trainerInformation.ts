import { type CourseDayView, courseDayEntries } from './courseDay.ts';
import { paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface TrainerInformation {
  readonly courseTitle: string;
  /** The days that this trainer holds. */
  readonly days: readonly CourseDayView[];
}

const texts = inEach({
  sv: {
    subject: 'Dina kursdagar som utbildare: ',
    one: {
      thanks: (course: string) =>
        `Tack för att du är utbildare i kursen ${course}! Den här kursdagen håller du i:`,
      list: 'Inför kursdagen får kursledaren en närvarolista.',
      next: 'Kontrollera att dagen stämmer med din kalender. Svara på det här mejlet redan nu om något inte går.',
    },
    several: {
      thanks: (course: string) =>
        `Tack för att du är utbildare i kursen ${course}! De här kursdagarna håller du i:`,
      list: 'Inför varje kursdag får kursledaren en närvarolista.',
      next: 'Kontrollera att dagarna stämmer med din kalender. Svara på det här mejlet redan nu om något inte går.',
    },
  },
  en: {
    subject: 'Your course days as a trainer: ',
    one: {
      thanks: (course) => `Thank you for being a trainer of the course ${course}! You hold this course day:`,
      list: 'Before the course day, the course leader gets an attendance list.',
      next: 'Check that the day fits your calendar. Reply to this email now if something does not work.',
    },
    several: {
      thanks: (course) =>
        `Thank you for being a trainer of the course ${course}! You hold these course days:`,
      list: 'Before each course day, the course leader gets an attendance list.',
      next: 'Check that the days fit your calendar. Reply to this email now if something does not work.',
    },
  },
});

export const trainerInformation = mailTemplate({
  name: 'trainer_information',
  version: 1,
  texts,
  subject: (t, { courseTitle }: TrainerInformation) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, days }: TrainerInformation, say) => {
    const own = days.length === 1 ? t.one : t.several;
    return {
      blocks: [paragraph(own.thanks(courseTitle)), courseDayEntries(days, say), paragraph(own.list)],
      nextStep: own.next,
    };
  },
});
