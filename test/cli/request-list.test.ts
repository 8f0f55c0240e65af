import { beforeAll, describe, expect, test } from 'vitest';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { type RecordWish, recordPath } from '../kit/requests.ts';
import { recordIn, type State } from '../kit/states.ts';

const hours = (count: number) => `${new Date(Date.now() - count * 3_600_000).toISOString().slice(0, 19)}Z`;
const states: State[] = ['pending', 'approved', 'rejected', 'cancelled', 'deploying', 'deployed', 'failed'];
let repository: Repository;

/** One record in each state, the first the oldest; then three more. */
beforeAll(async () => {
  repository = await makeRepository();
  const wishes: [State, RecordWish][] = [
    ...states.map((state, at): [State, RecordWish] => [
      state,
      { id: `PR-2026-000${at + 1}`, createdAt: `2026-01-0${at + 1}T10:00:00Z` },
    ]),
    [
      'pending',
      { id: 'PR-2026-0008', createdAt: '2026-02-01T10:00:00Z', tenant: 'tenant-retail', createdBy: 'Cleo@Example.com' },
    ],
    [
      'pending',
      {
        id: 'PR-2026-0009',
        createdAt: '2026-02-01T10:00:00Z',
        createdBy: 'carl@home.example',
        target: 'policy/rate-limit@3',
      },
    ],
    [
      'pending',
      { id: 'PR-2026-0010', createdAt: '2026-01-31T10:00:00Z', to: 'staging', from: 'dev', impact: 'critical' },
    ],
  ];
  const files = wishes.map(([state, wish]) => [recordPath(wish), recordIn(state, wish)] as const);
  repository.commit('dora', { files: Object.fromEntries(files) });
});

async function ids(who: 'ada' | 'carl' | 'cleo' | 'cora' | 'dora' | 'vera', ...args: string[]): Promise<string[]> {
  const ran = await repository.rgz(who, 'request', 'list', ...args, '--json');
  return (ran.orThrow().json as { id: string }[]).map((each) => each.id.slice(8));
}

