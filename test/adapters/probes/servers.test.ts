import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openProbes } from '../../../src/adapters/probes/index.ts';
import { tls } from '../../../src/adapters/probes/tls.ts';
import type { ProbeContext, ProbeResult, ProbeSettings } from '../../../src/ports/probe.ts';
import { undoAfterTest } from '../../kit/clean-up.ts';
import { selfSigned } from '../notifiers/email/self-signed.ts';
import { listenForTest } from './listen.ts';
import { contextOf, surroundings } from './run-for-test.ts';

const probes = openProbes(surroundings);
const host = '127.0.0.1';

async function probe(name: string, settings: ProbeSettings, context: ProbeContext = contextOf()): Promise<ProbeResult> {
  const listed = probes[name];
  if (listed === undefined) throw new Error(`there is no probe ${name}`);
  return listed.run(settings, context);
}

/** The values, and the evidence as JSON. */
async function measure(name: string, settings: ProbeSettings, context?: ProbeContext) {
  const result = await probe(name, settings, context);
  if (result.kind === 'failed') throw new Error(result.reason);
  return { values: result.values, seen: JSON.parse(result.raw.toString()) };
}

async function closedPort(): Promise<number> {
  const server = createTcpServer();
  const port = await listenForTest(server);
  await new Promise((settle) => server.close(settle));
  return port;
}

const failed = (reason: string) => ({ kind: 'failed', reason: expect.stringContaining(reason) });
const hosts = [
  '-f',
  '--help',
  'a b',
  'a\nb',
  'a;b',
  '$(id)',
  'a/b',
  '',
  '.',
  'a..b',
  `${'a'.repeat(64)}.example`,
  '::1%-x y',
];

it.each(['ping', 'iperf3', 'tcp', 'tls', 'snmp', 'ssh'])(
  '%s takes no host that a program could take for something else',
  async (name) => {
    for (const host of hosts)
      expect(await probe(name, { host, port: 9, oid: '1.3.6', user: 'x' })).toEqual(failed('host'));
  },
);

it('tells what is wrong with a setting', async () => {
  expect(await probe('tcp', { host })).toEqual(failed('port is not given'));
  expect(await probe('tcp', { host, port: 70_000 })).toEqual(failed('port is "70000", and has to be a whole number'));
  expect(await probe('tls', { host, anyCertificate: 'perhaps' })).toEqual(
    failed('anyCertificate has to be true or false'),
  );
  expect(await probe('tls', { host, serverName: '-x' })).toEqual(failed('serverName'));
  expect(await probe('tcp', { host: ['a'], port: 1 })).toEqual(failed('host is a list'));
  for (const url of ['ftp://a.example/', 'file:///etc/passwd', 'nothing', 'http://-a.example/', 'http://a%20b/'])
    expect(await probe('http', { url })).toEqual(failed('url'));
  expect(await probe('http', { url: 'http://me:word@a.example/' })).toEqual(failed('name or password'));
});

describe('tcp', () => {
  it('tells an open port from a closed one', async () => {
    const port = await listenForTest(createTcpServer());
    expect((await measure('tcp', { host, port: String(port) })).values).toEqual({ open: true, ms: expect.any(Number) });
    expect((await measure('tcp', { host, port: await closedPort() })).values).toMatchObject({
      open: false,
      how: 'refused',
    });
  });

  it('says nothing of the ports of a host that is not known', async () => {
    expect(await probe('tcp', { host: 'rgz.invalid', port: 23 })).toEqual(
      failed('rgz.invalid cannot be reached from here'),
    );
  });

  it('ends when it is stopped', async () => {
    const context = contextOf({ signal: AbortSignal.abort() });
    expect(await probe('tcp', { host, port: 9 }, context)).toEqual(failed('it was stopped'));
  });
});

