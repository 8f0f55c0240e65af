import { Socket } from 'node:net';
import { Client } from 'pg';
import type { Place } from './place.ts';

/** Longer than a statement of an activation usually takes, and short enough for a lease. */
const usualAnswerSeconds = 60;
const farewellMs = 1000;

export type Connection = Pick<Client, 'query'>;

/** Does something over a connection of its own, which is closed afterwards whatever happens. */
export async function connected<T>({ url, settings }: Place, work: (connection: Connection) => Promise<T>): Promise<T> {
  const socket = new Socket();
  const client = new Client({
    connectionString: url,
    stream: () => socket,
    connectionTimeoutMillis: (settings.connectSeconds ?? 10) * 1000,
    application_name: 'rgz',
    // A server that takes a statement and never answers ends the connection: what became of it is looked for afterwards.
    query_timeout: (settings.answerSeconds ?? usualAnswerSeconds) * 1000,
    keepAlive: true,
  });
  // A connection that breaks tells the call that is under way; nobody else has to hear of it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await part(client, socket);
  }
}

/** A server that is silent by now does not close its side either, and nothing hangs on it: what was to be done is done. */
async function part(client: Client, socket: Socket): Promise<void> {
  const enough = setTimeout(() => socket.destroy(), farewellMs);
  await client.end().catch(() => undefined);
  clearTimeout(enough);
}
