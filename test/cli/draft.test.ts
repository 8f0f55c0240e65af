import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';
import { type RecordWish, recordPath, recordText } from '../kit/requests.ts';

const id = 'PR-2026-0001';
let fixture: Repository;

beforeAll(async () => {
  fixture = await makeRepository();
});

/** A copy with a draft that `who` added by hand, and its commit. */
function drafted(who: 'dora' | 'dan' | 'vera' | 'sam' | 'carl', wish: Partial<RecordWish> = {}) {
  const repository = fixture.copy();
  const text = `# a draft by hand\n${recordText({ id, ...wish })}`;
  const commit = repository.commit(who, { files: { [recordPath({ id, ...wish })]: text } });
  return { repository, commit, text };
}

test('a record that was not pushed is decided on by nobody, and what to do is told', async () => {
  const repository = fixture.copy();
  repository.commit('dora', { files: { [recordPath({ id })]: recordText({ id }) }, push: false });
  expect((await repository.rgz('carl', 'show', id)).code).toBe(0);
  const ran = await repository.rgz('carl', 'approve', id, '--json');
  expect([ran.code, ran.error.code, ran.error.message, ran.error.remedy]).toEqual([
    3,
    'record.unknown',
    `${id} is in this clone only: origin does not have it yet`,
    ['git push origin main'],
  ]);
});

