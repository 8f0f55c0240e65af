import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { runGit } from '../kit/folder.ts';
import { makeRepository, type Repository } from '../kit/repository.ts';

let repository: Repository;
let id: string;
let path: string;
let gone: string;

beforeAll(async () => {
  repository = await makeRepository({ identity: 'signed' });
  await repository.request();
  id = await repository.request();
  path = repository.pathOf(id);
  (await repository.rgz('carl', 'approve', id)).orThrow();
  await repository.request();
  gone = repository.commit('dora', { files: { [path]: null } });
});

const told = () =>
  `there is no record ${id} any more: it was deleted in commit ${gone.slice(0, 12)} by dora@example.com`;

test.each([['show'], ['log'], ['explain'], ['approve']])(
  'rgz %s of a record that was deleted says so, by whom, and how to see what it said',
  async (...command) => {
    const ran = await repository.rgz('cleo', ...command, id, '--json');
    expect([ran.code, ran.stdout, ran.error.code, ran.error.message]).toEqual([3, '', 'record.unknown', told()]);
    const [show = '', audit] = ran.error.remedy;
    expect(audit).toBe(`rgz audit ${id}`);
    expect(
      repository.git(
        ...show
          .replace(/ {3}#.*/, '')
          .split(' ')
          .slice(1),
      ),
    ).toContain(`id: ${id}`);
  },
);

test('rgz audit tells its events and what was broken, in any case, also where the remote is away', async () => {
  const ran = await repository.rgz('vera', 'audit', id.toLowerCase(), '--json');
  expect(ran.code).toBe(1);
  expect(ran.json).toMatchObject({
    ok: false,
    commits: 3,
    records: 1,
    findings: [{ rule: 'record.deleted', file: path }],
    deleted: {
      commit: gone,
      author: 'dora@example.com',
      path,
      events: [
        { action: 'created', by: 'dora@example.com', verdict: 'ok' },
        { action: 'approved', by: 'carl@example.com', verdict: 'ok' },
        { action: 'deleted', commit: gone, verdict: 'record.deleted' },
      ],
    },
  });
  const away = repository.copy();
  away.git('remote', 'set-url', 'origin', join(away.root, 'nowhere.git'));
  const text = await away.rgz('vera', 'audit', id);
  expect(text.code).toBe(1);
  expect(text.stdout).toContain(`${id}: it was deleted in commit ${gone.slice(0, 12)} by dora@example.com`);
  expect(text.stdout).toContain('approved by carl@example.com');
  expect(text.stdout).toContain(`git show ${gone.slice(0, 12)}^:${path}`);
  expect(text.stdout).toContain('record.deleted');
});

test('rgz audit export files its events', async () => {
  const ran = await repository.rgz('vera', 'audit', 'export', id, '--format', 'json');
  expect(ran.code).toBe(1);
  const { events, findings } = JSON.parse(ran.stdout) as { events: { action: string }[]; findings: unknown[] };
  expect(events.map(({ action }) => action)).toEqual(['created', 'approved', 'deleted']);
  expect(findings).toMatchObject([{ rule: 'record.deleted' }]);
});

test('who deleted it on a side is told, and not who merged that, and so is a merge that left it out', async () => {
  const copy = repository.copy();
  const base = copy.git('rev-parse', `${gone}^`);
  copy.git('reset', '-q', '--hard', base);
  const side = copy.commit('dan', { files: { [path]: null }, push: false });
  const tree = copy.git('rev-parse', `${side}^{tree}`);
  const merged = (...parents: string[]) =>
    copy.git('commit-tree', ...parents.flatMap((each) => ['-p', each]), '-m', 'merge', tree);
  const lost = async (commit: string) => {
    copy.git('push', '-q', '-f', 'origin', `${commit}:main`);
    copy.git('reset', '-q', '--hard', commit);
    return (await copy.rgz('vera', 'log', id, '--json')).error.message;
  };
  expect(await lost(merged(base, side))).toContain(`in commit ${side.slice(0, 12)} by dan@example.com`);
  const before = copy.git('rev-parse', `${base}~2`);
  const left = merged(base, before);
  expect(await lost(left)).toContain(`in commit ${left.slice(0, 12)} by ada@example.com`);
});

test('a checklist that was deleted is found by its name', async () => {
  const copy = repository.copy();
  const list = 'checklists/cutover/site-a.yaml';
  const args = ['checklist', 'create', '--template', 'cutover', '--subject', 'site-a', '--tenant', 'tenant-finance'];
  (await copy.rgz('ada', 'policy', 'grant', 'dan@example.com', '--role', 'noc-admin')).orThrow();
  (await copy.rgz('dan', ...args)).orThrow();
  const commit = copy.commit('dan', { files: { [list]: null } });
  const filed = await copy.rgz('vera', 'audit', 'export', 'cutover/site-a', '--format', 'json');
  const { events } = JSON.parse(filed.stdout) as { events: { action: string }[] };
  expect(events.map(({ action }) => action)).toEqual(['created', 'deleted']);
  const ran = await copy.rgz('vera', 'checklist', 'show', 'cutover/site-a', '--json');
  expect([ran.code, ran.error.code]).toEqual([3, 'record.unknown']);
  expect(ran.error.message).toContain(`it was deleted in commit ${commit.slice(0, 12)} by dan@example.com`);
});

test('what was deleted a thousand commits ago is left to an audit, which whoever slipped need not wait for', async () => {
  const copy = repository.copy();
  const commit = 'commit refs/heads/main\ncommitter dora <dora@example.com> now\ndata 1\nx\n';
  const first = commit.replace(/$/, 'from refs/heads/main^0\n');
  runGit(copy.work, copy.env('dora'), ['fast-import', '--quiet', '--date-format=now'], first + commit.repeat(1_000));
  copy.git('push', '-q', 'origin', 'main');
  const ran = await copy.rgz('vera', 'log', id, '--json');
  expect([ran.code, ran.error.code, ran.error.message]).toEqual([
    3,
    'record.unknown',
    `there is no record ${JSON.stringify(id)}`,
  ]);
  expect(ran.error.remedy).toContain(`rgz audit ${id}, if it was deleted long ago`);
  const audited = await copy.rgz('vera', 'audit', id, '--json');
  expect(audited.json).toMatchObject({ ok: false, deleted: { commit: gone } });
});

test('what history never had is unknown as before', async () => {
  for (const never of ['PR-2026-0999', 'PR-2026', 'x', '../x', 'cutover/never']) {
    const ran = await repository.rgz('vera', 'log', never, '--json');
    expect([ran.code, ran.error.code]).toEqual([3, 'record.unknown']);
    expect(ran.error.message).toBe(`there is no record ${JSON.stringify(never)}`);
  }
});
