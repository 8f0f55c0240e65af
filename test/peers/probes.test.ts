import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openProbes } from '../../src/adapters/probes/index.ts';
import type { ProbeSettings } from '../../src/ports/probe.ts';
import { contextOf, surroundings } from '../adapters/probes/run-for-test.ts';
import { makeFolder, writeUnder } from '../kit/folder.ts';

const has = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined;
const missing = {
  ping: !has('ping', '-V'),
  busybox: !has('busybox'),
  iperf3: !has('iperf3', '--version'),
  snmp: !has('snmpget', '-V') || !has('snmpd', '-v'),
};
for (const [name, absent] of Object.entries(missing))
  if (absent) console.warn(`Probe peer skipped: ${name} cannot be run here.`);

const host = '127.0.0.1';
const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    const ended = new Promise((settle) => child.once('exit', settle));
    if (child.exitCode === null && child.kill('SIGKILL')) await ended;
  }
});

async function probe(name: string, settings: ProbeSettings, env: Record<string, string> = {}, path = process.env.PATH) {
  const probes = openProbes({ ...surroundings, env: { PATH: path } });
  const result = await probes[name]?.run(settings, contextOf({ env, timeoutMs: 30_000 }));
  return result ?? expect.fail(`there is no probe ${name}`);
}

async function measure(...args: Parameters<typeof probe>) {
  const result = await probe(...args);
  if (result.kind === 'failed') throw new Error(result.reason);
  return { values: result.values, raw: result.raw.toString() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((settle) => server.listen(0, host, settle));
  const address = server.address();
  await new Promise((settle) => server.close(settle));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe.skipIf(missing.ping)('ping of iputils', () => {
  it('measures the way to this machine', async () => {
    const { values, raw } = await measure('ping', { host, count: '5' });
    expect(values).toMatchObject({ sent: 5, received: 5, lossPercent: 0 });
    expect(values.latencyMs).toBeGreaterThan(0);
    expect(values.latencyMs).toBeLessThan(100);
    expect(JSON.parse(raw).output).toContainEqual(expect.stringContaining('5 packets transmitted'));
  });

  it('takes an address of the other family', async () => {
    const result = await probe('ping', { host: '::1', count: 1 });
    if (result.kind === 'measured') expect(result.values).toMatchObject({ sent: 1 });
    else expect(result.reason).toMatch(/ping cannot tell: .+/);
  });

  it('finds that nothing comes back', async () => {
    // Nobody has an address of this block, and no router may lead to it.
    const result = await probe('ping', { host: '240.0.0.1', count: 1 });
    if (result.kind === 'measured') expect(result.values).not.toHaveProperty('latencyMs');
    else expect(result.reason).toMatch(/ping cannot tell: .+/);
  });

  it('says nothing of a name that is not known', async () => {
    expect(await probe('ping', { host: 'rgz.invalid', count: 1 })).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/^ping cannot tell: .*rgz\.invalid/),
    });
  });
});

it.skipIf(missing.busybox)('ping of BusyBox is understood as well', async () => {
  const folder = makeFolder();
  const found = spawnSync('sh', ['-c', 'command -v busybox']).stdout.toString().trim();
  symlinkSync(found, join(folder, 'ping'));
  const { values } = await measure('ping', { host, count: 3 }, {}, folder);
  expect(values).toMatchObject({ sent: 3, received: 3, lossPercent: 0, latencyMs: expect.any(Number) });
});

it('a program that is not installed is told', async () => {
  const empty = makeFolder();
  for (const [name, program] of [
    ['ping', 'ping'],
    ['iperf3', 'iperf3'],
    ['snmp', 'snmpget'],
  ] as const)
    expect(await probe(name, { host, oid: '1.3.6', user: 'x' }, {}, empty)).toEqual({
      kind: 'failed',
      reason: `the program ${program} is not installed here`,
    });
});

