/** The course days of a person as calendar files: given with a seat or a booking, taken back with it. */
import { type Invited, nextSequence } from '../../../domain/offering/invitations.ts';
import type { DayRef, OfferingRef } from '../../../domain/reference.ts';
import {
  type CancelledBecause,
  type EventDay,
  type EventText,
  eventTexts,
} from '../../../templates/mail/calendarEvent.ts';
import { type CalendarFile, courseDayEvent, courseDayInvitation } from '../calendar.ts';
import { earlierVersions, type KeptInvitation } from '../invitations.ts';
import { courseTitleOf, dayCount, dayViews, type MailScene, placeOf } from './scene.ts';

/** A calendar file of a mail, with what is kept of it. */
export interface Invitation extends CalendarFile {
  readonly kept: KeptInvitation;
}

/** An event to be put into the recipient's calendar, or taken out of it. */
export interface EventWish extends Invited, EventText {
  /** What the UID is made from: `courseDayEvent` or `bookingEvent`. */
  readonly event: string;
  /** Without `.ics`. */
  readonly filename: string;
}

/** Course days that have not ended: nothing is put into or taken out of a past week. */
export function daysAhead(scene: MailScene, offering: OfferingRef) {
  const { reference, now } = scene;
  return dayViews(offering, scene).filter((day) => reference.calendar.at(day.date, day.end) > now);
}

/**
 * One file an event.
 * @returns none when the mail goes to the chief, whose calendar is not concerned
 */
export async function invitations(scene: MailScene, wishes: readonly EventWish[]): Promise<Invitation[]> {
  if (scene.isViaChief || scene.to.email === '') return [];
  const { deps, reference } = scene;
  const earlier = await earlierVersions(
    deps.db,
    wishes.map(({ event }) => event),
  );
  return wishes.map((wish) => {
    const { event, filename, summary, description, ...invited } = wish;
    const sequence = nextSequence(earlier.get(event) ?? [], invited);
    const file = courseDayInvitation({
      uid: `${event}@${reference.domain}`,
      sequence,
      method: wish.method,
      stamp: scene.now,
      organizer: scene.from,
      attendee: scene.to,
      summary,
      description,
      location: placeOf(wish, scene),
      date: wish.date,
      start: wish.start,
      end: wish.end,
      zone: reference.timeZone,
      filename,
    });
    return { ...file, kept: { event, sequence, ...invited } };
  });
}

/** The days of a seat that are left, as events. */
export function seatEvents(
  scene: MailScene,
  offering: OfferingRef,
  options: { readonly only?: readonly number[]; readonly prefix?: string } = {},
): EventWish[] {
  return eventsOf(scene, offering, options, (day) => ({
    method: 'REQUEST',
    ...invitationText(scene, eventDay(scene, offering, day), day.link),
  }));
}

/** The days of a seat that are left, taken out of the calendar. `why` is what the events then say. */
export function seatEventsEnded(
  scene: MailScene,
  offering: OfferingRef,
  why: string,
  prefix = '',
): EventWish[] {
  return eventsOf(scene, offering, { prefix }, () => ({
    method: 'CANCEL',
    summary: eventTexts[scene.language].cancelled(courseTitleOf(scene.reference, offering)),
    description: why,
  }));
}

/** Why a day is cancelled, in the recipient's language. */
export const because = ({ language }: MailScene, cause: CancelledBecause): string =>
  eventTexts[language].because[cause];

/** What an event says of a course day, with the address of the online meeting. */
export function invitationText(
  { language, meetings }: Pick<MailScene, 'language' | 'meetings'>,
  day: EventDay,
  link = '',
  more = '',
): EventText {
  const t = eventTexts[language];
  const address = meetings.get(link);
  const parts = [t.about(day), more, address === undefined ? '' : t.meet(address), t.cannot];
  return { summary: t.day(day), description: parts.filter((part) => part !== '').join('\n') };
}

export const eventDay = (
  { reference }: Pick<MailScene, 'reference'>,
  offering: OfferingRef,
  { number }: Pick<DayRef, 'number'>,
): EventDay => ({
  courseTitle: courseTitleOf(reference, offering),
  offeringCode: offering.code,
  number,
  count: dayCount(offering),
});

/** When and where a course day is; its place is the offering's unless it has one of its own. */
export const invitedTo = (
  offering: OfferingRef,
  { date, start, end, place, link = '' }: Pick<DayRef, 'date' | 'start' | 'end' | 'place' | 'link'>,
): Omit<Invited, 'method'> => ({
  ...{ date, start, end, link },
  place: place === '' ? offering.place : place,
});

function eventsOf(
  scene: MailScene,
  offering: OfferingRef,
  { only, prefix = '' }: { readonly only?: readonly number[]; readonly prefix?: string },
  say: (day: DayRef) => Pick<EventWish, 'method'> & EventText,
): EventWish[] {
  const { reference, effect, now } = scene;
  return offering.days
    .filter((day) => reference.calendar.at(day.date, day.end) > now)
    .filter(({ number }) => only?.includes(number) ?? true)
    .map((day) => ({
      event: courseDayEvent(effect.person, offering.code, day.number),
      ...invitedTo(offering, day),
      ...say(day),
      filename: `${prefix}kursdag-${day.number}`,
    }));
}
