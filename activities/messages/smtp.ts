/**
 * Hands one message to the mail server and says what can be *proved* about it. Reply codes are the only proof:
 * 250 is accepted, 4xx and 5xx are refused, and no reply at all is doubtful unless not a byte of the message had been
 * read for sending. A doubtful one is settled by asking, where the server can be asked.
 */

import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { composeMail, type OutgoingMail } from './composeMail.ts';
import { bareMessageId, mailFileStem } from './mailFiles.ts';

export type { MailAddress, MailAttachment, OutgoingMail } from './composeMail.ts';

export type DeliveryOutcome =
  | { readonly outcome: 'accepted'; readonly reply: string }
  | {
      readonly outcome: 'refused';
      /** 5xx: trying again will not help. 4xx: it may. */
      readonly permanent: boolean;
      /** What was refused: only `recipient` speaks of the person's address. */
      readonly stage: 'sender' | 'recipient' | 'message';
      readonly reply: string;
    }
  /** Surely not sent: no byte of the message had been read. May be tried again. */
  | { readonly outcome: 'not_sent'; readonly reason: string }
  /** Nobody knows. Never sent again by itself. */
  | { readonly outcome: 'doubtful'; readonly reason: string };

export interface Mailer {
  /** One attempt. Never throws for what the server or the network does; throws for a message that cannot be made. */
  deliver(message: OutgoingMail): Promise<DeliveryOutcome>;
  /** Whether the server took the message; undefined where it cannot be asked. For what a crash left open. */
  wasAccepted(messageId: string): Promise<boolean | undefined>;
  /** @throws Error that says what, where and what to do when the server cannot be used. */
  verify(): Promise<void>;
  /** Finishes what is under way and closes the connections. */
  close(): Promise<void>;
}

export interface MailerOptions {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly url: string;
  readonly maxConnections?: number;
  /** Messages a connection carries before it is replaced. */
  readonly maxMessagesPerConnection?: number;
  /** At most this many messages a second. */
  readonly rateLimitPerSecond?: number;
  /** Milliseconds of silence after which a connection is given up; below the activity's time-out. */
  readonly socketTimeoutMs?: number;
  /** Milliseconds for one delivery in all, waiting for a free connection included. */
  readonly deliveryTimeoutMs?: number;
  /** Whether the server took the message; rejects when it cannot say. Only for servers that can be asked. */
  readonly ask?: (messageId: string) => Promise<boolean>;
}

