/** Facts about mails that went astray: what a coordinator decided, and addresses that do not work. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { type Transaction, toTimestamp } from '../../prisma/client.ts';
import { factKind, knownLives, renewReference } from './kind.ts';

/**
 * A doubtful, refused or missed mail is sent once more (`resend`, which entitles a mail with a key of its own) or left as it is
 * (`settled`). Either way it leaves the coordinators' list.
 */
export const messageDecided = factKind({
  kind: 'message_decided',
  schema: z.object({
    key: z.string(),
    /** The life that sends it. */
    life: z.string(),
    decision: z.enum(['resend', 'settled']),
  }),
  async project(tx, facts) {
    await tx.messageDecision.createMany({
      data: facts.map(({ data: { life: _life, ...row }, recordedAt }) => ({
        ...row,
        decidedAt: toTimestamp(recordedAt),
      })),
    });
    for (const { data, recordedAt } of facts) {
      await tx.coordinatorTask.updateMany({
        where: {
          subject: data.key,
          kind: { in: ['mail_doubtful', 'mail_refused', 'mail_missed'] },
          closedAt: null,
        },
        data: { closedAt: toTimestamp(recordedAt) },
      });
    }
  },
  wakes: (_tx, facts) => facts.flatMap(({ data }) => (data.decision === 'resend' ? [data.life] : [])),
});

/** A server refused the address for good, or a mail came back: it counts as no address from now on. */
export const addressRefused = factKind({
  kind: 'address_refused',
  schema: z.object({
    person: z.string(),
    addressVersion: z.number().int(),
    /** Key of the mail that showed it, or empty. */
    key: z.string(),
    /** Enhanced status code or reply code, `5.1.1`; never the server's words, which may hold the address. */
    code: z.string(),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const { person, ...row } = { ...data, refusedAt: toTimestamp(recordedAt) };
      await tx.refusedAddress.upsert({ where: { person }, create: { person, ...row }, update: row });
    }
    await renewReference(tx, facts);
  },
  wakes: (tx, facts) => journeysOf(tx, facts),
});

/** The address works after all; undoes `address_refused`. A changed address needs no such fact. */
export const addressRestored = factKind({
  kind: 'address_restored',
  schema: z.object({ person: z.string() }),
  async project(tx, facts) {
    await tx.refusedAddress.deleteMany({ where: { person: { in: facts.map(({ data }) => data.person) } } });
    await renewReference(tx, facts);
  },
  wakes: (tx, facts) => journeysOf(tx, facts),
});

const journeysOf = (
  tx: Transaction,
  facts: readonly { readonly data: { readonly person: string } }[],
): Promise<string[]> =>
  knownLives(
    tx,
    facts.map(({ data }) => lifeId('managerJourney', data.person)),
  );
