import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runGit, writeUnder } from '../kit/folder.ts';
import { makeRepository } from '../kit/repository.ts';
import { recordPath, recordText } from '../kit/requests.ts';
import { installHook, rgzOnPath } from '../kit/server-hook.ts';

const draft = { id: 'PR-2026-0007' };
const path = recordPath(draft);

/** A clone whose commits run the hook that `rgz init` gives. */
async function hooked() {
  const repository = await makeRepository({ remote: false });
  installHook(join(repository.work, '.git'), 'pre-commit');
  const base = repository.env('dora');
  const env = { ...base, PATH: `${rgzOnPath(repository.root)}:${base.PATH}` };
  const commit = (...args: string[]) => {
    const { status, stderr } = spawnSync('git', ['commit', '-qm', 'by hand', ...args], {
      cwd: repository.work,
      env,
      encoding: 'utf8',
    });
    return { status, stderr };
  };
  const write = (file: string, text: string) => writeUnder(repository.work, file, text);
  return { repository, commit, write };
}

describe('rgz hook pre-commit', () => {
  test('judges what is staged, not what lies in the checkout', async () => {
    const { repository, commit, write } = await hooked();
    write(path, recordText(draft));
    repository.git('add', '-A');
    write(path, 'spec: [\n');
    expect(commit()).toEqual({ status: 0, stderr: '' });

    repository.git('add', '-A');
    write(path, recordText(draft));
    const refused = commit();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/^✗ rgz refuses this commit: 1 error\n/);
    expect(refused.stderr).toContain(`${path}:`);
    expect(refused.stderr).toContain('[yaml.invalid]');
    expect(commit('--no-verify').status).toBe(0);
  });

  test('judges the index that Git makes for a part of the changes', async () => {
    const { repository, commit, write } = await hooked();
    write(path, recordText(draft));
    write('requests/prod/junk.yaml', 'hello\n');
    repository.git('add', '-A');
    expect(commit('--', path).status).toBe(0);
    const rest = commit('-a');
    expect(rest.status).toBe(1);
    expect(rest.stderr).toContain('[tree.unexpected-file]');
    expect(repository.git('status', '--short')).toBe('A  requests/prod/junk.yaml');
  });

  test('reads tenants, policy and configuration as they are staged with it', async () => {
    const { repository, commit, write } = await hooked();
    write(path, recordText({ ...draft, tenant: 'tenant-new' }));
    repository.git('add', '-A');
    expect(commit().stderr).toContain('there is no tenant "tenant-new"');
    const tenant = repository.show('tenants/tenant-finance/tenant.yaml').replaceAll('tenant-finance', 'tenant-new');
    write('tenants/tenant-new/tenant.yaml', tenant);
    repository.git('add', '-A');
    expect(commit()).toEqual({ status: 0, stderr: '' });
    repository.git('rm', '-q', '--cached', '.rgz/policy.yaml');
    expect(commit().stderr).toContain('[policy.invalid]');
    repository.git('reset', '-q');
    rmSync(join(repository.work, path));
    symlinkSync('../../../../../.rgz/policy.yaml', join(repository.work, path));
    repository.git('add', '-A');
    expect(commit().stderr).toContain('[tree.not-a-file]');
  });

  test('works in another worktree, before the first commit, and where there are no records', async () => {
    const { repository, commit, write } = await hooked();
    const other = join(repository.root, 'other');
    repository.git('worktree', 'add', '-q', '--detach', other);
    writeUnder(other, 'requests/prod/junk.yaml', 'hello\n');
    runGit(other, repository.env('dora'), ['add', '-A']);
    const there = await repository.run('dora', ['hook', 'pre-commit', '--json'], { cwd: other });
    expect([there.code, there.json]).toEqual([1, expect.objectContaining({ ok: false })]);
    const here = await repository.rgz('dora', 'hook', 'pre-commit', '--json');
    expect([here.code, here.json]).toEqual([0, { ok: true, checked: 0, findings: [] }]);

    repository.git('checkout', '-q', '--orphan', 'unborn');
    write('requests/prod/junk.yaml', 'hello\n');
    repository.git('add', '-A');
    expect(commit().stderr).toContain('[tree.unexpected-file]');
    repository.git('rm', '-rqf', '.');
    write('README.md', 'hello\n');
    repository.git('add', '-A');
    expect(commit()).toEqual({ status: 0, stderr: '' });
  });
});
