/** A missed course day that is made up in another offering of the course. */
import type { OfferingCode } from '../../domain/region.ts';
import { type CourseDayView, courseDayEntries, courseDayFacts } from './courseDay.ts';
import { entries, facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { type Forms, inEach } from './wording.ts';

export interface MakeUpNeeded {
  readonly courseTitle: string;
  readonly absences: number;
  readonly allowed: number;
  /** The days that were missed, by number. */
  readonly missed: readonly number[];
  /** Coming days of other offerings of the course. */
  readonly choices: readonly (CourseDayView & { readonly offeringCode: OfferingCode })[];
}

const neededTexts = inEach({
  sv: {
    subject: 'Ditt kursintyg väntar på en kursdag: ',
    day: ['dag', 'dagar'] satisfies Forms,
    passed: (course: string) => `Du är godkänd i kursen ${course}, och det resultatet står fast.`,
    away: (absent: string) =>
      `Intyget kan vi ge först när du har varit med på fler kursdagar: du var borta ${absent}`,
    noneAllowed: ', och ingen frånvaro är tillåten.',
    allowed: (days: string) => `, och högst ${days} är tillåtet.`,
    missed: (days: string) =>
      `Det du missade: kursdag ${days}. Du kan ta igen det vid ett annat tillfälle av kursen.`,
    none: 'Just nu är inga sådana dagar planerade. Vi hjälper dig att hitta en väg.',
    choice: (number: number, offering: string, date: string) => `Kursdag ${number}, ${offering}: ${date}`,
    nextNone: 'Svara på det här mejlet, så hör vi av oss om hur du kan ta igen dagen.',
    next: 'Svara på det här mejlet och säg vilken dag som passar, så bokar vi en plats. Den kostar inget extra.',
  },
  en: {
    subject: 'Your course certificate waits for a course day: ',
    day: ['day', 'days'],
    passed: (course) => `You have passed the course ${course}, and that result stands.`,
    away: (absent) =>
      `We can give you the certificate when you have been there on more course days: you were absent ${absent}`,
    noneAllowed: ', and no absence is allowed.',
    allowed: (days) => `, and at most ${days} is allowed.`,
    missed: (days) =>
      `What you missed: course day ${days}. You can make it up in another offering of the course.`,
    none: 'No such days are planned right now. We will help you to find a way.',
    choice: (number, offering, date) => `Course day ${number}, ${offering}: ${date}`,
    nextNone: 'Reply to this email, and we will contact you about how to make up the day.',
    next: 'Reply to this email and say which day suits you, and we will book a place. It costs nothing extra.',
  },
});

export const makeUpNeeded = mailTemplate({
  name: 'make_up_needed',
  version: 1,
  texts: neededTexts,
  subject: (t, { courseTitle }: MakeUpNeeded) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, absences, allowed, missed, choices }: MakeUpNeeded, say) => {
    const days = (count: number): string => `${count} ${t.day[count === 1 ? 0 : 1]}`;
    const limit = allowed === 0 ? t.noneAllowed : t.allowed(days(allowed));
    return {
      blocks: [
        paragraph(`${t.passed(courseTitle)} ${t.away(days(absences))}${limit}`),
        paragraph(t.missed(missed.join(', '))),
        choices.length === 0
          ? paragraph(t.none)
          : entries(
              choices.map((day) => ({
                title: t.choice(day.number, day.offeringCode, say.fullDate(day.date)),
                lines: [say.hours(day.start, day.end), ...(day.place === '' ? [] : [day.place])],
              })),
            ),
      ],
      nextStep: choices.length === 0 ? t.nextNone : t.next,
    };
  },
});

export interface MakeUpDay {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly day: CourseDayView;
  /** Number of the day at home that is made up. */
  readonly homeDay: number;
  readonly calendarFiles: boolean;
}

const confirmedTexts = inEach({
  sv: {
    subject: (date: string) => `Du tar igen en kursdag ${date}: `,
    intro: (homeDay: number) =>
      `Du har en plats för en dag i en annan grupp, i stället för kursdag ${homeDay} i din egen.`,
    course: 'Kurs',
    offering: 'Kurstillfälle',
    counts: 'Dagen räknas som din närvaro, och din kommun betalar inget extra.',
    calendar: ' Kalenderfilen i mejlet lägger in den i din kalender.',
    next: 'Boka in dagen. Svara på det här mejlet så snart du kan om du får förhinder.',
  },
  en: {
    subject: (date) => `You make up a course day ${date}: `,
    intro: (homeDay) =>
      `You have a place for one day in another group, instead of course day ${homeDay} in your own.`,
    course: 'Course',
    offering: 'Course offering',
    counts: 'The day counts as your attendance, and your municipality pays nothing extra.',
    calendar: ' The calendar file in this email puts it in your calendar.',
    next: 'Put the day in your calendar. Reply to this email as soon as you can if you cannot come.',
  },
});

