import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { listenForTest } from '../adapters/probes/listen.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { RunningRgz } from '../kit/start-rgz.ts';

const ref = 'sample/shop-12';
const path = `checklists/${ref}.yaml`;

interface Point {
  id: string;
  [key: string]: unknown;
}

interface Verified {
  items: {
    item: string;
    outcome: string;
    status: string;
    told: string | null;
    sha256: string | null;
    commit: string | null;
    findings: { name: string; value: unknown; holds: boolean }[];
  }[];
}

interface Event {
  action: string;
  item?: string;
  status?: string;
  sha256?: string;
  [key: string]: unknown;
}

interface Parameters {
  parameters?: Record<string, string>;
  declared?: Record<string, unknown>;
}

async function repositoryWith(points: readonly Point[], more: Parameters = {}): Promise<Repository> {
  const repository = await makeRepository();
  await openChecklist(repository, points, more);
  return repository;
}

async function openChecklist(repository: Repository, points: readonly Point[], more: Parameters = {}): Promise<void> {
  const template = {
    apiVersion: 'rgz.dev/v1',
    kind: 'ChecklistTemplate',
    name: 'sample',
    title: { en: 'Sample' },
    ...(more.declared === undefined ? {} : { parameters: more.declared }),
    categories: [
      { id: 'all', title: { en: 'All' }, items: points.map((each) => ({ title: { en: each.id }, ...each })) },
    ],
  };
  repository.commit('ada', {
    files: { 'templates/checklists/sample.yaml': stringify(template, { aliasDuplicateObjects: false }) },
  });
  const given = Object.entries(more.parameters ?? {}).flatMap(([name, value]) => ['--parameter', `${name}=${value}`]);
  const flags = ['--template', 'sample', '--subject', 'shop-12', '--tenant', 'tenant-finance', ...given];
  (await repository.rgz('dora', 'checklist', 'create', ...flags)).orThrow();
}

const historyOf = (repository: Repository): Event[] => parse(repository.show(path)).status?.history ?? [];
const lastOf = (repository: Repository, item: string) => historyOf(repository).findLast((event) => event.item === item);

async function webServer(answer: () => number): Promise<string> {
  const server = createServer((_, response) => response.writeHead(answer()).end('all is \u001b[31mwell'));
  return `http://127.0.0.1:${await listenForTest(server)}`;
}

const get = (url: string, claim: Record<string, string> = { status: '= 200' }) => ({
  run: 'http',
  with: { url },
  claim,
});

test('what is measured becomes evidence, and completes or blocks its point', async () => {
  const url = await webServer(() => 200);
  const closed = createTcpServer();
  const port = await listenForTest(closed);
  await new Promise((settle) => closed.close(settle));
  const repository = await repositoryWith(
    [
      { id: 'site-up', evidence: 'measurement', probe: get('{url}/') },
      {
        id: 'port-open',
        evidence: 'measurement',
        probe: { run: 'tcp', with: { host: '127.0.0.1', port }, claim: { open: '= true' } },
      },
      { id: 'pictured', evidence: 'image', probe: get('{url}/', { body: 'contains well' }) },
      { id: 'refused', probe: get(`http://127.0.0.1:${port}/`) },
      { id: 'by-hand' },
    ],
    { parameters: { url }, declared: { url: { title: { en: 'Address' }, pattern: 'http://[0-9.:]+' } } },
  );
  const ran = await repository.rgz('dora', 'checklist', 'verify', ref, '--json');
  expect([ran.code, ran.stderr]).toEqual([1, '']);
  expect(ran.json).toMatchObject({
    id: 'CL-sample.shop-12',
    items: [
      {
        item: 'site-up',
        outcome: 'holds',
        status: 'completed',
        findings: [{ name: 'status', value: 200, holds: true }],
      },
      {
        item: 'port-open',
        outcome: 'fails',
        status: 'blocked',
        findings: [{ name: 'open', value: false, holds: false }],
      },
      { item: 'pictured', outcome: 'holds', status: 'not_started', told: expect.stringContaining('a picture') },
      { item: 'refused', outcome: 'fails', status: 'blocked', told: 'it refuses connections' },
    ],
  });
  const event = lastOf(repository, 'site-up');
  expect(event).toMatchObject({
    action: 'item-set',
    status: 'completed',
    type: 'application/json',
    name: 'site-up.json',
  });
  expect(event?.measured).toMatchObject({ status: 200, reached: true, body: 'all is well' });
  const evidence = `${repository.show(`checklists/evidence/${event?.sha256}.json`)}\n`;
  expect(createHash('sha256').update(evidence).digest('hex')).toBe(event?.sha256);
  expect(JSON.parse(evidence)).toMatchObject({ probe: 'http', url: `${url}/`, body: 'all is \u001b[31mwell' });
  expect(evidence).not.toContain('\u001b');
  expect(lastOf(repository, 'port-open')).toMatchObject({ action: 'item-set', status: 'blocked' });
  expect(lastOf(repository, 'pictured')).toMatchObject({ action: 'evidence-added' });
  expect(lastOf(repository, 'pictured')).not.toHaveProperty('status');
  expect((await repository.rgz('dora', 'check')).code).toBe(0);
  expect((await repository.rgz('dora', 'audit')).code).toBe(0);
});

