import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AwxEmulator } from './emulator.ts';
import type { EmulatorOptions } from './options.ts';
import { EmulatorProcess } from './start-process.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

let now = Date.parse('2026-11-23T08:00:00Z');

async function start(options: EmulatorOptions = {}): Promise<AwxEmulator> {
  const emulator = new AwxEmulator(options, { now: () => now });
  await emulator.start();
  stops.push(() => emulator.close());
  return emulator;
}

async function call(
  emulator: { url: string },
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
) {
  const headers = { Authorization: 'Bearer emulated-token', 'Content-Type': 'application/json', ...more };
  const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const answer = await fetch(`${emulator.url}/api/v2/${path}`, { method, headers, redirect: 'manual', ...sent });
  const text = await answer.text();
  const json = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
  return { status: answer.status, headers: answer.headers, text, json };
}

async function templateId(emulator: AwxEmulator, name = 'deploy'): Promise<number> {
  const { json } = await call(emulator, 'GET', `job_templates/?name=${name}`);
  return json.results[0].id;
}

describe('the emulated AWX, as a server', () => {
  it('answers a ping to anybody, and nothing else', async () => {
    const emulator = await start();
    const nobody = { Authorization: '' };
    expect((await call(emulator, 'GET', 'ping/', undefined, nobody)).json).toMatchObject({ version: '24.6.1' });
    const { status, json, headers } = await call(emulator, 'GET', 'me/', undefined, nobody);
    expect(status).toBe(401);
    expect(json.detail).toMatch(/ To establish a login session, visit \/api\/login\/\.$/);
    expect(headers.get('www-authenticate')).toBe('Bearer realm=api authorization_url=/api/o/authorize/');
  });

  it('cannot be told an expired token from a wrong one, and a token that reads from writing', async () => {
    const tokens = [
      { token: 'old', expires: '2020-01-01T00:00:00Z' },
      { token: 'reader', scope: 'read' as const },
      { token: 'good' },
    ];
    const emulator = await start({ users: [{ username: 'a', password: 'b', superuser: true, tokens }] });
    const as = (token: string) => ({ Authorization: `Bearer ${token}` });
    const [old, wrong] = await Promise.all(
      ['old', 'wrong'].map((token) => call(emulator, 'GET', 'me/', undefined, as(token))),
    );
    expect(old?.json).toEqual(wrong?.json);
    expect((await call(emulator, 'GET', 'me/', undefined, as('reader'))).json.results[0].username).toBe('a');
    expect((await call(emulator, 'POST', 'labels/', {}, as('reader'))).status).toBe(403);
    expect((await call(emulator, 'POST', 'labels/', {}, as('good'))).status).toBe(400);
  });

  it('wants a slash, an object in JSON, and not too much of it', async () => {
    const emulator = await start();
    const { status, headers } = await call(emulator, 'POST', 'labels', {});
    expect([status, headers.get('location')]).toEqual([301, '/api/v2/labels/']);
    expect((await call(emulator, 'POST', 'labels/', '[]')).json.detail).toBe('JSON parse error - not a JSON object');
    expect((await call(emulator, 'POST', 'labels/', '{,}')).json.detail).toMatch(/^JSON parse error - /);
    expect((await call(emulator, 'POST', 'labels/', 'a=b', { 'Content-Type': 'text/plain' })).status).toBe(415);
    const large = await call(emulator, 'POST', 'labels/', { name: 'x'.repeat(5 * 1024 * 1024) });
    expect([large.status, large.json]).toEqual([413, undefined]);
    expect((await call(emulator, 'PUT', 'labels/', {})).status).toBe(405);
    expect((await call(emulator, 'GET', 'labels/99/')).status).toBe(404);
  });

  it('echoes the id of a request and tells its own time', async () => {
    const emulator = await start();
    const { headers } = await call(emulator, 'GET', 'me/', undefined, { 'X-API-Request-Id': 'abc' });
    expect(headers.get('x-api-request-id')).toBe('abc');
    expect(headers.get('x-api-product-name')).toBe('AWX');
    expect(Date.parse(headers.get('date') ?? '')).toBe(now);
  });
});

