import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { type Limits, usualLimits } from '../../src/api/limits.ts';
import { makeServer } from '../../src/api/make-server.ts';
import { hookRoute } from '../../src/api/webhooks/hook-route.ts';
import { call, raw } from './call.ts';

const secret = 'a-secret-that-nobody-guesses';
const quick: Limits = {
  ...usualLimits,
  bodyBytes: 1_000,
  connections: 4,
  headersMs: 150,
  requestMs: 300,
  silenceMs: 400,
  keepAliveMs: 100,
  lookMs: 20,
};

let server: FastifyInstance | undefined;
const heard: string[] = [];
const answers: string[] = [];
const troubles: unknown[] = [];

async function listening(limits: Limits = quick): Promise<string> {
  heard.length = 0;
  answers.length = 0;
  troubles.length = 0;
  server = makeServer(limits, (error) => troubles.push(error));
  const metrics = { called: (webhook: string, answer: string) => answers.push(`${webhook} ${answer}`) };
  hookRoute(server, '/webhooks/git', secret, metrics, (body) => heard.push(body.toString()) > 0);
  server.get('/healthz', async () => ({ alive: true }));
  server.get('/bug', async () => {
    throw new Error('what /etc/secret says');
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

afterEach(() => server?.close());

const post = (url: string, headers: Record<string, string>, body: string | Buffer = '{}') =>
  call(`${url}/webhooks/git`, { method: 'POST', headers, body });

describe('who calls', () => {
  test.each([
    ['no secret', {}],
    ['a wrong secret', { 'x-rgz-secret': 'wrong' }],
    ['a wrong signature', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['a wrong password', { authorization: `Basic ${Buffer.from('awx:wrong').toString('base64')}` }],
  ])('with %s is told nothing', async (_what, headers) => {
    const url = await listening();
    const { status, body, headers: told } = await post(url, headers as Record<string, string>);
    expect([status, body, heard]).toEqual([401, '', []]);
    expect(told).not.toHaveProperty('www-authenticate');
    expect(answers).toEqual(['git refused']);
  });

  test.each([['application/json'], ['text/plain'], ['application/x-www-form-urlencoded'], ['']])(
    'with the secret is heard, whatever the body is called: %j',
    async (type) => {
      const url = await listening();
      const given: Record<string, string> = type === '' ? {} : { 'content-type': type };
      expect((await post(url, { 'x-rgz-secret': secret, ...given }, '{"a":')).status).toBe(202);
      expect(heard).toEqual(['{"a":']);
    },
  );

  test('without a body is heard too', async () => {
    const url = await listening();
    const { status } = await call(`${url}/webhooks/git`, { method: 'POST', headers: { 'x-rgz-secret': secret } });
    expect([status, heard]).toEqual([202, ['']]);
  });
});

describe('a body', () => {
  test('that is too long is not taken', async () => {
    const url = await listening();
    expect((await post(url, { 'x-rgz-secret': secret }, 'x'.repeat(1_001))).status).toBe(413);
    expect(heard).toEqual([]);
  });

  test('that does not say how long it is, is cut off where it gets too long', async () => {
    const url = await listening();
    const { host } = new URL(url);
    const chunk = `1f4\r\n${'x'.repeat(500)}\r\n`;
    const head = `POST /webhooks/git HTTP/1.1\r\nHost: ${host}\r\nX-Rgz-Secret: ${secret}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    expect(await raw(url, `${head}${chunk.repeat(3)}`)).toMatch(/^HTTP\/1\.1 413 /);
    expect(heard).toEqual([]);
  });

  test('of who has a wrong secret is not waited for', async () => {
    const url = await listening();
    const { host } = new URL(url);
    const head = `POST /webhooks/git HTTP/1.1\r\nHost: ${host}\r\nX-Rgz-Secret: wrong\r\nContent-Length: 900\r\n\r\n`;
    expect(await raw(url, head)).toMatch(/^HTTP\/1\.1 401 /);
  });
});

describe('a connection is not kept for who', () => {
  test.each([
    ['says nothing', ''],
    ['begins a request and stops', 'GET /healthz HTTP/1.1\r\nHo'],
    [
      'stops before the body',
      `POST /webhooks/git HTTP/1.1\r\nHost: x\r\nX-Rgz-Secret: ${secret}\r\nContent-Length: 9\r\n\r\n{`,
    ],
    ['speaks another language', '\u0016\u0003\u0001\u0000\u0000'],
  ])('%s', async (_what, text) => {
    const url = await listening();
    expect(await raw(url, text)).not.toMatch(/^HTTP\/1\.1 2/);
    expect(heard).toEqual([]);
  });

  test('sends one byte after another', async () => {
    const url = await listening();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const drip = setInterval(() => socket.write('X'), 30);
    const closed = await new Promise<boolean>((resolve) => {
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(true));
      socket.write('GET /healthz HTTP/1.1\r\nA: ');
    });
    clearInterval(drip);
    expect(closed).toBe(true);
  });

  test('sends endless headers', async () => {
    const url = await listening();
    expect(await raw(url, `GET /healthz HTTP/1.1\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  test('comes when there are too many already; the others are served', async () => {
    const url = await listening({ ...quick, headersMs: 5_000, silenceMs: 5_000, requestMs: 6_000 });
    const { hostname, port } = new URL(url);
    const held = await Promise.all(
      Array.from({ length: quick.connections }, () => {
        const socket = connect(Number(port), hostname);
        return new Promise<typeof socket>((resolve) => socket.once('connect', () => resolve(socket)));
      }),
    );
    await expect(call(`${url}/healthz`)).rejects.toThrow();
    const [first] = held;
    first?.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    const answer = await new Promise<string>((resolve) => first?.once('data', (data) => resolve(data.toString())));
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    for (const socket of held) socket.destroy();
  });
});

test.each([
  ['GET', '/webhooks/git', 404],
  ['GET', '/nowhere', 404],
  ['POST', '/healthz', 404],
  ['GET', '/%', 400],
  ['GET', '/bug', 500],
])('%s %s is told by its status alone: %i', async (method, path, status) => {
  const url = await listening();
  const told = await call(`${url}${path}`, { method });
  expect(told.status).toBe(status);
  expect(told.body.length).toBeLessThan(30);
  expect(told.body).not.toContain('secret');
  expect(troubles).toHaveLength(status === 500 ? 1 : 0);
});
