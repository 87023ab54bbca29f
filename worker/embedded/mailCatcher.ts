/**
 * A real SMTP server that keeps each message as a file instead of passing it on. It writes to disk before it answers
 * 250, so it can be asked afterwards whether it took a message, also after it was killed and started again.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { bareMessageId, mailFileStem } from '../../activities/messages/mailFiles.ts';

/**
 * Points of the conversation at which a test may interfere. `after-data`: the message is received whole and nothing is
 * kept. `after-store`: it is kept and the reply is not yet given. `after-250`: the reply has been written.
 */
export type CatcherStage =
  | 'connect'
  | 'mail'
  | 'rcpt'
  | 'data-start'
  | 'after-data'
  | 'after-store'
  | 'after-250';

/** `drop` cuts the connection, `stall` says nothing more on it, a code is answered instead of going on. */
export type CatcherFault = 'ok' | 'drop' | 'stall' | { readonly code: number; readonly text: string };

export interface MailCatcherOptions {
  readonly folder: string;
  /** 0 or left out: any free port. */
  readonly port?: number;
  /** Called at each stage with how many times that stage has been reached, from 1. */
  readonly fault?: (stage: CatcherStage, n: number) => CatcherFault;
}

export interface MailCatcher {
  readonly url: string;
  readonly port: number;
  /**
   * Whether the message is kept. Waits for what is being received first, so that a "no" stays a "no".
   * @throws Error when something is still being received after ten seconds: then it cannot be told.
   */
  accepted(messageId: string): Promise<boolean>;
  /** Names of the files kept, sorted. */
  list(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Milliseconds that `accepted` waits for what is being received. */
const askTimeout = 10_000;
const partialSuffix = '.partial';

/**
 * Starts the catcher on 127.0.0.1. Messages that were half written when an earlier one died are removed: they were
 * never accepted.
 * @throws Error when the port is taken or the folder cannot be written.
 */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (name.endsWith(partialSuffix)) await rm(join(folder, name), { force: true });
  }

  const reached = new Map<CatcherStage, number>();
  const faultAt = (stage: CatcherStage): CatcherFault => {
    const n = (reached.get(stage) ?? 0) + 1;
    reached.set(stage, n);
    return options.fault?.(stage, n) ?? 'ok';
  };

  const sockets = new Map<string, Socket>();
  /** Transactions between DATA and their end: kept, refused, or given up. */
  const receiving = new Set<Promise<void>>();
  const reserved = new Set<string>();

  /** Answers a stage that has an ordinary callback. */
  function answer(stage: CatcherStage, session: Peer, callback: (error?: Error) => void): void {
    const fault = faultAt(stage);
    if (fault === 'ok') callback();
    else if (fault === 'drop') sockets.get(peerKey(session))?.destroy();
    else if (fault !== 'stall') callback(refusal(fault));
  }

  async function keep(message: Buffer): Promise<void> {
    const id = messageIdOf(message);
    const stem = id
      ? mailFileStem(id)
      : `no-message-id-${createHash('sha256').update(message).digest('hex').slice(0, 12)}`;
    let name = `${stem}.eml`;
    // A second message with the same id is kept beside the first, so that doubling is seen.
    for (let copy = 2; reserved.has(name) || existsSync(join(folder, name)); copy++)
      name = `${stem}~${copy}.eml`;
    reserved.add(name);
    const partial = join(folder, `${name}${partialSuffix}`);
    try {
      await writeFile(partial, message);
      await rename(partial, join(folder, name));
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    } finally {
      reserved.delete(name);
    }
  }

