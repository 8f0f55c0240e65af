import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { openPostgresSink } from '../../../../src/adapters/deployers/postgres/index.ts';
import { loadTables } from '../../../../src/adapters/skeleton/index.ts';
import type { PostgresDeployer } from '../../../../src/generated/types/config.v1.ts';
import type { Attempt, Deployer, Job } from '../../../../src/ports/deployer.ts';
import type { DeployerStage } from '../../../contracts/deployer.ts';
import { CutLine } from '../../../kit/cut-line.ts';
import { productsCsv, salesCsv } from '../../../kit/onboarding.ts';

export interface Wish {
  attempt?: string;
  session?: string;
  tenant?: string;
  products?: string;
  sales?: string;
  users?: readonly Record<string, string>[];
  plan?: string;
  lease?: string;
}

let number = 0;

/** A schema of its own in a database, a line to it that can be cut, and a clock. */
export class SinkStage implements DeployerStage {
  readonly immediate = true;
  readonly strange = 'OB-2026-0001-9-strange';
  readonly schema = `rgz_${process.pid}_${++number}`;
  readonly line: CutLine;
  readonly secret: string;
  readonly #direct: Client;
  readonly #more: Partial<PostgresDeployer>;
  #now = Math.floor(Date.now() / 1000) * 1000;

  private constructor(url: string, secret: string, more: Partial<PostgresDeployer>) {
    this.line = new CutLine(url);
    this.#direct = new Client({ connectionString: url });
    this.#direct.on('error', () => undefined);
    this.#more = more;
    this.secret = secret;
  }

  static async at(url: string, secret: string, more: Partial<PostgresDeployer> = {}): Promise<SinkStage> {
    const stage = new SinkStage(url, secret, more);
    await stage.line.up();
    await stage.#direct.connect();
    return stage;
  }

  async open(
    more: Partial<PostgresDeployer> = {},
    ...[url = this.line.url, clock = { now: () => this.now() }]: [url?: string | undefined, clock?: { now(): string }]
  ): Promise<Deployer> {
    const settings: PostgresDeployer = {
      type: 'postgres',
      schema: this.schema,
      createTables: true,
      connectSeconds: 2,
      ...this.#more,
      ...more,
    };
    const sink = openPostgresSink({ settings, url, clock, tables: loadTables });
    if (settings.createTables) await sink.ready();
    return sink;
  }

  now(): string {
    return `${new Date(this.#now).toISOString().slice(0, 19)}Z`;
  }

  later(seconds: number): string {
    return `${new Date(this.#now + seconds * 1000).toISOString().slice(0, 19)}Z`;
  }

  async pass(seconds: number): Promise<void> {
    this.#now += seconds * 1000;
  }

  async starts(attempt: string): Promise<number> {
    return this.count('import_jobs', `celery_task_id = '${attempt}'`);
  }

  async finish(): Promise<void> {}

  job(attempt: string, lease: string): Job {
    return this.jobOf({ attempt, lease, tenant: `tenant-${attempt.slice(-12).toLowerCase()}` });
  }

  /** A session that is put up for activation, as a controller hands it over. */
  jobOf(wish: Wish = {}): Job {
    const { attempt = 'OB-2026-0001-1-aaaaaa', session = 'OB-2026-0001', tenant = 'boutique-ndar' } = wish;
    const { products = productsCsv, sales = salesCsv, lease = this.later(180) } = wish;
    const plan = wish.plan ?? `sha256:${sha256(tenant + products + sales)}`;
    const users = wish.users ?? [
      { firstName: 'Awa', lastName: 'Diop', email: `awa@${tenant}.example`, role: 'admin' },
      {
        firstName: 'Omar',
        lastName: "N'Diaye",
        phone: `+2217${String(phoneOf(tenant)).padStart(8, '0')}`,
        role: 'manager',
      },
    ];
    const files = [
      { path: `tenants/${tenant}/data/products.csv`, text: products },
      { path: `tenants/${tenant}/data/sales.csv`, text: sales },
    ];
    const [first, second] = files.map(({ path, text }) => ({
      path,
      sha256: sha256(text),
      rows: text.split('\n').length - 2,
    }));
    const site = { name: 'Sor', address: 'Saint-Louis' };
    const imported = { action: 'imported', by: 'ada@example.com', plan, products: first, sales: second };
    return {
      attempt,
      request: session,
      tenant,
      environment: '',
      target: { type: 'tenant', name: tenant, version: plan },
      record: {
        apiVersion: 'rgz.dev/v1',
        kind: 'OnboardingSession',
        metadata: { id: session, tenant, createdBy: 'ada@example.com' },
        spec: { company: { name: 'Boutique "Ndar"', sector: 'retail', country: 'SN', site }, users: [...users] },
        status: {
          state: 'applying',
          history: [
            {
              ...imported,
              file: { name: 'data.xlsx', size: 1234, sha256: sha256(plan) },
              quality: { score: 82, parts: {} },
            },
            { action: 'activation-ordered', by: 'ada@example.com', plan },
          ],
        },
      } as unknown as Job['record'],
      files: files.map(({ path, text }) => ({ path, sha256: sha256(text) })),
      read: async (path) => Buffer.from(files.find((each) => each.path === path)?.text ?? ''),
      lease,
    };
  }

  attemptOf({ attempt, lease }: Job): Attempt {
    return { attempt, lease, claimedAt: this.now(), instances: [] };
  }

  async rows(table: string, where = 'TRUE'): Promise<Record<string, unknown>[]> {
    return (await this.#direct.query(`SELECT * FROM "${this.schema}".${table} WHERE ${where}`)).rows;
  }

  async count(table: string, where = 'TRUE'): Promise<number> {
    return (await this.rows(table, where)).length;
  }

  /** How many rows there are in each table. */
  async counts(): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const table of ['tenants', 'sites', 'users', 'products', 'sales', 'onboarding_sessions', 'import_jobs'])
      found[table] = await this.count(table);
    return found;
  }

  async run(sql: string): Promise<void> {
    await this.#direct.query(`SET search_path = "${this.schema}"; ${sql}`);
  }

  loseAnswer(): void {
    this.line.cut = { at: 'COMMIT', when: 'after' };
  }

  down(): Promise<void> {
    return this.line.down();
  }

  up(): Promise<void> {
    return this.line.up();
  }

  async close(): Promise<void> {
    await this.line.down();
    await this.#direct.query(`DROP SCHEMA IF EXISTS "${this.schema}" CASCADE`);
    await this.#direct.end();
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function phoneOf(text: string): number {
  return Number.parseInt(sha256(text).slice(0, 6), 16);
}