test('a point that was done stays so, whatever is measured later, and people are told', async () => {
  let status = 200;
  const url = await webServer(() => status);
  const repository = await repositoryWith([{ id: 'site-up', evidence: 'measurement', probe: get(url) }]);
  (await repository.rgz('dora', 'checklist', 'verify', ref)).orThrow();
  const before = repository.head();
  const again = (await repository.rgz('dora', 'checklist', 'verify', ref, '1')).orThrow();
  expect(again.stdout).toContain('proven before');
  status = 503;
  const later = await repository.rgz('dora', 'checklist', 'verify', ref, 'site-up');
  expect(later.code).toBe(1);
  expect(later.stdout).toContain('does not hold');
  expect(later.stdout).toContain('it is completed and stays so');
  expect(repository.head()).toBe(before);
});

test('what cannot be measured changes nothing, and is told for each point', async () => {
  const url = await webServer(() => 200);
  const repository = await repositoryWith(
    [
      { id: 'no-value', probe: { run: 'ping', with: { host: '{hub}' }, claim: { received: '>= 1' } } },
      { id: 'half-value', probe: { run: 'ping', with: { host: '{near}' }, claim: { received: '>= 1' } } },
      {
        id: 'a-program',
        probe: { run: 'command', with: { program: 'touch', args: ['made'] }, claim: { ok: '= true' } },
      },
      { id: 'a-dash', probe: { run: 'ping', with: { host: '-f' }, claim: { received: '>= 1' } } },
      {
        id: 'a-secret',
        probe: {
          run: 'grafana',
          with: { url, dashboard: 'x', tokenVariable: 'RGZ_GRAFANA_TOKEN' },
          claim: { found: '= true' },
        },
      },
      {
        id: 'stolen',
        probe: {
          run: 'grafana',
          with: { url, dashboard: 'x', tokenVariable: 'GITHUB_TOKEN' },
          claim: { found: '= true' },
        },
      },
    ],
    {
      declared: {
        hub: { title: { en: 'Hub' }, pattern: '[0-9.]{1,15}' },
        near: { title: { en: 'Near' }, pattern: '[0-9.]{1,20}', default: '10.{hub}' },
      },
    },
  );
  const before = repository.head();
  const ran = await repository.run('dora', ['checklist', 'verify', ref, '--json'], { env: { GITHUB_TOKEN: 'tttttt' } });
  expect(ran.code).toBe(5);
  const told = Object.fromEntries(
    (ran.json as Verified).items.map(({ item, outcome, told }) => [item, `${outcome}: ${told}`]),
  );
  expect(told).toEqual({
    'no-value': 'not-run: hub has no value',
    'half-value': 'not-run: hub has no value',
    'a-program': 'not-run: it runs "touch"; --run-programs allows that',
    'a-dash': 'not-run: host is "-f", which is no name or address of a host',
    'a-secret': 'not-run: the environment variable RGZ_GRAFANA_TOKEN is not set',
    stolen: 'not-run: a variable of the probe grafana begins with RGZ_GRAFANA_, and "GITHUB_TOKEN" does not',
  });
  expect(repository.head()).toBe(before);
});

