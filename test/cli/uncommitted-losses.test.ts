import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { writeUnder } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

let fixture: Repository;
let path: string;
let other: string;

beforeAll(async () => {
  fixture = await makeRepository({ remote: false });
  const id = await fixture.request();
  other = fixture.pathOf(await fixture.request());
  (await fixture.rgz('carl', 'approve', id)).orThrow();
  path = fixture.pathOf(id);
});

interface Told {
  findings: { rule: string; severity: string; file: string; line: number; remedy: string }[];
}

const rewrite = (change: (text: string) => string) => (repository: Repository) => {
  const text = `${repository.show(path)}\n`;
  expect(change(text)).not.toBe(text);
  writeUnder(repository.work, path, change(text));
};

test.each<[string, (repository: Repository) => void, () => string[]]>([
  ['a record deleted', ({ work }) => rmSync(join(work, path)), () => [`record.deleted ${path}`]],
  [
    'a record renamed',
    ({ work }) => renameSync(join(work, path), join(work, path.replace('0001', '0009'))),
    () => [`record.deleted ${path}`, `record.misplaced ${path.replace('0001', '0009')}`],
  ],
  [
    'a record that became a link',
    ({ work }) => {
      rmSync(join(work, path));
      symlinkSync('elsewhere', join(work, path));
    },
    () => [`record.deleted ${path}`, `tree.not-a-file ${path}`],
  ],
  [
    'a tenant deleted',
    ({ work }) => rmSync(join(work, 'tenants/tenant-retail/tenant.yaml')),
    () => ['record.deleted tenants/tenant-retail/tenant.yaml'],
  ],
  [
    'an event that was changed',
    rewrite((text) => text.replace(/by: dora@example.com/, 'by: vera@example.com')),
    () => [`history.rewritten ${path}`],
  ],
])('%s is told before it is committed, of the checkout and of what is staged', async (_what, spoil, expected) => {
  const rules = expected();
  const repository = fixture.copy();
  spoil(repository);
  const told = async (...args: string[]) => {
    const { code, json } = await repository.rgz('vera', ...args, '--json');
    const { findings } = json as Told;
    return { code, findings, rules: findings.map(({ rule, file }) => `${rule} ${file}`) };
  };
  const whole = await told('check');
  expect([whole.code, whole.rules]).toEqual([1, expect.arrayContaining(rules)]);
  const [lost] = whole.findings.filter(({ rule }) => ['record.deleted', 'history.rewritten'].includes(rule));
  expect(lost).toMatchObject({ severity: 'error' });
  expect((await told('check')).rules).toEqual(whole.rules);
  expect((await told('check', 'requests', 'tenants')).rules).toEqual(expect.arrayContaining(rules));
  expect((await told('check', other)).rules).toEqual([]);
  repository.git('add', '-A');
  const staged = await repository.rgz('vera', 'hook', 'pre-commit');
  expect(staged.code).toBe(1);
  for (const each of rules) expect(staged.stderr).toContain(`[${each.split(' ')[0]}]`);
  const [, ...restore] = (lost?.remedy ?? '').split(' ');
  repository.git(...restore);
  repository.git('rm', '-q', '-f', '--ignore-unmatch', path.replace('0001', '0009'));
  expect((await told('check')).rules).toEqual([]);
  expect((await repository.rgz('vera', 'hook', 'pre-commit')).code).toBe(0);
});

test.each(['--assume-unchanged', '--skip-worktree'])(
  'a file at which Git does not look (%s) is looked at',
  async (flag) => {
    const repository = fixture.copy();
    const check = async (...args: string[]) => {
      const { code, json } = await repository.rgz('vera', 'check', ...args, '--json');
      return [code, ...(json as Told).findings.map(({ rule }) => rule)];
    };
    repository.git('update-index', flag, path);
    expect(await check()).toEqual([0]);
    rewrite((text) => text.replace('state: approved', 'state: deployed'))(repository);
    expect(repository.git('status', '--short')).toBe('');
    for (const args of [[], [path], ['requests'], []])
      expect(await check(...args)).toEqual([1, 'status.state-differs']);
  },
);

test('events that were dropped are told, and one that was added at the end is not', async () => {
  const repository = fixture.copy();
  const check = async () => ((await repository.rgz('vera', 'check', '--json')).json as Told).findings;
  rewrite((text) =>
    text.replace('state: approved', 'state: pending').replace(/\n {4}- action: approved[\s\S]*$/, '\n'),
  )(repository);
  expect((await check()).map(({ rule }) => rule)).toContain('history.rewritten');
  const before = repository.git('rev-parse', 'main');
  repository.git('checkout', '-q', '--', '.');
  repository.git('reset', '-q', '--soft', 'main~1');
  expect(await check()).toEqual([]);
  expect((await repository.rgz('vera', 'hook', 'pre-commit')).code).toBe(0);
  repository.git('reset', '-q', '--hard', before);
  repository.git('rm', '-q', path);
  repository.commitIndex('vera', {});
  expect((await check()).map(({ rule }) => rule)).not.toContain('record.deleted');
});
