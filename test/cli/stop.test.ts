import { describe, expect, test } from 'vitest';
import { makeRepository, type Repository } from '../kit/repository.ts';

interface ToldGate {
  gate: string;
  passed: boolean;
  because: string;
  unblock?: string[];
  remedy?: string[];
}

async function stopGate(repository: Repository, id: string): Promise<ToldGate | undefined> {
  const told = (await repository.rgz('dora', 'explain', id, '--json')).orThrow().json as { gates: ToldGate[] };
  return told.gates.find(({ gate }) => gate === 'stop');
}

describe('rgz stop', () => {
  test('is one commit on the policy, one version up, that check and audit accept', async () => {
    const repository = await makeRepository({ identity: 'signed' });
    const before = repository.show('.rgz/policy.yaml');
    const ran = (await repository.rgz('ada', 'stop', '--reason', '  payments are down ')).orThrow();
    expect(ran.stdout).toBe('policy version 3: everything is stopped\n');
    expect(repository.git('log', '-1', '--format=%s')).toBe('policy: ada@example.com stops everything');
    const after = repository.show('.rgz/policy.yaml');
    expect(after).toContain('reason: "payments are down"\n');
    expect(after).toContain('by: ada@example.com\n');
    expect(
      after
        .replace(/\nstop:[\s\S]*$/, '')
        .replace('version: 3', 'version: 2')
        .trim(),
    ).toBe(before.trim());
    (await repository.rgz('dora', 'check', '--range', 'HEAD~1..HEAD')).orThrow();
    (await repository.rgz('dora', 'audit')).orThrow();
  });

  test('holds what it names, says so where it is asked, and names who can let it go on', async () => {
    const repository = await makeRepository();
    const [finance, retail] = [
      await repository.request(),
      await repository.request('dora', { tenant: 'tenant-retail' }),
    ];
    (await repository.rgz('ada', 'stop', '--tenant', 'tenant-retail', '--reason', 'audit week')).orThrow();
    (await repository.rgz('ada', 'stop', '--environment', 'staging', '--reason', 'rebuilding it')).orThrow();
    expect((await stopGate(repository, finance))?.passed).toBe(true);
    expect(await stopGate(repository, retail)).toMatchObject({
      passed: false,
      because: expect.stringMatching(/^ada@example.com stopped tenant tenant-retail at \S+: audit week$/),
      unblock: ['ada@example.com'],
      remedy: ['rgz resume --tenant tenant-retail'],
    });
    const shown = (await repository.rgz('dora', 'policy', 'show')).orThrow().stdout;
    expect(shown).toMatch(/^stopped: environment staging, by ada@example.com at \S+: rebuilding it$/m);
    expect(shown).toMatch(/^stopped: tenant tenant-retail, by ada@example.com at \S+: audit week$/m);
  });

  test('stays as it was set when it is typed again', async () => {
    const repository = await makeRepository();
    (await repository.rgz('ada', 'stop', '--environment', 'prod', '--reason', 'first')).orThrow();
    const head = repository.head();
    const again = (await repository.rgz('ada', 'stop', '--environment', 'prod', '--reason', 'second')).orThrow();
    expect(again.stdout).toBe('environment prod is stopped already\n');
    expect(again.stderr).toContain('first');
    expect(repository.head()).toBe(head);
    const told = (await repository.rgz('ada', 'stop', '--reason', 'all of it', '--json')).orThrow().json;
    expect(told).toEqual({
      version: 4,
      changed: true,
      stops: [
        {
          what: 'environment prod',
          environment: 'prod',
          reason: 'first',
          by: 'ada@example.com',
          at: expect.any(String),
        },
        { what: 'everything', reason: 'all of it', by: 'ada@example.com', at: expect.any(String) },
      ],
    });
  });

  test.each<[string, string[], number, string]>([
    ['without a reason', [], 2, 'usage.missing'],
    ['with an empty one', ['--reason', ' '], 2, 'usage.missing'],
    [
      'for two things at once',
      ['--environment', 'prod', '--tenant', 'tenant-retail', '--reason', 'x'],
      2,
      'usage.invalid',
    ],
    ['for an environment that is none', ['--environment', 'moon', '--reason', 'x'], 3, 'input.unknown-environment'],
    ['for a tenant that is none', ['--tenant', 'moon', '--reason', 'x'], 3, 'input.unknown-tenant'],
  ])('is refused %s', async (_what, args, code, named) => {
    const repository = await makeRepository();
    const ran = await repository.rgz('ada', 'stop', ...args, '--json');
    expect({ code: ran.code, named: ran.error.code }).toEqual({ code, named });
    const stops = ran.error.remedy.filter((each) => each.startsWith('rgz stop') && !each.endsWith('--help'));
    expect(stops.every((each) => each.endsWith(' --reason <text>'))).toBe(true);
  });

  test.each(['dora', 'carl', 'cleo', 'vera', 'robot'] as const)(
    'is refused to %s, who is told whom to ask',
    async (who) => {
      const repository = await makeRepository();
      for (const command of [['stop', '--reason', 'x'], ['resume']]) {
        const ran = await repository.rgz(who, ...command, '--json');
        expect(ran.code).toBe(4);
        expect(ran.error).toMatchObject({ code: 'policy.not-allowed', remedy: ['ask ada@example.com'] });
      }
    },
  );

  test('may be left to people who may change nothing else, for all tenants or for one', async () => {
    const repository = await makeRepository({ identity: 'signed' });
    (await repository.rgz('ada', 'policy', 'grant', 'vera@example.com', '--role', 'noc-admin')).orThrow();
    (
      await repository.rgz(
        'ada',
        'policy',
        'grant',
        'dan@example.com',
        '--role',
        'noc-admin',
        '--tenant',
        'tenant-retail',
      )
    ).orThrow();
    (await repository.rgz('vera', 'stop', '--reason', 'the pager is ringing')).orThrow();
    (await repository.rgz('dan', 'stop', '--tenant', 'tenant-retail', '--reason', 'us too')).orThrow();
    expect((await repository.rgz('dan', 'resume')).code).toBe(4);
    expect((await repository.rgz('dan', 'stop', '--tenant', 'tenant-finance', '--reason', 'x')).code).toBe(4);
    expect((await repository.rgz('vera', 'policy', 'grant', 'vera@example.com', '--role', 'admin')).code).toBe(4);
    expect((await stopGate(repository, await repository.request()))?.unblock).toEqual([
      'ada@example.com',
      'vera@example.com',
    ]);
    (await repository.rgz('vera', 'resume')).orThrow();
    (await repository.rgz('dan', 'resume', '--tenant', 'tenant-retail')).orThrow();
    (await repository.rgz('dora', 'check', '--range', 'HEAD~4..HEAD')).orThrow();
    (await repository.rgz('dora', 'audit')).orThrow();
  });
});

