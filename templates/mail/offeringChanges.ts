/** An offering that does not go as planned: what participants and trainers are told. */
import type { OfferingCode } from '../../domain/region.ts';
import { type CourseDayView, courseDayEntries } from './courseDay.ts';
import { type Block, type Entry, entries, facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach, type Wording } from './wording.ts';

/** A course day as it was or is; null when there was, or is, none. */
export interface ChangedDay {
  readonly number: number;
  readonly before: Omit<CourseDayView, 'number' | 'count'> | null;
  readonly after: Omit<CourseDayView, 'number' | 'count'> | null;
}

export interface OfferingChanged {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly days: readonly ChangedDay[];
  readonly calendarFiles: boolean;
}

export type TrainerDaysChanged = Omit<OfferingChanged, 'calendarFiles'>;

const shared = inEach({
  sv: {
    course: 'Kurs',
    offering: 'Kurstillfälle',
    day: (number: number) => `Kursdag ${number}`,
    dropped: (number: number) => `Kursdag ${number} utgår`,
    isNew: 'Ny kursdag.',
    was: (day: string) => `Var: ${day}`,
    becomes: (day: string) => `Blir: ${day}`,
  },
  en: {
    course: 'Course',
    offering: 'Course offering',
    day: (number) => `Course day ${number}`,
    dropped: (number) => `Course day ${number} is cancelled`,
    isNew: 'New course day.',
    was: (day) => `Was: ${day}`,
    becomes: (day) => `Now: ${day}`,
  },
});

const when = (day: NonNullable<ChangedDay['after']>, say: Wording): string =>
  `${say.fullDate(day.date)}, ${say.hours(day.start, day.end)}${day.place === '' ? '' : `, ${day.place}`}`;

function whatChanged({ number, before, after }: ChangedDay, say: Wording): Entry {
  const t = shared[say.language];
  return {
    title: after === null ? t.dropped(number) : t.day(number),
    lines: [
      before === null ? t.isNew : t.was(when(before, say)),
      ...(after === null ? [] : [t.becomes(when(after, say))]),
    ],
  };
}

function offeringFacts(courseTitle: string, offeringCode: OfferingCode, { language }: Wording): Block {
  const t = shared[language];
  return facts({ [t.course]: courseTitle, [t.offering]: offeringCode });
}

const changedTexts = inEach({
  sv: {
    subject: 'Ändrad kursdag: ',
    intro: 'Din kurs har ändrats. Så här blir det nu:',
    calendar: 'Öppna kalenderfilen eller kalenderfilerna i mejlet, så ändras din kalender.',
    next: 'Ändra i din kalender. Svara på det här mejlet så snart du kan om du inte kan komma den nya tiden.',
  },
  en: {
    subject: 'Course day changed: ',
    intro: 'Your course has changed. This is how it is now:',
    calendar: 'Open the calendar file or files in this email to change your calendar.',
    next: 'Change your calendar. Reply to this email as soon as you can if you cannot come at the new time.',
  },
});

export const offeringChanged = mailTemplate({
  name: 'offering_changed',
  version: 1,
  texts: changedTexts,
  subject: (t, { courseTitle }: OfferingChanged) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, offeringCode, days, calendarFiles }: OfferingChanged, say) => ({
    blocks: [
      paragraph(t.intro),
      offeringFacts(courseTitle, offeringCode, say),
      entries(days.map((day) => whatChanged(day, say))),
      ...(calendarFiles ? [paragraph(t.calendar)] : []),
    ],
    nextStep: t.next,
  }),
});

const trainerChangedTexts = inEach({
  sv: {
    subject: 'Ändrad kursdag att hålla: ',
    intro: 'En kurs som du håller har ändrats. Så här blir det nu:',
    participants: 'Deltagarna får ett eget mejl.',
    next: 'Svara på det här mejlet så snart du kan om du inte kan hålla kursdagen den nya tiden.',
  },
  en: {
    subject: 'Course day you hold has changed: ',
    intro: 'A course that you hold has changed. This is how it is now:',
    participants: 'The participants get an email of their own.',
    next: 'Reply to this email as soon as you can if you cannot hold the course day at the new time.',
  },
});

export const trainerDaysChanged = mailTemplate({
  name: 'trainer_days_changed',
  version: 1,
  texts: trainerChangedTexts,
  subject: (t, { courseTitle }: TrainerDaysChanged) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, offeringCode, days }: TrainerDaysChanged, say) => ({
    blocks: [
      paragraph(t.intro),
      offeringFacts(courseTitle, offeringCode, say),
      entries(days.map((day) => whatChanged(day, say))),
      paragraph(t.participants),
    ],
    nextStep: t.next,
  }),
});

export interface OfferingCancelled {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly calendarFiles: boolean;
}

