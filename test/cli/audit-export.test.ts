import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeRepository } from '../kit/repository.ts';

interface Exported {
  summary: Record<string, unknown>;
  findings: { rule: string }[];
  events: Record<string, string | null>[];
}

async function told() {
  const repository = await makeRepository({ identity: 'signed' });
  const id = await repository.request();
  await repository.rgz('carl', 'approve', id);
  const path = repository.pathOf(id);
  return { repository, id, path };
}

describe('rgz audit export', () => {
  test('lists who did what, when, on which digest, signed by whom', async () => {
    const { repository, id } = await told();
    const [created, approved] = repository.git('log', '--reverse', '--format=%H', '-2', '--', 'requests').split('\n');
    const { code, json } = await repository.rgz('vera', 'audit', 'export', '--format', 'json');
    expect(code).toBe(0);
    const { summary, findings, events } = json as Exported;
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ ok: true, branch: 'main', identity: 'signed', commits: 4, signed: 4, records: 1 });
    expect(summary).toMatchObject({ events: 4, findings: 0, unverified: 0, head: repository.head() });
    expect(summary.anchor).toBe(repository.git('rev-list', '--max-parents=0', 'HEAD'));
    expect(events.map(({ record, action, by, signer, verdict }) => [record, action, by, signer, verdict])).toEqual([
      ['', 'adopted', 'ada@example.com', 'ada@example.com', 'anchor'],
      ['.rgz/policy.yaml', 'changed', 'ada@example.com', 'ada@example.com', 'ok'],
      [id, 'created', 'dora@example.com', 'dora@example.com', 'ok'],
      [id, 'approved', 'carl@example.com', 'carl@example.com', 'ok'],
    ]);
    expect(events.slice(2).map(({ commit }) => commit)).toEqual([created, approved]);
    expect(events[3]).toMatchObject({ author: 'carl@example.com', committer: 'carl@example.com', signature: 'good' });
    expect(events[3]?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(events[3]?.digest).toBe(events[2]?.digest);
  });

  test('names the rules that are not kept, beside each event, and ends with 1', async () => {
    const { repository, id, path } = await told();
    const approved = repository.show(path);
    repository.commit('dora', { files: { [path]: approved.replace('carl@example.com', 'cleo@example.com') } });
    repository.commit('dan', { files: { [path]: approved }, key: null });
    repository.commit('dan', { files: { [path]: null }, key: repository.key('sam') });
    const { code, json, stderr } = await repository.rgz('vera', 'audit', 'export', '--format', 'json');
    expect(code).toBe(1);
    expect(stderr).toContain('the trail does not hold');
    const { summary, events, findings } = json as Exported;
    expect(summary).toMatchObject({ ok: false, findings: findings.length });
    const last = events.slice(-3);
    expect(last.map(({ record, action, signature }) => [record, action, signature])).toEqual([
      [id, 'history rewritten', 'good'],
      [id, 'history rewritten', 'none'],
      [id, 'deleted', 'good'],
    ]);
    expect(last.map(({ verdict }) => verdict?.split(' ').sort())).toEqual([
      expect.arrayContaining(['history.rewritten']),
      expect.arrayContaining(['history.rewritten', 'trail.unsigned']),
      ['policy.unknown-key', 'record.deleted'],
    ]);
    const codes = new Set(events.flatMap(({ verdict }) => (verdict?.includes('.') ? verdict.split(' ') : [])));
    expect(codes).toEqual(new Set(findings.map(({ rule }) => rule)));
  });

  test('claims nothing of what came with the adoption', async () => {
    const { repository, path, id } = await told();
    const record = repository.show(path);
    const old = await makeRepository({ remote: false });
    old.git('checkout', '-q', '--orphan', 'fresh');
    old.git('rm', '-rqf', '.');
    old.git('branch', '-D', 'main');
    old.git('checkout', '-q', '-b', 'main');
    old.git('commit', '-q', '--allow-empty', '-m', 'before');
    old.commit('sam', { files: { [path]: record }, push: false });
    (await old.rgz('ada', 'init', '--admin', 'ada@example.com', '--identity', 'author')).orThrow();
    const ran = await old.rgz('vera', 'audit', 'export', '--format', 'json');
    const { summary, events } = ran.json as Exported;
    expect(ran.stderr).toMatch(
      /events? of 1 commit up to [0-9a-f]{12}, 0 findings\n2 commits from before the adoption/,
    );
    expect(summary).toMatchObject({ ok: true, unverified: 2, anchor: old.head() });
    expect(events.filter(({ verdict }) => verdict === 'ok')).toEqual([]);
    expect(events[0]).toMatchObject({ action: 'adopted', verdict: 'anchor' });
    for (const event of events.slice(1)) expect(event).toMatchObject({ record: id, verdict: 'unverified' });
  });

  test('writes a file whole, in the form that its name says, and keeps standard output for the one document', async () => {
    const { repository, id } = await told();
    const folder = join(repository.root, 'out');
    mkdirSync(folder);
    const html = await repository.rgz('vera', 'audit', 'export', '-o', join(folder, 'audit.html'));
    expect([html.code, html.stdout]).toEqual([0, '']);
    expect(readFileSync(join(folder, 'audit.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    const csv = await repository.rgz('vera', '--json', 'audit', 'export', '--output', join(folder, 'audit.csv'));
    expect(csv.json).toMatchObject({ output: join(folder, 'audit.csv'), format: 'csv', summary: { ok: true } });
    expect(readFileSync(join(folder, 'audit.csv'), 'utf8').split('\r\n')).toHaveLength(4 + 2);
    expect(readdirSync(folder).sort()).toEqual(['audit.csv', 'audit.html']);
    const gone = join(folder, 'no', 'audit.csv');
    const refused = await repository.rgz('vera', '--json', 'audit', 'export', '--output', gone);
    expect([refused.code, refused.error.code, existsSync(gone)]).toEqual([2, 'usage.invalid', false]);
    const one = await repository.rgz('vera', 'audit', 'export', id.toLowerCase(), '--format', 'csv');
    expect(one.stdout.split('\r\n').map((line) => line.split(',')[1])).toEqual([
      'action',
      'created',
      'approved',
      undefined,
    ]);
  });

  test.each(['author', 'signed'] as const)(
    'and the audit say whether names are proven where identity is %s',
    async (identity) => {
      const repository = await makeRepository({ identity, remote: false });
      await repository.request();
      const folder = join(repository.root, 'out');
      mkdirSync(folder);
      const text = await repository.rgz('vera', 'audit');
      const file = await repository.rgz('vera', 'audit', 'export', '-o', join(folder, 'audit.csv'));
      for (const { code, stderr } of [text, file])
        expect([code, stderr.includes('a claim, not a proof')]).toEqual([0, identity === 'author']);
      expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true, identity });
      const json = (await repository.rgz('vera', '--json', 'audit', 'export')).json as Exported;
      expect(json.summary).toMatchObject({ identity });
      const rows = readFileSync(join(folder, 'audit.csv'), 'utf8').trim().split('\r\n');
      expect(rows.map((row) => row.split(',').at(-1))).toEqual(['identity', ...json.events.map(() => identity)]);
    },
  );

  test('asks for the form when nothing says it', async () => {
    const { repository } = await told();
    const { code, stderr } = await repository.rgz('vera', 'audit', 'export', '--output', 'audit.txt');
    expect(code).toBe(2);
    expect(stderr).toContain('--format json|csv|html [usage.missing]');
    const json = await repository.rgz('vera', '--json', 'audit', 'export', '--since', 'main');
    expect((json.json as Exported).events).toEqual([]);
  });
});
