/** The process that runs a region for real: worker, dispatcher and schedules, until it is told to stop. */
import { Client, Connection } from '@temporalio/client';
import { type LifeKind, lifeKinds } from '../domain/lives.ts';
import { searchAttributes } from '../workflows/contract.ts';
import type { Configuration } from './configuration.ts';
import { checkSenderDomain, checkSigning, connect } from './dependencies.ts';
import { createDispatcher, dispatchUntil } from './dispatcher.ts';
import { startHealth } from './health.ts';
import { calendarRoute } from './public/calendars.ts';
import { certificateRoute } from './public/certificates.ts';
import { startPublicServer } from './public/server.ts';
import { reconcileSchedules } from './schedules.ts';
import { ensureSearchAttributes } from './searchAttributes.ts';
import { startWorker } from './temporalWorker.ts';

const everyKind: readonly LifeKind[] = lifeKinds;

/** Runs until SIGINT or SIGTERM, also when that comes while it is still starting; then ends in order. */
export async function runWorker(configuration: Configuration): Promise<void> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const closing: (() => Promise<unknown>)[] = [];
  const health = await startHealth(configuration.healthPort);
  closing.push(() => health.stop());
  try {
    const connected = await connect(configuration);
    closing.push(() => connected.close());
    const connection = await Connection.connect({ address: configuration.temporalAddress });
    closing.push(() => connection.close());
    const client = new Client({ connection, namespace: configuration.temporalNamespace });
    await ensureSearchAttributes(
      connection,
      configuration.temporalNamespace,
      Object.values(searchAttributes),
    );
    const reference = await connected.deps.reference();
    checkSenderDomain(configuration.mail, reference);
    await checkSigning(configuration, connected.issuing, reference);
    await reconcileSchedules(client, reference, false);
    const worker = await startWorker({
      address: configuration.temporalAddress,
      namespace: configuration.temporalNamespace,
      deps: connected.deps,
    });
    closing.push(() => worker.stop());
    if (configuration.issuing.publicUrl !== '') {
      const pages = await startPublicServer({
        port: configuration.publicPort,
        proxies: configuration.publicProxies,
        routes: [
          certificateRoute(connected.deps, connected.issuing, () => performance.now()),
          calendarRoute(connected.deps),
        ],
      });
      closing.push(() => pages.stop());
      console.error(`public pages on port ${pages.port}, reached as ${configuration.issuing.publicUrl}`);
    }
    const dispatching = dispatchUntil(
      stop.signal,
      configuration.databaseUrl,
      createDispatcher(connected.deps.db, client, configuration.wake),
      everyKind,
      (problem) => console.error('dispatcher:', problem instanceof Error ? problem.message : problem),
    );
    health.state('running');
    console.error(`worker running, mails go to ${whereMailsGo(configuration.mail)}`);
    await Promise.race([dispatching, worker.ended]);
    await dispatching;
  } finally {
    health.state('stopping');
    stop.abort();
    for (const close of closing.reverse()) await close();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

function whereMailsGo(mail: Configuration['mail']): string {
  if (mail.send === 'outbox') return 'the outbox';
  return mail.redirectTo === undefined ? 'the SMTP server' : 'one address, whoever they are for';
}