/** A mailer over SMTP with a pool of connections. */
export function createMailer(options: MailerOptions): Mailer {
  const socketTimeout = options.socketTimeoutMs ?? 20_000;
  const deliveryTimeout = options.deliveryTimeoutMs ?? 60_000;
  const transport = createTransport({
    url: options.url,
    pool: true,
    maxConnections: options.maxConnections ?? 5,
    maxMessages: options.maxMessagesPerConnection ?? 100,
    // A message is handed over once in an attempt; the pool must not repeat it behind our back.
    maxRequeues: 0,
    ...(options.rateLimitPerSecond ? { rateLimit: options.rateLimitPerSecond, rateDelta: 1000 } : {}),
    socketTimeout,
    connectionTimeout: socketTimeout,
    greetingTimeout: socketTimeout,
    // Closed by us before servers do, so that no message meets a connection that is just being closed.
    idleTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  /** The stream that carries each message to the socket, by the message's bytes. */
  const streams = new WeakMap<object, Readable>();
  transport.use('stream', (mail, done) => {
    const bytes = mail.data.raw;
    const message = mail.message;
    if (message && Buffer.isBuffer(bytes)) {
      // The bytes as they are, and not through the streams that would make them.
      message.createReadStream = () => {
        const stream = new PassThrough();
        stream.end(bytes);
        streams.set(bytes, stream);
        return stream;
      };
    }
    done();
  });
  // Errors of idle connections concern no message; a delivery reports its own.
  transport.on('error', () => {});
  const underWay = new Set<Promise<DeliveryOutcome>>();

  async function handOver(message: OutgoingMail): Promise<DeliveryOutcome> {
    const raw = await composeMail(message);
    try {
      const info = await transport.sendMail({
        raw,
        messageId: message.messageId,
        envelope: { from: message.from.email, to: [message.to.email] },
        signal: AbortSignal.timeout(deliveryTimeout),
      });
      return { outcome: 'accepted', reply: info.response };
    } catch (error) {
      const read = streams.get(raw)?.readableDidRead === true;
      return settle(message.messageId, judgeFailure(error, read));
    }
  }

  async function settle(messageId: string, outcome: DeliveryOutcome): Promise<DeliveryOutcome> {
    if (outcome.outcome !== 'doubtful' || !options.ask) return outcome;
    try {
      return (await options.ask(bareMessageId(messageId)))
        ? { outcome: 'accepted', reply: `settled by asking after: ${outcome.reason}` }
        : { outcome: 'not_sent', reason: `settled by asking after: ${outcome.reason}` };
    } catch {
      return outcome;
    }
  }

  return {
    async deliver(message) {
      const delivery = handOver(message);
      underWay.add(delivery);
      try {
        return await delivery;
      } finally {
        underWay.delete(delivery);
      }
    },
    async wasAccepted(messageId) {
      return options.ask?.(bareMessageId(messageId));
    },
    async verify() {
      try {
        await transport.verify();
      } catch (error) {
        const { host } = new URL(options.url);
        throw new Error(
          `the mail server at ${host} cannot be used (${plainReason(error)}); check SMTP_URL and that the server is up`,
        );
      }
    },
    async close() {
      await Promise.allSettled(underWay);
      transport.close();
    },
  };
}

/**
 * A mailer that sends nothing: each message is written to the folder instead. Asking it twice for the same message
 * writes it once.
 */
export function outboxMailer(folder: string): Mailer {
  const fileOf = (messageId: string) => join(folder, `${mailFileStem(messageId)}.eml`);
  return {
    async deliver(message) {
      const bytes = await composeMail(message);
      const file = fileOf(message.messageId);
      const reply = `written to the outbox as ${mailFileStem(message.messageId)}.eml`;
      if (existsSync(file)) return { outcome: 'accepted', reply };
      await mkdir(folder, { recursive: true });
      const partial = `${file}.${process.pid}.partial`;
      await writeFile(partial, bytes);
      await rename(partial, file);
      return { outcome: 'accepted', reply };
    },
    async wasAccepted(messageId) {
      return existsSync(fileOf(messageId));
    },
    async verify() {
      await mkdir(folder, { recursive: true });
    },
    async close() {},
  };
}

/**
 * A mailer for trials that sends every message to one address. Whom it was for stands in the name, so that the mail reads
 * as it would have.
 * @param address receives everything
 */
export function redirectingMailer(mailer: Mailer, address: string): Mailer {
  return {
    ...mailer,
    deliver: (message) =>
      mailer.deliver({
        ...message,
        to: { name: `${message.to.name} (${message.to.email})`, email: address },
      }),
  };
}

/** What nodemailer's errors carry, as far as it concerns us. */
interface SmtpFailure {
  readonly code: string;
  readonly command: string;
  readonly responseCode: number | undefined;
  readonly response: string | undefined;
}

function smtpFailure(error: unknown): SmtpFailure {
  const text = (key: string): string | undefined => {
    const value: unknown = error instanceof Error ? Reflect.get(error, key) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const responseCode: unknown = error instanceof Error ? Reflect.get(error, 'responseCode') : undefined;
  return {
    code: text('originalCode') ?? text('code') ?? 'UNKNOWN',
    command: text('command') ?? '',
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
    response: text('response'),
  };
}

/** Commands whose refusal concerns the message; a refusal in the greeting or the login concerns the session. */
const stageOfCommand = new Map<string, 'sender' | 'recipient' | 'message'>([
  ['MAIL FROM', 'sender'],
  ['RCPT TO', 'recipient'],
  ['DATA', 'message'],
]);

/**
 * What a failed hand-over proves.
 * @param read whether any byte of the message had been read for sending.
 */
function judgeFailure(error: unknown, read: boolean): DeliveryOutcome {
  const failure = smtpFailure(error);
  const stage = stageOfCommand.get(failure.command);
  if (stage && failure.responseCode && failure.responseCode >= 400 && failure.responseCode < 600) {
    const reply = failure.response ?? String(failure.responseCode);
    return { outcome: 'refused', permanent: failure.responseCode >= 500, stage, reply };
  }
  const reason = plainReason(error);
  return read ? { outcome: 'doubtful', reason } : { outcome: 'not_sent', reason };
}

function plainReason(error: unknown): string {
  const failure = smtpFailure(error);
  const where = failure.command ? ` (${failure.command})` : '';
  return failure.response ? `${failure.code}${where}: ${failure.response}` : `${failure.code}${where}`;
}