describe('ssh', () => {
  it.each([
    ['at once', 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\nmore', 'SSH-2.0-OpenSSH_9.2p1 Debian-2'],
    ['after other lines', 'Welcome\r\nto\u001b[31m it\r\nSSH-2.0-dropbear\r\n', 'SSH-2.0-dropbear'],
    ['with escapes', 'SSH-2.0-\u001b]0;title\u0007x\r\n', 'SSH-2.0-x'],
  ])('reads the banner that a server sends %s', async (_, said, banner) => {
    const port = await listenForTest(createTcpServer((socket) => socket.on('error', () => {}).write(said)));
    const { values, seen } = await measure('ssh', { host, port });
    expect(values).toEqual({ open: true, banner });
    expect(seen.said).toContain('SSH-2.0-');
  });

  it('has no banner of a server that floods, hangs or hangs up', async () => {
    const flood = await listenForTest(
      createTcpServer((socket) => {
        const more = () => socket.write('x'.repeat(65_536)) && setImmediate(more);
        socket.on('error', () => {}).on('drain', more);
        more();
      }),
    );
    const silent = await listenForTest(createTcpServer());
    const rude = await listenForTest(createTcpServer((socket) => socket.destroy()));
    for (const port of [flood, silent, rude])
      expect((await measure('ssh', { host, port }, contextOf({ timeoutMs: 300 }))).values).toEqual({ open: true });
    expect((await measure('ssh', { host, port: await closedPort() })).values).toEqual({ open: false, how: 'refused' });
  });
});

describe('http', () => {
  it('gives status and body, and follows no redirect', async () => {
    const port = await listenForTest(
      createServer((_, response) => response.writeHead(302, { location: 'http://elsewhere.example/' }).end('moved')),
    );
    const { values } = await measure('http', { url: `http://${host}:${port}/a?b=c` });
    expect(values).toMatchObject({ reached: true, status: 302, location: 'http://elsewhere.example/', body: 'moved' });
  });

  it('keeps a page as text that is no page, bounded, and shows it without escapes', async () => {
    const page = `<!doctype html><script>alert(1)</script>\u001b[2J\u0000\u202e${'x'.repeat(1024 * 1024)}`;
    const port = await listenForTest(createServer((_, response) => response.end(page)));
    const result = await probe('http', { url: `http://${host}:${port}/` });
    if (result.kind === 'failed') return expect.fail(result.reason);
    const raw = result.raw.toString();
    expect(raw).not.toMatch(/[<\u0000\u001b\u202e]/);
    expect(raw.length).toBeLessThan(300 * 1024);
    expect(JSON.parse(raw).body.startsWith('<!doctype html><script>')).toBe(true);
    expect(String(result.values.body)).toMatch(/^<!doctype html><script>alert\(1\)<\/script>x+$/);
  });

  it('takes a certificate that nobody vouches for only where any will do', async () => {
    const port = await listenForTest(createHttpsServer(selfSigned(), (_, response) => response.end('well')));
    const url = `https://${host}:${port}/`;
    const strict = (await measure('http', { url })).values;
    expect(strict).toMatchObject({ reached: false, problem: expect.stringContaining('self-signed') });
    expect(strict).not.toHaveProperty('status');
    expect((await measure('http', { url, anyCertificate: true })).values).toMatchObject({ status: 200, body: 'well' });
  });

  it('says nothing of a server whose name is not known', async () => {
    expect(await probe('http', { url: 'http://rgz.invalid/' })).toEqual(
      failed('rgz.invalid cannot be reached from here: its name'),
    );
  });

  it('finds that a server refuses, hangs, or breaks off', async () => {
    const silent = await listenForTest(createServer());
    const broken = await listenForTest(createServer(({ socket }) => socket.destroy()));
    for (const port of [silent, broken, await closedPort()]) {
      const { values } = await measure('http', { url: `http://${host}:${port}/` }, contextOf({ timeoutMs: 300 }));
      expect(values).toMatchObject({ reached: false, problem: expect.any(String) });
    }
  });
});

describe('tls', () => {
  it('reads a certificate that signs itself, where any will do', async () => {
    const port = await listenForTest(createHttpsServer(selfSigned()));
    const { values } = await measure('tls', { host, port, anyCertificate: true });
    expect(values).toMatchObject({
      reached: true,
      trusted: false,
      issuer: 'CN=localhost',
      subject: 'CN=localhost',
      altNames: 'DNS:localhost, IP Address:127.0.0.1',
      notAfter: '2049-12-31T23:59:59.000Z',
      protocol: 'TLSv1.3',
    });
    expect(values.daysLeft).toBe(Math.floor((Date.parse('2049-12-31T23:59:59Z') - Date.now()) / 86_400_000));
  });

  it('measures nothing of one that is not trusted, and tells the problem', async () => {
    const port = await listenForTest(createHttpsServer(selfSigned()));
    const { values, seen } = await measure('tls', { host, port });
    expect(values).toEqual({ reached: true, trusted: false, problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(seen.certificate).toMatchObject({ subject: 'CN=localhost' });
  });

  it('trusts one that is vouched for, and for its own names only', async () => {
    const { key, cert } = selfSigned();
    const port = await listenForTest(createHttpsServer({ key, cert }));
    const named = (serverName: string) => tls({ host, port, serverName }, contextOf(), cert);
    expect(await named('localhost')).toMatchObject({ values: { trusted: true, daysLeft: expect.any(Number) } });
    const other = await named('other.example');
    expect(other).toMatchObject({
      values: { trusted: false, problem: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID') },
    });
    expect(other).not.toHaveProperty('values.daysLeft');
  });

  it('finds that there is no TLS, or no end of the handshake', async () => {
    const plain = await listenForTest(createTcpServer((socket) => socket.on('error', () => {}).end('220 hello\r\n')));
    const silent = await listenForTest(createTcpServer());
    for (const port of [plain, silent]) {
      const { values } = await measure('tls', { host, port, anyCertificate: true }, contextOf({ timeoutMs: 300 }));
      expect(values).toEqual({ reached: true, problem: expect.any(String) });
    }
    expect((await measure('tls', { host, port: await closedPort() })).values).toMatchObject({ reached: false });
  });
});

describe('dns', () => {
  /** Answers every question with these addresses, or with an error. */
  async function nameServer(addresses: readonly string[], error = 0): Promise<string> {
    const server = createSocket('udp4');
    server.on('message', (question, { port, address }) => {
      const header = Buffer.from(question.subarray(0, 12));
      header.writeUInt16BE(0x8180 | error, 2);
      header.writeUInt16BE(addresses.length, 6);
      header.fill(0, 8, 12);
      let end = 12;
      while (question[end] !== 0) end += (question[end] ?? 0) + 1;
      const asked = question.subarray(12, end + 5);
      const answers = addresses.map((each) =>
        Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...each.split('.').map(Number)]),
      );
      server.send(Buffer.concat([header, asked, ...answers]), port, address);
    });
    await new Promise<void>((settle) => server.bind(0, host, settle));
    undoAfterTest(() => server.close());
    return `${host}:${server.address().port}`;
  }

  it('asks the server that is named', async () => {
    const server = await nameServer(['192.0.2.7', '192.0.2.8']);
    const { values, seen } = await measure('dns', { server, name: 'shop.example' });
    expect(values).toEqual({ answers: 2, first: '192.0.2.7', ms: expect.any(Number) });
    expect(seen).toMatchObject({ server, name: 'shop.example', type: 'A', answers: ['192.0.2.7', '192.0.2.8'] });
  });

  it('finds that a name is not there, that the server fails, and that it is silent', async () => {
    const ask = async (server: string) =>
      (await measure('dns', { server, name: 'shop.example' }, contextOf({ timeoutMs: 1000 }))).values;
    expect(await ask(await nameServer([], 3))).toMatchObject({ answers: 0, problem: 'ENOTFOUND' });
    expect(await ask(await nameServer([], 2))).toMatchObject({ answers: 0, problem: 'ESERVFAIL' });
    expect(await ask(await nameServer([]))).toMatchObject({ answers: 0, problem: 'ENODATA' });
    const silent = createSocket('udp4');
    await new Promise<void>((settle) => silent.bind(0, host, settle));
    undoAfterTest(() => silent.close());
    expect(await ask(`${host}:${silent.address().port}`)).toMatchObject({ answers: 0, problem: 'ETIMEOUT' });
  });

  it('takes an address as the server, and a type that it knows', async () => {
    expect(await probe('dns', { server: 'dns.example', name: 'a.example' })).toEqual(failed('server is "dns.example"'));
    expect(await probe('dns', { server: host, name: '-a' })).toEqual(failed('name is "-a"'));
    expect(await probe('dns', { server: host, name: 'a', type: 'AXFR' })).toEqual(failed('type is "AXFR"'));
  });
});

describe('prometheus and grafana', () => {
  async function serverOf(status: number, body: unknown) {
    const asked: { url: string; token: string | undefined }[] = [];
    const server = createServer((request, response) => {
      asked.push({ url: request.url ?? '', token: request.headers.authorization });
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    return { url: `http://${host}:${await listenForTest(server)}`, asked };
  }
  const vector = (...samples: string[]) => ({
    status: 'success',
    data: { resultType: 'vector', result: samples.map((value) => ({ metric: {}, value: [1_700_000_000, value] })) },
  });

  it.each([
    [vector('1'), { results: 1, value: 1 }],
    [vector('0.5'), { results: 1, value: 0.5 }],
    [vector('NaN'), { results: 1, value: 'NaN' }],
    [vector('+Inf'), { results: 1, value: '+Inf' }],
    [vector(), { results: 0 }],
    [vector('1', '0'), { results: 2 }],
    [
      { status: 'success', data: { resultType: 'scalar', result: [1, '3'] } },
      { results: 1, value: 3 },
    ],
  ])('reads the value of a query where there is one: %j', async (body, values) => {
    const { url, asked } = await serverOf(200, body);
    const query = 'min(up{job="shop"})';
    expect((await measure('prometheus', { url: `${url}/base/`, query })).values).toEqual(values);
    const at = new URL(asked[0]?.url ?? '', url);
    expect([at.pathname, at.searchParams.get('query')]).toEqual(['/base/api/v1/query', query]);
  });

  it('says nothing of what a server watches that refuses, errs, or is none', async () => {
    const ask = async (status: number, body: unknown) =>
      probe('prometheus', { url: (await serverOf(status, body)).url, query: 'up' });
    expect(await ask(400, { status: 'error', error: 'parse error\u001b[31m' })).toEqual({
      kind: 'failed',
      reason: 'Prometheus answers 400: parse error',
    });
    expect(await ask(200, '<html>')).toEqual(failed('this is no answer of Prometheus'));
    expect(await ask(401, '')).toEqual(failed('it wants a token'));
    expect(await probe('prometheus', { url: `http://${host}:${await closedPort()}`, query: 'up' })).toEqual(
      failed('it refuses connections'),
    );
  });

  it('finds a dashboard, or that there is none', async () => {
    const there = await serverOf(200, {
      dashboard: { uid: 'shop', title: 'Shop\u001b[0m 12', version: 4 },
      meta: { url: '/d/shop' },
    });
    const settings = { url: there.url, dashboard: 'shop', tokenVariable: 'RGZ_GRAFANA_TOKEN' };
    const context = contextOf({ env: { RGZ_GRAFANA_TOKEN: 'glsa_secret' } });
    expect((await measure('grafana', settings, context)).values).toEqual({ found: true, title: 'Shop 12', version: 4 });
    expect(there.asked).toEqual([{ url: '/api/dashboards/uid/shop', token: 'Bearer glsa_secret' }]);
    const none = await serverOf(404, { message: 'Dashboard not found' });
    expect((await measure('grafana', { url: none.url, dashboard: 'shop' })).values).toEqual({ found: false });
    const other = await serverOf(200, { dashboard: { uid: 'other' } });
    expect((await measure('grafana', { url: other.url, dashboard: 'shop' })).values).toEqual({ found: false });
  });

  it('does not take another answer for one about a dashboard', async () => {
    const ask = async (status: number, body: unknown) =>
      probe('grafana', { url: (await serverOf(status, body)).url, dashboard: 'shop' });
    expect(await ask(200, '<html>sign in</html>')).toEqual(failed('Grafana answers 200, and no dashboard'));
    expect(await ask(404, 'nginx')).toEqual(failed('there is no Grafana at this address'));
    expect(await ask(403, {})).toEqual(failed('it wants a token'));
    expect(await probe('grafana', { url: 'http://a.example', dashboard: '../admin' })).toEqual(failed('no uid'));
  });

  it('gives no secret away that the answer holds', async () => {
    const { url } = await serverOf(200, { ...vector('RGZ-says-s3cr<t"x'), more: 's3cr<t"x' });
    const context = contextOf({ env: { RGZ_PROMETHEUS_TOKEN: 's3cr<t"x' } });
    const result = await probe('prometheus', { url, query: 'up', tokenVariable: 'RGZ_PROMETHEUS_TOKEN' }, context);
    if (result.kind === 'failed') return expect.fail(result.reason);
    expect(result.values.value).toBe('RGZ-says-[secret]');
    expect(result.raw.toString()).not.toContain('s3cr');
    expect(JSON.parse(result.raw.toString()).answer.more).toBe('[secret]');
  });
});
