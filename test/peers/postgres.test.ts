import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { SinkStage } from '../adapters/deployers/postgres/sink-stage.ts';
import { deployerContract } from '../contracts/deployer.ts';
import { sinkContract } from '../contracts/sink.ts';
import { tipOf } from '../killed/aftermath.ts';
import { killAt } from '../killed/kill-at.ts';
import { Onboarding, users } from '../kit/onboarding.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

const secret = 'correct-horse-battery';
const versions = '/usr/lib/postgresql';
let folder = '';
let port = 0;
let url = '';

/** A cluster of Debian's PostgreSQL by itself, which asks for a password. It does not run as root. */
beforeAll(async () => {
  port = await freePort();
  folder = mkdtempSync('/tmp/rgz-postgres-');
  own(folder);
  asPostgres('sh', '-c', `printf %s ${secret} > ${folder}/password`);
  asPostgres(
    bin('initdb'),
    '-D',
    `${folder}/data`,
    '-U',
    'rgz',
    '-A',
    'scram-sha-256',
    '--pwfile',
    `${folder}/password`,
  );
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder} -c fsync=off`;
  asPostgres(bin('pg_ctl'), '-D', `${folder}/data`, '-l', `${folder}/log`, '-w', '-o', options, 'start');
  url = `postgres://rgz:${secret}@127.0.0.1:${port}/postgres`;
});
afterAll(() => {
  if (existsSync(join(folder, 'data')))
    asPostgres(bin('pg_ctl'), '-D', `${folder}/data`, '-m', 'immediate', '-w', 'stop');
  rmSync(folder, { recursive: true, force: true });
});

deployerContract('postgres', () => SinkStage.at(url, secret));
sinkContract('PostgreSQL', async () => ({ url, secret }));