export const makeUpConfirmed = mailTemplate({
  name: 'make_up_confirmed',
  version: 1,
  texts: confirmedTexts,
  subject: (t, { courseTitle, day }: MakeUpDay, say) =>
    subjectLine(t.subject(say.shortDate(day.date)), courseTitle),
  letter: (t, { courseTitle, offeringCode, day, homeDay, calendarFiles }: MakeUpDay, say) => ({
    blocks: [
      paragraph(t.intro(homeDay)),
      facts({ [t.course]: courseTitle, [t.offering]: offeringCode }),
      courseDayEntries([day], say),
      paragraph(`${t.counts}${calendarFiles ? t.calendar : ''}`),
    ],
    nextStep: t.next,
  }),
});

const reminderTexts = inEach({
  sv: {
    subject: (date: string) => `Snart dags: kursdag ${date}, `,
    intro: (homeDay: number) =>
      `Snart tar du igen kursdag ${homeDay}. Den här dagen är du med i en annan grupp.`,
    course: 'Kurs',
    offering: 'Kurstillfälle',
    next: 'Håll dagen fri. Svara på det här mejlet så snart du kan om du får förhinder.',
  },
  en: {
    subject: (date) => `Coming up: course day ${date}, `,
    intro: (homeDay) => `You will soon make up course day ${homeDay}. This day you are with another group.`,
    course: 'Course',
    offering: 'Course offering',
    next: 'Keep the day free. Reply to this email as soon as you can if you cannot come.',
  },
});

export const makeUpReminder = mailTemplate({
  name: 'make_up_reminder',
  version: 1,
  texts: reminderTexts,
  subject: (t, { courseTitle, day }: Omit<MakeUpDay, 'calendarFiles'>, say) =>
    subjectLine(t.subject(say.shortDate(day.date)), courseTitle),
  letter: (t, { courseTitle, offeringCode, day, homeDay }: Omit<MakeUpDay, 'calendarFiles'>, say) => ({
    blocks: [
      paragraph(t.intro(homeDay)),
      facts({ [t.course]: courseTitle, [t.offering]: offeringCode }),
      courseDayFacts(day, say),
    ],
    nextStep: t.next,
  }),
});

export interface MakeUpReleased {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly homeDay: number;
  readonly cause: 'cancelled' | 'moved' | 'given_up';
  readonly calendarFiles: boolean;
}

const releasedTexts = inEach({
  sv: {
    subject: 'Bokningen för en kursdag gäller inte: ',
    cancelled: 'Kurstillfället där du skulle ta igen en dag ges inte.',
    moved: 'Kursdagen där du skulle ta igen en dag har flyttats, så din bokning gäller inte längre.',
    given_up: 'Din bokning för att ta igen en kursdag är borttagen.',
    course: 'Kurs',
    offering: 'Kurstillfälle',
    instead: 'Skulle ta igen',
    day: (number: number) => `kursdag ${number}`,
    calendar: 'Kalenderfilen i mejlet tar bort dagen ur din kalender.',
    next: 'Vill du ta igen dagen en annan gång? Svara på det här mejlet, så bokar vi en ny dag.',
  },
  en: {
    subject: 'Your booking of a course day no longer holds: ',
    cancelled: 'The course offering in which you were to make up a day will not be held.',
    moved: 'The course day on which you were to make up a day has moved, so your booking no longer holds.',
    given_up: 'Your booking to make up a course day has been removed.',
    course: 'Course',
    offering: 'Course offering',
    instead: 'Was to make up',
    day: (number) => `course day ${number}`,
    calendar: 'The calendar file in this email removes the day from your calendar.',
    next: 'Do you want to make up the day another time? Reply to this email, and we will book a new day.',
  },
});

export const makeUpReleased = mailTemplate({
  name: 'make_up_released',
  version: 1,
  texts: releasedTexts,
  subject: (t, { courseTitle }: MakeUpReleased) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, offeringCode, homeDay, cause, calendarFiles }: MakeUpReleased) => ({
    blocks: [
      paragraph(t[cause]),
      facts({ [t.course]: courseTitle, [t.offering]: offeringCode, [t.instead]: t.day(homeDay) }),
      ...(calendarFiles ? [paragraph(t.calendar)] : []),
    ],
    nextStep: t.next,
  }),
});
