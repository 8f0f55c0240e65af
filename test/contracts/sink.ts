import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deployer } from '../../src/ports/deployer.ts';
import { SinkStage } from '../adapters/deployers/postgres/sink-stage.ts';
import { productsCsv, salesCsv } from '../kit/onboarding.ts';

const nothing = {
  tenants: 0,
  sites: 0,
  users: 0,
  products: 0,
  sales: 0,
  onboarding_sessions: 0,
  import_jobs: 0,
};
const all = {
  tenants: 1,
  sites: 1,
  users: 2,
  products: 2,
  sales: 3,
  onboarding_sessions: 1,
  import_jobs: 1,
};

/** What the tables of a PostgreSQL have to hold, whatever happens on the way. `secret`: the password in the URL. */
export function sinkContract(name: string, open: () => Promise<{ url: string; secret: string }>): void {
  describe(`the sink: ${name}`, () => {
    let stage: SinkStage;

    beforeEach(async () => {
      const { url, secret } = await open();
      stage = await SinkStage.at(url, secret);
    });
    afterEach(() => stage.close());

    it('writes a tenant with its site, people, products and sales, and activates it', async () => {
      const sink = await stage.open();
      expect(await sink.launch(stage.jobOf())).toEqual({ kind: 'started', jobId: 'OB-2026-0001-1-aaaaaa' });
      expect(await stage.counts()).toEqual(all);
      const [tenant] = await stage.rows('tenants');
      expect(tenant).toMatchObject({
        name: 'Boutique "Ndar"',
        sector: 'retail',
        country: 'SN',
        is_active: true,
        settings: { dashboards: { enabled: true }, rgz: { tenant: 'boutique-ndar', session: 'OB-2026-0001' } },
      });
      expect(await stage.rows('sites')).toMatchObject([{ tenant_id: tenant?.id, name: 'Sor', type: 'main' }]);
      for (const user of await stage.rows('users'))
        expect(user).toMatchObject({ tenant_id: tenant?.id, hashed_password: '!', must_change_password: true });
      expect(await stage.rows('products', "code = 'P002'")).toMatchObject([
        {
          name: 'Riz, 25 kg',
          category: 'Céréales',
          unit_price: '14500.00',
          cost_price: null,
          current_stock: 40,
          reorder_point: null,
        },
      ]);
      const [soap] = await stage.rows('products', "code = 'P001'");
      const sold = await stage.rows('sales', `product_id = '${soap?.id}' ORDER BY sale_date`);
      expect(sold).toMatchObject([
        { quantity: 3, unit_price: '500.00', total_amount: '1500.00', site_id: soap?.site_id },
        { quantity: 2, total_amount: '1000.00' },
      ]);
      expect(await stage.rows('onboarding_sessions')).toMatchObject([
        { status: 'completed', current_step: 4, created_by: 'ada@example.com', data: { session: 'OB-2026-0001' } },
      ]);
      expect(await stage.rows('import_jobs')).toMatchObject([
        { status: 'success', file_name: 'data.xlsx', stats: { products_imported: 2, sales_imported: 3 } },
      ]);
      expect((await stage.rows('admin_audit_logs')).map((each) => each.action_type)).toEqual([
        'create_tenant',
        'create_user',
        'import_data',
      ]);
    });

    it('applies the same plan once, by whatever attempt and however often', async () => {
      const sink = await stage.open();
      const first = stage.jobOf();
      const second = stage.jobOf({ attempt: 'OB-2026-0001-2-bbbbbb' });
      for (const job of [first, first, second, second]) expect((await sink.launch(job)).kind).toBe('started');
      expect(await stage.counts()).toEqual({ ...all, import_jobs: 2 });
      for (const job of [first, second])
        expect(await sink.poll(job.attempt, stage.attemptOf(job))).toMatchObject({ kind: 'succeeded' });
    });

    it('refuses another plan, and another session of the same tenant', async () => {
      const sink = await stage.open();
      await sink.launch(stage.jobOf());
      const other = stage.jobOf({ attempt: 'OB-2026-0001-2-b', products: productsCsv.replace('Savon', 'Savon noir') });
      expect(await sink.launch(other)).toMatchObject({
        kind: 'refused',
        retry: false,
        error: expect.stringMatching('another plan'),
      });
      const session = stage.jobOf({ attempt: 'OB-2026-0002-1-b', session: 'OB-2026-0002' });
      expect(await sink.launch(session)).toMatchObject({
        kind: 'refused',
        retry: false,
        error: expect.stringMatching('there already'),
      });
      expect(await stage.counts()).toEqual(all);
    });

    it.each([
      ['an address', { email: 'AWA@boutique-ndar.example' }],
      ['a telephone number', { phone: '+221771234567' }],
    ])('says who is known already by %s, and leaves nothing of the tenant', async (_what, address) => {
      const sink = await stage.open();
      const users: Record<string, string>[] = [
        { firstName: 'Awa', lastName: 'Diop', email: 'awa@boutique-ndar.example', role: 'admin' },
        { firstName: 'Omar', lastName: 'Ba', phone: '+221771234567', role: 'manager' },
      ];
      await sink.launch(stage.jobOf({ users }));
      const before = await stage.counts();
      const taken = [{ firstName: 'A', lastName: 'D', role: 'admin', ...address }];
      const job = stage.jobOf({ attempt: 'OB-2026-0002-1-b', session: 'OB-2026-0002', tenant: 'other', users: taken });
      const answer = await sink.launch(job);
      expect(answer).toMatchObject({ kind: 'refused', retry: false });
      expect(JSON.stringify(answer).toLowerCase()).toContain(Object.values(address)[0]?.toLowerCase());
      expect(await stage.counts()).toEqual(before);
    });

    it.each([
      ['a sale of no product', { sales: salesCsv.replace('P002', 'P999') }, /products that are not there/],
      ['a price that is too long', { products: productsCsv.replace('500.00', '123456789012.00') }, /numeric/],
      ['a date that is none', { sales: salesCsv.replace('2026-10-01', '2026-02-31') }, /date/],
      ['a product twice', { products: `${productsCsv}P001,Again,,1.00,,1,\n` }, /duplicate key/],
      ['columns of something else', { sales: 'a,b\n1,2\n' }, /no CSV with the columns/],
      ['a field too many', { sales: `${salesCsv}2026-10-02,P001,2,500.00,1000.00,9\n` }, /no CSV/],
    ])('fails for %s, and leaves nothing', async (_what, wish, says) => {
      const sink = await stage.open();
      const answer = await sink.launch(stage.jobOf(wish));
      expect(answer).toMatchObject({ kind: 'refused', retry: false, error: expect.stringMatching(says) });
      expect(await stage.counts()).toEqual(nothing);
    });

    it('takes what people wrote as it is', async () => {
      const sink = await stage.open();
      const odd = [`P003,'=1+1,"it's ""x""; DROP TABLE sales; --",1.00,,1,`, `P004,''=2,$1 \\. \\N,1.00,,1,`];
      await sink.launch(stage.jobOf({ products: `${productsCsv}${odd.join('\n')}\n` }));
      expect(await stage.rows('products', "code IN ('P003', 'P004') ORDER BY code")).toMatchObject([
        { name: '=1+1', category: `it's "x"; DROP TABLE sales; --` },
        { name: "'=2", category: '$1 \\. \\N' },
      ]);
    });

    /** A launch over a line that is cut leaves nothing, and the next one goes through. */
    const nothingThenAll = async (sink: Deployer, cut: NonNullable<SinkStage['line']['cut']>) => {
      stage.line.cut = cut;
      expect(await sink.launch(stage.jobOf())).toMatchObject({ kind: 'refused', retry: true });
      expect(stage.line.cuts).toBe(1);
      expect(await stage.counts()).toEqual(nothing);
      expect(await sink.launch(stage.jobOf())).toMatchObject({ kind: 'started' });
      expect(await stage.counts()).toEqual(all);
    };

    it.each(['BEGIN', 'INSERT INTO "rgz', 'sales" (tenant_id', 'import_jobs'])(
      'leaves nothing where the connection breaks at %s, and goes through the next time',
      async (at) => nothingThenAll(await stage.open(), { at, when: 'after' }),
    );

    it.each([
      ['before', 'absent', nothing],
      ['after', 'found', all],
    ] as const)('knows what became of a commit where the connection breaks %s it', async (when, kind, counts) => {
      const sink = await stage.open();
      const job = stage.jobOf();
      stage.line.cut = { at: 'COMMIT', when };
      expect(await sink.launch(job)).toMatchObject({ kind: 'unsure' });
      await stage.pass(1);
      const attempt = { ...stage.attemptOf(job), lease: stage.later(-1) };
      expect(await sink.find(attempt)).toMatchObject({ kind });
      expect(await stage.counts()).toEqual(counts);
      expect(await sink.launch(job)).toMatchObject({ kind: 'started' });
      expect(await stage.counts()).toEqual(all);
    });

    describe('a server that says nothing any more', () => {
      const impatient = { connectSeconds: 1, answerSeconds: 1 };

      it('is away where it takes a connection and never greets', async () => {
        const sink = await stage.open(impatient);
        const job = stage.jobOf();
        stage.line.mute = true;
        const told = [
          await sink.ready(),
          await sink.launch(job),
          await sink.find(stage.attemptOf(job)),
          await sink.poll(job.attempt, stage.attemptOf(job)),
        ];
        expect(told.map(({ kind }) => kind)).toEqual(['unreachable', 'refused', 'unsure', 'unreachable']);
        expect(told[1]).toMatchObject({ retry: true });
        expect(await stage.counts()).toEqual(nothing);
        stage.line.mute = false;
        expect(await sink.launch(job)).toMatchObject({ kind: 'started' });
      });

      it.each(['BEGIN', 'INSERT INTO "rgz', 'import_jobs'])(
        'has done nothing where it is silent from %s on, and the next launch goes through',
        async (at) => nothingThenAll(await stage.open(impatient), { at, when: 'before', silent: true }),
      );

      it.each([
        ['before', 'absent', nothing],
        ['after', 'found', all],
      ] as const)('is asked what became of a commit where it is silent from %s that on', async (when, kind, counts) => {
        const sink = await stage.open(impatient);
        const job = stage.jobOf();
        stage.line.cut = { at: 'COMMIT', when, silent: true };
        expect(await sink.launch(job)).toMatchObject({ kind: 'unsure', lookAfter: 5 });
        const attempt = { ...stage.attemptOf(job), lease: stage.later(-1) };
        stage.line.cut = { at: 'pg_try_advisory', when: 'before', silent: true };
        expect(await sink.find(attempt)).toMatchObject({ kind: 'unsure' });
        expect(await sink.find(attempt)).toMatchObject({ kind });
        expect(await stage.counts()).toEqual(counts);
        expect(await sink.launch(job)).toMatchObject({ kind: 'started' });
        expect(await stage.counts()).toEqual(all);
      });

      it('is left where it does not answer the farewell either', async () => {
        const sink = await stage.open(impatient);
        const farewell = 'X\0\0\0\u0004';
        stage.line.cut = { at: farewell, when: 'after', silent: true };
        expect(await sink.launch(stage.jobOf())).toMatchObject({ kind: 'started' });
        expect(stage.line.cuts).toBe(1);
        expect(await stage.counts()).toEqual(all);
      });
    });

    it('activates once where two controllers do it at once', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      const answers = await Promise.all([
        one.launch(stage.jobOf()),
        two.launch(stage.jobOf()),
        two.launch(stage.jobOf({ attempt: 'OB-2026-0001-2-b' })),
      ]);
      for (const answer of answers) expect(['started', 'unsure']).toContain(answer.kind);
      const counts = await stage.counts();
      expect({ ...counts, import_jobs: 0 }).toEqual({ ...all, import_jobs: 0 });
    });

    it('commits nothing once the claim is over', async () => {
      let calls = 0;
      const lease = stage.later(180);
      const clock = { now: () => (calls++ < 2 ? stage.now() : stage.later(200)) };
      const sink = await stage.open({}, stage.line.url, clock);
      calls = 0;
      expect(await sink.launch(stage.jobOf({ lease }))).toMatchObject({
        kind: 'refused',
        retry: true,
        error: expect.stringContaining('leaseSeconds'),
      });
      expect(await stage.counts()).toEqual(nothing);
    });

    it('refreshes views in the same transaction', async () => {
      await (await stage.open()).close();
      await stage.run('CREATE MATERIALIZED VIEW sold AS SELECT count(*) AS n FROM sales');
      const sink = await stage.open({ views: ['sold', `${stage.schema}.sold`] });
      expect(await sink.ready()).toEqual({ kind: 'ready' });
      await sink.launch(stage.jobOf());
      expect(await stage.rows('sold')).toEqual([{ n: '3' }]);
    });

    it('is broken without tables, columns or views, and says what to do', async () => {
      const bare = await stage.open({ createTables: false });
      expect(await bare.ready()).toMatchObject({ kind: 'broken', remedy: expect.stringContaining('createTables') });
      await (await stage.open()).close();
      expect(await bare.ready()).toEqual({ kind: 'ready' });
      const views = await stage.open({ views: ['users'] });
      expect(await views.ready()).toMatchObject({ kind: 'broken', reason: 'users is no materialised view there' });
      await stage.run('ALTER TABLE users DROP COLUMN must_change_password');
      expect(await bare.ready()).toMatchObject({
        kind: 'broken',
        reason: expect.stringContaining('users.must_change_password'),
      });
    });

    it('tells nobody the URL of the database', async () => {
      const away = new URL(stage.line.url);
      away.port = '1';
      away.password = stage.secret;
      const sink = await stage.open({ createTables: false }, away.href);
      const job = stage.jobOf();
      const told = [
        await sink.ready(),
        await sink.launch(job),
        await sink.find(stage.attemptOf(job)),
        await sink.poll(job.attempt, stage.attemptOf(job)),
      ];
      expect(told.map(({ kind }) => kind)).toEqual(['unreachable', 'refused', 'unsure', 'unreachable']);
      expect(JSON.stringify(told)).not.toContain(stage.secret);
    });

    it('is broken without a URL', async () => {
      for (const url of ['', 'mysql://x'])
        expect(await (await stage.open({ createTables: false }, url)).ready()).toMatchObject({
          kind: 'broken',
          remedy: expect.stringContaining('RGZ_POSTGRES_URL'),
        });
    });
  });
}