describe('its lists', () => {
  it('come in pages of at most 200, with paths to the next', async () => {
    const emulator = await start({ templates: Array.from({ length: 230 }, (_, at) => ({ name: `t${at}` })) });
    const first = await call(emulator, 'GET', 'job_templates/?page_size=1000&order_by=-id');
    expect(first.json).toMatchObject({ count: 230, next: '/api/v2/job_templates/?page_size=1000&order_by=-id&page=2' });
    expect(first.json.results).toHaveLength(200);
    expect(first.json.results[0].name).toBe('t229');
    expect((await call(emulator, 'GET', 'job_templates/?page=9&page_size=100')).status).toBe(404);
    const bare = await call(emulator, 'GET', 'job_templates/?count_disabled=1');
    expect(Object.keys(bare.json)).toEqual(['results']);
    expect(bare.json.results).toHaveLength(25);
  });

  it('are filtered by fields and what they lead to, and not by what is hidden', async () => {
    const emulator = await start({
      templates: [
        { name: 'deploy', organization: 'North' },
        { name: 'Deploy', organization: 'South' },
      ],
    });
    const count = async (query: string) => (await call(emulator, 'GET', `job_templates/?${query}`)).json.count;
    expect(await count('name=deploy')).toBe(1);
    expect(await count('name__iexact=deploy')).toBe(2);
    expect(await count('name__iexact=deploy&organization__name=South')).toBe(1);
    expect(await count('or__organization__name=South&or__name=deploy')).toBe(2);
    expect(await count('not__name__startswith=d')).toBe(1);
    expect(await count('id__in=1,2,3,4,5,6,7,8')).toBeGreaterThan(0);
    expect((await call(emulator, 'GET', 'jobs/?extra_vars__contains=a')).status).toBe(403);
    expect((await call(emulator, 'GET', 'jobs/?nonsense=a')).status).toBe(400);
    expect((await call(emulator, 'GET', 'job_templates/?id=a')).status).toBe(400);
    expect((await call(emulator, 'GET', 'workflow_jobs/?skip_tags=a')).status).toBe(400);
  });
});

describe('its launches', () => {
  it('drop what a template does not prompt for, and say so', async () => {
    const emulator = await start({ templates: [{ name: 'deploy', asks: { variables: false }, extra_vars: { a: 1 } }] });
    const id = await templateId(emulator);
    const { status, json, headers } = await call(emulator, 'POST', `job_templates/${id}/launch/`, {
      extra_vars: { a: 1, b: 2 },
      limit: 'somewhere',
      unheard_of: true,
    });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      status: 'pending',
      job: json.id,
      ignored_fields: { extra_vars: { b: 2 }, limit: 'somewhere' },
    });
    expect(headers.get('location')).toBe(`/api/v2/jobs/${json.id}/`);
    expect(JSON.parse(json.extra_vars)).toEqual({ a: 1 });
  });

  it('are told in the log as they were sent to their end, whatever was dropped', async () => {
    const emulator = await start({ templates: [{ name: 'deploy', asks: { variables: false } }] });
    const id = await templateId(emulator);
    await call(emulator, 'POST', `job_templates/${id}/launch/`, { extra_vars: { rgz_attempt: 'a-1' } });
    now += 3_600_000;
    await call(emulator, 'GET', 'jobs/');
    const told = emulator.log.lines.map(({ event, attempt }) => [event, attempt]);
    expect(told).toEqual(['launched', 'started', 'finished'].map((event) => [event, 'a-1']));
  });

  it('are refused by a workflow that does not prompt for what is sent', async () => {
    const emulator = await start({ workflows: [{ name: 'flow', nodes: ['deploy'], asks: { variables: false } }] });
    const { json } = await call(emulator, 'GET', 'workflow_job_templates/');
    const refused = await call(emulator, 'POST', `workflow_job_templates/${json.results[0].id}/launch/`, {
      extra_vars: '{"a": 1}',
      limit: 'x',
    });
    expect(refused.status).toBe(400);
    expect(refused.json).toEqual({
      extra_vars: [expect.stringMatching(/^Variables a are not allowed on launch/)],
      limit: 'Field is not configured to prompt on launch.',
    });
  });

  it('make a workflow of a sliced template, whose jobs run side by side', async () => {
    const emulator = await start({ templates: [{ name: 'deploy', slices: 3 }] });
    const { json } = await call(emulator, 'POST', `job_templates/${await templateId(emulator)}/launch/`, {
      extra_vars: { a: 1 },
    });
    expect(json).toMatchObject({ type: 'workflow_job', workflow_job: json.id, is_sliced_job: true });
    const nodes = await call(emulator, 'GET', `workflow_jobs/${json.id}/workflow_nodes/`);
    expect(
      nodes.json.results.map((node: { summary_fields: { job: { status: string } } }) => node.summary_fields.job.status),
    ).toEqual(['successful', 'successful', 'successful']);
    expect((await call(emulator, 'GET', `workflow_jobs/${json.id}/`)).json.status).toBe('successful');
    expect((await call(emulator, 'GET', 'jobs/?launch_type=manual')).json.count).toBe(0);
  });

  it('of one template run one after the other, unless it says otherwise', async () => {
    for (const allow_simultaneous of [false, true]) {
      const emulator = await start({ templates: [{ name: 'deploy', allow_simultaneous }], pace: { duration: 10 } });
      const id = await templateId(emulator);
      for (let at = 0; at < 2; at += 1) await call(emulator, 'POST', `job_templates/${id}/launch/`, {});
      const states = async () =>
        (await call(emulator, 'GET', 'jobs/')).json.results.map(({ status }: { status: string }) => status);
      expect(await states()).toEqual(['running', allow_simultaneous ? 'running' : 'pending']);
      now += 15_000;
      expect(await states()).toEqual(['successful', allow_simultaneous ? 'successful' : 'running']);
    }
  });

  it('are copied with all prompts by a relaunch', async () => {
    const emulator = await start({ templates: [{ name: 'deploy', asks: { skip_tags: true } }] });
    const body = { extra_vars: { rgz_attempt: 'x' }, skip_tags: 'rgz-x' };
    const { json } = await call(emulator, 'POST', `job_templates/${await templateId(emulator)}/launch/`, body);
    const again = await call(emulator, 'POST', `jobs/${json.id}/relaunch/`, {});
    expect(again.json).toMatchObject({ launch_type: 'relaunch', skip_tags: 'rgz-x', job: again.json.id });
    expect((await call(emulator, 'GET', 'jobs/?skip_tags__contains=rgz-x&launch_type=manual')).json.count).toBe(1);
    expect(emulator.log.launches('x')).toBe(1);
  });

  it('are cancelled at once in the queue, and after a while when they run', async () => {
    const emulator = await start({ pace: { duration: 100, cancel: 5 } });
    const id = await templateId(emulator);
    const launched = await Promise.all([1, 2].map(() => call(emulator, 'POST', `job_templates/${id}/launch/`, {})));
    const [first, second] = launched.map(({ json }) => json.id).sort((left, right) => left - right);
    expect((await call(emulator, 'GET', `jobs/${first}/cancel/`)).json).toEqual({ can_cancel: true });
    for (const job of [second, first]) {
      const { status, text } = await call(emulator, 'POST', `jobs/${job}/cancel/`, {});
      expect([status, text]).toEqual([202, '']);
    }
    const state = async (job: number) => (await call(emulator, 'GET', `jobs/${job}/`)).json.status;
    expect([await state(first), await state(second)]).toEqual(['running', 'canceled']);
    now += 6000;
    expect(await state(first)).toBe('canceled');
    expect((await call(emulator, 'POST', `jobs/${first}/cancel/`, {})).status).toBe(405);
  });
});