describe('a server with several sessions', () => {
  test('refuses a wrong password, and nobody hears of it', async () => {
    const stage = await SinkStage.at(url, secret);
    const wrong = new URL(url);
    wrong.password = 'open-sesame-please';
    const sink = await stage.open({ createTables: false }, wrong.href);
    const told = await sink.ready();
    expect(told).toMatchObject({ kind: 'broken', remedy: expect.stringContaining('RGZ_POSTGRES_URL') });
    expect(JSON.stringify(told)).not.toContain('open-sesame');
    await stage.close();
  });

  test('tells of a session that works on an attempt, and of one that waits too long', async () => {
    const stage = await SinkStage.at(url, secret);
    const sink = await stage.open({ lockSeconds: 1 });
    const other = new Client({ connectionString: url });
    await other.connect();
    await other.query(`BEGIN; LOCK TABLE "${stage.schema}".users IN ACCESS EXCLUSIVE MODE`);
    const job = stage.jobOf();
    const launched = sink.launch(job);
    await waiting();
    expect(await sink.find(stage.attemptOf(job))).toMatchObject({ kind: 'unsure', reason: 'it is being carried out' });
    expect(await launched).toMatchObject({ kind: 'refused', retry: true });
    await other.query('ROLLBACK');
    expect(await stage.count('tenants')).toBe(0);
    expect((await sink.launch(job)).kind).toBe('started');
    await other.end();
    await stage.close();
  });

  test('leaves nothing of a session that is ended', async () => {
    const stage = await SinkStage.at(url, secret);
    const sink = await stage.open();
    const other = new Client({ connectionString: url });
    await other.connect();
    await other.query(`BEGIN; LOCK TABLE "${stage.schema}".import_jobs IN ACCESS EXCLUSIVE MODE`);
    const launched = sink.launch(stage.jobOf());
    await waiting();
    await other.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rgz' AND wait_event_type = 'Lock'`,
    );
    expect(await launched).toMatchObject({ kind: 'refused', retry: true });
    await other.query('ROLLBACK');
    expect(await stage.counts()).toMatchObject({ tenants: 0, users: 0, products: 0, sales: 0 });
    await other.end();
    await stage.close();
  });

  test('lets others read a view while it is refreshed', async () => {
    const stage = await SinkStage.at(url, secret);
    await (await stage.open()).close();
    await stage.run('CREATE MATERIALIZED VIEW sold AS SELECT product_id, count(*) AS n FROM sales GROUP BY 1');
    await stage.run('CREATE UNIQUE INDEX ON sold (product_id)');
    const sink = await stage.open({ views: ['sold'], refreshConcurrently: true });
    expect((await sink.launch(stage.jobOf())).kind).toBe('started');
    expect((await stage.rows('sold')).map(({ n }) => n).sort()).toEqual(['1', '2']);
    await stage.close();
  });

  test('takes ten tenants at once', async () => {
    const stage = await SinkStage.at(url, secret);
    const sink = await stage.open();
    const jobs = Array.from({ length: 10 }, (_, at) =>
      stage.jobOf({ attempt: `OB-2026-00${10 + at}-1-a`, session: `OB-2026-00${10 + at}`, tenant: `tenant-${at}` }),
    );
    const answers = await Promise.all(jobs.map((job) => sink.launch(job)));
    expect(answers.map(({ kind }) => kind)).toEqual(jobs.map(() => 'started'));
    expect(await stage.counts()).toMatchObject({ tenants: 10, users: 20, products: 20, sales: 30 });
    await stage.close();
  });

  test.each([
    [150, 2_000],
    [1_000, 50_000],
  ])('writes %i products and %i sales in seconds', async (products, sales) => {
    const stage = await SinkStage.at(url, secret);
    const sink = await stage.open();
    const codes = Array.from({ length: products }, (_, at) => `P${String(at).padStart(4, '0')}`);
    const job = stage.jobOf({
      products: `code,name,category,sale_price,cost_price,opening_stock,alert_threshold\n${codes.map((code) => `${code},Product ${code},Divers,500.00,300.00,12,5\n`).join('')}`,
      sales: `date,product_code,quantity,unit_price,total\n${Array.from({ length: sales }, (_, at) => `2026-10-${String(1 + (at % 28)).padStart(2, '0')},${codes[at % products]},2,500.00,1000.00\n`).join('')}`,
    });
    const began = performance.now();
    expect((await sink.launch(job)).kind).toBe('started');
    const seconds = (performance.now() - began) / 1000;
    console.info(`${products} products and ${sales} sales in ${seconds.toFixed(2)} s`);
    expect(seconds).toBeLessThan(20);
    expect(await stage.counts()).toMatchObject({ products, sales });
    await stage.close();
  });
});