describe('rgz resume', () => {
  test('takes back exactly what it names, leaves no trace in the file, and tells what still holds', async () => {
    const repository = await makeRepository();
    const before = repository.show('.rgz/policy.yaml').replace('version: 2', 'version: N');
    const scopes = [[], ['--environment', 'prod'], ['--environment', 'staging'], ['--tenant', 'tenant-retail']];
    for (const scope of scopes) (await repository.rgz('ada', 'stop', ...scope, '--reason', 'x')).orThrow();
    const first = (await repository.rgz('ada', 'resume', '--environment', 'prod')).orThrow();
    expect(first.stdout).toBe('policy version 7: environment prod goes on\n');
    expect(first.stderr).toMatch(
      /still stopped: everything.*\nstill stopped: environment staging.*\nstill stopped: tenant tenant-retail/,
    );
    for (const scope of [[], ['--environment', 'staging'], ['--tenant', 'tenant-retail']])
      (await repository.rgz('ada', 'resume', ...scope)).orThrow();
    expect(repository.show('.rgz/policy.yaml').replace('version: 10', 'version: N')).toBe(before);
    const nothing = (await repository.rgz('ada', 'resume')).orThrow();
    expect(nothing.stdout).toBe('nothing to change: everything is not stopped\n');
  });
});
