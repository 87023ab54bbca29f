import type { IsoDate } from '../../domain/calendar/dates.ts';
import { facts, list, paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface CoursePartMail {
  readonly courseTitle: string;
  readonly partTitle: string;
  readonly dueDate: IsoDate;
  /** Titles of all parts that are not done, this one included. */
  readonly missing: readonly string[];
}

const stillMissing = ({ missing }: CoursePartMail) =>
  missing.length < 2 ? [] : [paragraph('Det här återstår innan du kan få ditt intyg:'), list(missing)];

/** Before a part of a course is due. */
export const partReminder = mailTemplate<'part_reminder', CoursePartMail>({
  name: 'part_reminder',
  version: 1,
  subject: ({ partTitle }) => subjectLine('Snart dags att vara klar: ', partTitle),
  letter: (data) => ({
    blocks: [
      paragraph(`En del i ${data.courseTitle} är inte klar än.`),
      facts({ Del: data.partTitle, 'Klar senast': fullDate(data.dueDate) }),
      ...stillMissing(data),
    ],
    nextStep: 'Gör klart delen i tid. Är den redan klar? Svara på det här mejlet, så rättar vi det.',
  }),
});

/** After a part of a course was due. */
export const partMissing = mailTemplate<'part_missing', CoursePartMail>({
  name: 'part_missing',
  version: 1,
  subject: ({ partTitle }) => subjectLine('Vi saknar: ', partTitle),
  letter: (data) => ({
    blocks: [
      paragraph(
        `Delen ”${data.partTitle}” i ${data.courseTitle} skulle vara klar ${fullDate(data.dueDate)}, men vi har inte sett att den är det.`,
      ),
      ...stillMissing(data),
      paragraph('Du får ditt intyg först när alla delar är klara.'),
    ],
    nextStep:
      'Gör klart delen så snart du kan. Är den redan klar, eller behöver du mer tid? Svara på det här mejlet.',
  }),
});
