/**
 * Mails that nobody knows the fate of, that a server refused, or that came too late: what a coordinator sees and decides about them, and
 * addresses that do not work.
 */
import type { Transaction } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { type NewFact, record } from '../facts/record.ts';
import { resentKey } from '../lives/snapshot.ts';

type Deps = Pick<Dependencies, 'db' | 'clock' | 'reference'>;

/** What an operator asks for cannot be done; the message says why and what to do. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}

export const astrayStatuses = ['doubtful', 'refused', 'missed'] as const;
export type AstrayStatus = (typeof astrayStatuses)[number];

export interface AstrayMessage {
  readonly key: string;
  readonly status: AstrayStatus;
  /** Id of a person, or `finance:CODE`. */
  readonly recipient: string;
  readonly subject: string;
  /** The server's reply, or what went wrong. */
  readonly reply: string;
  readonly attempts: number;
  readonly messageId: string;
}

/**
 * Mails that nobody has decided about, oldest first: doubtful and refused ones, and of those that came too late the ones
 * of a kind that is asked about (rule `messages.kinds`, `whenTooLate: ask`).
 */
export async function astrayMessages({ db }: Deps, status?: AstrayStatus): Promise<readonly AstrayMessage[]> {
  const asked = await db.coordinatorTask.findMany({
    where: { kind: 'mail_missed', closedAt: null },
    select: { subject: true },
  });
  const rows = await db.effect.findMany({
    where: {
      kind: 'mail',
      // A part is decided about with the mail that carried it.
      carriedBy: '',
      OR: [
        { status: { in: ['doubtful', 'refused'] } },
        { status: 'missed', key: { in: asked.map(({ subject }) => subject) } },
      ],
      ...(status === undefined ? {} : { status }),
    },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
  });
  const keys = rows.map(({ key }) => key);
  const decided = await db.messageDecision.findMany({ where: { key: { in: keys } }, select: { key: true } });
  const settled = new Set(decided.map(({ key }) => key));
  const attempts = await db.deliveryAttempt.findMany({ where: { key: { in: keys } } });
  const messageIds = new Map(attempts.map(({ key, messageId }) => [key, messageId]));
  return rows.flatMap(({ key, status: is, recipient, subject, reply, attempt }) => {
    const astray = astrayStatuses.find((known) => known === is);
    if (astray === undefined || settled.has(key)) return [];
    const messageId = messageIds.get(key) ?? '';
    return [{ key, status: astray, recipient, subject, reply, attempts: attempt, messageId }];
  });
}

/**
 * A coordinator's decision about a doubtful, refused or missed mail: `resend` sends it once more under a key of its own,
 * `settled` leaves it as it is.
 * @param key of the mail, as `messages doubtful` lists it
 * @throws MessageRefused when there is no such mail, it needs no decision, or one has been made
 */
export async function decideMessage(
  deps: Deps,
  key: string,
  decision: 'resend' | 'settled',
): Promise<{ readonly resentAs: string | null }> {
  return recording(deps, async (tx) => {
    const effect = await tx.effect.findUnique({ where: { key } });
    if (effect === null || effect.kind !== 'mail') {
      throw new MessageRefused(`There is no mail ${key}; \`ledarresan messages doubtful\` lists the keys.`);
    }
    if (!astrayStatuses.some((astray) => astray === effect.status)) {
      throw new MessageRefused(
        `${key} is ${effect.status}: only a doubtful, refused or missed mail is decided about.`,
      );
    }
    const before = await tx.messageDecision.findUnique({ where: { key } });
    if (before !== null) {
      const where = before.decision === 'resend' ? ` as ${resentKey(key)}` : '';
      throw new MessageRefused(`${key} has been decided about already: ${before.decision}${where}.`);
    }
    if (effect.carriedBy !== '') {
      throw new MessageRefused(`${key} went as a part of ${effect.carriedBy}: decide about that one.`);
    }
    const parts = await tx.effect.findMany({ where: { carriedBy: key, status: effect.status } });
    const facts = [effect, ...parts].map(
      (row): NewFact => ({
        kind: 'message_decided',
        subject: row.key,
        data: { key: row.key, life: row.life, decision },
      }),
    );
    return { facts, result: { resentAs: decision === 'resend' ? resentKey(key) : null } };
  });
}

/**
 * An address does not work: a mail came back, or somebody says so. It counts as no address until it is changed.
 * @param person whose address
 * @param why key of the mail that came back and its status code, both empty when given by hand
 * @returns false when the address was marked already
 * @throws MessageRefused when there is no such person or the person has no address
 */
export async function markAddress(
  deps: Deps,
  person: string,
  why: { readonly key: string; readonly code: string } = { key: '', code: '' },
): Promise<boolean> {
  return recording(deps, async (tx) => {
    const detail = await tx.personDetail.findUnique({ where: { id: person } });
    if (detail === null) throw new MessageRefused(`There is no person ${person}.`);
    if (detail.email === '') throw new MessageRefused(`${person} has no address.`);
    const { addressVersion } = detail;
    const mark = await tx.refusedAddress.findUnique({ where: { person } });
    if (mark?.addressVersion === addressVersion) return { facts: [], result: false };
    const task = `address_refused.${person}.v${addressVersion}`;
    return {
      facts: [
        { kind: 'address_refused', subject: person, data: { person, addressVersion, ...why } },
        { kind: 'task_opened', subject: task, data: { key: task, kind: 'address_refused', subject: person } },
      ],
      result: true,
    };
  });
}

/**
 * The address works after all.
 * @returns false when it was not marked
 */
export async function restoreAddress(deps: Deps, person: string): Promise<boolean> {
  return recording(deps, async (tx) => {
    const mark = await tx.refusedAddress.findUnique({ where: { person } });
    if (mark === null) return { facts: [], result: false };
    return { facts: [{ kind: 'address_restored', subject: person, data: { person } }], result: true };
  });
}

/** Looks and records in one transaction; two coordinators who decide at once wait for each other. */
async function recording<Result>(
  deps: Deps,
  decide: (tx: Transaction) => Promise<{ readonly facts: readonly NewFact[]; readonly result: Result }>,
): Promise<Result> {
  const { calendar } = await deps.reference();
  return deps.db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('messages astray', 0))`;
    const { facts, result } = await decide(tx);
    const at = await deps.clock.now(tx);
    await record(tx, { at, today: calendar.dateOf(at), source: 'hand' }, facts);
    return result;
  });
}
