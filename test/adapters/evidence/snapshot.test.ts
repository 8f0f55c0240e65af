import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { snapshotTaker } from '../../../src/adapters/evidence/snapshot.ts';
import { undoAfterTest } from '../../kit/clean-up.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  undoAfterTest(() => {
    server.closeAllConnections();
    return server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const take = (url: string, most = 1000) => snapshotTaker({ timeout: 2000 })(url, most);

test('what lies there is given as it is, and the server learns nothing but the address', async () => {
  let headers = {};
  const origin = await serve((request, response) => {
    headers = request.headers;
    response.end(request.url);
  });
  expect((await take(`${origin}/a%20b?c=d#e`)).toString()).toBe('/a%20b?c=d');
  expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host']);
});

test('a redirect is followed on the same host, and not for ever', async () => {
  const origin = await serve((request, response) => {
    const at = Number(request.url?.slice(1));
    if (at === 0) response.end('there');
    else response.writeHead(302, { location: `/${at - 1}` }).end();
  });
  expect((await take(`${origin}/5`)).toString()).toBe('there');
  await expect(take(`${origin}/6`)).rejects.toMatchObject({
    code: 'evidence.not-fetched',
    message: expect.stringContaining('on and on'),
  });
});

test.each([
  ['another host', 'http://localhost:1/latest/meta-data?token=1'],
  ['what only this machine sees', 'http://169.254.169.254/latest/meta-data'],
  ['another port', 'http://127.0.0.1:1/'],
  ['a file', 'file:///etc/passwd'],
  ['a name and a password', 'http://somebody:secret@127.0.0.1/'],
  ['no address', 'http://'],
])('a redirect to %s is not followed', async (_what, location) => {
  const origin = await serve((_request, response) => response.writeHead(301, { location }).end());
  const failed = await take(`${origin}/x`).catch((error) => error);
  expect(failed).toMatchObject({ code: 'evidence.not-fetched' });
  expect(failed.message).not.toMatch(/token|secret/);
});

test.each([404, 401, 500, 204, 206, 304])('an answer %i is no evidence', async (status) => {
  const origin = await serve((_request, response) => response.writeHead(status).end());
  await expect(take(`${origin}/x?key=hidden`)).rejects.toMatchObject({
    code: 'evidence.not-fetched',
    message: `${origin}/x was not fetched: it answers ${status}`,
  });
});

test('what is too large is not read to its end, and what never ends is given up', async () => {
  const flood = await serve((_request, response) => {
    const more = () => response.write(Buffer.alloc(65_536), () => setImmediate(more));
    response.on('close', () => response.destroy());
    more();
  });
  await expect(take(flood)).rejects.toMatchObject({ code: 'evidence.refused' });
  const drip = await serve((_request, response) => void response.write('x'));
  await expect(snapshotTaker({ timeout: 200 })(drip, 1000)).rejects.toMatchObject({
    code: 'evidence.not-fetched',
    message: expect.stringContaining('did not answer within'),
  });
});

test.each(['ftp://example.com/x', 'file:///etc/passwd', 'http://a:b@example.com/', 'http://', 'nonsense'])(
  '%s is not fetched',
  async (address) => {
    await expect(take(address)).rejects.toMatchObject({ code: 'evidence.not-fetched' });
  },
);
