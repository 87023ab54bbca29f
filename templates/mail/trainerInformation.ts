import { type CourseDayView, courseDayEntries } from './courseDay.ts';
import { paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface TrainerInformation {
  readonly courseTitle: string;
  /** The days that this trainer holds. */
  readonly days: readonly CourseDayView[];
}

export const trainerInformation = mailTemplate<'trainer_information', TrainerInformation>({
  name: 'trainer_information',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Dina kursdagar som utbildare: ', courseTitle),
  letter: ({ courseTitle, days }) => ({
    blocks: [
      paragraph(
        `Tack för att du är utbildare i kursen ${courseTitle}! ${days.length === 1 ? 'Den här kursdagen' : 'De här kursdagarna'} håller du i:`,
      ),
      courseDayEntries(days),
      paragraph(
        `Inför ${days.length === 1 ? 'kursdagen' : 'varje kursdag'} får kursledaren en närvarolista.`,
      ),
    ],
    nextStep: `Kontrollera att ${days.length === 1 ? 'dagen' : 'dagarna'} stämmer med din kalender. Svara på det här mejlet redan nu om något inte går.`,
  }),
});
