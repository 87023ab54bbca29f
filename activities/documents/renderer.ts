/** Renders documents to PDF/A-3a and PDF/UA-1 in worker threads, so that laying out a page never stops the process. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import type { DocumentView } from '../../templates/documents/views.ts';
import type { Attachment } from './pdf/render.ts';

export const renderErrorCodes = [
  /** A text holds a character that the fonts lack; the detail is its code point. */
  'unprintable_character',
  /** The sums of an invoice disagree; the detail says which, in öre. */
  'amounts_disagree',
  /** A date, a term or a number cannot be printed. */
  'invalid_view',
  'render_failed',
  'worker_crashed',
  'timed_out',
  'closed',
] as const;
export type RenderErrorCode = (typeof renderErrorCodes)[number];

/** Why a document was not rendered. Message and detail hold codes and numbers only, never a text of the view. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
  readonly code: RenderErrorCode;
  readonly detail: string;
  constructor(code: RenderErrorCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/** What a thread is told when it starts. */
export interface RendererSettings {
  readonly background: boolean;
}

/** What a worker is given. */
export interface RenderJob {
  readonly view: DocumentView;
  readonly attachments: readonly Attachment[];
}

/** What a worker answers. */
export type RenderReply =
  | { readonly bytes: Uint8Array }
  | { readonly error: RenderErrorCode; readonly detail: string };

export interface DocumentRenderer {
  /**
   * The PDF of a view: the same view and attachments give the same bytes everywhere. Rejects with RenderError.
   * @param attachments files that travel inside the PDF, such as an invoice for machines
   */
  render(view: DocumentView, attachments?: readonly Attachment[]): Promise<Uint8Array>;
  /** Finishes what has been asked for, then ends the threads. May be called twice. */
  close(): Promise<void>;
}

export interface RendererOptions {
  /** How many documents are rendered at the same time, at least 1. */
  readonly threads: number;
  /** How long one document may take, milliseconds; a thread that takes longer is ended. Default one minute. */
  readonly timeoutMs?: number;
  /** Starts one thread at once and keeps it, where documents come again and again and a start takes longer than they. */
  readonly keep?: boolean;
  /**
   * Lets other work of the machine go first, so that workflows are not kept waiting while documents are made. On Linux
   * only, where a thread has a priority of its own.
   */
  readonly background?: boolean;
  /** The module that runs in the threads; another one in tests. */
  readonly worker?: URL;
}

/** Threads without work for this long are ended, to give their memory back. */
const idleMs = 20_000;

/** A renderer with its own threads, which start when first needed unless one is kept. Throws RangeError for fewer than one thread. */
export function createDocumentRenderer(options: RendererOptions): DocumentRenderer {
  const {
    threads,
    timeoutMs = 60_000,
    keep = false,
    background = false,
    worker = new URL('./worker.ts', import.meta.url),
  } = options;
  if (!Number.isInteger(threads) || threads < 1)
    throw new RangeError(`threads must be at least 1, not ${threads}`);
  const pool = new Piscina<RenderJob, RenderReply>({
    filename: worker.href,
    workerData: { background } satisfies RendererSettings,
    minThreads: keep ? 1 : 0,
    maxThreads: threads,
    idleTimeout: idleMs,
    // The threads run TypeScript as it stands, as the process itself does.
    execArgv: ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  // A thread that dies between two documents harms none of them; the pool starts another.
  pool.on('error', () => undefined);

  // Documents wait here and not in the pool, so that the time limit starts with the work itself.
  let free = threads;
  const waiting: (() => void)[] = [];
  const acquire = async (): Promise<void> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };

  const inThread = async (job: RenderJob): Promise<RenderReply> => {
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      return await pool.run(job, { signal: limit });
    } catch {
      // The pool's own error may quote the view, so only its kind goes on.
      return { error: limit.aborted ? 'timed_out' : 'worker_crashed', detail: '' };
    }
  };

  let closing: Promise<void> | undefined;
  const underWay = new Set<Promise<Uint8Array>>();
  const render = async (job: RenderJob): Promise<Uint8Array> => {
    await acquire();
    try {
      const reply = await inThread(job);
      if ('error' in reply) throw new RenderError(reply.error, reply.detail);
      return reply.bytes;
    } finally {
      release();
    }
  };

  return {
    async render(view, attachments = []) {
      if (closing) throw new RenderError('closed');
      const work = render({ view, attachments });
      underWay.add(work);
      try {
        return await work;
      } finally {
        underWay.delete(work);
      }
    },
    close() {
      closing ??= Promise.allSettled(underWay).then(() => pool.destroy());
      return closing;
    },
  };
}
