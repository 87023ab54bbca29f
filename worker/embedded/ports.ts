/** Ports on this machine's loopback address, for the parts that the program starts itself. */
import { createServer } from 'node:net';

/** The address on which every embedded part listens: nothing is reachable from outside the machine. */
export const loopback = '127.0.0.1';

/** A port on the loopback address that was free a moment ago. Another process may still take it first. */
export async function freePort(): Promise<number> {
  const port = await bind(0);
  if (port === undefined) throw new Error('No free port is left on 127.0.0.1.');
  return port;
}

/** Whether `port` can be bound on the loopback address right now. */
export async function portIsFree(port: number): Promise<boolean> {
  return (await bind(port)) !== undefined;
}

/** Binds `port` (0: any) and lets it go again; the port bound, or undefined when it is taken. */
function bind(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: loopback, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