describe('its callbacks', () => {
  it('tell once of the start and of the end, and can be lost, doubled and out of order', async () => {
    const told: string[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const { id, status, extra_vars } = JSON.parse(body);
        told.push(`${id} ${status} ${JSON.parse(extra_vars).a} ${request.headers['x-secret']}`);
        response.end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    stops.push(() => new Promise((done) => server.close(done)));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const emulator = await start({ callbacks: [{ url, headers: { 'X-Secret': 's' } }] });
    const id = await templateId(emulator);
    const launch = async () => {
      const { json } = await call(emulator, 'POST', `job_templates/${id}/launch/`, { extra_vars: { a: 1 } });
      emulator.clockwork.advance();
      await emulator.callbacks.settled();
      return { job: json.id, told: told.splice(0).sort() };
    };
    const plain = await launch();
    expect(plain.told).toEqual([`${plain.job} running 1 s`, `${plain.job} successful 1 s`]);
    emulator.faults.add({ fault: 'callback-lost', skip: 1 });
    expect((await launch()).told).toHaveLength(1);
    emulator.faults.add({ fault: 'callback-twice' });
    expect((await launch()).told).toHaveLength(3);
    emulator.faults.add({ fault: 'callback-early' });
    await launch();
    const bodies = emulator.callbacks.deliveries.slice(-2).map(({ body, status }) => [JSON.parse(body).status, status]);
    expect(bodies).toEqual([
      ['successful', 'successful'],
      ['running', 'successful'],
    ]);
  });
});

describe('as a process of its own', () => {
  it('is told what goes wrong, and its log outlives what was answered', async () => {
    const emulator = await EmulatorProcess.start({
      hold: true,
      templates: [{ name: 'deploy', command: ['true'] }, { name: 'slow' }],
    });
    stops.push(() => emulator.close());
    await emulator.addFaults({ fault: 'lost-answer' });
    const { json } = await call(emulator, 'GET', 'job_templates/?order_by=id');
    const [real, slow] = json.results.map(({ id }: { id: number }) => id);
    const launch = (id: number, attempt: string) =>
      call(emulator, 'POST', `job_templates/${id}/launch/`, { extra_vars: { rgz_attempt: attempt } });
    await expect(launch(slow, 'a-1')).rejects.toThrow();
    await emulator.finish('a-1', { status: 'failed' });
    await launch(real, 'a-2');
    await emulator.clearFaults();
    await expect
      .poll(() => emulator.log().map(({ event, attempt, status }) => [event, attempt, status]))
      .toEqual([
        ['launched', 'a-1', undefined],
        ['started', 'a-1', undefined],
        ['finished', 'a-1', 'failed'],
        ['launched', 'a-2', undefined],
        ['started', 'a-2', undefined],
        ['finished', 'a-2', 'successful'],
      ]);
  });
});
