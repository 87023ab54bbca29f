import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type Block, facts, list, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach, type Wording } from './wording.ts';

export interface CoursePartMail {
  readonly courseTitle: string;
  readonly partTitle: string;
  readonly dueDate: IsoDate;
  /** Titles of all parts that are not done, this one included. */
  readonly missing: readonly string[];
}

const shared = inEach({
  sv: { remaining: 'Det här återstår innan du kan få ditt intyg:' },
  en: { remaining: 'This remains before you can get your certificate:' },
});

const stillMissing = ({ missing }: CoursePartMail, { language }: Wording): Block[] =>
  missing.length < 2 ? [] : [paragraph(shared[language].remaining), list(missing)];

const reminderTexts = inEach({
  sv: {
    subject: 'Snart dags att vara klar: ',
    intro: (course: string) => `En del i ${course} är inte klar än.`,
    part: 'Del',
    due: 'Klar senast',
    next: 'Gör klart delen i tid. Är den redan klar? Svara på det här mejlet, så rättar vi det.',
  },
  en: {
    subject: 'Soon due: ',
    intro: (course) => `One part of ${course} is not finished yet.`,
    part: 'Part',
    due: 'Finish by',
    next: 'Finish the part in time. Have you finished it already? Reply to this email, and we will correct it.',
  },
});

/** Before a part of a course is due. */
export const partReminder = mailTemplate({
  name: 'part_reminder',
  version: 1,
  texts: reminderTexts,
  subject: (t, { partTitle }: CoursePartMail) => subjectLine(t.subject, partTitle),
  letter: (t, data: CoursePartMail, say) => ({
    blocks: [
      paragraph(t.intro(data.courseTitle)),
      facts({ [t.part]: data.partTitle, [t.due]: say.fullDate(data.dueDate) }),
      ...stillMissing(data, say),
    ],
    nextStep: t.next,
  }),
});

const missingTexts = inEach({
  sv: {
    subject: 'Vi saknar: ',
    intro: (part: string, course: string, due: string) =>
      `Delen ”${part}” i ${course} skulle vara klar ${due}, men vi har inte sett att den är det.`,
    certificate: 'Du får ditt intyg först när alla delar är klara.',
    next: 'Gör klart delen så snart du kan. Är den redan klar, eller behöver du mer tid? Svara på det här mejlet.',
  },
  en: {
    subject: 'We are missing: ',
    intro: (part, course, due) =>
      `The part “${part}” of ${course} was due on ${due}, but we cannot see that it is finished.`,
    certificate: 'You get your certificate when all parts are finished.',
    next: 'Finish the part as soon as you can. Is it finished already, or do you need more time? Reply to this email.',
  },
});

/** After a part of a course was due. */
export const partMissing = mailTemplate({
  name: 'part_missing',
  version: 1,
  texts: missingTexts,
  subject: (t, { partTitle }: CoursePartMail) => subjectLine(t.subject, partTitle),
  letter: (t, data: CoursePartMail, say) => ({
    blocks: [
      paragraph(t.intro(data.partTitle, data.courseTitle, say.fullDate(data.dueDate))),
      ...stillMissing(data, say),
      paragraph(t.certificate),
    ],
    nextStep: t.next,
  }),
});
