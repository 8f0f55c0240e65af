import { Agent, Client } from 'undici';
import { type Answered, type HttpCall, makeCall } from './call.ts';
import { openLine } from './line.ts';
import { reasonOf } from './reason.ts';

export type { HttpCall } from './call.ts';

/** Not `sent`: the server cannot have got any of it. `sent`: it may have carried the call out, or may yet. */
export type HttpAnswer = Answered | { kind: 'failed'; sent: boolean; reason: string };

export interface Http {
  call(call: HttpCall): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface HttpOptions {
  /** Milliseconds until a connection has to stand. */
  connectTimeout?: number;
  /** Certificates to trust in place of the usual ones. */
  ca?: string;
  /** Take whatever certificate a server shows, as for a look at one that nobody vouches for. */
  anyCertificate?: boolean;
}

/**
 * A client that tells of each failed call whether it was sent. Only calls that read, or may arrive twice, share
 * connections: one that the server closes just then would leave any other call in doubt for nothing.
 */
export function openHttp({ connectTimeout = 10_000, ca, anyCertificate = false }: HttpOptions = {}): Http {
  const unlimited = { headersTimeout: 0, bodyTimeout: 0 };
  const connect = { timeout: connectTimeout, ...(ca === undefined ? {} : { ca }), rejectUnauthorized: !anyCertificate };
  const agent = new Agent({ ...unlimited, connections: 8, connect });

  async function share(call: HttpCall): Promise<HttpAnswer> {
    try {
      return await makeCall(agent, call, AbortSignal.timeout(call.timeout));
    } catch (error) {
      return { kind: 'failed', sent: true, reason: reasonOf(error, call.timeout) };
    }
  }

  async function write(call: HttpCall): Promise<HttpAnswer> {
    const line = openLine(connect);
    const client = new Client(new URL(call.url).origin, { ...unlimited, connect: line.connect });
    const signal = AbortSignal.timeout(call.timeout);
    // Before undici listens: once it has closed the socket there is nothing left to reset.
    signal.addEventListener('abort', line.reset, { once: true });
    try {
      return await makeCall(client, call, signal);
    } catch (error) {
      return { kind: 'failed', sent: line.stood(), reason: reasonOf(error, call.timeout) };
    } finally {
      await client.destroy();
    }
  }

  const mayShare = ({ method, repeatable = method === 'GET' || method === 'HEAD' }: HttpCall) => repeatable;
  return { call: (call) => (mayShare(call) ? share(call) : write(call)), close: () => agent.destroy() };
}
