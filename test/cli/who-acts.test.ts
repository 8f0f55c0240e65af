import { beforeAll, describe, expect, test } from 'vitest';
import { homeAt, makeFolder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { requestFlags } from '../kit/requests.ts';

let repository: Repository;

beforeAll(async () => {
  repository = await makeRepository();
});

const create = ['request', 'create', ...requestFlags(), '--json'];

describe('who acts', () => {
  test('is who Git names: user.email of the configuration', async () => {
    expect((await repository.run('dora', create)).orThrow().json).toMatchObject({
      metadata: { createdBy: 'dora@example.com' },
    });
  });

  test('GIT_AUTHOR_EMAIL comes before the configuration', async () => {
    const ran = await repository.run('vera', create, { env: { GIT_AUTHOR_EMAIL: 'cleo@example.com' } });
    expect(ran.orThrow().json).toMatchObject({ metadata: { createdBy: 'cleo@example.com' } });
    expect(repository.git('log', '-1', '--format=%ae %(trailers:key=Rgz-Actor,valueonly)')).toBe(
      'cleo@example.com cleo@example.com',
    );
  });

  test('GIT_AUTHOR_EMAIL alone is who commits too, so that one machine can act for several people', async () => {
    const copy = repository.copy();
    const id = await copy.request('dora');
    const env = { GIT_AUTHOR_EMAIL: 'carl@example.com' };
    (await copy.run('dora', ['approve', id], { env })).orThrow();
    expect(copy.git('log', '-1', '--format=%ae %ce')).toBe('carl@example.com carl@example.com');
    expect((await copy.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
  });

  test('GIT_AUTHOR_EMAIL is enough where Git knows nobody', async () => {
    const env = { ...homeAt(makeFolder(), ''), GIT_AUTHOR_EMAIL: 'dora@example.com', GIT_AUTHOR_NAME: 'Dora' };
    (await repository.run('vera', create, { env })).orThrow();
    expect(repository.git('log', '-1', '--format=%an %ae %cn %ce')).toBe('Dora dora@example.com Dora dora@example.com');
  });

  test('a repository may have a user of its own', async () => {
    const copy = repository.copy();
    copy.git('config', 'user.email', 'cora@example.com');
    expect((await copy.run('dora', create)).orThrow().json).toMatchObject({
      metadata: { createdBy: 'cora@example.com' },
    });
  });

  test('nobody at all is exit 2, with what to type', async () => {
    const env = homeAt(makeFolder(), '');
    const before = repository.head();
    for (const args of [create, ['inbox', '--json'], ['request', 'list', '--mine', '--json']]) {
      const ran = await repository.run('dora', args, { env });
      expect([ran.code, ran.stdout, ran.error.code]).toEqual([2, '', 'identity.missing']);
      expect(ran.error.remedy[0]).toContain('git config');
    }
    expect(repository.head()).toBe(before);
  });

  test('reading needs no identity', async () => {
    const env = homeAt(makeFolder(), '');
    for (const args of [['request', 'list'], ['request', 'stats'], ['policy', 'show'], ['audit']]) {
      expect([args, (await repository.run('dora', args, { env })).code]).toEqual([args, 0]);
    }
  });

  test('a stranger may not create, and nothing is written', async () => {
    const before = repository.head();
    const ran = await repository.run('sam', create);
    expect([ran.code, ran.error.code, repository.head()]).toEqual([4, 'policy.not-allowed', before]);
    expect(ran.error.message).toContain('sam@elsewhere.example');
    expect(ran.error.remedy.join()).toContain('dora@example.com');
  });

  test.each([
    ['viewer', 'vera', 'tenant-finance'],
    ['devops of another tenant', 'dan', 'tenant-finance'],
    ['admin', 'ada', 'tenant-finance'],
    ['controller', 'robot', 'tenant-finance'],
  ] as const)('a %s may not create a request for the tenant', async (_, who, tenant) => {
    const ran = await repository.rgz(who, 'request', 'create', ...requestFlags({ tenant }), '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.not-allowed']);
  });

  test.each([
    ['devops of the tenant', 'dan', 'tenant-retail'],
    ['cpi of the tenant', 'carl', 'tenant-finance'],
    ['cpi-admin', 'cleo', 'tenant-retail'],
  ] as const)('a %s may', async (_, who, tenant) => {
    const ran = await repository.rgz(who, 'request', 'create', ...requestFlags({ tenant }), '--json');
    expect(ran.orThrow().json).toMatchObject({ metadata: { tenant }, status: { state: 'pending' } });
  });

  test('somebody whose address is taken off the policy does not become somebody else', async () => {
    const copy = repository.copy();
    const id = await copy.request();
    const path = copy.pathOf(id);
    const edited = `${copy.show(path)}\n`.replace('impactAssessment: low', 'impactAssessment: medium');
    const home = { name: 'C', email: 'carl@home.example' };
    copy.commit('carl', { author: home, committer: 'dora', files: { [path]: edited } });
    const policy = `${copy.show('.rgz/policy.yaml')}\n`.replace('version: 2', 'version: 3');
    copy.commit('ada', { files: { '.rgz/policy.yaml': policy.replace(/^.*carl@home\.example\n/m, '') } });
    const ran = await copy.rgz('carl', 'approve', id, '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.own-request']);
    expect((await copy.rgz('cleo', 'approve', id)).code).toBe(0);
  });
});
