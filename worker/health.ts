/** A small page for whoever watches the process: up, and what it is doing. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type HealthState = 'starting' | 'running' | 'stopping';

export interface Health {
  readonly port: number;
  state(now: HealthState): void;
  stop(): Promise<void>;
}

/** `GET /` answers 200 while the worker runs and 503 otherwise. */
export async function startHealth(port: number): Promise<Health> {
  let current: HealthState = 'starting';
  const server = createServer((_request, response) => {
    response.writeHead(current === 'running' ? 200 : 503, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify({ state: current })}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    state(now) {
      current = now;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
