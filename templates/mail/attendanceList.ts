import { count } from '../documents/format.ts';
import { type CourseDayView, courseDayFacts, dayName } from './courseDay.ts';
import { list, paragraph } from './layout.ts';
import { shortDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface AttendanceList {
  readonly courseTitle: string;
  readonly day: CourseDayView;
  readonly participants: readonly { readonly name: string; readonly municipality: string }[];
  /** Working days after the day within which attendance is registered. */
  readonly withinWorkingDays: number;
}

export const attendanceList = mailTemplate<'attendance_list', AttendanceList>({
  name: 'attendance_list',
  version: 1,
  subject: ({ courseTitle, day }) =>
    subjectLine(`Närvarolista till ${dayName(day)} den ${shortDate(day.date)}: `, courseTitle),
  letter: ({ courseTitle, day, participants, withinWorkingDays }) => ({
    blocks: [
      paragraph(`Här är närvarolistan till ${dayName(day)} i kursen ${courseTitle}.`),
      courseDayFacts(day),
      paragraph(`Anmälda: ${count(participants.length, 'deltagare', 'deltagare')}`),
      list(participants.map(({ name, municipality }) => `${name}, ${municipality}`)),
    ],
    nextStep: `Anteckna vilka som är där och svara på det här mejlet inom ${count(withinWorkingDays, 'arbetsdag', 'arbetsdagar')} efter kursdagen. Det räcker att du skriver vilka som saknades.`,
  }),
});
