/** Calendar files of a whole region, and what a reader must find in them, worked out by luxon. */
import { DateTime } from 'luxon';
import {
  type CalendarMethod,
  courseDayEvent,
  courseDayInvitation,
  publishedCalendar,
} from '../../activities/messages/calendar.ts';
import { eventTexts } from '../../templates/mail/calendarEvent.ts';
import { regionFiles } from './regionFiles.ts';

export interface ExpectedEvent {
  readonly uid: string;
  readonly sequence: number;
  /** In UTC: `2026-09-16T07:00:00Z`. */
  readonly start: string;
  readonly end: string;
  readonly stamp: string;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly alarms: number;
}

export interface ExpectedCalendar {
  /** Without `.ics`. */
  readonly name: string;
  readonly method: CalendarMethod | 'PUBLISH';
  readonly content: string;
  readonly events: readonly ExpectedEvent[];
}

const stamp = Date.UTC(2026, 5, 24, 6, 30, 15);
const link = 'https://mote.example/abc;def,ghi';

/** Saturdays, Sundays and Mondays around both clock changes of a year. */
const aroundChanges = (year: number): string[] =>
  [3, 10].flatMap((month) => {
    const last = DateTime.utc(year, month, 31);
    const sunday = last.minus({ days: last.weekday % 7 });
    return [-1, 0, 1].map((days) => sunday.plus({ days }).toFormat('yyyy-MM-dd'));
  });

/**
 * An invitation for each course day of each offering, the same taken back, days on both sides of both clock changes of
 * 2026–2030, and everything in one calendar to subscribe to.
 */
export async function regionCalendars(folder: string): Promise<ExpectedCalendar[]> {
  const read = await regionFiles(folder);
  const { offerings, courses, timeZone: zone, sender } = read.region;
  const utc = (date: string, time: string) =>
    DateTime.fromISO(`${date}T${time}`, { zone }).toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
  const planned = offerings.flatMap(({ code, course, place, days }) =>
    days.map((day) => ({
      ...{ code, number: day.number, count: days.length, date: day.date, start: day.start, end: day.end },
      title: courses.find((one) => one.code === course)?.title ?? '',
      place: day.place === '' ? place : day.place,
    })),
  );
  const [pattern] = planned;
  if (pattern === undefined) throw new Error(`regions/${folder} has no course days`);
  const around = [2026, 2027, 2028, 2029, 2030]
    .flatMap(aroundChanges)
    .flatMap((date) =>
      [
        ['00:00', '08:00'],
        ['01:30', '03:30'],
        ['09:00', '16:00'],
      ].map(([start = '', end = '']) => ({ ...pattern, date, start, end })),
    )
    .map((day, index) => ({ ...day, code: 'klockan', number: index + 1 }));
  const all = [...planned, ...around].map((day, index) => {
    const about = { ...day, courseTitle: day.title, offeringCode: day.code };
    const t = index % 2 === 0 ? eventTexts.sv : eventTexts.en;
    return {
      uid: `${courseDayEvent('p-1', day.code, day.number)}@${sender.domain}`,
      sequence: index % 5,
      stamp,
      organizer: { name: sender.name, email: sender.email },
      summary: t.day(about),
      description: [t.about(about), t.meet(link), t.cannot].join('\n'),
      location: day.place,
      ...{ date: day.date, start: day.start, end: day.end },
    };
  });
  const expected = (event: (typeof all)[number], isTaken = false): ExpectedEvent => ({
    ...{ uid: event.uid, sequence: event.sequence, summary: event.summary },
    ...{ description: event.description, location: event.location, alarms: isTaken ? 0 : 2 },
    start: utc(event.date, event.start),
    end: utc(event.date, event.end),
    stamp: '2026-06-24T06:30:15Z',
  });
  const attendee = { name: 'Åsa "Östen" Ängqvist; ^ordförande', email: 'asa@kommun.example' };
  const invitation = (event: (typeof all)[number], method: CalendarMethod): ExpectedCalendar => {
    const name = `${method}-${event.uid.split('@')[0]}`;
    const { content } = courseDayInvitation({ ...event, method, attendee, zone, filename: name });
    return { name, method, content, events: [expected(event, method === 'CANCEL')] };
  };
  return [
    ...all.flatMap((event) => [invitation(event, 'REQUEST'), invitation(event, 'CANCEL')]),
    {
      name: 'PUBLISH-all',
      method: 'PUBLISH',
      content: publishedCalendar({ name: eventTexts.sv.calendar, zone, refreshHours: 6, events: all }),
      events: all.map((event) => expected(event)),
    },
  ];
}
