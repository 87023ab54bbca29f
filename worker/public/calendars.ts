/** People's own calendars, for the programs that subscribe to them: `GET /calendar/TOKEN.ics`. */
import { createHash } from 'node:crypto';
import type { Dependencies } from '../../activities/dependencies.ts';
import { calendarAt } from '../../activities/messages/feeds.ts';
import type { PublicAnswer, PublicRoute } from './server.ts';

/** An address that never was and one that was revoked get the same answer, byte for byte, after the same look-up. */
const nowhere: PublicAnswer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'There is no calendar here. / Här finns ingen kalender.\n',
};

export function calendarRoute(deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>): PublicRoute {
  return async ({ method, path, header }) => {
    const [first, file = ''] = path;
    if (first !== 'calendar') return undefined;
    // What is no address at all is looked up as well, so that it takes as long as one.
    const token = /^([A-Za-z0-9_-]+)\.ics$/.exec(file)?.[1] ?? '';
    const calendar = await calendarAt(deps, path.length === 2 ? token : '');
    if (calendar === undefined || method !== 'GET') return nowhere;
    const etag = `"${createHash('sha256').update(calendar).digest('base64url')}"`;
    // Kept by the reader's own program alone, and asked for again each time.
    const headers = { 'cache-control': 'private, no-cache', etag };
    if (isKnown(header('if-none-match'), etag)) return { status: 304, headers, body: '' };
    return {
      status: 200,
      headers: {
        ...headers,
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'inline; filename="kursdagar.ics"',
      },
      body: calendar,
    };
  };
}

/** RFC 9110 §13.1.2: weakly compared. */
const isKnown = (known: string, tag: string): boolean =>
  known.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
