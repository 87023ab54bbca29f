/** The personal addresses at which calendars subscribe: opened, revoked, and what stands at them. */
import { createHash, createHmac } from 'node:crypto';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Reference } from '../../domain/reference.ts';
import type { PersonId } from '../../domain/region.ts';
import { eventTexts } from '../../templates/mail/calendarEvent.ts';
import type { Dependencies } from '../dependencies.ts';
import { record } from '../facts/record.ts';
import { bookingEvent, type CourseDayEvent, courseDayEvent, publishedCalendar } from './calendar.ts';
import { eventDay, invitationText, invitedTo } from './compose/invitations.ts';
import { meetingsOf, placeOf } from './compose/scene.ts';
import { earlierVersions } from './invitations.ts';

/** How addresses are made. The same person and number give the same one, so that it need not be stored to be told. */
export interface FeedAddresses {
  /** @param number 1, and one more for each that was revoked */
  address(person: PersonId, number: number): string;
  /** Of the secret part of an address, as the facts keep it. */
  hash(person: PersonId, number: number): string;
}

/**
 * @param publicUrl where the worker's calendars are reached from outside, `https://kurser.example`
 * @param secret known to this installation alone: who has it can work out everybody's address
 */
export function createFeedAddresses(publicUrl: string, secret: string): FeedAddresses {
  const token = (person: PersonId, number: number) =>
    createHmac('sha256', secret).update(`calendar feed ${number} of ${person}`).digest('base64url');
  return {
    address: (person, number) => `${publicUrl.replace(/\/+$/, '')}/calendar/${token(person, number)}.ics`,
    hash: (person, number) => hashOf(token(person, number)),
  };
}

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

type FeedDependencies = Pick<Dependencies, 'db' | 'clock' | 'reference'>;

/**
 * The open address of a person, which is opened when there is none.
 * @param once leaves it at that when an address was revoked: only somebody who asks gets another one
 * @param source who wants it: a life, or `hand`
 * @returns undefined when it was revoked and `once` was given
 */
export async function openFeed(
  deps: FeedDependencies,
  feeds: FeedAddresses,
  person: PersonId,
  { source, once = false }: { readonly source: string; readonly once?: boolean },
): Promise<string | undefined> {
  const reference = await deps.reference();
  return deps.db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`feed ${person}`}, 0))`;
    const newest = await tx.calendarFeed.findFirst({ where: { person }, orderBy: { number: 'desc' } });
    if (newest !== null && newest.revokedAt === null) return feeds.address(person, newest.number);
    if (newest !== null && once) return undefined;
    const number = (newest?.number ?? 0) + 1;
    const at = await deps.clock.now(tx);
    await record(tx, { at, today: reference.calendar.dateOf(at), source }, [
      { kind: 'feed_opened', subject: person, data: { person, number, hash: feeds.hash(person, number) } },
    ]);
    return feeds.address(person, number);
  });
}

/** @returns whether there was an address to revoke */
export async function revokeFeed(deps: FeedDependencies, person: PersonId, source: string): Promise<boolean> {
  const reference = await deps.reference();
  return deps.db.$transaction(async (tx) => {
    const open = await tx.calendarFeed.findFirst({ where: { person, revokedAt: null } });
    if (open === null) return false;
    const at = await deps.clock.now(tx);
    await record(tx, { at, today: reference.calendar.dateOf(at), source }, [
      { kind: 'feed_revoked', subject: person, data: { person, number: open.number } },
    ]);
    return true;
  });
}

/**
 * The calendar at an address.
 * @param token the secret part, as somebody sent it
 * @returns undefined for one that leads nowhere, never did or was revoked
 */
export async function calendarAt(deps: FeedDependencies, token: string): Promise<string | undefined> {
  // The hash is looked up, so how long that takes says nothing about any address.
  const feed = await deps.db.calendarFeed.findUnique({ where: { hash: hashOf(token) } });
  if (feed === null || feed.revokedAt !== null) return undefined;
  const reference = await deps.reference();
  if (!reference.people.some(({ id }) => id === feed.person)) return undefined;
  const { language } = reference.person(feed.person);
  return publishedCalendar({
    name: eventTexts[language].calendar,
    zone: reference.timeZone,
    refreshHours: reference.rules.messages.calendarRefreshHours,
    events: await eventsOf(deps, reference, feed.person),
  });
}

/** Every day of the seats that the person has, and those booked in place of missed ones. */
async function eventsOf(
  deps: FeedDependencies,
  reference: Reference,
  person: PersonId,
): Promise<CourseDayEvent[]> {
  const { language } = reference.person(person);
  const meetings = await meetingsOf(deps, reference);
  const seats = await deps.db.seat.findMany({
    where: { person, state: 'held' },
    orderBy: { offering: 'asc' },
  });
  const bookings = await deps.db.makeUp.findMany({
    where: { person, state: 'booked' },
    orderBy: [{ home: 'asc' }, { homeDay: 'asc' }],
  });
  const wishes = [
    ...seats.flatMap(({ offering, givenAt }) =>
      reference.offering(offering).days.map((day) => ({
        ...{ offering, day, since: givenAt.getTime(), more: '' },
        event: courseDayEvent(person, offering, day.number),
      })),
    ),
    ...bookings.flatMap(({ home, homeDay, number, offering, day, bookedAt }) =>
      reference
        .offering(offering)
        .days.filter((one) => one.number === day)
        .map((one) => ({
          ...{ offering, day: one, since: bookedAt.getTime() },
          more: eventTexts[language].instead(homeDay, home),
          event: bookingEvent(person, home, homeDay, number),
        })),
    ),
  ];
  const earlier = await earlierVersions(
    deps.db,
    wishes.map(({ event }) => event),
  );
  const changed = await lastChanges(
    deps,
    wishes.map(({ offering }) => offering),
  );
  return wishes.map(({ event, offering: code, day, since, more }) => {
    const offering = reference.offering(code);
    const { date, start, end, place, link } = invitedTo(offering, day);
    const about = eventDay({ reference }, offering, day);
    return {
      uid: `${event}@${reference.domain}`,
      sequence: Math.max(0, ...(earlier.get(event) ?? []).map(({ sequence }) => sequence)),
      // The same until something changes, so that the whole file is.
      stamp: Math.max(since, changed.get(`${code}#${day.number}`) ?? 0),
      organizer: { name: reference.senderName, email: reference.senderEmail },
      ...invitationText({ language, meetings }, about, link, more),
      location: placeOf({ place, link }, { meetings, language }),
      ...{ date, start, end },
    };
  });
}

/** When each day was last changed, by `OFFERING#DAY`. */
async function lastChanges(
  { db }: FeedDependencies,
  offerings: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  const rows = await db.offeringChange.groupBy({
    by: ['offering', 'day'],
    where: { offering: { in: [...offerings] } },
    _max: { recordedAt: true },
  });
  return new Map(
    rows.map(({ offering, day, _max }) => [`${offering}#${day}`, _max.recordedAt?.getTime() ?? 0]),
  );
}
