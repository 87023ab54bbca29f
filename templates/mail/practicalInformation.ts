import { type CourseDayView, courseDayFacts } from './courseDay.ts';
import { facts, list, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface PracticalInformation {
  readonly courseTitle: string;
  readonly firstDay: CourseDayView;
  readonly trainerNames: readonly string[];
  /** What to bring, as the region says it; may be empty. */
  readonly bring: readonly string[];
}

const texts = inEach({
  sv: {
    subject: (date: string) => `Kursstart ${date}: `,
    introOne: (course: string) =>
      `Snart börjar kursen ${course}. Här är det du behöver veta inför kursdagen.`,
    introFirst: (course: string) =>
      `Snart börjar kursen ${course}. Här är det du behöver veta inför den första kursdagen.`,
    trainers: 'Utbildare',
    bring: 'Ta med dig:',
    next: 'Kontrollera att dagen är fri i din kalender. Svara på det här mejlet om du får förhinder eller behöver något särskilt, till exempel i lokalen eller i maten.',
  },
  en: {
    subject: (date) => `Course starts ${date}: `,
    introOne: (course) =>
      `The course ${course} starts soon. Here is what you need to know before the course day.`,
    introFirst: (course) =>
      `The course ${course} starts soon. Here is what you need to know before the first course day.`,
    trainers: 'Trainers',
    bring: 'Bring with you:',
    next: 'Check that the day is free in your calendar. Reply to this email if you cannot come or need something special, for instance in the room or in the food.',
  },
});

export const practicalInformation = mailTemplate({
  name: 'practical_information',
  version: 1,
  texts,
  subject: (t, { courseTitle, firstDay }: PracticalInformation, say) =>
    subjectLine(t.subject(say.shortDate(firstDay.date)), courseTitle),
  letter: (t, { courseTitle, firstDay, trainerNames, bring }: PracticalInformation, say) => ({
    blocks: [
      paragraph((firstDay.count === 1 ? t.introOne : t.introFirst)(courseTitle)),
      courseDayFacts(firstDay, say),
      facts({ [t.trainers]: say.list(trainerNames) }),
      ...(bring.length === 0 ? [] : [paragraph(t.bring), list(bring)]),
    ],
    nextStep: t.next,
  }),
});
