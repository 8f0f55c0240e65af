import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeRepository, type Repository } from '../kit/repository.ts';

interface ToldGate {
  for: string;
  gate: string;
  passed: boolean;
  because: string;
  opensAt?: string;
  remedy?: string[];
}

async function withFreezes(...freezes: object[]): Promise<Repository> {
  return makeRepository({ policy: { freezes } });
}

async function freezeGate(repository: Repository, id: string): Promise<ToldGate | undefined> {
  const told = (await repository.rgz('dora', 'explain', id, '--json')).orThrow().json as { gates: ToldGate[] };
  return told.gates.find((gate) => gate.for === 'launch' && gate.gate === 'freeze');
}

const hour = (shift: number) => new Date(Date.now() + shift * 3_600_000).toISOString().slice(0, 19);
const always = { cron: '* * * * *', duration: 'PT1H', timezone: 'Africa/Kinshasa' };

describe('rgz explain', () => {
  test('tells which freezes are on, and when the last of those that meet is over', async () => {
    const [end, later] = [hour(2), hour(5)];
    const repository = await withFreezes(
      { name: 'year end', environments: ['prod'], from: `${hour(-1)}Z`, to: `${end}Z`, timezone: 'Europe/Paris' },
      { name: 'audit', environments: ['prod'], from: end, to: later, timezone: 'UTC' },
      { name: 'elsewhere', environments: ['staging'], ...always },
    );
    const gate = await freezeGate(repository, await repository.request());
    expect(gate).toMatchObject({ passed: false, opensAt: `${later}Z` });
    expect(gate?.because).toBe(`freeze "year end" is on for prod until ${end}Z`);
  });

  test('tells the next one that comes', async () => {
    const freeze = { name: 'soon', environments: ['prod'], from: hour(2), to: hour(3), timezone: 'UTC' };
    const repository = await withFreezes({ ...freeze, name: 'later', from: hour(4), to: hour(5) }, freeze);
    const gate = await freezeGate(repository, await repository.request());
    expect(gate).toMatchObject({
      passed: true,
      because: expect.stringMatching(/^none covers this moment; "soon" begins at /),
    });
  });

  test('says that one without an end in sight is on, and no time', async () => {
    const repository = await withFreezes({ name: 'for good', environments: ['prod'], ...always });
    const gate = await freezeGate(repository, await repository.request());
    expect(gate).toMatchObject({ passed: false, because: 'freeze "for good" is on for prod' });
    expect(gate?.opensAt).toBeUndefined();
  });
});

describe('a freeze that cannot be read', () => {
  const broken = {
    name: 'typo',
    environments: ['prod'],
    cron: '0 18 * * 5',
    duration: 'PT62H',
    timezone: 'Europe/Pairs',
  };

  test('is found by rgz check at its line and by rgz policy check, and holds launches only', async () => {
    const repository = await withFreezes(
      { name: 'fine', environments: ['prod'], from: '2020-01-01', to: '2020-01-02', timezone: 'UTC' },
      broken,
    );
    const check = await repository.rgz('dora', 'check', '--json');
    expect(check.code).toBe(1);
    const line =
      repository
        .show('.rgz/policy.yaml')
        .split('\n')
        .findIndex((each) => each.includes('Europe/Pairs')) + 1;
    expect((check.json as { findings: object[] }).findings).toEqual([
      expect.objectContaining({
        rule: 'policy.invalid',
        severity: 'error',
        file: '.rgz/policy.yaml',
        pointer: '/freezes/1/timezone',
        line,
        message: 'freeze "typo": there is no time zone "Europe/Pairs"; one is called e.g. Europe/Paris or UTC',
      }),
    ]);
    const policy = await repository.rgz('ada', 'policy', 'check', '--json');
    expect(policy.code).toBe(1);
    expect(policy.json).toMatchObject({
      ok: false,
      findings: [{ severity: 'error', pointer: '/freezes/1/timezone' }, {}],
    });

    const id = await repository.request();
    (await repository.rgz('cleo', 'approve', id)).orThrow();
    const gate = await freezeGate(repository, id);
    expect(gate).toMatchObject({ passed: false, remedy: ['rgz policy check'] });
    expect(gate?.because).toContain('cannot be read, so it counts as on: timezone: there is no time zone');
  });

  test('is mended like any policy', async () => {
    const repository = await withFreezes(broken);
    const mended = { ...repository.policyData(), version: 3, freezes: [{ ...broken, timezone: 'Europe/Paris' }] };
    repository.commit('ada', { files: { '.rgz/policy.yaml': stringify(mended, { aliasDuplicateObjects: false }) } });
    (await repository.rgz('dora', 'check', '--range', 'HEAD~1..HEAD')).orThrow();
    (await repository.rgz('dora', 'audit')).orThrow();
  });
});