  const server = new SMTPServer({
    name: 'mail-catcher',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    socketTimeout: 5 * 60_000,
    maxAllowedUnauthenticatedCommands: false,
    onConnect: (session, callback) => answer('connect', session, callback),
    onMailFrom: (_address, session, callback) => answer('mail', session, callback),
    onRcptTo: (_address, session, callback) => answer('rcpt', session, callback),
    onData(stream, session, callback) {
      const socket = sockets.get(peerKey(session));
      const start = faultAt('data-start');
      if (start === 'drop') socket?.destroy();
      // The server answers 354 by itself after this handler: corked it never leaves, which is a stall.
      else if (start === 'stall') socket?.cork();
      // Answered here and closed, so that the 354 is never written.
      else if (start !== 'ok') socket?.end(`${start.code} ${start.text}\r\n`);
      const transaction = receive();
      receiving.add(transaction);
      void transaction.finally(() => receiving.delete(transaction));

      async function receive(): Promise<void> {
        const chunks: Buffer[] = [];
        try {
          for await (const chunk of stream) chunks.push(Buffer.from(chunk));
        } catch {
          // The connection went away before the final dot: nothing was accepted.
          return;
        }
        if (start !== 'ok') return;
        const afterData = faultAt('after-data');
        if (afterData === 'drop') socket?.destroy();
        if (afterData === 'drop' || afterData === 'stall') return;
        if (afterData !== 'ok') return callback(refusal(afterData));
        try {
          await keep(Buffer.concat(chunks));
        } catch (error) {
          return callback(refusal({ code: 452, text: `the message could not be kept: ${codeOf(error)}` }));
        }
        const afterStore = faultAt('after-store');
        if (afterStore === 'drop') socket?.destroy();
        if (afterStore === 'drop' || afterStore === 'stall') return;
        if (afterStore !== 'ok') return callback(refusal(afterStore));
        callback(null, 'kept');
        const afterReply = faultAt('after-250');
        if (afterReply === 'drop') socket?.end();
        // The reply has been handed to the socket; what comes later is held back.
        else if (afterReply === 'stall') setImmediate(() => socket?.cork());
      }
    },
  });
  // A broken connection is the client's loss; the transaction above settles it.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    const key = peerKey({ remoteAddress: socket.remoteAddress ?? '', remotePort: socket.remotePort ?? 0 });
    sockets.set(key, socket);
    socket.once('close', () => sockets.delete(key));
  });

  const port = await new Promise<number>((resolve, reject) => {
    const failed = (error: Error) =>
      reject(new Error(`the mail catcher cannot listen on 127.0.0.1:${options.port ?? 0}: ${codeOf(error)}`));
    server.server.once('error', failed);
    const listener = server.listen(options.port ?? 0, '127.0.0.1', () => {
      server.server.off('error', failed);
      const address = listener.address();
      if (address && typeof address === 'object') resolve(address.port);
      else reject(new Error('the mail catcher has no port'));
    });
  });

  let stopped: Promise<void> | undefined;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    async accepted(messageId) {
      await settledWithin([...receiving], askTimeout);
      return isKept(folder, messageId);
    },
    async list() {
      return (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
    },
    stop() {
      stopped ??= (async () => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        // What is received whole is still kept and answered; idle and silent connections are cut.
        await settledWithin([...receiving], 1_000).catch(() => {});
        for (const socket of sockets.values()) socket.destroy();
        await closed;
        await Promise.allSettled(receiving);
      })();
      return stopped;
    },
  };
}

/** Whether a folder of kept messages has one with this Message-ID; reads only the disk. */
export async function isKept(folder: string, messageId: string): Promise<boolean> {
  const wanted = bareMessageId(messageId);
  const stem = mailFileStem(messageId);
  for (let copy = 1; ; copy++) {
    const file = join(folder, copy === 1 ? `${stem}.eml` : `${stem}~${copy}.eml`);
    if (!existsSync(file)) return false;
    const id = messageIdOf(await readFile(file));
    if (id !== undefined && bareMessageId(id) === wanted) return true;
  }
}

interface Peer {
  readonly remoteAddress: string;
  readonly remotePort: number;
}

function peerKey(peer: Peer): string {
  return `${peer.remoteAddress.replace(/^::ffff:/, '')}:${peer.remotePort}`;
}

function refusal(fault: { readonly code: number; readonly text: string }): Error {
  return Object.assign(new Error(fault.text), { responseCode: fault.code });
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}

/** The Message-ID header of a message, unfolded; undefined without one. */
function messageIdOf(message: Buffer): string | undefined {
  const end = message.indexOf('\r\n\r\n');
  const head = message.subarray(0, end < 0 ? message.length : end).toString('latin1');
  return /^message-id:\s*(\S+)/im.exec(head)?.[1];
}

async function settledWithin(transactions: readonly Promise<void>[], milliseconds: number): Promise<void> {
  if (transactions.length === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('a message is still being received')), milliseconds);
  });
  try {
    await Promise.race([Promise.allSettled(transactions), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
