import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SinkStage } from '../adapters/deployers/postgres/sink-stage.ts';
import { deployerContract } from '../contracts/deployer.ts';
import { sinkContract } from '../contracts/sink.ts';

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
  run('sh', '-c', `printf %s ${secret} > ${folder}/password`);
  run(bin('initdb'), '-D', `${folder}/data`, '-U', 'rgz', '-A', 'scram-sha-256', '--pwfile', `${folder}/password`);
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder} -c fsync=off`;
  run(bin('pg_ctl'), '-D', `${folder}/data`, '-l', `${folder}/log`, '-w', '-o', options, 'start');
  url = `postgres://rgz:${secret}@127.0.0.1:${port}/postgres`;
});
afterAll(() => {
  if (existsSync(join(folder, 'data'))) run(bin('pg_ctl'), '-D', `${folder}/data`, '-m', 'immediate', '-w', 'stop');
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
function run(program: string, ...args: string[]): void {
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
