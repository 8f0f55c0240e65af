import type { Dispatcher } from 'undici';
import { readBody } from './read-body.ts';

/** One call to a server. Redirects are answers like any other: they are never followed. */
export interface HttpCall {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Milliseconds that the whole call may take, to the last byte of the answer. */
  timeout: number;
  /** How many bytes of the answer are kept, of its beginning or of its end. */
  limit: number;
  keep?: 'beginning' | 'end';
  /** Whether it does no harm where it arrives twice, so that it may share a connection. Default: where it only reads. */
  repeatable?: boolean;
}

export interface Answered {
  kind: 'answered';
  status: number;
  /** By their names in small letters. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Whether the answer was longer than what is kept. */
  cut: boolean;
}

/** Makes the call and reads the answer. Throws what undici throws. */
export async function makeCall(dispatcher: Dispatcher, call: HttpCall, signal: AbortSignal): Promise<Answered> {
  const { method, headers = {}, body = null, limit, keep = 'beginning' } = call;
  const { origin, pathname, search } = new URL(call.url);
  const answer = await dispatcher.request({ origin, path: pathname + search, method, headers, body, signal });
  const read = await readBody(answer.body, limit, keep);
  return { kind: 'answered', status: answer.statusCode, headers: joined(answer.headers), ...read };
}

function joined(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));
}