describe('a controller with a sink for PostgreSQL', () => {
  const args = ['controller', 'run', '--until-idle', '--timeout', '60', '--quiet', '--name', 'one'];

  /** A repository whose tenants are activated in a schema of their own, and an onboarding that was ordered. */
  async function ordered(): Promise<{ repository: Repository; onboarding: Onboarding; stage: SinkStage }> {
    const stage = await SinkStage.at(url, secret);
    const { schema } = stage;
    const repository = await makeRepository();
    const config = parse(repository.show('.rgz/config.yaml')) as Record<string, unknown>;
    const warehouse = { type: 'postgres', urlVariable: 'WAREHOUSE_URL', schema, createTables: true };
    const more = { deployers: { warehouse }, onboarding: { sink: 'warehouse' } };
    repository.commit('ada', { files: { '.rgz/config.yaml': stringify({ ...config, ...more }) } });
    const onboarding = new Onboarding(repository);
    await onboarding.ordered();
    return { repository, onboarding, stage };
  }

  const run = (repository: Repository, more: Record<string, string> = { WAREHOUSE_URL: url }) =>
    repository.run('robot', args, { env: more });

  test('activates the tenant there, and then in the repository', async () => {
    const { repository, onboarding, stage } = await ordered();
    const unset = await run(repository, {});
    expect(unset.stderr).toContain('WAREHOUSE_URL is not set');
    const ran = await run(repository);
    expect(ran.orThrow().stdout + ran.stderr).not.toContain(secret);
    const record = parse(repository.show(repository.pathOf(onboarding.id))) as {
      status: { state: string; history: { action: string; deploymentId?: string }[] };
    };
    expect(record.status.state).toBe('completed');
    const [tenant] = await stage.rows('tenants');
    expect(record.status.history.at(-1)).toMatchObject({ action: 'completed', deploymentId: tenant?.id });
    expect(await stage.counts()).toMatchObject({ tenants: 1, users: 2, products: 2, sales: 3, import_jobs: 1 });
    expect(parse(repository.show('tenants/boutique-ndar/tenant.yaml'))).toMatchObject({ status: { state: 'active' } });
    expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
    await stage.close();
  });

  test('tells who is known there already, and goes on once it was mended and ordered again', async () => {
    const { repository, onboarding, stage } = await ordered();
    await (await stage.open()).launch(
      stage.jobOf({ tenant: 'other', session: 'OB-2026-0900', users: [...users] as never }),
    );
    (await run(repository)).orThrow();
    const text = repository.show(repository.pathOf(onboarding.id));
    expect(parse(text)).toMatchObject({ status: { state: 'failed', error: expect.stringContaining('+221771234567') } });
    expect(parse(repository.show('tenants/boutique-ndar/tenant.yaml'))).toMatchObject({
      status: { state: 'inactive' },
    });
    expect(await stage.count('tenants')).toBe(1);
    await stage.run('DELETE FROM users');
    await onboarding.order();
    (await run(repository)).orThrow();
    expect(await stage.count('tenants')).toBe(2);
    expect(parse(repository.show('tenants/boutique-ndar/tenant.yaml'))).toMatchObject({ status: { state: 'active' } });
    await stage.close();
  });

  test.each(['before', 'after'] as const)(
    'that was killed %s it started Git leaves one tenant there, not two and no half',
    async (when) => {
      const { repository: template, onboarding, stage } = await ordered();
      let killed = 0;
      for (let nth = 4; nth < 60; nth += 4) {
        const repository = template.copy();
        await stage
          .run('TRUNCATE tenants, sites, users, products, sales, onboarding_sessions, import_jobs')
          .catch(() => undefined);
        const where = { cwd: repository.work, env: { ...repository.env('robot'), WAREHOUSE_URL: url } };
        if (!(await killAt({ when, nth })(args, where))) break;
        killed += 1;
        const left = await stage.counts().catch(() => undefined);
        expect([undefined, 0, 1]).toContain(left?.tenants);
        if (left !== undefined)
          expect(left).toMatchObject(left.tenants === 1 ? { users: 2, products: 2, sales: 3 } : { users: 0, sales: 0 });
        (await run(repository)).orThrow();
        expect(await stage.counts()).toMatchObject({
          tenants: 1,
          users: 2,
          products: 2,
          sales: 3,
          onboarding_sessions: 1,
        });
        expect(parse(repository.git('show', `${tipOf(repository)}:${repository.pathOf(onboarding.id)}`))).toMatchObject(
          {
            status: { state: 'completed' },
          },
        );
      }
      expect(killed).toBeGreaterThan(2);
      await stage.close();
    },
    300_000,
  );
});

/** Until a session of rgz waits for a lock. Within a transaction the same sessions are seen each time. */
async function waiting(): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const sql = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'rgz' AND wait_event_type = 'Lock'`;
  while ((await client.query(sql)).rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await client.end();
}

function bin(program: string): string {
  const found = readdirSync(versions)
    .map((version) => join(versions, version, 'bin', program))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error(`there is no ${program}: apt-get install postgresql`);
  return found;
}

/** PostgreSQL refuses to run as root, so that it runs as the user that Debian made for it. */
function asPostgres(program: string, ...args: string[]): void {
  const isRoot = process.getuid?.() === 0;
  const [file = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', program, ...args] : [program, ...args];
  execFileSync(file, rest, { cwd: '/tmp', stdio: ['ignore', 'ignore', 'inherit'] });
}

function own(path: string): void {
  if (process.getuid?.() !== 0) return;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  chownSync(path, id('-u'), id('-g'));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
