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
