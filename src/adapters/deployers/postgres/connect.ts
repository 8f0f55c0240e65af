import { Client } from 'pg';
import type { Place } from './place.ts';

/** Longer than any statement of an activation takes, and short enough for a lease. */
const silentMs = 60_000;

export type Connection = Pick<Client, 'query'>;

/** Does something over a connection of its own, which is closed afterwards whatever happens. */
export async function connected<T>({ url, settings }: Place, work: (connection: Connection) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: (settings.connectSeconds ?? 10) * 1000,
    application_name: 'rgz',
    // A server that takes a statement and never answers ends the connection: what became of it is looked for afterwards.
    query_timeout: silentMs,
    keepAlive: true,
  });
  // A connection that breaks tells the call that is under way; nobody else has to hear of it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
