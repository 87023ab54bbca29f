import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  type CourseDayInvitation,
  courseDayEvent,
  courseDayInvitation,
} from '../../../activities/messages/calendar.ts';

const invitation: CourseDayInvitation = {
  uid: `${courseDayEvent('p-017', 'HT2026-1b-1', 2)}@ledarresan.example`,
  sequence: 3,
  method: 'REQUEST',
  stamp: Date.UTC(2026, 7, 1, 12, 30, 5),
  organizer: { name: 'Hälsa "och" välfärd; i Dalarna', email: 'utbildning@hvd.example' },
  attendee: { name: 'Östen Öhman', email: 'osten@kommun.example' },
  summary: 'Träff 2: Ledarskap, för effektivt samarbete; del två',
  description:
    'Ta med dator.\nLunch ingår, anmäl specialkost – räksmörgås åäö ÅÄÖ åäö ÅÄÖ åäö ÅÄÖ åäö ÅÄÖ åäö.',
  location: 'Högskolan Dalarna, sal 317',
  date: '2026-09-08',
  start: '09:00',
  end: '16:00',
  zone: 'Europe/Stockholm',
  filename: 'traff-2',
};

function parse(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const definition = calendar.getFirstSubcomponent('vtimezone');
  const eventPart = calendar.getFirstSubcomponent('vevent');
  if (!definition || !eventPart) throw new Error('a time zone and an event were expected');
  const zone = new ICAL.Timezone(definition);
  const event = new ICAL.Event(eventPart);
  // Only the file's own definition of the zone is used, not one that the reader happens to know.
  const instant = (time: ICAL.Time) => {
    const local = time.clone();
    local.zone = zone;
    return local.toUnixTime() * 1000;
  };
  return { calendar, event, eventPart, zone, start: instant(event.startDate), end: instant(event.endDate) };
}

const stockholm = (local: string) => DateTime.fromISO(local, { zone: 'Europe/Stockholm' }).toMillis();

describe('a course day in the calendar', () => {
  it.each([
    '2026-03-27',
    '2026-03-28',
    '2026-03-30',
    '2026-10-23',
    '2026-10-24',
    '2026-10-26',
    '2027-01-15',
    '2027-06-15',
    '2029-03-23',
    '2029-03-26',
    '2030-10-25',
    '2030-10-28',
  ])('%s at nine is nine in Stockholm on both sides of the clock changes', (date) => {
    const { start, end, zone } = parse(courseDayInvitation({ ...invitation, date }).content);
    expect(zone.tzid).toBe('Europe/Stockholm');
    expect(start).toBe(stockholm(`${date}T09:00`));
    expect(end).toBe(stockholm(`${date}T16:00`));
  });

  it('is right across the night of both clock changes', () => {
    for (const [date, start, end] of [
      ['2026-03-29', '01:30', '03:30'],
      ['2026-10-25', '01:30', '03:30'],
    ] as const) {
      const parsed = parse(courseDayInvitation({ ...invitation, date, start, end }).content);
      expect(parsed.start).toBe(stockholm(`${date}T${start}`));
      expect(parsed.end).toBe(stockholm(`${date}T${end}`));
    }
  });

  it('keeps texts, sequence, stamp and people', () => {
    const file = courseDayInvitation(invitation);
    const { event, eventPart, calendar } = parse(file.content);
    expect(file.filename).toBe('traff-2.ics');
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.uid).toBe('p-017-HT2026-1b-1-2@ledarresan.example');
    expect(event.sequence).toBe(3);
    expect(event.summary).toBe(invitation.summary);
    expect(event.description).toBe(invitation.description);
    expect(event.location).toBe(invitation.location);
    expect(eventPart.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-08-01T12:30:05Z');
    expect(eventPart.getFirstProperty('organizer')?.getFirstParameter('cn')).toBe(
      'Hälsa "och" välfärd; i Dalarna',
    );
    expect(eventPart.getFirstPropertyValue('organizer')).toBe('mailto:utbildning@hvd.example');
    expect(eventPart.getFirstProperty('attendee')?.getFirstParameter('cn')).toBe('Östen Öhman');
    expect(eventPart.getAllSubcomponents('valarm')).toHaveLength(2);
  });

  it('is cancelled under the same UID, without alarms', () => {
    const { event, eventPart, calendar } = parse(
      courseDayInvitation({ ...invitation, method: 'CANCEL', sequence: 4 }).content,
    );
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(eventPart.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(event.uid).toBe(invitation.uid);
    expect(event.sequence).toBe(4);
    expect(eventPart.getAllSubcomponents('valarm')).toHaveLength(0);
  });

  it('has CRLF lines of at most 75 octets, and the same bytes again', () => {
    const { content } = courseDayInvitation(invitation);
    expect(content.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(content.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    for (const line of content.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(courseDayInvitation(invitation).content).toBe(content);
  });

  it('refuses a time that does not exist, an end before the start and an unknown zone', () => {
    expect(() =>
      courseDayInvitation({ ...invitation, date: '2026-03-29', start: '02:30', end: '04:00' }),
    ).toThrow(/does not exist/);
    expect(() => courseDayInvitation({ ...invitation, end: '08:00' })).toThrow(/end after/);
    expect(() => courseDayInvitation({ ...invitation, zone: 'Europe/Falun' })).toThrow();
    expect(() => courseDayInvitation({ ...invitation, date: '2026-02-30' })).toThrow();
  });

  it('cannot be given extra lines by a name', () => {
    const { content } = courseDayInvitation({
      ...invitation,
      attendee: { name: 'Ek\r\nATTACH:http://evil.example', email: 'ek@kommun.example' },
      summary: 'Träff\r\nATTACH:http://evil.example',
    });
    expect(content).not.toMatch(/^ATTACH/m);
  });
});
