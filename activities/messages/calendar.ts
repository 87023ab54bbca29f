/**
 * Calendar invitations for course days (RFC 5545, RFC 5546). One event a person and course day, with a UID that never
 * changes; the caller stores the sequence and raises it only when time or place really change.
 */
import timezones from '@touch4it/ical-timezones';
import { DateTime } from 'luxon';
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';

export type CalendarMethod = 'REQUEST' | 'CANCEL';

export interface CalendarFile {
  readonly filename: string;
  readonly method: CalendarMethod;
  /** The iCalendar text, CRLF lines. */
  readonly content: string;
}

export interface CourseDayEvent {
  readonly uid: string;
  readonly sequence: number;
  /** When this version of the event was made. */
  readonly stamp: Instant;
  readonly organizer: { readonly name: string; readonly email: string };
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly date: IsoDate;
  /** Local times in `zone`, `09:00`. */
  readonly start: string;
  readonly end: string;
}

export interface CourseDayInvitation extends CourseDayEvent {
  readonly method: CalendarMethod;
  readonly attendee: { readonly name: string; readonly email: string };
  /** IANA name, `Europe/Stockholm`. */
  readonly zone: string;
  /** Without `.ics`; for instance `traff-2`. */
  readonly filename: string;
}

/** What the UID of one person's event for one course day is made from, the same for ever. */
export const courseDayEvent = (person: string, offering: string, day: number): string =>
  `${person}-${offering}-${day}`;

/** The same for a booked day in place of one that was missed: each booking is an event of its own. */
export const bookingEvent = (person: string, home: string, homeDay: number, booking: number): string =>
  `${courseDayEvent(person, `${home}-${homeDay}-${booking}-igen`, homeDay)}`;

/**
 * One calendar file with one event: RFC 5546 §3.2.2 allows one UID in a REQUEST, so several days are several files.
 * @throws Error when the zone is unknown, a time does not exist or the end is not after the start.
 */
export function courseDayInvitation(invitation: CourseDayInvitation): CalendarFile {
  const { method, zone, attendee } = invitation;
  const isCancelled = method === 'CANCEL';
  const content = [
    ...zoneDefinition(zone),
    'BEGIN:VEVENT',
    ...eventLines(invitation, zone),
    // The seat is given, so no answer is asked for; giving it up goes by mail.
    `ATTENDEE;CN=${parameter(attendee.name)};CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:${mailAddress(attendee.email)}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    ...(isCancelled ? [] : alarms(invitation)),
    'END:VEVENT',
  ];
  return { filename: `${invitation.filename}.ics`, method, content: calendarText(method, content) };
}

export interface PublishedCalendar {
  /** As the subscriber's program shows it. */
  readonly name: string;
  /** IANA name. */
  readonly zone: string;
  /** How often a program should look for news, hours. */
  readonly refreshHours: number;
  readonly events: readonly CourseDayEvent[];
}

/**
 * All events of a person as one calendar to subscribe to (METHOD:PUBLISH; RFC 5546 §3.2.1 has no attendees there).
 * @throws Error as `courseDayInvitation`
 */
export function publishedCalendar({ name, zone, refreshHours, events }: PublishedCalendar): string {
  return calendarText('PUBLISH', [
    `X-WR-CALNAME:${escapeText(name)}`,
    `X-WR-TIMEZONE:${zone}`,
    `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshHours}H`,
    `X-PUBLISHED-TTL:PT${refreshHours}H`,
    ...zoneDefinition(zone),
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      ...eventLines(event, zone),
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      ...alarms(event),
      'END:VEVENT',
    ]),
  ]);
}

/** What an invitation and a published event have in common. */
function eventLines(event: CourseDayEvent, zone: string): string[] {
  const start = localTime(event.date, event.start, zone);
  const end = localTime(event.date, event.end, zone);
  if (end <= start) throw new Error(`a course day must end after it starts: ${event.start}–${event.end}`);
  return [
    `UID:${escapeText(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    // RFC 5545 §3.8.7.2: always UTC.
    `DTSTAMP:${utc(event.stamp)}`,
    `DTSTART;TZID=${zone}:${start.toFormat("yyyyMMdd'T'HHmmss")}`,
    `DTEND;TZID=${zone}:${end.toFormat("yyyyMMdd'T'HHmmss")}`,
    `SUMMARY:${escapeText(event.summary)}`,
    `DESCRIPTION:${escapeText(event.description)}`,
    `LOCATION:${escapeText(event.location)}`,
    `ORGANIZER;CN=${parameter(event.organizer.name)}:mailto:${mailAddress(event.organizer.email)}`,
  ];
}

function calendarText(method: CalendarMethod | 'PUBLISH', content: readonly string[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ledarresan//Kursdagar//SV',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...content,
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

const alarms = (event: CourseDayEvent): string[] => [...alarm('-P1D', event), ...alarm('-PT1H', event)];

function alarm(trigger: string, invitation: CourseDayEvent): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${trigger}`,
    `DESCRIPTION:${escapeText(invitation.summary)}`,
    'END:VALARM',
  ];
}

function localTime(date: IsoDate, time: string, zone: string): DateTime {
  const moment = DateTime.fromISO(`${date}T${time}`, { zone });
  if (!moment.isValid) throw new Error(`no such time: ${date} ${time} in ${zone}`);
  // In the hour that a clock change skips, luxon moves the time; an event there would be at a time nobody meant.
  if (moment.toFormat('HH:mm') !== time) throw new Error(`${date} ${time} does not exist in ${zone}`);
  return moment;
}

function utc(instant: Instant): string {
  return DateTime.fromMillis(instant, { zone: 'utc' }).toFormat("yyyyMMdd'T'HHmmss'Z'");
}

const zoneDefinitions = new Map<string, readonly string[]>();

function zoneDefinition(zone: string): readonly string[] {
  const known = zoneDefinitions.get(zone);
  if (known) return known;
  const component = timezones.getVtimezoneComponent(zone);
  if (!component) throw new Error(`no calendar definition of the time zone ${zone}`);
  const lines = component.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('TZURL:'));
  zoneDefinitions.set(zone, lines);
  return lines;
}

/** RFC 5545 §3.3.11. */
function escapeText(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/;/g, '\\;')
    .replace(/,/g, '\\,')
    .replace(/\r\n|\r|\n/g, '\\n');
}

/** A quoted parameter value; RFC 6868 for the characters that quotes cannot hold. */
function parameter(text: string): string {
  return `"${text
    .replace(/\^/g, '^^')
    .replace(/"/g, "^'")
    .replace(/[\r\n]+/g, '^n')}"`;
}

function mailAddress(email: string): string {
  if (/[\s<>"]/.test(email)) throw new Error('not an address that a calendar can hold');
  return email;
}

/** RFC 5545 §3.1: no line over 75 octets, and no character split between two lines. */
function fold(line: string): string {
  if (Buffer.byteLength(line) <= 75) return line;
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    // Continuation lines begin with a space, which counts.
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += character;
    octets += size;
  }
  parts.push(part);
  return parts.join('\r\n ');
}
