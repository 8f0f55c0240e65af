import { request } from 'node:http';
import { connect } from 'node:net';

export interface Told {
  status: number;
  body: string;
  headers: Record<string, string | string[] | undefined>;
}

/** One HTTP call on a connection of its own. */
export function call(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Told> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString(), headers: answer.headers });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Writes bytes on a connection, and gives all that comes back until the other side ends it. */
export function raw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let got = '';
    socket.on('data', (part) => {
      got += part.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(got));
  });
}
