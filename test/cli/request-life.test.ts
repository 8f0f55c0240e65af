import { beforeAll, describe, expect, test } from 'vitest';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { type RecordWish, recordPath } from '../kit/requests.ts';
import { recordIn, type State } from '../kit/states.ts';

let fixture: Repository;

beforeAll(async () => {
  fixture = await makeRepository();
});

/** A copy of the fixture with these records in it, committed by hand. */
function holding(...records: [State, RecordWish][]): Repository {
  const repository = fixture.copy();
  const files = records.map(([state, wish]) => [recordPath(wish), recordIn(state, wish)] as const);
  repository.commit('dora', { files: Object.fromEntries(files) });
  return repository;
}

describe('rgz explain', () => {
  test.each(['rejected', 'cancelled', 'deployed'] as State[])(
    'of a %s request tells of nothing to come',
    async (state) => {
      const ran = await holding([state, { id: 'PR-2026-0001' }]).rgz('carl', 'explain', 'PR-2026-0001');
      expect(ran.stdout).toContain(`It is ${state}: nothing is left to decide or to launch.`);
      // A file that was put there by hand breaks a rule, and that is told all the same.
      expect(ran.stdout).not.toMatch(/→ rgz (?!audit)|Before it is launched/);
    },
  );

  test('of a failed request tells how it is put up again', async () => {
    const ran = await holding(['failed', { id: 'PR-2026-0001' }]).rgz('carl', 'explain', 'PR-2026-0001');
    expect(ran.stdout).toContain('→ rgz request retry PR-2026-0001');
  });

  test.each(['pending', 'approved', 'deploying', 'failed'] as State[])('of a %s request does', async (state) => {
    const ran = await holding([state, { id: 'PR-2026-0001' }]).rgz('carl', 'explain', 'PR-2026-0001');
    expect(ran.stdout).toContain('Before it is launched:');
  });
});

test('rgz show of a failed request ends with the last lines of what its job put out', async () => {
  const repository = fixture.copy();
  const wish = { id: 'PR-2026-0001' };
  const log = Array.from({ length: 12 }, (_, at) => `        line ${at + 1}\n`).join('');
  const text = recordIn('failed', wish).replace(/^( +)error: .*$/m, `$&\n$1log: |\n${log.trimEnd()}`);
  repository.commit('dora', { files: { [recordPath(wish)]: text } });
  const shown = (await repository.rgz('carl', 'show', 'PR-2026-0001')).orThrow().stdout;
  expect(shown).toContain('… 2 lines before, in the file');
  expect(shown).toMatch(/│ +line 3\n(.*\n)*.*│ +line 12\n/);
  expect(shown).not.toContain('line 2\n');
});

describe('rgz request cancel', () => {
  test('withdraws a pending request, with a reason or without', async () => {
    const repository = holding(['pending', { id: 'PR-2026-0001' }], ['pending', { id: 'PR-2026-0002' }]);
    const ran = await repository.rgz('dora', 'request', 'cancel', 'PR-2026-0001', '--reason', 'not needed', '--json');
    expect(ran.orThrow().json).toMatchObject({
      status: {
        state: 'cancelled',
        history: [{}, { action: 'cancelled', by: 'dora@example.com', reason: 'not needed' }],
      },
    });
    expect((await repository.rgz('dora', 'request', 'cancel', 'PR-2026-0002')).stdout).toBe('PR-2026-0002 cancelled\n');
  });

  test('is for those who may create', async () => {
    const ran = await holding(['pending', { id: 'PR-2026-0001' }]).rgz(
      'vera',
      'request',
      'cancel',
      'PR-2026-0001',
      '--json',
    );
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.not-allowed']);
  });
});

describe('rgz request retry', () => {
  test('puts a failed request back among the approved', async () => {
    const repository = holding(['failed', { id: 'PR-2026-0001' }]);
    const ran = await repository.rgz(
      'dora',
      'request',
      'retry',
      'PR-2026-0001',
      '--reason',
      'the disk is empty again',
      '--json',
    );
    expect(ran.orThrow().json).toMatchObject({ status: { state: 'approved', approvedBy: 'carl@example.com' } });
    const explained = await repository.rgz('dora', 'explain', 'PR-2026-0001', '--json');
    expect(explained.json).toMatchObject({
      gates: expect.arrayContaining([expect.objectContaining({ gate: 'quorum', passed: true })]),
    });
    const again = await repository.rgz('dora', 'request', 'retry', 'PR-2026-0001', '--json');
    expect([again.code, again.error.code]).toEqual([4, 'state.not-failed']);
  });

  test.each(['pending', 'approved', 'rejected', 'cancelled', 'deploying', 'deployed'] as State[])(
    'what is %s has not failed',
    async (state) => {
      const ran = await holding([state, { id: 'PR-2026-0001' }]).rgz(
        'dora',
        'request',
        'retry',
        'PR-2026-0001',
        '--json',
      );
      expect([ran.code, ran.error.code]).toEqual([4, 'state.not-failed']);
    },
  );
});

