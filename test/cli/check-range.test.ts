import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRepository, type Repository } from '../kit/repository.ts';

interface Told {
  checked: number;
  findings: { rule: string; file: string; commit?: string }[];
}

/** Commits that are not signed, each of which changes the same file. */
function unsigned(repository: Repository, path: string, texts: readonly string[]): string[] {
  return texts.map((text) =>
    repository.commit('dora', { files: { [path]: `${repository.show(path)}\n${text}\n` }, key: null }),
  );
}

describe('rgz check --range tells each commit that breaks a rule', () => {
  test('of two that break the same rule at the same file with the same words, in every format', async () => {
    const repository = await makeRepository({ identity: 'signed' });
    const path = repository.pathOf(await repository.request());
    const base = repository.head();
    const commits = unsigned(repository, path, ['# one', '# two']);
    const range = ['check', '--range', `${base}..HEAD`];
    const ran = await repository.rgz('dora', ...range, '--json');
    const { findings } = ran.json as Told;
    expect(findings.map(({ rule, file }) => [rule, file])).toEqual([
      ['trail.unsigned', path],
      ['trail.unsigned', path],
    ]);
    expect(findings.map(({ commit }) => commit).sort()).toEqual([...commits].sort());
    for (const format of ['text', 'sarif', 'junit', 'github']) {
      const { stdout } = await repository.rgz('dora', ...range, '--format', format);
      for (const commit of commits)
        expect([format, stdout]).toEqual([format, expect.stringContaining(commit.slice(0, 12))]);
    }
  });

  test('but once what a commit broke and the files still show, with the commit', async () => {
    const repository = await makeRepository();
    const path = repository.pathOf(await repository.request());
    const base = repository.head();
    const text = repository.show(path).replace('state: pending', 'state: approved');
    const commit = repository.commit('dora', { files: { [path]: `${text}\n` } });
    const { json } = await repository.rgz('dora', 'check', '--range', `${base}..HEAD`, '--json');
    expect((json as Told).findings).toMatchObject([{ rule: 'status.state-differs', file: path, commit }]);
  });
});

describe('rgz check --range says how many commits were judged', () => {
  test('in every format, also where no record is among them', async () => {
    const repository = await makeRepository();
    const base = repository.head();
    const path = '.rgz/config.yaml';
    for (const text of ['# one', '# two'])
      repository.commit('ada', { files: { [path]: `${repository.show(path)}\n${text}\n` } });
    await repository.request();
    const range = ['check', '--range', `${base}..HEAD`];
    const told = async (...more: string[]) => (await repository.rgz('dora', ...range, ...more)).orThrow();
    const text = await told();
    expect([text.stdout, text.stderr]).toEqual(['✓ 3 commits and 1 record checked, nothing to say\n', '']);
    expect((await told('--json')).json).toEqual({ ok: true, checked: 1, commits: 3, findings: [] });
    expect((await told('--format', 'junit')).stdout).toContain('name="3 commits and 1 record checked"');
    expect((await told('--format', 'github')).stdout).toBe('3 commits and 1 record checked, nothing to say\n');
    const settings = await repository.rgz('dora', 'check', '--range', `${base}..HEAD~1`);
    expect(settings.stdout).toBe('✓ 2 commits and 0 records checked, nothing to say\n');
  });

  test('and warns where there is none between two ends', async () => {
    const repository = await makeRepository();
    const base = repository.head();
    await repository.request();
    const head = repository.head();
    const same = await repository.rgz('dora', 'check', '--range', 'HEAD..HEAD');
    expect([same.code, same.stdout, same.stderr]).toEqual([
      0,
      '✓ 0 commits and 0 records checked, nothing to say\n',
      '',
    ]);
    for (const quiet of [[], ['--quiet']]) {
      const reversed = await repository.rgz('dora', ...quiet, 'check', '--range', `${head}..${base}`);
      expect([reversed.code, reversed.stdout]).toEqual([0, '✓ 0 commits and 0 records checked, nothing to say\n']);
      expect(reversed.stderr).toContain(`${head}..${base} holds no commit, so none was judged`);
      expect(reversed.stderr).toContain(`rgz check --range ${base}..${head}`);
    }
  });
});

test('rgz audit says which branch and commit it judged, whichever is checked out', async () => {
  const repository = await makeRepository();
  await repository.request();
  const head = repository.head();
  repository.git('checkout', '-q', '-b', 'other', 'HEAD~1');
  const { stdout } = (await repository.rgz('dora', 'audit')).orThrow();
  expect(stdout).toBe(`✓ main at ${head.slice(0, 12)}: 3 commits, 0 signed, 1 record: the trail holds\n`);
  expect((await repository.rgz('dora', 'audit', '--json')).json).toMatchObject({ branch: 'main', head });
});

test('rgz check of a repository without commits says what rgz audit says', async () => {
  const repository = await makeRepository({ remote: false });
  const folder = join(repository.root, 'empty');
  repository.git('init', '-q', folder);
  const tell = async (...args: string[]) => {
    const { code, error } = await repository.run('dora', [...args, '--json'], { cwd: folder });
    return { code, error };
  };
  const audit = await tell('audit');
  expect([audit.code, audit.error.code]).toEqual([6, 'repository.not-found']);
  expect(await tell('check')).toEqual(audit);
});
