/** The course days of a seat as calendar files: given with it, taken back with it. */
import type { OfferingRef } from '../../../domain/reference.ts';
import { type CalendarFile, type CalendarMethod, courseDayInvitation, courseDayUid } from '../calendar.ts';
import { courseTitleOf, dayViews, type MailScene } from './scene.ts';

/** Course days that have not ended: nothing is put into or taken out of a past week. */
export function daysAhead({ reference, now }: MailScene, offering: OfferingRef) {
  return dayViews(offering).filter((day) => reference.calendar.at(day.date, day.end) > now);
}

/**
 * One file a course day that is left. Each version of a person's event has a higher sequence than all before it: it
 * rises when the day is moved, when the seat is given up, and when the same seat is given again.
 * @param seatOccurrence how many times the person has been given a seat in this offering, from 1
 * @returns none when the mail goes to the chief, whose calendar is not concerned
 */
export function calendarFiles(
  scene: MailScene,
  offering: OfferingRef,
  method: CalendarMethod,
  seatOccurrence: number,
): CalendarFile[] {
  if (scene.isViaChief || scene.to.email === '') return [];
  const { reference, effect } = scene;
  const title = courseTitleOf(reference, offering);
  const moved = new Map(offering.days.map(({ number, occurrence }) => [number, occurrence - 1]));
  const cancelled = method === 'CANCEL';
  return daysAhead(scene, offering).map((day) => {
    const name = day.count === 1 ? 'Kursdag' : `Kursdag ${day.number} av ${day.count}`;
    return courseDayInvitation({
      uid: courseDayUid(effect.person, offering.code, day.number, reference.domain),
      sequence: (moved.get(day.number) ?? 0) + 2 * (seatOccurrence - 1) + (cancelled ? 1 : 0),
      method,
      stamp: scene.now,
      organizer: scene.from,
      attendee: scene.to,
      summary: cancelled ? `Inställd för dig: ${title}` : `${name}: ${title}`,
      description: cancelled
        ? 'Du har lämnat din plats på kursen.'
        : `${name} i kursen ${title}, kurstillfälle ${offering.code}. Svara på mejlet som du fick om du får förhinder.`,
      location: day.place,
      date: day.date,
      start: day.start,
      end: day.end,
      zone: reference.timeZone,
      filename: `kursdag-${day.number}`,
    });
  });
}
