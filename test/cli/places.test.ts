import { describe, expect, test } from 'vitest';
import { writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

interface Found {
  rule: string;
  file: string;
  line: number;
  column: number;
  message: string;
}

async function found(repository: Repository, ...args: string[]): Promise<readonly Found[]> {
  return ((await repository.rgz('dora', ...args, '--json')).json as { findings: Found[] }).findings;
}

function lineOf(text: string, part: string): number {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

describe('a finding stands where somebody has to look', () => {
  test('at an unknown key itself, whatever it has, also where there are several', async () => {
    const repository = await makeRepository({ remote: false });
    const path = '.rgz/config.yaml';
    const text = `${repository.show(path)}\nfoo: 1\nbar:\n  baz: 1\n`;
    writeUnder(repository.work, path, text);
    const places = (await found(repository, 'check')).map(({ message, line, column }) => [
      /"(.*)"/.exec(message)?.[1],
      line,
      column,
    ]);
    expect(places).toEqual([
      ['foo', lineOf(text, 'foo:'), 1],
      ['bar', lineOf(text, 'bar:'), 1],
    ]);
  });

  test('at a key of a record that is not spelt right', async () => {
    const repository = await makeRepository({ remote: false });
    const path = repository.pathOf(await repository.request());
    const text = `${repository.show(path).replace('rollbackPlan:', 'rolbackPlan:')}\n`;
    writeUnder(repository.work, path, text);
    const misspelt = (await found(repository, 'check')).find(({ message }) => message.includes('rolbackPlan'));
    expect(misspelt).toMatchObject({ line: lineOf(text, 'rolbackPlan:'), column: 5 });
  });

  test('at the line that a commit changed, of policy, configuration and tenants', async () => {
    const repository = await makeRepository();
    const base = repository.head();
    const config = `${repository.show('.rgz/config.yaml')}\n# more\n`;
    repository.commit('dora', { files: { '.rgz/config.yaml': config } });
    const before = repository.show('.rgz/policy.yaml');
    const policy = `${before.replace('version: 2', 'version: 3').replace('- role: viewer', '- role: admin')}\n`;
    repository.commit('dora', { files: { '.rgz/policy.yaml': policy } });
    const changed = before
      .split('\n')
      .findIndex((line, at) => line !== policy.split('\n')[at] && !line.startsWith('version'));
    for (const args of [['audit'], ['check', '--range', `${base}..HEAD`]]) {
      const places = (await found(repository, ...args)).map(({ rule, file, line }) => [rule, file, line]);
      expect(places).toEqual([
        ['policy.not-allowed', '.rgz/config.yaml', lineOf(config, '# more')],
        ['policy.not-allowed', '.rgz/policy.yaml', changed + 1],
      ]);
    }
    const bumped = policy.replace('version: 3', 'version: 4');
    repository.commit('dora', { files: { '.rgz/policy.yaml': bumped } });
    const [last] = await found(repository, 'check', '--range', 'HEAD~1..HEAD');
    expect(last).toMatchObject({ rule: 'policy.not-allowed', line: lineOf(bumped, 'version: 4') });
  });
});
