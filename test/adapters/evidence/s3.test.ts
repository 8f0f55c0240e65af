import { createHash, createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openS3Evidence } from '../../../src/adapters/evidence/s3/index.ts';
import type { RgzError } from '../../../src/errors/rgz-error.ts';
import type { EvidenceStore } from '../../../src/ports/evidence.ts';
import { undoAfterFile } from '../../kit/clean-up.ts';
import { type S3Server, s3Keys, startS3 } from '../../kit/s3-server.ts';

const keys: Readonly<Record<string, string>> = s3Keys;
const secret = (variable: string) => keys[variable];

function open(settings: S3Server['settings'], secrets = secret, timeout = 5000): EvidenceStore {
  const store = openS3Evidence({ settings, secret: secrets, timeout });
  undoAfterFile(() => store.close());
  return store;
}

const bytes = Buffer.from('{"loss":0}');
const name = `${createHash('sha256').update(bytes).digest('hex')}.json`;

/** A server that answers each call alike, and tells what it was asked. */
async function startAnswering(status: number, body: string) {
  const asked: { method: string | undefined; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    asked.push({ method: request.method, headers: request.headers });
    request.resume();
    response.writeHead(status).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  undoAfterFile(() => {
    server.closeAllConnections();
    return server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, settings: { ...(await startS3()).settings, endpoint } };
}

test('what is kept is there, byte for byte, under its name below the prefix', async () => {
  const server = await startS3();
  const store = open(server.settings);
  expect(await store.look(name)).toEqual({ kind: 'missing' });
  expect(await store.read(name, 100)).toEqual({ kind: 'missing' });
  expect(await store.keep(name, bytes, 'application/json')).toEqual({ kind: 'kept' });
  expect(readFileSync(server.fileOf(name))).toEqual(bytes);
  const found = await store.look(name);
  expect(found).toMatchObject({ kind: 'there', size: bytes.length, mark: expect.stringMatching(/^".+"$/) });
  expect(await store.read(name, 100)).toEqual({
    kind: 'read',
    bytes,
    mark: found.kind === 'there' ? found.mark : '',
  });
});

test('of a piece that is too long only one byte more is read', async () => {
  const server = await startS3();
  const store = open(server.settings);
  await store.keep(name, bytes, 'application/json');
  writeFileSync(server.fileOf(name), Buffer.alloc(1_000_000, 'x'));
  const read = await store.read(name, 10);
  expect(read.kind === 'read' && read.bytes.length).toBe(11);
});

test('who is not let in is told so, and no secret', async () => {
  const { settings } = await startS3();
  const store = open(settings, (variable) => (variable === 'RGZ_S3_KEY' ? 'SOMEBODY' : 'not-the-secret'));
  const kept = await store.keep(name, bytes, 'application/json');
  expect(kept).toEqual({ kind: 'unreachable', reason: expect.stringMatching(/answers 403 InvalidAccessKeyId$/) });
  expect(JSON.stringify(kept)).not.toMatch(/not-the-secret|SOMEBODY/);
});

test.each([
  ['PUT', (store: EvidenceStore) => store.keep(name, bytes, 'application/json')],
  ['GET', (store: EvidenceStore) => store.read(name, 100)],
  ['HEAD', (store: EvidenceStore) => store.look(name)],
] as const)('the signature of a %s covers the address, the bytes and what is asked', async (method, ask) => {
  const { asked, settings } = await startAnswering(200, '');
  await ask(open({ ...settings, prefix: 'a.b/c_d' }));
  const [call] = asked;
  const { authorization = '' } = call?.headers ?? {};
  const [, names = '', signature] = /SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(authorization) ?? [];
  expect(names.split(';')).toEqual(expect.arrayContaining(['host', 'x-amz-content-sha256', 'x-amz-date']));
  expect(signature).toBe(signatureOf(method, `/proofs/a.b/c_d/${name}`, call?.headers ?? {}, names));
});

/** Version 4 as Amazon describes it, worked out again from what arrived. */
function signatureOf(method: string, path: string, headers: IncomingHttpHeaders, names: string): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const sign = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const date = String(headers['x-amz-date']);
  const lines = names.split(';').map((each) => `${each}:${headers[each]}\n`);
  const sha256 = String(headers['x-amz-content-sha256']);
  const request = [method, path, '', lines.join(''), names, sha256].join('\n');
  const scope = [date.slice(0, 8), 'eu-west-3', 's3', 'aws4_request'];
  const key = scope.reduce<string | Buffer>((before, part) => sign(before, part), `AWS4${s3Keys.RGZ_S3_SECRET}`);
  return sign(key, ['AWS4-HMAC-SHA256', date, scope.join('/'), hash(request)].join('\n')).toString('hex');
}

test('a secret that is not set, or is none, is a fault of the settings', async () => {
  const { settings } = await startS3();
  const fault = (held: string | undefined) => {
    try {
      open(settings, () => held);
      return undefined;
    } catch (error) {
      return error as RgzError;
    }
  };
  expect(fault(undefined)).toMatchObject({ code: 'config.invalid', remedy: ['export RGZ_S3_KEY=…'] });
  expect(fault('two\nlines')).toMatchObject({ code: 'config.invalid' });
  expect(fault('two\nlines')?.message).not.toContain('two');
});

test('nothing is written over: a store that knows If-None-Match says so, and it counts as there', async () => {
  const { asked, settings } = await startAnswering(412, '<Error><Code>PreconditionFailed</Code></Error>');
  expect(await open(settings).keep(name, bytes, 'application/json')).toEqual({ kind: 'there' });
  expect(asked).toMatchObject([
    {
      method: 'PUT',
      headers: {
        'if-none-match': '*',
        'content-type': 'application/json',
        'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex'),
        authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=S3RVER\/\d{8}\/eu-west-3\/s3\/aws4_request/),
      },
    },
  ]);
});

test.each([
  ['a bucket that is not there', 404, '<Error><Code>NoSuchBucket</Code></Error>', /answers 404 NoSuchBucket$/],
  ['a page of something else', 404, '<html>nothing here</html>', /answers 404$/],
  ['a redirect', 301, '<Error><Code>PermanentRedirect</Code></Error>', /answers 301 PermanentRedirect$/],
  ['a store that is broken', 500, '<Error><Code>Inter\u001b[31mnal</Code></Error>', /answers 500$/],
])('%s tells nothing of the piece', async (_what, status, body, reason) => {
  const { settings } = await startAnswering(status, body);
  expect(await open(settings).read(name, 100)).toEqual({
    kind: 'unreachable',
    reason: expect.stringMatching(reason),
  });
});

test('a store that is away, or says nothing, tells nothing', async () => {
  const server = await startS3();
  await server.stop();
  expect(await open(server.settings).look(name)).toMatchObject({
    kind: 'unreachable',
    reason: expect.stringContaining('it refuses connections'),
  });
  const silent = createServer(() => undefined);
  await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
  undoAfterFile(() => {
    silent.closeAllConnections();
    return silent.close();
  });
  const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  expect(await open({ ...server.settings, endpoint }, secret, 200).read(name, 100)).toMatchObject({
    kind: 'unreachable',
    reason: expect.stringContaining('it did not answer within 0.2 s'),
  });
});
