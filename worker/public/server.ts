/**
 * The public pages: what anybody may ask without being known here. Each subject has a route of its own; nothing is kept
 * about who asks.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface PublicRequest {
  readonly method: 'GET' | 'POST';
  /** Without the query, decoded piece by piece: `['c', '7K3QABCDE0']`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Values of headers by their small names; empty for one that was not sent. */
  header(name: string): string;
  /** What was posted, at most 4 KB. */
  readonly body: string;
  /** Address that asks, for rate limits only. */
  readonly client: string;
}

export interface PublicAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** @returns undefined when the path is not its own */
export type PublicRoute = (request: PublicRequest) => Promise<PublicAnswer | undefined>;

export interface PublicServerOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly routes: readonly PublicRoute[];
  /** How many proxies of ours stand before the server, each of which adds an address to X-Forwarded-For. */
  readonly proxies?: number;
}

export interface PublicServer {
  readonly port: number;
  /** Answers what has been asked, then closes. */
  stop(): Promise<void>;
}

const largestBody = 4096;
const safe = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;
const plain = (status: number, text: string): PublicAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${text}\n`,
});

export async function startPublicServer(options: PublicServerOptions): Promise<PublicServer> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    answer(request, options)
      .catch((error: unknown) => {
        // Only its kind: the text may quote what somebody has typed.
        console.error('public page:', error instanceof Error ? error.name : 'error');
        return plain(500, 'Something went wrong. / Något gick fel.');
      })
      .then((found) => send(request, response, found))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: PublicAnswer,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...safe, 'content-length': bytes.byteLength, ...headers });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

async function answer(
  request: IncomingMessage,
  { routes, proxies = 0 }: PublicServerOptions,
): Promise<PublicAnswer> {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (method !== 'GET' && method !== 'POST') return plain(405, 'Method not allowed.');
  const address = addressOf(request.url ?? '/');
  if (address === undefined) return plain(400, 'Bad address.');
  const body = method === 'POST' ? await readBody(request) : '';
  if (body === undefined) return plain(413, 'Too long.');
  const asked: PublicRequest = {
    method,
    ...address,
    header: (name) => headerOf(request, name),
    body,
    client: clientOf(request, proxies),
  };
  for (const route of routes) {
    const found = await route(asked);
    if (found !== undefined) return found;
  }
  return plain(404, 'There is nothing here. / Här finns inget.');
}

const headerOf = (request: IncomingMessage, name: string): string =>
  [request.headers[name] ?? ''].flat().join(', ');

function addressOf(text: string): Pick<PublicRequest, 'path' | 'query'> | undefined {
  try {
    const { pathname, searchParams } = new URL(text, 'http://localhost');
    const pieces = pathname.split('/').filter((piece) => piece !== '');
    return { path: pieces.map(decodeURIComponent), query: searchParams };
  } catch {
    return undefined;
  }
}

/** The last addresses are those that our own proxies have added; what stands before them anybody can write. */
function clientOf(request: IncomingMessage, proxies: number): string {
  const forwarded = headerOf(request, 'x-forwarded-for')
    .split(',')
    .map((part) => part.trim());
  const seen = proxies === 0 ? undefined : forwarded.at(-proxies);
  return seen === undefined || seen === '' ? (request.socket.remoteAddress ?? '') : seen;
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    length += bytes.byteLength;
    if (length > largestBody) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}
