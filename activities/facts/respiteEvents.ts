/** What the log says about somebody's respites of one kind, as events without what was taken back. */
import { z } from 'zod';
import {
  type Respite,
  type RespiteEvent,
  respiteCauses,
  respiteKinds,
  respitesFrom,
} from '../../domain/people/respites.ts';
import { type LoggedFact, standing } from './standing.ts';

const isoDate = z.iso.date();
const named = { person: z.string(), kind: z.enum(respiteKinds), from: isoDate };

/**
 * On leave, exempt, a plan with a date from the chief, or an extension of the deadline; an empty `until` is an open end.
 * Granted again with the same first day it has the new end; with another it is one more.
 */
export const grant = z.object({
  ...named,
  until: z.union([isoDate, z.literal('')]),
  cause: z.union([z.enum(respiteCauses), z.literal('')]).optional(),
  grantedBy: z.string().optional(),
});
/** `on` is the first day back. */
export const ending = z.object({ ...named, on: isoDate });
export const undoing = z.object(named);

/**
 * The respites of one person and kind, each with the moment of the newest that still stands about it.
 * @param log facts about one person and kind in the order of the log
 */
export function respitesOf<Row extends LoggedFact>(
  log: readonly Row[],
  recordedAt: (row: Row) => Date,
): (Respite & { readonly recordedAt: Date })[] {
  const said = standing(log, 'respite_withdrawn').map((row) => ({ event: eventOf(row), row }));
  return respitesFrom(said.map(({ event }) => event)).map((respite) => {
    const newest = said.findLast(({ event }) => event.from === respite.from);
    if (newest === undefined) throw new RangeError(`nothing was said about a respite from ${respite.from}`);
    return { ...respite, recordedAt: recordedAt(newest.row) };
  });
}

function eventOf({ kind, data }: LoggedFact): RespiteEvent {
  if (kind === 'respite_ended') {
    const { person: _person, ...event } = ending.parse(data);
    return { what: 'ended', ...event };
  }
  const { person: _person, cause = '', grantedBy = '', ...event } = grant.parse(data);
  return { what: 'granted', ...event, cause, grantedBy };
}
