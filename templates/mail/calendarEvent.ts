/** What the calendar shows of a course day: in the invitations that mails carry, and in a person's own feed. */
import type { OfferingCode } from '../../domain/region.ts';
import { inEach } from './wording.ts';

/** A course day among the days of its offering. */
export interface EventDay {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly number: number;
  /** How many days the offering has. */
  readonly count: number;
}

export interface EventText {
  readonly summary: string;
  readonly description: string;
}

/** Why a day is taken out of a calendar. */
export type CancelledBecause = 'given_up' | 'cancelled' | 'removed' | 'booking_ended';

interface EventTexts {
  readonly day: (day: EventDay) => string;
  readonly about: (day: EventDay) => string;
  readonly cannot: string;
  readonly meet: (address: string) => string;
  readonly instead: (day: number, home: OfferingCode) => string;
  readonly cancelled: (courseTitle: string) => string;
  readonly because: { readonly [cause in CancelledBecause]: string };
  readonly goesTo: (code: OfferingCode) => string;
  readonly asPlanned: (code: OfferingCode) => string;
  readonly calendar: string;
}

const name = (word: string, of: string, { number, count }: EventDay): string =>
  count === 1 ? word : `${word} ${number} ${of} ${count}`;

export const eventTexts = inEach<EventTexts>({
  sv: {
    day: (day) => `${name('Kursdag', 'av', day)}: ${day.courseTitle}`,
    about: (day) =>
      `${name('Kursdag', 'av', day)} i kursen ${day.courseTitle}, kurstillfälle ${day.offeringCode}.`,
    cannot: 'Svara på mejlet som du fick om du får förhinder.',
    meet: (address) => `Vi ses digitalt: ${address}`,
    instead: (day, home) => `Dagen är i stället för kursdag ${day} i ${home}.`,
    cancelled: (courseTitle) => `Inställd för dig: ${courseTitle}`,
    because: {
      given_up: 'Du har lämnat din plats på kursen.',
      cancelled: 'Kursen är inställd.',
      removed: 'Kursdagen utgår.',
      booking_ended: 'Bokningen gäller inte längre.',
    },
    goesTo: (code) => `Du går kursen i ${code} i stället.`,
    asPlanned: (code) => `Du går kursen i ${code} som det var tänkt från början.`,
    calendar: 'Mina kursdagar',
  },
  en: {
    day: (day) => `${name('Course day', 'of', day)}: ${day.courseTitle}`,
    about: (day) =>
      `${name('Course day', 'of', day)} of the course ${day.courseTitle}, course offering ${day.offeringCode}.`,
    cannot: 'Reply to the email that you got if you cannot come.',
    meet: (address) => `We meet online: ${address}`,
    instead: (day, home) => `The day is instead of course day ${day} in ${home}.`,
    cancelled: (courseTitle) => `Cancelled for you: ${courseTitle}`,
    because: {
      given_up: 'You have given up your seat on the course.',
      cancelled: 'The course has been cancelled.',
      removed: 'The course day has been taken away.',
      booking_ended: 'The booking is no longer valid.',
    },
    goesTo: (code) => `You take the course in ${code} instead.`,
    asPlanned: (code) => `You take the course in ${code}, as first planned.`,
    calendar: 'My course days',
  },
});
