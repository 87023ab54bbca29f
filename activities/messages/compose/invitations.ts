/** The course days of a seat as calendar files: given with it, taken back with it. */
import type { OfferingRef } from '../../../domain/reference.ts';
import { type CalendarFile, type CalendarMethod, courseDayInvitation, courseDayUid } from '../calendar.ts';
import { courseTitleOf, dayViews, type MailScene } from './scene.ts';

/** Course days that have not ended: nothing is put into or taken out of a past week. */
export function daysAhead(scene: MailScene, offering: OfferingRef) {
  const { reference, now } = scene;
  return dayViews(offering, scene).filter((day) => reference.calendar.at(day.date, day.end) > now);
}

/**
 * One file a course day that is left. Each version of a person's event has a higher sequence than all before it: it
 * rises when the day is changed, when the seat is given up or cancelled, and when the same seat is given (back) again.
 * @param seatOccurrence how many times the person has been given a seat in this offering, from 1
 * @param options `only`: numbers of the days meant; `prefix`: before the file names, when a mail has two kinds; `why`:
 *   what a cancelled event says
 * @returns none when the mail goes to the chief, whose calendar is not concerned
 */
export function calendarFiles(
  scene: MailScene,
  offering: OfferingRef,
  method: CalendarMethod,
  seatOccurrence: number,
  options: { readonly only?: readonly number[]; readonly prefix?: string; readonly why?: string } = {},
): CalendarFile[] {
  if (scene.isViaChief || scene.to.email === '') return [];
  const { reference, effect } = scene;
  const title = courseTitleOf(reference, offering);
  const versions = new Map(offering.days.map(({ number, version = 1 }) => [number, version - 1]));
  const cancelled = method === 'CANCEL';
  const days = daysAhead(scene, offering).filter(({ number }) => options.only?.includes(number) ?? true);
  return days.map((day) => {
    const name = day.count === 1 ? 'Kursdag' : `Kursdag ${day.number} av ${day.count}`;
    return courseDayInvitation({
      uid: courseDayUid(effect.person, offering.code, day.number, reference.domain),
      sequence: (versions.get(day.number) ?? 0) + seatSequence(scene, seatOccurrence) + (cancelled ? 1 : 0),
      method,
      stamp: scene.now,
      organizer: scene.from,
      attendee: scene.to,
      summary: cancelled ? `Inställd för dig: ${title}` : `${name}: ${title}`,
      description: cancelled
        ? (options.why ?? 'Du har lämnat din plats på kursen.')
        : `${name} i kursen ${title}, kurstillfälle ${offering.code}. Svara på mejlet som du fick om du får förhinder.`,
      location: day.place,
      date: day.date,
      start: day.start,
      end: day.end,
      zone: reference.timeZone,
      filename: `${options.prefix ?? ''}kursdag-${day.number}`,
    });
  });
}

/** What the seat adds to the sequence of its days: two for each time it was given again, or back. */
export const seatSequence = ({ effect }: MailScene, seatOccurrence: number): number =>
  2 * (seatOccurrence - 1) + 2 * Number(effect.detail.reinstated ?? 0);
