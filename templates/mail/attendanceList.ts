import { type CourseDayView, courseDayFacts, dayName } from './courseDay.ts';
import { list, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { type Forms, inEach } from './wording.ts';

export interface AttendanceList {
  readonly courseTitle: string;
  readonly day: CourseDayView;
  readonly participants: readonly { readonly name: string; readonly municipality: string }[];
  /** Working days after the day within which attendance is registered. */
  readonly withinWorkingDays: number;
}

const texts = inEach({
  sv: {
    subject: (day: string, date: string) => `Närvarolista till ${day} den ${date}: `,
    intro: (day: string, course: string) => `Här är närvarolistan till ${day} i kursen ${course}.`,
    participant: ['deltagare', 'deltagare'] satisfies Forms,
    expected: (count: string) => `Anmälda: ${count}`,
    workingDay: ['arbetsdag', 'arbetsdagar'] satisfies Forms,
    next: (within: string) =>
      `Anteckna vilka som är där och svara på det här mejlet inom ${within} efter kursdagen. Det räcker att du skriver vilka som saknades.`,
  },
  en: {
    subject: (day, date) => `Attendance list for ${day} on ${date}: `,
    intro: (day, course) => `Here is the attendance list for ${day} of the course ${course}.`,
    participant: ['participant', 'participants'],
    expected: (count) => `Expected: ${count}`,
    workingDay: ['working day', 'working days'],
    next: (within) =>
      `Note who is there and reply to this email within ${within} after the course day. It is enough to write who was absent.`,
  },
});

export const attendanceList = mailTemplate({
  name: 'attendance_list',
  version: 1,
  texts,
  subject: (t, { courseTitle, day }: AttendanceList, say) =>
    subjectLine(t.subject(dayName(day, say), say.shortDate(day.date)), courseTitle),
  letter: (t, { courseTitle, day, participants, withinWorkingDays }: AttendanceList, say) => ({
    blocks: [
      paragraph(t.intro(dayName(day, say), courseTitle)),
      courseDayFacts(day, say),
      paragraph(t.expected(say.count(participants.length, ...t.participant))),
      list(participants.map(({ name, municipality }) => `${name}, ${municipality}`)),
    ],
    nextStep: t.next(say.count(withinWorkingDays, ...t.workingDay)),
  }),
});
