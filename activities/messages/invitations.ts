/** What people's calendars have been sent, so that every version of an event knows those before it. */
import type { Invited, InvitedVersion } from '../../domain/offering/invitations.ts';
import { type Database, fromDate, type Transaction, toDate } from '../../prisma/client.ts';

/** An event of a mail, by what its UID is made from. */
export interface KeptInvitation extends InvitedVersion {
  readonly event: string;
}

const methods: { readonly [method: string]: Invited['method'] } = { REQUEST: 'REQUEST', CANCEL: 'CANCEL' };

/** All versions of events that have been sent, or may have been, by event. */
export async function earlierVersions(
  db: Database | Transaction,
  events: readonly string[],
): Promise<ReadonlyMap<string, readonly InvitedVersion[]>> {
  if (events.length === 0) return new Map();
  const rows = await db.invitation.findMany({
    where: { event: { in: [...events] } },
    orderBy: [{ event: 'asc' }, { sequence: 'asc' }, { effect: 'asc' }],
  });
  const versions = new Map<string, InvitedVersion[]>();
  for (const { effect: _effect, event, date, method, ...row } of rows) {
    const known = versions.get(event) ?? [];
    known.push({ ...row, date: fromDate(date), method: methods[method] ?? 'REQUEST' });
    versions.set(event, known);
  }
  return versions;
}

/**
 * Keeps what a mail brings into the recipient's calendar: before it is handed over, since nobody may ever learn whether
 * it arrived. An attempt that says something else takes the place of the one before it, with a higher sequence.
 */
export async function keepInvitations(
  db: Database,
  effect: string,
  invitations: readonly KeptInvitation[],
): Promise<void> {
  if (invitations.length === 0) return;
  const rows = invitations.map(({ date, ...row }) => ({ effect, ...row, date: toDate(date) }));
  await db.$transaction([
    db.invitation.deleteMany({ where: { effect } }),
    db.invitation.createMany({ data: rows }),
  ]);
}