const cancelledTexts = inEach({
  sv: {
    subject: 'Kursen är inställd: ',
    intro: 'Tyvärr blir kursen inte av den här gången. Vi beklagar det.',
    free: 'Din kommun betalar inget för platsen. Du står först i kön nästa gång kursen ges, om din chef nominerar dig.',
    calendar: 'Öppna kalenderfilerna i mejlet, så försvinner kursdagarna ur din kalender. ',
    next: 'Du behöver inte göra något mer nu.',
  },
  en: {
    subject: 'The course is cancelled: ',
    intro: 'Unfortunately the course will not be held this time. We are sorry.',
    free: 'Your municipality pays nothing for the seat. You are first in line the next time the course is given, if your line manager nominates you.',
    calendar: 'Open the calendar files in this email to remove the course days from your calendar. ',
    next: 'You do not need to do anything more now.',
  },
});

export const offeringCancelled = mailTemplate({
  name: 'offering_cancelled',
  version: 1,
  texts: cancelledTexts,
  subject: (t, { courseTitle }: OfferingCancelled) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, offeringCode, calendarFiles }: OfferingCancelled, say) => ({
    blocks: [paragraph(t.intro), offeringFacts(courseTitle, offeringCode, say), paragraph(t.free)],
    nextStep: `${calendarFiles ? t.calendar : ''}${t.next}`,
  }),
});

export interface OfferingMerged {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly intoCode: OfferingCode;
  readonly days: readonly CourseDayView[];
  readonly calendarFiles: boolean;
}

const mergedTexts = inEach({
  sv: {
    subject: 'Du går kursen i en annan grupp: ',
    intro: 'Två kurstillfällen har slagits ihop. Din plats följer med till den andra gruppen.',
    course: 'Kurs',
    before: 'Tidigare tillfälle',
    now: 'Nytt tillfälle',
    days: 'Det här är dina kursdagar nu:',
    calendar: 'Öppna kalenderfilerna i mejlet, så byts de gamla dagarna ut mot de nya i din kalender.',
    next: 'Boka in de nya dagarna. Svara på det här mejlet så snart du kan om de inte passar.',
  },
  en: {
    subject: 'You take the course with another group: ',
    intro: 'Two course offerings have been merged. Your seat moves with you to the other group.',
    course: 'Course',
    before: 'Earlier offering',
    now: 'New offering',
    days: 'These are your course days now:',
    calendar:
      'Open the calendar files in this email to replace the old days by the new ones in your calendar.',
    next: 'Put the new days in your calendar. Reply to this email as soon as you can if they do not suit you.',
  },
});

export const offeringMerged = mailTemplate({
  name: 'offering_merged',
  version: 1,
  texts: mergedTexts,
  subject: (t, { courseTitle }: OfferingMerged) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, offeringCode, intoCode, days, calendarFiles }: OfferingMerged, say) => ({
    blocks: [
      paragraph(t.intro),
      facts({ [t.course]: courseTitle, [t.before]: offeringCode, [t.now]: intoCode }),
      paragraph(t.days),
      courseDayEntries(days, say),
      ...(calendarFiles ? [paragraph(t.calendar)] : []),
    ],
    nextStep: t.next,
  }),
});

export interface OfferingReinstated {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly days: readonly CourseDayView[];
  readonly calendarFiles: boolean;
}

const reinstatedTexts = inEach({
  sv: {
    subject: 'Kursen blir av ändå: ',
    intro: 'Goda nyheter: kurstillfället ges som det var tänkt från början, och du har kvar din plats.',
    calendar: 'Öppna kalenderfilerna i mejlet, så kommer kursdagarna tillbaka i din kalender.',
    next: 'Boka in kursdagarna igen. Svara på det här mejlet om du inte längre kan ta platsen.',
  },
  en: {
    subject: 'The course will be held after all: ',
    intro: 'Good news: the course offering will be held as first planned, and you still have your seat.',
    calendar: 'Open the calendar files in this email to put the course days back in your calendar.',
    next: 'Put the course days in your calendar again. Reply to this email if you can no longer take the seat.',
  },
});

export const offeringReinstated = mailTemplate({
  name: 'offering_reinstated',
  version: 1,
  texts: reinstatedTexts,
  subject: (t, { courseTitle }: OfferingReinstated) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, offeringCode, days, calendarFiles }: OfferingReinstated, say) => ({
    blocks: [
      paragraph(t.intro),
      offeringFacts(courseTitle, offeringCode, say),
      courseDayEntries(days, say),
      ...(calendarFiles ? [paragraph(t.calendar)] : []),
    ],
    nextStep: t.next,
  }),
});

export interface TrainerOfferingCancelled {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  /** The offering that takes over the participants, or empty. */
  readonly intoCode: OfferingCode | '';
}

