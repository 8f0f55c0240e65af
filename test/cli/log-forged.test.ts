import { beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { RecordData } from '../../src/domain/record.ts';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';

let fixture: Repository;
let id: string;
let path: string;

beforeAll(async () => {
  fixture = await makeRepository({ identity: 'signed' });
  id = await fixture.request();
  path = fixture.pathOf(id);
  (await fixture.rgz('carl', 'approve', id, '--comment', 'only after the backup')).orThrow();
});

interface Entry {
  action: string;
  by: string;
  proven: boolean;
  commit: string;
  event: Record<string, unknown> | null;
  [key: string]: unknown;
}

async function log(repository: Repository): Promise<Entry[]> {
  return (await repository.rgz('vera', 'log', id, '--json')).orThrow().json as Entry[];
}

/** Somebody changes the file by hand, in a commit that is signed as their own. */
function rewrite(repository: Repository, who: Who, ...changes: [from: string, to: string][]): string {
  let text = `${repository.show(path)}\n`;
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  return repository.commit(who, { files: { [path]: text } });
}

const comment: [string, string] = ['only after the backup', 'without any backup'];

describe('rgz log', () => {
  test('says nothing more of an honest record', async () => {
    const entries = await log(fixture);
    expect(entries.map((each) => [each.action, each.proven])).toEqual([
      ['created', true],
      ['approved', true],
    ]);
    const known = 'action at by commit author signature signer proven unverified event identity'.split(' ');
    for (const entry of entries) expect(Object.keys(entry)).toEqual(known);
    const { stdout } = await fixture.rgz('vera', 'log', id);
    expect(stdout).toContain('✓ carl@example.com');
    expect(stdout).not.toMatch(/^!/m);
  });

  test('holds the words of an event against the commit in which it came', async () => {
    const repository = fixture.copy();
    const forged = rewrite(repository, 'dora', comment);
    const [created, approved] = await log(repository);
    expect(created).toMatchObject({ action: 'created', proven: true });
    expect(approved).toMatchObject({
      by: 'carl@example.com',
      proven: false,
      event: { comment: 'without any backup' },
      altered: {
        commit: forged,
        author: 'dora@example.com',
        signature: 'good',
        signer: 'dora@example.com',
        said: { action: 'approved', comment: 'only after the backup' },
      },
    });
    const by = `altered by ${forged.slice(0, 10)} (dora@example.com)`;
    const { stdout, stderr } = await repository.rgz('vera', 'log', id);
    expect(stdout).toContain(`✗ ${by}`);
    expect(stdout).toContain(
      `! approved by carl@example.com was ${by}; it said comment "only after the backup", and says comment "without any backup"`,
    );
    expect(stdout).not.toContain('✓ carl');
    expect(stderr).toContain(`rgz audit ${id}`);
    const explained = (await repository.rgz('vera', 'explain', id)).stdout;
    expect(explained).toContain(`approved by carl@example.com  ✗ ${by}`);
    expect(explained).toContain('it said comment "only after the backup"');
  });

  test('puts no mark of one person beside the name of another', async () => {
    const repository = fixture.copy();
    const forged = rewrite(repository, 'dora', ['by: carl@example.com', 'by: cora@example.com']);
    const [, approved] = await log(repository);
    expect(approved).toMatchObject({
      by: 'cora@example.com',
      signer: 'carl@example.com',
      proven: false,
      altered: { commit: forged, said: { by: 'carl@example.com' } },
    });
    const { stdout } = await repository.rgz('vera', 'log', id);
    expect(stdout).toContain(`approved by carl@example.com was altered by ${forged.slice(0, 10)} (dora@example.com)`);
    expect(stdout).toContain('it said by "carl@example.com", and says by "cora@example.com"');
    expect(stdout).not.toContain('✓ carl');
  });

  test('knows an event that was put back for what it is, whatever came in between', async () => {
    const repository = fixture.copy();
    const honest = await log(repository);
    const before = `${repository.show(path)}\n`;
    rewrite(repository, 'dora', comment);
    repository.commit('cora', { files: { [path]: `${before}# as it was\n` } });
    expect(await log(repository)).toEqual(honest);
    rewrite(repository, 'dora', ['history:', 'history: nothing']);
    repository.commit('cora', { files: { [path]: `${before}# as it was again\n` } });
    expect((await log(repository)).slice(0, honest.length)).toEqual(honest);
  });

  test('tells of an event that is gone, and takes it for the same when it is put back', async () => {
    const repository = fixture.copy();
    const honest = await log(repository);
    const [created = ''] = repository.git('log', '--reverse', '--format=%H', '--', path).split('\n');
    const before = `${repository.show(path)}\n`;
    const pending = `${repository.show(path, created)}\n# nothing happened\n`;
    const forged = repository.commit('dora', { files: { [path]: pending } });
    const [, approved] = await log(repository);
    expect(approved).toMatchObject({
      action: 'approved',
      by: 'carl@example.com',
      proven: false,
      commit: honest[1]?.commit,
      dropped: { commit: forged, author: 'dora@example.com', signer: 'dora@example.com' },
    });
    const { stdout } = await repository.rgz('vera', 'log', id);
    const by = `dropped by ${forged.slice(0, 10)} (dora@example.com)`;
    expect(stdout).toContain(`✗ ${by}`);
    expect(stdout).toMatch(/^! approved by carl@example.com was .*; it said .*comment "only after/m);
    repository.commit('cora', { files: { [path]: `${before}# as it was\n` } });
    expect(await log(repository)).toEqual(honest);
  });

  test('tells of an event that somebody committed in the name of another', async () => {
    const repository = fixture.copy();
    const record = parse(repository.show(path)) as RecordData;
    record.status?.history.splice(1, 0, { action: 'cancelled', at: '2030-01-01T00:00:00Z', by: 'cora@example.com' });
    const forged = repository.commit('dora', { files: { [path]: stringify(record) } });
    const cancelled = (await log(repository)).find(({ action }) => action === 'cancelled');
    expect(cancelled).toMatchObject({
      by: 'cora@example.com',
      commit: forged,
      signer: 'dora@example.com',
      proven: false,
      committedBy: 'dora@example.com',
    });
    expect((await log(repository)).filter(({ proven }) => proven).map(({ action }) => action)).toEqual([
      'created',
      'approved',
    ]);
    const { stdout } = await repository.rgz('vera', 'log', id);
    expect(stdout).toContain('✗ committed by dora@example.com');
    expect(stdout).toContain(`! cancelled by cora@example.com came with ${forged.slice(0, 10)}, a commit by dora@`);
  });

  test('names who signed what altered an event, and says where nobody did', async () => {
    const text = `${fixture.show(path)}\n`.replace(...comment);
    const carl = { name: 'Carl', email: 'carl@example.com' };
    const signed = fixture.copy();
    const one = signed.commit('dora', { files: { [path]: text }, author: carl });
    expect((await signed.rgz('vera', 'log', id)).stdout).toContain(`by ${one.slice(0, 10)} (dora@example.com)`);
    const unsigned = fixture.copy();
    const other = unsigned.commit('dora', { files: { [path]: text }, author: carl, key: null });
    const { stdout } = await unsigned.rgz('vera', 'log', id);
    expect(stdout).toContain(`✗ altered by ${other.slice(0, 10)} (carl@example.com, unsigned)`);
  });

  test('tells the same where nobody signs', async () => {
    const repository = await makeRepository();
    const mine = await repository.request();
    (await repository.rgz('carl', 'approve', mine, '--comment', 'only after the backup')).orThrow();
    const file = repository.pathOf(mine);
    const text = `${repository.show(file)}\n`.replace(...comment);
    const forged = repository.commit('dora', { files: { [file]: text } });
    const ran = await repository.rgz('vera', 'log', mine);
    expect(ran.stdout).toContain(`✗ altered by ${forged.slice(0, 10)} (dora@example.com, unsigned)`);
  });
});

test('a draft is adopted by who commits its first event, and that mark is no proof of who added it', async () => {
  const repository = fixture.copy();
  const draft = 'PR-2026-0900';
  const text = fixture.show(path).replaceAll(id, draft).split('\nstatus:')[0];
  const file = path.replace(id, draft);
  repository.commit('dora', { files: { [file]: `${text}\n` } });
  (await repository.rgz('cleo', 'approve', draft)).orThrow();
  const { stdout } = await repository.rgz('vera', 'log', draft);
  expect(stdout).toMatch(/created +dora@example.com .*– adopted by cleo@example.com/);
  expect(stdout).not.toMatch(/^!/m);
  const entries = (await repository.rgz('vera', 'log', draft, '--json')).json as Entry[];
  expect(entries.some((each) => 'committedBy' in each)).toBe(false);
});