test('a program runs where somebody allows it, sees no secret, and its JSON is claimed by paths', async () => {
  const script =
    'console.log(JSON.stringify({ disks: [{ freeGb: 80 }], version: "8.7.10", secret: process.env.OTHER_SECRET ?? null, own: process.env.RGZ_COMMAND_TOKEN }))';
  const probe = {
    run: 'command',
    with: { program: process.execPath, args: ['-e', script], tokenVariable: 'RGZ_COMMAND_TOKEN' },
    claim: { 'disks.0.freeGb': '> 50', version: '>= 8.7.8', own: '= [secret]' },
  };
  const repository = await repositoryWith([{ id: 'disk', probe }]);
  const env = { OTHER_SECRET: 'hidden', RGZ_COMMAND_TOKEN: 'tok-12345' };
  const ran = (await repository.run('dora', ['checklist', 'verify', ref, '--run-programs'], { env })).orThrow();
  expect(ran.stdout).toContain('1 hold, 0 do not, 0 could not run');
  const event = lastOf(repository, 'disk');
  expect(event?.measured).toEqual({ 'disks.0.freeGb': 80, version: '8.7.10', own: '[secret]' });
  const evidence = repository.show(`checklists/evidence/${event?.sha256}.json`);
  expect(evidence).not.toMatch(/tok-12345|hidden/);
});

test('who may not work on it is refused before anything is measured', async () => {
  let asked = 0;
  const url = await webServer(() => {
    asked += 1;
    return 200;
  });
  const repository = await repositoryWith([{ id: 'site-up', probe: get(url) }, { id: 'by-hand' }]);
  const refused = await repository.rgz('vera', 'checklist', 'verify', ref, '--json');
  expect([refused.code, refused.error.code, asked]).toEqual([4, 'policy.not-allowed', 0]);
  const without = await repository.rgz('dora', 'checklist', 'verify', ref, 'by-hand', '--json');
  expect([without.code, without.error.message]).toEqual([3, '2 by-hand has no probe, so nothing can be measured']);
  expect((await repository.rgz('dora', 'checklist', 'verify', ref, 'nothing', '--json')).error.code).toBe(
    'checklist.unknown-item',
  );
});

test('a signal ends what runs, and keeps what was measured before', async () => {
  const repository = await makeRepository();
  let hangs: () => void = () => undefined;
  const hanging = new Promise<void>((settle) => {
    hangs = settle;
  });
  const server = createServer(({ url }, response) => {
    if (url === '/hangs') hangs();
    else response.end();
  });
  const url = `http://127.0.0.1:${await listenForTest(server)}`;
  await openChecklist(repository, [
    { id: 'site-up', probe: get(`${url}/`) },
    { id: 'hangs', probe: get(`${url}/hangs`) },
  ]);
  const env = repository.env('dora');
  const running = new RunningRgz(['checklist', 'verify', ref, '--json'], { cwd: repository.work, env });
  await hanging;
  await expect.poll(() => lastOf(repository, 'site-up')?.status, { timeout: 20_000 }).toBe('completed');
  const ran = await running.stop('SIGINT');
  expect(ran.code).toBe(130);
  expect(ran.json).toMatchObject({
    items: [
      { item: 'site-up', outcome: 'holds' },
      { item: 'hangs', outcome: 'not-run', told: 'it was stopped' },
    ],
  });
  expect(lastOf(repository, 'hangs')).toBeUndefined();
});

test('a point that somebody else changes while it is measured is left to them', async () => {
  const repository = await makeRepository();
  const server = createServer(async ({ url }, response) => {
    if (url === '/watched')
      (await repository.rgz('cleo', 'checklist', 'set', ref, 'site-up', '--status', 'in_progress')).orThrow();
    response.writeHead(200).end();
  });
  const url = `http://127.0.0.1:${await listenForTest(server)}`;
  await openChecklist(repository, [
    { id: 'site-up', evidence: 'measurement', probe: get(`${url}/watched`) },
    { id: 'after', after: ['site-up'], probe: get(`${url}/other`) },
  ]);
  const ran = await repository.rgz('dora', 'checklist', 'verify', ref, '--json');
  expect(ran.json).toMatchObject({
    items: [
      { item: 'site-up', status: 'not_started', commit: null, told: expect.stringContaining('was changed while') },
      { item: 'after', outcome: 'holds', status: 'completed' },
    ],
  });
  expect(lastOf(repository, 'site-up')).toMatchObject({ by: 'cleo@example.com', status: 'in_progress' });
});
