import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';

let fixture: Repository;

beforeAll(async () => {
  fixture = await makeRepository();
});

async function shown(repository: Repository) {
  return (await repository.rgz('vera', 'policy', 'show', '--json')).orThrow().json;
}

/** The policy of a repository in which these people have their key listed. */
async function withKeys(...keyed: Who[]): Promise<Repository> {
  const repository = fixture.copy();
  for (const who of keyed)
    (
      await repository.rgz('ada', 'policy', 'grant', `${who}@example.com`, '--key', `${repository.keyFile(who)}.pub`)
    ).orThrow();
  return repository;
}

/** Git settings of somebody who signs. */
const signing = {
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'gpg.format',
  GIT_CONFIG_VALUE_0: 'ssh',
  GIT_CONFIG_KEY_1: 'user.signingkey',
  GIT_CONFIG_VALUE_1: '~/id_ed25519.pub',
};

describe('rgz policy set identity signed', () => {
  test('proves every commit from then on, and tells who cannot act any more', async () => {
    const repository = await withKeys('ada', 'carl');
    const id = await repository.request();
    const ran = (await repository.rgz('ada', 'policy', 'set', 'identity', 'signed')).orThrow();
    expect(ran.stdout).toBe('policy version 5: identity is signed\n');
    expect(ran.stderr).toContain('dora@example.com has no key and cannot act any more');
    expect(ran.stderr).not.toContain('carl@example.com');
    expect(ran.stderr).toContain('git config gpg.format ssh');
    expect(await shown(repository)).toMatchObject({ version: 5, identity: 'signed' });
    const unsigned = await repository.rgz('carl', 'approve', id, '--json');
    expect([unsigned.code, unsigned.error.code]).toEqual([2, 'identity.no-signing-key']);
    const explained = (await repository.rgz('carl', 'explain', id)).orThrow().stdout;
    expect(explained).toContain('carl@example.com may not approve it:');
    expect(explained).toContain('→ git config gpg.format ssh');
    (await repository.run('carl', ['approve', id], { env: signing })).orThrow();
    expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, signed: 1 });
    expect(repository.git('log', '-2', '--format=%s', '--', '.rgz/policy.yaml').split('\n')[0]).toBe(
      'policy: ada@example.com sets identity to signed',
    );
  });

  test('--json names those without a key', async () => {
    const repository = await withKeys('ada');
    const ran = (await repository.rgz('ada', 'policy', 'set', 'identity', 'signed', '--json')).orThrow();
    expect(ran.json).toEqual({
      setting: 'identity',
      value: 'signed',
      version: 4,
      changed: true,
      withoutKey: ['dora', 'dan', 'carl', 'cleo', 'cora', 'vera', 'controller'].map((name) => `${name}@example.com`),
    });
  });

  test('is refused while the admin who types it has no key', async () => {
    const repository = await withKeys('carl');
    const before = repository.head();
    const ran = await repository.rgz('ada', 'policy', 'set', 'identity', 'signed', '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([4, '', 'policy.unknown-key']);
    expect(ran.error.remedy).toEqual(['rgz policy grant ada@example.com --key ~/.ssh/id_ed25519.pub']);
    expect(repository.head()).toBe(before);
  });

  test('and back: names are claims again, by a commit that is signed', async () => {
    const repository = await withKeys('ada');
    (await repository.rgz('ada', 'policy', 'set', 'identity', 'signed')).orThrow();
    expect((await repository.rgz('ada', 'policy', 'set', 'identity', 'author')).code).toBe(2);
    const ran = (await repository.run('ada', ['policy', 'set', 'identity', 'author'], { env: signing })).orThrow();
    expect(ran.stderr).toContain('a claim, not a proof');
    expect(await shown(repository)).toMatchObject({ identity: 'author' });
    expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
  });

  test('leaves an admin with a key: the last of them cannot be revoked', async () => {
    const repository = await withKeys('ada');
    (await repository.rgz('ada', 'policy', 'grant', 'cleo@example.com', '--role', 'admin')).orThrow();
    (await repository.rgz('ada', 'policy', 'set', 'identity', 'signed')).orThrow();
    const revoke = ['policy', 'revoke', 'ada@example.com', '--role', 'admin', '--json'];
    const ran = await repository.run('ada', revoke, { env: signing });
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.last-admin']);
  });
});

describe('rgz policy set', () => {
  test.each([
    ['promotions.quorum.low', '2', { promotions: { quorum: { low: 2, medium: 1, high: 1, critical: 2 } } }],
    ['promotions.quorum.critical', '3', { promotions: { quorum: { critical: 3 } } }],
    ['promotions.requireSource', 'true', { promotions: { requireSource: true } }],
  ])('%s %s changes that value and no other line', async (setting, value, expected) => {
    const repository = fixture.copy();
    const before = repository.head();
    (await repository.rgz('ada', 'policy', 'set', setting, value)).orThrow();
    expect(await shown(repository)).toMatchObject({ version: 3, ...expected });
    const added = repository.git('diff', '-U0', before, 'HEAD').match(/^\+ *[a-z].*$/gim);
    expect(added).toHaveLength(2);
    expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
    const again = await repository.rgz('ada', 'policy', 'set', setting, value, '--json');
    expect(again.json).toMatchObject({ version: 3, changed: false });
  });

  test('makes the sections that a short policy leaves out', async () => {
    const repository = fixture.copy();
    const { promotions: _promotions, ...short } = repository.policyData();
    const text = `${stringify({ ...short, version: 3 }, { aliasDuplicateObjects: false })}# the end\n`;
    repository.commit('ada', { files: { '.rgz/policy.yaml': text } });
    for (const [setting, value] of [
      ['promotions.quorum.high', '2'],
      ['promotions.quorum.low', '3'],
      ['promotions.emergency.quorum', '2'],
      ['promotions.retries', '1'],
      ['onboarding.requireCutover', 'true'],
    ] as const)
      (await repository.rgz('ada', 'policy', 'set', setting, value)).orThrow();
    expect(await shown(repository)).toMatchObject({ promotions: { quorum: { low: 3, high: 2, critical: 2 } } });
    expect(repository.show('.rgz/policy.yaml')).toContain('onboarding:\n  requireCutover: true');
    expect(repository.show('.rgz/policy.yaml')).toContain('# the end');
  });

  test.each([
    ['promotions.quorum.low', '0', 3, 'input.invalid'],
    ['promotions.quorum.low', 'two', 3, 'input.invalid'],
    ['promotions.quorum.low', '999999999', 3, 'schema.invalid'],
    ['promotions.requireSource', 'yes', 3, 'input.invalid'],
    ['identity', 'none', 3, 'input.invalid'],
    ['people', '[]', 2, 'usage.invalid'],
    ['version', '9', 2, 'usage.invalid'],
    ['__proto__', 'true', 2, 'usage.invalid'],
    ['constructor', 'true', 2, 'usage.invalid'],
  ])('%s %s is refused, and nothing is written', async (setting, value, code, error) => {
    const before = fixture.head();
    const ran = await fixture.rgz('ada', 'policy', 'set', setting, value, '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([code, '', error]);
    expect(ran.error.remedy).not.toEqual([]);
    expect(fixture.head()).toBe(before);
  });

  test.each(['dora', 'cleo', 'vera', 'robot', 'sam'] as const)('is not for %s', async (who) => {
    const before = fixture.head();
    const ran = await fixture.rgz(who, 'policy', 'set', 'promotions.requireSource', 'true', '--json');
    expect([ran.code, ran.error.code, fixture.head()]).toEqual([4, 'policy.not-allowed', before]);
  });
});
