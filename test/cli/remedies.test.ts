import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { runGit } from '../kit/folder.ts';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';

interface Found {
  rule: string;
  file: string;
  commit?: string;
  remedy: string;
}

async function found(repository: Repository, ...args: string[]): Promise<readonly Found[]> {
  return ((await repository.rgz('dora', ...args, '--json')).json as { findings: Found[] }).findings;
}

/** Types what a remedy says, up to where it goes on in words. */
function type(repository: Repository, who: Who, remedy: string): void {
  const [command = ''] = /git (rebase|restore|pull) [^,;]*/.exec(remedy) ?? [];
  execFileSync('sh', ['-ec', command], { cwd: repository.work, env: repository.env(who), stdio: 'pipe' });
}

/** A signed repository whose clone is at its head, as Git sees it. */
async function signed(): Promise<{ repository: Repository; path: string; base: string }> {
  const repository = await makeRepository({ identity: 'signed' });
  const path = repository.pathOf(await repository.request());
  return { repository, path, base: repository.head() };
}

/** A commit by hand that nobody else has. */
function commit(
  repository: Repository,
  path: string,
  text: string | null,
  more: { key?: null; at?: number } = {},
): string {
  return repository.commit('dora', { files: { [path]: text }, push: false, ...more });
}

describe('what is told of a commit that nobody else has can be typed', () => {
  test('several that are not signed are signed by one command, and keep their dates', async () => {
    const { repository, path, base } = await signed();
    const text = repository.show(path);
    const at = Math.floor(Date.now() / 1000) - 500;
    commit(repository, path, `${text}\n# one\n`, { key: null, at });
    commit(repository, path, `${text}\n# one\n# two\n`, { key: null, at });
    const first = repository.git('rev-parse', 'HEAD~1');
    const findings = await found(repository, 'check', '--range', `${base}..HEAD`);
    expect(findings.map(({ rule }) => rule)).toEqual(['trail.unsigned', 'trail.unsigned']);
    const remedy = `its author signs it: git rebase -S --committer-date-is-author-date ${first.slice(0, 12)}~1`;
    expect(findings.map((each) => each.remedy)).toEqual([remedy, remedy]);
    expect((await found(repository, 'audit')).map((each) => each.remedy)).toEqual([remedy, remedy]);
    type(repository, 'dora', remedy);
    expect(await found(repository, 'check', '--range', `${base}..HEAD`)).toEqual([]);
    expect(repository.git('show', `HEAD:./${path}`)).toContain('# two');
    expect(Number(repository.git('log', '-1', '--format=%ct'))).toBe(at);
  });

  test.each([
    ['record.deleted', () => null],
    ['history.rewritten', (text: string) => text.replace(/by: dora@example.com/, 'by: carl@example.com')],
    ['status.state-differs', (text: string) => `${text.replace('state: pending', 'state: approved')}\n`],
  ])('one that breaks %s is left out, and what came after it stays', async (rule, change) => {
    const { repository, path, base } = await signed();
    const text = repository.show(path);
    const bad = commit(repository, path, change(text));
    commit(repository, 'README.md', 'something else\n');
    const findings = await found(repository, 'check', '--range', `${base}..HEAD`);
    const [{ remedy } = { remedy: '' }] = findings.filter((each) => each.rule === rule && each.commit === bad);
    expect(remedy).toContain(`--onto ${bad.slice(0, 12)}~1 ${bad.slice(0, 12)}`);
    type(repository, 'dora', remedy);
    expect(await found(repository, 'check', '--range', `${base}..HEAD`)).toEqual([]);
    expect([repository.show(path), repository.show('README.md')]).toEqual([text, 'something else']);
  });

  test('nothing is said of signing where the policy asks for none', async () => {
    const repository = await makeRepository();
    const path = repository.pathOf(await repository.request());
    commit(repository, path, null);
    const [deleted] = (await found(repository, 'audit')).filter(({ rule }) => rule === 'record.deleted');
    expect(deleted?.remedy).toMatch(/^leave the commit out: git rebase --committer-date-is-author-date --onto /);
  });

  test('where another branch is checked out, it says so', async () => {
    const repository = await makeRepository();
    const path = repository.pathOf(await repository.request());
    commit(repository, path, null);
    repository.git('checkout', '-q', '-b', 'other', 'HEAD~1');
    const [deleted] = (await found(repository, 'audit')).filter(({ rule }) => rule === 'record.deleted');
    expect(deleted?.remedy).toMatch(/^on the branch that holds it, leave the commit out: git rebase /);
  });

  test('what is only in the files is put back from HEAD', async () => {
    const { repository, path } = await signed();
    const text = repository.show(path);
    execFileSync('sed', ['-i', 's/state: pending/state: approved/', path], { cwd: repository.work });
    const [{ remedy } = { remedy: '' }] = await found(repository, 'check');
    expect(remedy).toBe(`git restore --source=HEAD --staged --worktree -- ${path}, and make the change with rgz`);
    type(repository, 'dora', remedy);
    expect(await found(repository, 'check')).toEqual([]);
    expect(repository.show(path)).toBe(text);
  });
});

describe('what is told of a commit that others have is true', () => {
  test.each([
    ['record.deleted', () => null],
    ['history.rewritten', (text: string) => text.replace(/by: dora@example.com/, 'by: carl@example.com')],
    ['trail.unsigned', (text: string) => `${text}\n# more\n`],
  ])('%s of a record stays, and another is opened', async (rule, change) => {
    const { repository, path } = await signed();
    const text = repository.show(path);
    const key = rule === 'trail.unsigned' ? { key: null } : {};
    repository.commit('dora', { files: { [path]: change(text) }, ...key });
    const told = (await found(repository, 'audit')).filter((each) => each.rule === rule);
    expect(told.map(({ remedy }) => remedy)).toEqual([
      'others have it, so the trail stays broken there and PR-2026-0001 in quarantine, whatever is committed on top of it: open another request that names it',
    ]);
    repository.commit('dora', { files: { [path]: `${text}\n` } });
    expect((await found(repository, 'audit')).map((each) => each.rule)).toContain(rule);
  });

  test('a configuration is put back by who may', async () => {
    const { repository } = await signed();
    const path = '.rgz/config.yaml';
    const text = repository.show(path);
    const forged = repository.commit('dora', { files: { [path]: `${text}\n# more\n` } });
    const [{ remedy } = { remedy: '' }] = await found(repository, 'audit');
    expect(remedy).toContain(
      `git restore --source=${forged.slice(0, 12)}~1 --staged --worktree -- ${path}, and git commit -S`,
    );
    type(repository, 'ada', remedy.replace(/^.*?: /, ''));
    const back = runGit(repository.work, repository.env('ada'), ['diff', '--staged', '--stat', `${forged}~1`]);
    expect(back).toBe('');
  });
});