describe('rgz request rollback', () => {
  const live: [State, RecordWish][] = [
    ['deployed', { id: 'PR-2026-0001', target: 'api/payment-api@1.0.0', createdAt: '2026-01-01T10:00:00Z' }],
    ['deployed', { id: 'PR-2026-0002', target: 'api/payment-api@2.0.0', createdAt: '2026-01-02T10:00:00Z' }],
    ['rejected', { id: 'PR-2026-0003', target: 'api/payment-api@2.0.5', createdAt: '2026-01-03T10:00:00Z' }],
    [
      'deployed',
      {
        id: 'PR-2026-0004',
        target: 'api/payment-api@1.5.0',
        tenant: 'tenant-retail',
        createdAt: '2026-01-04T10:00:00Z',
      },
    ],
    ['deployed', { id: 'PR-2026-0005', target: 'api/other-api@9.0.0', createdAt: '2026-01-05T10:00:00Z' }],
    [
      'deployed',
      {
        id: 'PR-2026-0006',
        target: 'api/payment-api@2.0.1',
        to: 'staging',
        from: 'dev',
        createdAt: '2026-01-06T10:00:00Z',
      },
    ],
    ['deployed', { id: 'PR-2026-0007', target: 'api/payment-api@2.1.0', createdAt: '2026-01-07T10:00:00Z' }],
  ];

  test('opens a request of its own for the version that was live before, linked to the one it takes back', async () => {
    const repository = holding(...live);
    const ran = await repository.rgz(
      'dora',
      'request',
      'rollback',
      'PR-2026-0007',
      '--reason',
      'payments fail',
      '--json',
    );
    expect(ran.orThrow().json).toMatchObject({
      metadata: { createdBy: 'dora@example.com', tenant: 'tenant-finance' },
      spec: {
        target: {
          type: 'api',
          name: 'payment-api',
          version: '2.0.0',
          sourceEnvironment: 'staging',
          targetEnvironment: 'prod',
        },
        request: { justification: expect.stringContaining('payments fail') },
        rollbackOf: 'PR-2026-0007',
      },
      status: { state: 'pending', history: [{ action: 'created', by: 'dora@example.com' }] },
    });
    const { metadata } = ran.json as { metadata: { id: string } };
    const own = await repository.rgz('dora', 'approve', metadata.id, '--json');
    expect(own.error.code).toBe('policy.own-request');
    expect((await repository.rgz('carl', 'approve', metadata.id)).code).toBe(0);
    expect((await repository.rgz('vera', 'show', metadata.id)).stdout).toMatch(/Rolls back +PR-2026-0007/);
    expect((await repository.rgz('vera', 'check')).code).toBe(0);
  });

  test('of a failed request too', async () => {
    const repository = holding(...live.slice(0, 2), [
      'failed',
      { id: 'PR-2026-0008', target: 'api/payment-api@3.0.0', createdAt: '2026-01-08T10:00:00Z' },
    ]);
    const ran = await repository.rgz('dora', 'request', 'rollback', 'PR-2026-0008', '--json');
    expect(ran.orThrow().json).toMatchObject({ spec: { target: { version: '2.0.0' } } });
  });

  test('without an earlier version there is nothing to go back to', async () => {
    const repository = holding(...live);
    const before = repository.head();
    const ran = await repository.rgz('dora', 'request', 'rollback', 'PR-2026-0001', '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([4, '', 'state.no-version-before']);
    expect(ran.error.remedy.join()).toContain('rgz request create --tenant tenant-finance --target api/payment-api@');
    expect(repository.head()).toBe(before);
  });

  test('what never went live cannot be rolled back', async () => {
    const ran = await holding(...live).rgz('dora', 'request', 'rollback', 'PR-2026-0003', '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'state.no-version-before']);
    expect((await fixture.rgz('dora', 'request', 'rollback', 'PR-2026-0099', '--json')).error.code).toBe(
      'record.unknown',
    );
  });

  test('is for those who may create', async () => {
    const ran = await holding(...live).rgz('vera', 'request', 'rollback', 'PR-2026-0007', '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.not-allowed']);
  });
});
