/** Every course day of Dalarna as a calendar program reads it back, with the time zone of the file and no other. */
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { type ExpectedEvent, regionCalendars } from '../../support/regionCalendars.ts';

function read(content: string): { method: unknown; zones: string[]; events: ExpectedEvent[] } {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const zones = calendar.getAllSubcomponents('vtimezone').map((part) => new ICAL.Timezone(part));
  const instant = (time: ICAL.Time, tzid: unknown) => {
    const zone = zones.find((one) => one.tzid === tzid);
    if (zone === undefined) throw new Error(`the file has no time zone ${String(tzid)}`);
    const local = time.clone();
    local.zone = zone;
    return new Date(local.toUnixTime() * 1000).toISOString().replace('.000Z', 'Z');
  };
  return {
    method: calendar.getFirstPropertyValue('method'),
    zones: zones.map(({ tzid }) => tzid),
    events: calendar.getAllSubcomponents('vevent').map((part) => {
      const event = new ICAL.Event(part);
      return {
        ...{ uid: event.uid, sequence: event.sequence, summary: event.summary },
        ...{ description: event.description, location: event.location },
        alarms: part.getAllSubcomponents('valarm').length,
        start: instant(event.startDate, part.getFirstProperty('dtstart')?.getFirstParameter('tzid')),
        end: instant(event.endDate, part.getFirstProperty('dtend')?.getFirstParameter('tzid')),
        stamp: String(part.getFirstPropertyValue('dtstamp')),
      };
    }),
  };
}

it('all offerings, both clock changes: the same instants, and no time zone is missing', async () => {
  const calendars = await regionCalendars('dalarna');
  expect(calendars.length).toBeGreaterThan(300);
  for (const { name, method, content, events } of calendars) {
    expect(read(content), name).toEqual({ method, zones: ['Europe/Stockholm'], events });
  }
});