describe.skipIf(missing.iperf3)('iperf3', () => {
  async function serve(): Promise<number> {
    const port = await freePort();
    const server = spawn('iperf3', ['--server', '--bind', host, '--port', `${port}`, '--forceflush']);
    running.push(server);
    await new Promise<void>((settle) =>
      server.stdout.on('data', (said) => `${said}`.includes('listening') && settle()),
    );
    return port;
  }

  it('measures both ways, with as many streams as are asked for', async () => {
    const port = await serve();
    const { values, raw } = await measure('iperf3', { host, port, seconds: 1, streams: 5 });
    expect(values).toMatchObject({ streams: 5 });
    expect(values.uploadMbps).toBeGreaterThan(1);
    expect(values.downloadMbps).toBeGreaterThan(5);
    expect(Object.keys(JSON.parse(raw))).toEqual(['probe', 'args', 'upload', 'download']);
    expect(raw.length).toBeLessThan(64 * 1024);
  });

  it('says nothing of the way to a server that is busy, or is not there', async () => {
    const port = await serve();
    const first = probe('iperf3', { host, port, seconds: 2 });
    const both = await Promise.all([first, probe('iperf3', { host, port, seconds: 2 })]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['failed', 'measured']);
    expect(both.find(({ kind }) => kind === 'failed')).toMatchObject({
      reason: expect.stringMatching(/^iperf3: .*busy/),
    });
    expect(await probe('iperf3', { host, port: await freePort() })).toMatchObject({
      reason: expect.stringMatching(/^iperf3: .*refused/i),
    });
  });
});

describe.skipIf(missing.snmp)('SNMP', () => {
  const secrets = {
    RGZ_SNMP_AUTH: 'auth pass "x\\y',
    RGZ_SNMP_PRIVACY: "priv'pass #phrase",
    RGZ_SNMP_COMMUNITY: 'commune-of-it',
    RGZ_SNMP_WRONG: 'another pass phrase',
  };
  const v3 = {
    host,
    version: '3',
    user: 'monitor',
    authVariable: 'RGZ_SNMP_AUTH',
    privacyVariable: 'RGZ_SNMP_PRIVACY',
  };

  async function agent(): Promise<number> {
    const socket = createSocket('udp4');
    await new Promise<void>((settle) => socket.bind(0, host, settle));
    const { port } = socket.address();
    await new Promise<void>((settle) => socket.close(() => settle()));
    const folder = makeFolder();
    mkdirSync(join(folder, 'state'));
    const config = [
      `agentaddress udp:${host}:${port}`,
      `rocommunity ${secrets.RGZ_SNMP_COMMUNITY}`,
      `createUser monitor SHA "auth pass \\"x\\\\y" AES "${secrets.RGZ_SNMP_PRIVACY}"`,
      'rouser monitor priv',
      'sysdescr LiteBeam 8.7.10',
    ];
    writeUnder(folder, 'snmpd.conf', `${config.join('\n')}\n`, 0o600);
    const args = ['-f', '-Lo', '-C', '-c', join(folder, 'snmpd.conf'), `--persistentDir=${join(folder, 'state')}`];
    const daemon = spawn('snmpd', args, { env: { ...process.env, MIBS: '' } });
    running.push(daemon);
    daemon.stderr.resume();
    await new Promise<void>((settle) => daemon.stdout.on('data', (said) => `${said}`.includes('NET-SNMP') && settle()));
    return port;
  }

  it('reads an object as SNMPv3 and as v2c, and leaves nothing of its secrets', async () => {
    const port = await agent();
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('rgz-probe-'));
    const uptime = await measure('snmp', { ...v3, port, oid: '1.3.6.1.2.1.1.3.0' }, secrets);
    expect(uptime.values).toMatchObject({ answered: true, type: 'Timeticks' });
    expect(uptime.values.value).toBeGreaterThan(0);
    const v2c = { host, port, version: '2c', communityVariable: 'RGZ_SNMP_COMMUNITY', oid: '1.3.6.1.2.1.1.1.0' };
    const described = await measure('snmp', v2c, secrets);
    expect(described.values).toEqual({ answered: true, type: 'STRING', value: 'LiteBeam 8.7.10' });
    expect((await measure('snmp', { ...v3, port, oid: '1.3.6.1.9.9.0' }, secrets)).values).not.toHaveProperty('value');
    for (const secret of Object.values(secrets)) expect(uptime.raw + described.raw).not.toContain(secret);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('rgz-probe-'))).toEqual(before);
  });

  it('finds that an agent does not let it in, or is silent', async () => {
    const port = await agent();
    const oid = '1.3.6.1.2.1.1.3.0';
    for (const wrong of [
      { authVariable: 'RGZ_SNMP_WRONG' },
      { privacyVariable: 'RGZ_SNMP_WRONG' },
      { user: 'nobody' },
    ]) {
      const { values } = await measure('snmp', { ...v3, ...wrong, port, oid }, secrets);
      expect(values).toEqual({ answered: false, problem: expect.any(String) });
    }
    expect((await measure('snmp', { ...v3, port: await freePort(), oid }, secrets)).values).toMatchObject({
      answered: false,
    });
  });
});
