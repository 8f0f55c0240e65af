import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../../src/adapters/http/index.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

describe('a call', () => {
  it('gives status, headers and body, and follows no redirect', async () => {
    const seen: string[] = [];
    const url = await serve((server) =>
      server.on('request', (request, response) => {
        seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
        response.writeHead(302, { Location: '/elsewhere', 'X-Two': ['a', 'b'] }).end('moved');
      }),
    );
    const http = open();
    const headers = { Authorization: 'Bearer abc' };
    for (const method of ['GET', 'POST'] as const) {
      const answer = await http.call({ method, url: `${url}/a/?b=c`, headers, body: '{}', timeout: 5000, limit: 100 });
      expect(answer).toMatchObject({ kind: 'answered', status: 302, cut: false, headers: { 'x-two': 'a, b' } });
      expect(answer.kind === 'answered' && answer.body.toString()).toBe('moved');
    }
    expect(seen).toEqual(['GET /a/?b=c Bearer abc', 'POST /a/?b=c Bearer abc']);
  });

  it('shares a connection where it may arrive twice, and has one of its own otherwise', async () => {
    let connections = 0;
    const url = await serve((server) => {
      server.on('connection', () => {
        connections += 1;
      });
      server.on('request', (_, response) => response.end());
    });
    const http = open();
    const opened = async (change: { method?: 'GET'; repeatable?: boolean }) => {
      const before = connections;
      for (let count = 0; count < 10; count += 1)
        await http.call({ method: 'POST', url, timeout: 5000, limit: 100, ...change });
      return connections - before;
    };
    expect(await opened({})).toBe(10);
    expect(await opened({ method: 'GET', repeatable: false })).toBe(10);
    expect(await opened({ repeatable: true })).toBeLessThan(5);
    expect(await opened({ method: 'GET' })).toBeLessThan(5);
  });

  it('keeps the beginning or the end of a long answer', async () => {
    const text = Array.from({ length: 50_000 }, (_, at) => `line ${at}\n`).join('');
    const url = await serve((server) => server.on('request', (_, response) => response.end(text)));
    const http = open();
    const read = async (keep: 'beginning' | 'end') => {
      const answer = await http.call({ method: 'GET', url, timeout: 5000, limit: 1000, keep });
      return answer.kind === 'answered' ? { cut: answer.cut, text: answer.body.toString() } : answer;
    };
    expect(await read('beginning')).toEqual({ cut: true, text: text.slice(0, 1000) });
    expect(await read('end')).toEqual({ cut: true, text: text.slice(-1000) });
  });

  it('was not sent where no connection came about', async () => {
    const url = await serve(() => {});
    await stops.pop()?.();
    const failed = await open().call({ method: 'POST', url, body: '{}', timeout: 5000, limit: 100 });
    expect(failed).toEqual({ kind: 'failed', sent: false, reason: 'it refuses connections' });
    const nowhere = 'http://nowhere.invalid/';
    const unknown = await open().call({ method: 'POST', url: nowhere, timeout: 5000, limit: 100 });
    expect(unknown).toMatchObject({ kind: 'failed', sent: false });
  });

  it('may have been sent once a connection stood', async () => {
    const url = await serve((server) => server.on('request', (request) => request.socket.destroy()));
    const failed = await open().call({ method: 'POST', url, body: '{}', timeout: 5000, limit: 100 });
    expect(failed).toEqual({ kind: 'failed', sent: true, reason: 'it closed the connection' });
  });

  it('may have been sent where the answer breaks off', async () => {
    const url = await serve((server) =>
      server.on('request', (request, response) => {
        response.writeHead(201, { 'Content-Length': '100' }).write('half');
        setImmediate(() => request.socket.destroy());
      }),
    );
    const failed = await open().call({ method: 'POST', url, body: '{}', timeout: 5000, limit: 100 });
    expect(failed).toMatchObject({ kind: 'failed', sent: true });
  });

  it.each(['http', 'https'])(
    'over %s is dropped with all that is still on its way when it takes too long',
    async (scheme) => {
      const { url, end } = await swallow(scheme);
      const failed = await open().call({ method: 'POST', url, body: '{}', timeout: 300, limit: 100 });
      expect(failed).toEqual({ kind: 'failed', sent: true, reason: 'it did not answer within 0.3 s' });
      expect(await end).toBe('ECONNRESET');
    },
  );

  it('is not sent to a server whose certificate nobody here trusts', async () => {
    const { url } = await swallow('https');
    const failed = await openHttp().call({ method: 'POST', url, body: '{}', timeout: 5000, limit: 100 });
    expect(failed).toMatchObject({ kind: 'failed', sent: false, reason: expect.stringContaining('certificate') });
  });
});

const ca = readFileSync('test/fixtures/tls/localhost.crt', 'utf8');

function open() {
  const http = openHttp({ connectTimeout: 2000, ca });
  stops.push(() => http.close());
  return http;
}

async function serve(arrange: (server: Server) => unknown): Promise<string> {
  const server = createServer();
  arrange(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stops.push(() => new Promise((done) => server.close(done).closeAllConnections()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that reads and never answers; `end` tells how its first connection came to an end. */
async function swallow(scheme: string): Promise<{ url: string; end: Promise<string> }> {
  let ended: (how: string) => void = () => {};
  const end = new Promise<string>((done) => {
    ended = done;
  });
  const take = (socket: Socket) => {
    socket.on('error', (error: NodeJS.ErrnoException) => ended(error.code ?? 'error'));
    socket.on('end', () => ended('end'));
    socket.resume();
  };
  const key = readFileSync('test/fixtures/tls/localhost.key');
  const server = scheme === 'https' ? createTlsServer({ key, cert: ca }, take) : createTcpServer(take);
  server.on('tlsClientError', () => {});
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  stops.push(() => server.close());
  return { url: `${scheme}://localhost:${(server.address() as AddressInfo).port}/`, end };
}
