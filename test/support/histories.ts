/** Everything that a Temporal server remembers: histories, pending activities, schedules, visibility records. */
import { Client, Connection } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';

export interface Remembered {
  readonly id: string;
  readonly type: string;
  readonly closed: boolean;
  readonly history: temporal.api.history.v1.IHistory;
  /** Description and visibility record as text. */
  readonly about: string;
}

const asText = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));

/** Payloads are base64, or arrays of bytes, in JSON; names inside them must be found too. */
export function readable(value: unknown): string {
  const decoded = (bytes: Buffer) => asText({ data: bytes.toString('utf8') });
  return asText(value)
    .replace(/\{"type":"Buffer","data":\[([\d,]*)\]\}/g, (_all, bytes: string) =>
      decoded(Buffer.from(bytes.split(',').filter(Boolean).map(Number))),
    )
    .replace(/"data":"([A-Za-z0-9+/]+={0,2})"/g, (_all, bytes: string) =>
      decoded(Buffer.from(bytes, 'base64')),
    );
}

export async function rememberedBy(address: string, namespace: string): Promise<readonly Remembered[]> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const found: Remembered[] = [];
    for await (const execution of client.workflow.list()) {
      const handle = client.workflow.getHandle(execution.workflowId, execution.runId);
      const description = await handle.describe();
      found.push({
        id: execution.workflowId,
        type: execution.type,
        closed: execution.status.name !== 'RUNNING',
        history: await handle.fetchHistory(),
        about: readable([description.raw, execution.raw]),
      });
    }
    return found;
  } finally {
    await connection.close();
  }
}

export async function schedulesOf(address: string, namespace: string): Promise<string> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const texts: string[] = [];
    for await (const schedule of client.schedule.list()) {
      texts.push(readable((await client.schedule.getHandle(schedule.scheduleId).describe()).raw));
    }
    return texts.join('\n');
  } finally {
    await connection.close();
  }
}