describe('a record that somebody added by hand', () => {
  test('is shown and listed as a draft, and waits in the inbox', async () => {
    const { repository } = drafted('dora');
    expect((await repository.rgz('vera', 'show', id)).stdout).toMatch(/State +✎ draft/);
    const list = async (...args: string[]) => (await repository.rgz('carl', 'request', 'list', ...args, '--json')).json;
    for (const filter of [[], ['--state', 'draft'], ['--pending-for-me'], ['--pending-for-me', '--state', 'draft']])
      expect(await list(...filter)).toMatchObject([{ id, state: 'draft' }]);
    for (const filter of [
      ['--state', 'pending'],
      ['--pending-for-me', '--state', 'pending'],
    ])
      expect(await list(...filter)).toEqual([]);
    expect((await repository.rgz('carl', 'request', 'list')).stdout).toContain('✎ draft');
    expect((await repository.rgz('carl', 'inbox', '--json')).json).toMatchObject([{ id, state: 'draft' }]);
    expect((await repository.rgz('carl', 'explain', id, '--json')).json).toMatchObject({
      state: 'draft',
      mayDecide: true,
    });
    expect((await repository.rgz('dora', 'inbox', '--json')).json).toEqual([]);
    expect((await repository.rgz('vera', 'log', id, '--json')).json).toMatchObject([
      { action: 'added by hand', by: 'dora@example.com' },
    ]);
    expect((await repository.rgz('vera', 'check', '--json')).json).toMatchObject({ ok: true });
  });

  test('is adopted by the next decision, with an event that names the author and the commit', async () => {
    const { repository, commit, text } = drafted('dora');
    const ran = await repository.rgz('carl', 'approve', id, '--json');
    expect(ran.orThrow().json).toMatchObject({
      status: {
        state: 'approved',
        history: [
          { action: 'created', by: 'dora@example.com', adopted: commit, digest: expect.stringMatching(/^sha256:/) },
          { action: 'approved', by: 'carl@example.com' },
        ],
      },
    });
    expect(
      repository.git('log', '--format=%s|%(trailers:key=Rgz-Actor,valueonly,separator=%x2C)', '-2').split('\n'),
    ).toEqual([
      `${id}: approved by carl@example.com|carl@example.com`,
      `${id}: draft by dora@example.com adopted|carl@example.com`,
    ]);
    expect(repository.show(repository.pathOf(id)).startsWith(text.trimEnd())).toBe(true);
    expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
  });

  test('is adopted also by an edit, a cancellation and a rejection', async () => {
    for (const args of [
      ['request', 'edit', id, '--set', 'request.impactAssessment=high'],
      ['request', 'cancel', id],
      ['reject', id, '--reason', 'not good enough yet'],
    ]) {
      const { repository } = drafted('dora');
      const ran = await repository.rgz('cleo', ...args, '--json');
      expect(ran.orThrow().json).toMatchObject({
        status: { history: [{ action: 'created', by: 'dora@example.com' }, {}] },
      });
    }
  });

  test.each(['vera', 'sam', 'dan'] as const)('by %s, who may not create it, is refused', async (who) => {
    const { repository, commit } = drafted(who);
    const ran = await repository.rgz('carl', 'approve', id, '--json');
    expect([ran.code, ran.stdout, ran.error.code]).toEqual([4, '', 'policy.not-allowed']);
    expect(ran.error.remedy.join()).toContain('rgz request create -f');
    expect(repository.head()).toBe(commit);
  });

  test.each([
    ['sam', ['approve', id], 'policy.not-allowed'],
    ['vera', ['approve', id], 'policy.not-allowed'],
    ['dora', ['approve', id], 'policy.own-request'],
    ['sam', ['reject', id, '--reason', 'not good enough yet'], 'policy.not-allowed'],
    ['sam', ['request', 'cancel', id], 'policy.not-allowed'],
    ['dora', ['request', 'retry', id], 'state.not-failed'],
    ['dora', ['request', 'edit', id, '--set', 'request.impactAssessment=low'], 'input.invalid'],
  ] as const)('is left a draft when %s is refused: %j', async (who, args, code) => {
    const { repository, commit } = drafted('dora');
    const ran = await repository.rgz(who, ...args, '--json');
    expect([ran.stdout, ran.error.code]).toEqual(['', code]);
    expect([repository.head(), repository.git('rev-parse', 'origin/main')]).toEqual([commit, commit]);
    expect(repository.git('status', '--porcelain')).toBe('');
    expect((await repository.rgz('vera', 'show', id, '--json')).json).toMatchObject({ derived: { state: 'draft' } });
  });

  test('is adopted and decided on at once: a push that is refused leaves neither', async () => {
    const { repository, commit } = drafted('dora');
    const hook = '#!/bin/sh\nexit 1\n';
    chmodSync(writeUnder(repository.remote ?? '', 'hooks/pre-receive', hook), 0o755);
    const refused = await repository.rgz('carl', 'approve', id, '--json');
    expect([refused.code, refused.error.code]).toEqual([6, 'git.push-refused']);
    expect([repository.head(), repository.git('ls-remote', 'origin', 'main').slice(0, 40)]).toEqual([commit, commit]);
    rmSync(join(repository.remote ?? '', 'hooks/pre-receive'));
    (await repository.rgz('carl', 'approve', id)).orThrow();
    expect(repository.git('rev-parse', 'HEAD~2', 'origin/main~2').split('\n')).toEqual([commit, commit]);
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  test('cannot be decided on by who added it, whatever it says in createdBy', async () => {
    const { repository } = drafted('carl', { createdBy: 'dora@example.com' });
    const ran = await repository.rgz('carl', 'approve', id, '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.own-request']);
  });

  test('nor by who it says created it', async () => {
    const { repository } = drafted('dora', { createdBy: 'carl@home.example' });
    const ran = await repository.rgz('carl', 'approve', id, '--json');
    expect([ran.code, ran.error.code]).toEqual([4, 'policy.own-request']);
  });

  test.each([
    ['an unknown tenant', { tenant: 'tenant-nope' }, 'input.unknown-tenant'],
    ['an unknown environment', { from: 'mars' }, 'input.unknown-environment'],
    ['a justification that is too short', { justification: 'short' }, 'schema.invalid'],
  ])('with %s is refused', async (_, wish, code) => {
    const { repository, commit } = drafted('dora', wish);
    const ran = await repository.rgz('cleo', 'approve', id, '--json');
    expect([ran.code, ran.stdout, ran.error.code, repository.head()]).toEqual([3, '', code, commit]);
    expect(ran.error.remedy).not.toEqual([]);
  });

  test('whose schedule has passed meanwhile is still adopted', async () => {
    const { repository } = drafted('dora');
    const path = repository.pathOf(id);
    repository.commit('dora', {
      files: {
        [path]: repository
          .show(path)
          .concat('\n')
          .replace('rollbackPlan:', 'scheduledDate: 2026-01-01T00:00:00Z\n    rollbackPlan:'),
      },
    });
    expect((await repository.rgz('carl', 'approve', id)).code).toBe(0);
  });
});
