import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { requestFlags } from '../kit/requests.ts';

const admin = { emails: ['ada@example.com'], roles: [{ role: 'admin' }] };
const carl = { emails: ['carl@example.com'], roles: [{ role: 'cpi' }] };

let pending: Repository;
let id: string;

beforeAll(async () => {
  pending = await makeRepository();
  id = await pending.request();
});

/** A repository with a pending request, in which somebody then committed this policy by hand. */
function withPolicy(policy: string | Record<string, unknown>): Repository {
  const repository = pending.copy();
  const text =
    typeof policy === 'string'
      ? policy
      : stringify({ ...repository.policyData(), version: 3, ...policy }, { aliasDuplicateObjects: false });
  repository.commit('ada', { files: { '.rgz/policy.yaml': text } });
  return repository;
}

describe('with a policy that cannot be used nothing is decided, and the refusal says why', () => {
  test.each([
    ['a quorum of 0', { promotions: { quorum: { low: 0 } } }, 'quorum'],
    ['a quorum below 0', { promotions: { quorum: { low: -1 } } }, 'quorum'],
    ['a quorum that is text', { promotions: { quorum: { low: 'none' } } }, 'quorum'],
    ['nobody in it', { people: [] }, 'people'],
    ['an unknown role', { people: [admin, { emails: ['carl@example.com'], roles: [{ role: 'wizard' }] }] }, 'wizard'],
    ['an alias of an unknown role', { aliases: { boss: 'wizard' } }, 'wizard'],
    ['an alias that hides a role', { aliases: { viewer: 'cpi' } }, 'viewer'],
    ['two people with one address', { people: [admin, carl, { ...carl, name: 'Other' }] }, 'carl@example.com'],
    [
      'two people with one address in two spellings',
      { people: [admin, carl, { emails: ['CARL@example.com'], roles: [] }] },
      'carl@example.com',
    ],
    ['an unknown key', { permissive: true }, 'permissive'],
    ['an unknown identity', { identity: 'none' }, 'identity'],
    ['no version', { version: null }, 'version'],
    ['text that is no YAML', '{ not: [yaml', 'line 1'],
    ['a YAML alias', 'people: &a []\nfreezes: *a\n', 'line 1'],
    ['nothing in it', '', 'line 1'],
  ])('%s', async (_, policy: string | Record<string, unknown>, about) => {
    const repository = withPolicy(policy);
    const before = repository.head();
    const ran = await repository.rgz('carl', 'approve', id, '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([3, '', 'policy.invalid']);
    expect(JSON.stringify(ran.error)).toContain(about);
    expect(ran.error.remedy).not.toEqual([]);
    expect(repository.head()).toBe(before);
    const check = await repository.rgz('ada', 'policy', 'check', '--json');
    expect([check.code, check.json]).toEqual([1, expect.objectContaining({ ok: false })]);
    expect(check.stdout).toContain(about);
  });

  test('not even the policy can be changed by a command, and nothing can be created', async () => {
    const repository = withPolicy({ promotions: { quorum: { low: 0 } } });
    const before = repository.head();
    for (const args of [
      ['reject', id, '--reason', 'not good enough yet'],
      ['request', 'create', ...requestFlags()],
      ['request', 'cancel', id],
      ['policy', 'grant', 'carl@example.com', '--role', 'cpi'],
      ['explain', id],
    ]) {
      const ran = await repository.rgz('ada', ...args, '--json');
      expect([args[0], ran.code, ran.stdout, ran.error.code]).toEqual([args[0], 3, '', 'policy.invalid']);
    }
    expect(repository.head()).toBe(before);
  });

  test('reading still works, so that the way out can be found', async () => {
    const repository = withPolicy({ promotions: { quorum: { low: 0 } } });
    expect((await repository.rgz('carl', 'request', 'list', '--json')).orThrow().json).toMatchObject([{ id }]);
  });
});

describe('a policy that can be used and leaves nobody', () => {
  test('to approve: the refusal says that nobody may, and what an admin types', async () => {
    const repository = withPolicy({ people: [admin] });
    const ran = await repository.rgz('carl', 'approve', id, '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.not-allowed']);
    expect(ran.error.remedy.join()).toMatch(/nobody else may.*rgz policy grant/);
  });

  test('with a person without an address', async () => {
    const repository = withPolicy({ people: [admin, { emails: [], roles: [{ role: 'cpi' }] }] });
    expect((await repository.rgz('carl', 'approve', id, '--json')).error.code).toBe('policy.invalid');
  });

  test('a quorum that nobody can reach keeps the request pending, and explain says so', async () => {
    const repository = withPolicy({ promotions: { quorum: { low: 100 } } });
    for (const who of ['carl', 'cleo', 'cora'] as const) (await repository.rgz(who, 'approve', id)).orThrow();
    const explained = await repository.rgz('carl', 'explain', id, '--json');
    expect(explained.json).toMatchObject({ state: 'pending' });
    expect(explained.stdout).toContain('3 of 100');
  });
});