describe('rgz request list', () => {
  test('a state that no request can be in is refused with those of requests alone', async () => {
    const { code, stderr } = await repository.rgz('vera', 'request', 'list', '--state', 'in_progress');
    expect(code).toBe(2);
    expect(stderr).toContain(
      'the states are pending, approved, rejected, cancelled, deploying, deployed, failed, unknown, draft, invalid',
    );
  });

  test('newest first; equal times by id', async () => {
    expect(await ids('vera')).toEqual(['0009', '0008', '0010', '0007', '0006', '0005', '0004', '0003', '0002', '0001']);
  });

  test('--json has exactly the fields that the contract names', async () => {
    const rows = (await repository.rgz('vera', 'request', 'list', '--limit', '3', '--json')).json as object[];
    expect(rows[2]).toEqual({
      id: 'PR-2026-0010',
      kind: 'PromotionRequest',
      state: 'pending',
      tenant: 'tenant-finance',
      target: 'api/payment-api@2.1.0',
      impact: 'critical',
      createdBy: 'dora@example.com',
      createdAt: '2026-01-31T10:00:00Z',
      path: 'requests/staging/2026/01/PR-2026-0010.yaml',
    });
    const all = (await repository.rgz('vera', 'request', 'list', '--json')).json as object[];
    for (const row of all) {
      expect(Object.keys(row).slice(0, 9)).toEqual([
        'id',
        'kind',
        'state',
        'tenant',
        'target',
        'impact',
        'createdBy',
        'createdAt',
        'path',
      ]);
    }
  });

  test.each([
    ['--state', 'failed', ['0007']],
    ['--state', 'approved,rejected', ['0003', '0002']],
    ['--state', ' pending , failed ', ['0009', '0008', '0010', '0007', '0001']],
    ['--tenant', 'tenant-retail', ['0008']],
    ['--tenant', 'tenant-nope', []],
    ['--created-by', 'dora@example.com', ['0010', '0007', '0006', '0005', '0004', '0003', '0002', '0001']],
    ['--created-by', 'CLEO@example.COM', ['0008']],
    ['--search', 'RATE-limit', ['0009']],
    ['--search', 'pr-2026-0003', ['0003']],
    ['--search', 'critical', ['0010']],
    ['--search', '.*', []],
    ['--limit', '2', ['0009', '0008']],
  ])('%s %s', async (flag, value, expected) => {
    expect(await ids('vera', flag, value)).toEqual(expected);
  });

  test('--created-by finds a person by any of their addresses', async () => {
    expect(await ids('vera', '--created-by', 'carl@example.com')).toEqual(['0009']);
  });

  test('filters narrow each other', async () => {
    expect(await ids('vera', '--state', 'pending', '--created-by', 'dora@example.com', '--search', 'staging')).toEqual(
      [],
    );
    expect(await ids('vera', '--state', 'pending', '--created-by', 'dora@example.com', '--limit', '1')).toEqual([
      '0010',
    ]);
  });

  test('--mine: by any address of the same person, in any spelling', async () => {
    expect(await ids('carl', '--mine')).toEqual(['0009']);
    expect(await ids('cleo', '--mine')).toEqual(['0008']);
    expect(await ids('vera', '--mine')).toEqual([]);
  });

  test('--pending-for-me: what I may decide, and not what I asked for', async () => {
    expect(await ids('carl', '--pending-for-me')).toEqual(['0010', '0001']);
    expect(await ids('cleo', '--pending-for-me')).toEqual(['0009', '0010', '0001']);
    expect(await ids('cora', '--pending-for-me')).toEqual(['0009', '0008', '0010', '0001']);
    expect(await ids('dora', '--pending-for-me')).toEqual([]);
    expect(await ids('cora', '--pending-for-me', '--tenant', 'tenant-retail')).toEqual(['0008']);
    expect(await ids('cora', '--pending-for-me', '--state', 'failed')).toEqual([]);
  });

  test('for people: a table, with a note where there is more', async () => {
    const ran = await repository.rgz('vera', 'request', 'list', '--limit', '2');
    const [head, ...rows] = ran.stdout.trimEnd().split('\n');
    expect(head?.split(/ {2,}/)).toEqual(['ID', 'STATE', 'TARGET', 'TENANT', 'IMPACT', 'BY', 'AGE']);
    expect(rows).toHaveLength(2);
    expect(ran.stderr).toContain('--limit');
    const none = await repository.rgz('vera', 'request', 'list', '--search', 'nowhere');
    expect([none.code, none.stdout, none.stderr]).toEqual([
      0,
      '',
      'no requests as of the last fetch; what came since, git fetch brings\n',
    ]);
    const nope = await repository.rgz('vera', 'request', 'list', '--tenant', 'tenant-nope');
    expect([nope.code, nope.stdout]).toEqual([0, '']);
    expect(nope.stderr).toBe('there is no tenant "tenant-nope"; rgz tenant list tells them\n');
  });

  test('a table never needs more columns than there are', async () => {
    const copy = repository.copy();
    const long = await copy.request('dora', { target: `application/${'long-'.repeat(20)}name@1.0.0` });
    for (const columns of ['40', '59', '80', '100', '140', '200']) {
      for (const args of [['request', 'list'], ['inbox'], ['log', long], ['policy', 'show']]) {
        const ran = await copy.run('cora', args, { env: { COLUMNS: columns } });
        const widest = Math.max(...ran.stdout.split('\n').map((line) => [...line].length));
        expect([args, widest <= Number(columns)]).toEqual([args, true]);
      }
      const ran = await copy.run('cora', ['request', 'list'], { env: { COLUMNS: columns } });
      expect(ran.stdout).toMatch(/^PR-2026-0001 {2}○ pending {2}/m);
    }
  });

  test('the cache may be deleted: the answer stays', async () => {
    const before = (await repository.rgz('vera', 'request', 'list', '--json')).stdout;
    repository.git('clean', '-fdxq', '.git/rgz');
    expect((await repository.rgz('vera', 'request', 'list', '--json')).stdout).toBe(before);
  });
});