const trainerCancelledTexts = inEach({
  sv: {
    subject: 'Kurs att hålla ges inte: ',
    cancelled: 'Ett kurstillfälle som du skulle hålla är inställt.',
    merged: (into: string) => `Ett kurstillfälle som du skulle hålla har slagits ihop med ${into}.`,
    participants: 'Deltagarna får ett eget mejl.',
    next: 'Ta bort kursdagarna ur din kalender. Svara på det här mejlet om du har frågor.',
  },
  en: {
    subject: 'Course you were to hold is cancelled: ',
    cancelled: 'A course offering that you were to hold has been cancelled.',
    merged: (into) => `A course offering that you were to hold has been merged with ${into}.`,
    participants: 'The participants get an email of their own.',
    next: 'Remove the course days from your calendar. Reply to this email if you have questions.',
  },
});

export const trainerOfferingCancelled = mailTemplate({
  name: 'trainer_offering_cancelled',
  version: 1,
  texts: trainerCancelledTexts,
  subject: (t, { courseTitle }: TrainerOfferingCancelled) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, offeringCode, intoCode }: TrainerOfferingCancelled, say) => ({
    blocks: [
      paragraph(intoCode === '' ? t.cancelled : t.merged(intoCode)),
      offeringFacts(courseTitle, offeringCode, say),
      paragraph(t.participants),
    ],
    nextStep: t.next,
  }),
});

const trainerReinstatedTexts = inEach({
  sv: {
    subject: 'Kurs att hålla blir av ändå: ',
    intro: 'Kurstillfället blir av ändå, och du håller det som det var tänkt.',
    next: 'Boka in kursdagarna igen. Svara på det här mejlet så snart du kan om du inte kan hålla dem.',
  },
  en: {
    subject: 'Course you hold will take place after all: ',
    intro: 'The course offering will be held after all, and you hold it as planned.',
    next: 'Put the course days in your calendar again. Reply to this email as soon as you can if you cannot hold them.',
  },
});

export const trainerOfferingReinstated = mailTemplate({
  name: 'trainer_offering_reinstated',
  version: 1,
  texts: trainerReinstatedTexts,
  subject: (t, { courseTitle }: Omit<OfferingReinstated, 'calendarFiles'>) =>
    subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, offeringCode, days }: Omit<OfferingReinstated, 'calendarFiles'>, say) => ({
    blocks: [paragraph(t.intro), offeringFacts(courseTitle, offeringCode, say), courseDayEntries(days, say)],
    nextStep: t.next,
  }),
});

export interface TrainerMissing {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly day: CourseDayView;
  /** Who cannot come; empty when nobody has been planned for the day. */
  readonly trainerName: string;
  /** Names of those who still hold the day. */
  readonly remaining: readonly string[];
}

const trainerMissingTexts = inEach({
  sv: {
    subject: 'Utbildare saknas: ',
    ofDay: (number: number) => `, kursdag ${number}`,
    intro: (trainer: string) => `${trainer} kan inte hålla kursdagen. Deltagarna har inte fått veta något.`,
    unplanned: 'Ingen utbildare är inplanerad på kursdagen. Deltagarna har inte fått veta något.',
    nobody: 'Ingen annan utbildare är inplanerad den dagen.',
    remaining: (names: string) => `Kvar den dagen: ${names}.`,
    next: 'Ordna någon annan som håller dagen och registrera det, eller flytta kursdagen. Uppgiften stängs då av sig själv.',
  },
  en: {
    subject: 'Trainer missing: ',
    ofDay: (number) => `, course day ${number}`,
    intro: (trainer) =>
      `${trainer} cannot hold the course day. The participants have not been told anything.`,
    unplanned: 'No trainer is planned for the course day. The participants have not been told anything.',
    nobody: 'No other trainer is planned for that day.',
    remaining: (names) => `Still there that day: ${names}.`,
    next: 'Find somebody else to hold the day and register it, or move the course day. The task then closes by itself.',
  },
});

export const trainerMissing = mailTemplate({
  name: 'trainer_missing',
  version: 2,
  texts: trainerMissingTexts,
  subject: (t, { offeringCode, day }: TrainerMissing) =>
    subjectLine(t.subject, offeringCode, t.ofDay(day.number)),
  letter: (t, { courseTitle, offeringCode, day, trainerName, remaining }: TrainerMissing, say) => ({
    blocks: [
      paragraph(trainerName === '' ? t.unplanned : t.intro(trainerName)),
      offeringFacts(courseTitle, offeringCode, say),
      courseDayEntries([day], say),
      ...(trainerName === ''
        ? []
        : [paragraph(remaining.length === 0 ? t.nobody : t.remaining(remaining.join(', ')))]),
    ],
    nextStep: t.next,
  }),
});