describe('rgz request stats', () => {
  test('counts what is pending, decided today and deployed this week', async () => {
    const copy = repository.copy();
    const midnight = new Date().getUTCHours();
    const wishes: [State, RecordWish][] = [
      ['approved', { id: 'PR-2026-0020', createdAt: hours(midnight + 48) }],
      ['pending', { id: 'PR-2026-0021', createdAt: hours(1) }],
    ];
    const files = wishes.map(([state, wish]) => [recordPath(wish), recordIn(state, wish)] as const);
    copy.commit('dora', { files: Object.fromEntries(files) });
    const [one, two] = [await copy.request(), await copy.request()];
    (await copy.rgz('carl', 'approve', one)).orThrow();
    (await copy.rgz('carl', 'reject', two, '--reason', 'not good enough yet')).orThrow();
    const ran = await copy.rgz('vera', 'request', 'stats', '--json');
    expect(ran.json).toEqual({ pending: 5, approvedToday: 1, rejectedToday: 1, deployedThisWeek: 0 });
    expect((await copy.rgz('vera', 'request', 'stats')).stdout).toMatch(/pending +5\napproved today +1\n/);
  });

  test('a deployment of this very minute counts', async () => {
    const copy = repository.copy();
    const wish = { id: 'PR-2026-0022', createdAt: hours(3) };
    copy.commit('robot', { files: { [recordPath(wish)]: recordIn('deployed', wish) } });
    expect((await copy.rgz('vera', 'request', 'stats', '--json')).json).toMatchObject({ deployedThisWeek: 1 });
  });
});

describe('rgz show', () => {
  test('takes an id in any case, and tells the state, the facts and the timeline', async () => {
    const ran = await repository.rgz('vera', 'show', 'pr-2026-0007');
    for (const text of [
      'PR-2026-0007',
      'failed',
      'payment-api@2.1.0',
      'staging → prod',
      'PCI-DSS',
      'exit 1',
      'carl@example.com',
    ]) {
      expect(ran.stdout).toContain(text);
    }
    expect((await repository.rgz('vera', 'request', 'show', 'PR-2026-0007')).stdout).toBe(ran.stdout);
  });

  test('--json prints the record as it stands, and what rgz makes of it beside', async () => {
    const shown = (await repository.rgz('vera', 'show', 'PR-2026-0003', '--json')).json;
    expect(shown).toMatchObject({
      metadata: { id: 'PR-2026-0003' },
      status: { state: 'rejected', rejectedBy: 'carl@example.com', rejectionReason: 'not good enough yet' },
      derived: { state: 'rejected', path: 'requests/prod/2026/01/PR-2026-0003.yaml', problems: [], quorum: 1 },
    });
  });

  test('those who asked are not among those who may approve', async () => {
    const ran = await repository.rgz('vera', 'show', 'PR-2026-0008', '--json');
    expect(ran.json).toMatchObject({ derived: { approvers: ['cora@example.com'] } });
    expect((await repository.rgz('vera', 'show', 'PR-2026-0008')).stdout).toMatch(/May approve +cora@example\.com\n/);
  });

  test.each([['PR-2026-9999'], ['PR-2026-1'], ['nonsense'], [''], ['../../etc/passwd'], ['PR-2026-0001.yaml']])(
    'an unknown id %j is exit 3',
    async (text) => {
      const ran = await repository.rgz('vera', 'show', '--json', '--', text);
      expect([ran.code, ran.stdout, ran.error.code]).toEqual([3, '', 'record.unknown']);
      expect(ran.error.remedy).toContain('rgz request list');
    },
  );
});
