import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';
import { requestFlags } from '../kit/requests.ts';

const path = '.rgz/policy.yaml';
let author: Repository;
let signed: Repository;
let id: string;

beforeAll(async () => {
  [author, signed] = await Promise.all([makeRepository(), makeRepository({ identity: 'signed' })]);
  [id] = await Promise.all([author.request(), signed.request()]);
  // Both clones know a policy that is proven, as those of people at work do.
  for (const each of [author, signed]) expect((await each.rgz('carl', 'policy', 'check')).code).toBe(0);
});

interface File {
  version: number;
  people: { emails: string[]; roles: { role: string }[] }[];
}

/** The policy at a commit, changed. */
function policy(repository: Repository, change: (file: File) => void, at = 'main'): Record<string, string> {
  const file = parse(repository.show(path, at)) as File;
  file.version += 1;
  change(file);
  return { [path]: stringify(file, { aliasDuplicateObjects: false }) };
}

const granting = (email: string, role: string) => (file: File) => {
  file.people.find(({ emails }) => emails.includes(email))?.roles.push({ role });
};

/** Commands that decide or write by the policy. */
const writes: [Who, ...string[]][] = [
  ['carl', 'approve'],
  ['carl', 'reject', '--reason', 'not good enough yet'],
  ['dora', 'request', 'cancel'],
];

async function expectUnproven(repository: Repository): Promise<void> {
  const before = repository.head();
  const commands = [
    ...writes.map(([who, ...args]) => [who, ...args, id] as const),
    ['dora', 'request', 'create', ...requestFlags()] as const,
    ['ada', 'policy', 'grant', 'carl@example.com', '--role', 'cpi-admin'] as const,
    ['ada', 'tenant', 'add', 'tenant-new'] as const,
  ];
  for (const [who, ...args] of commands) {
    const ran = await repository.rgz(who, ...args, '--json');
    expect([args[0], ran.code, ran.stdout, ran.error.code]).toEqual([args[0], 6, '', 'policy.unproven']);
    expect(ran.error.remedy[0]).toBe('rgz audit');
  }
  expect(repository.head()).toBe(before);
  const explained = await repository.rgz('carl', 'explain', id, '--json');
  expect(explained.json).toMatchObject({ mayDecide: false });
  expect((explained.json as { gates: unknown[] }).gates[0]).toMatchObject({ gate: 'policy', code: 'policy.unproven' });
  expect((await repository.rgz('ada', 'policy', 'check', '--json')).json).toMatchObject({ ok: false });
  expect((await repository.rgz('vera', 'audit')).code).toBe(1);
  for (const args of [['show', id], ['request', 'list'], ['inbox'], ['policy', 'show'], ['log', id]])
    expect([args, (await repository.rgz('carl', ...args)).code]).toEqual([args, 0]);
}

describe('a policy that somebody put in force who might not', () => {
  test('decides nothing: every command that writes refuses, and reading goes on', async () => {
    const repository = author.copy();
    const forged = repository.commit('dora', { files: policy(repository, granting('dora@example.com', 'admin')) });
    await expectUnproven(repository);
    const { error } = await repository.rgz('carl', 'approve', id, '--json');
    expect(error.message).toBe(
      `nothing is decided by this policy: commit ${forged.slice(0, 12)} by dora@example.com put it in force against the rules (policy.not-allowed)`,
    );
    expect(error.remedy[1]).toMatch(/^whoever was admin in [0-9a-f]{12} commits .* with a version above 3: git show /);
  });

  test('stays unproven whatever comes after it by its own rights', async () => {
    const repository = author.copy();
    repository.commit('dora', { files: policy(repository, granting('dora@example.com', 'admin')) });
    repository.commit('dora', { files: policy(repository, granting('dora@example.com', 'cpi-admin')) });
    await expectUnproven(repository);
  });

  test('is told without a memory, and with one that was tampered with', async () => {
    const repository = author.copy();
    const forged = repository.commit('dora', { files: policy(repository, granting('dora@example.com', 'admin')) });
    const folder = join(repository.work, '.git', 'rgz');
    const refused = async () => (await repository.rgz('carl', 'approve', id, '--json')).error.code;
    rmSync(folder, { recursive: true });
    expect(await refused()).toBe('policy.unproven');
    (await author.rgz('carl', 'policy', 'check')).orThrow();
    const file = 'proven-policy';
    expect(readdirSync(join(author.work, '.git', 'rgz'))).toContain(file);
    const known = readFileSync(join(author.work, '.git', 'rgz', file), 'utf8');
    mkdirSync(folder);
    for (const text of ['', forged, known, known.replace(/\n[0-9a-f]{40}/, `\n${forged}`), '\0'.repeat(100)]) {
      writeFileSync(join(folder, file), text);
      expect(await refused()).toBe('policy.unproven');
    }
  });

  test('is over once the branch is taken back to where it was', async () => {
    const repository = author.copy();
    const before = repository.head();
    repository.commit('dora', { files: policy(repository, granting('dora@example.com', 'admin')) });
    expect((await repository.rgz('carl', 'approve', id)).code).toBe(6);
    repository.git('reset', '-q', '--hard', before);
    repository.git('push', '-q', '--force', 'origin', 'main');
    repository.git('fetch', '-q');
    (await repository.rgz('carl', 'approve', id)).orThrow();
  });

  test('is over once an admin of before puts one in force, above its version; the audit remembers', async () => {
    const repository = author.copy();
    const good = repository.show(path);
    repository.commit('dora', { files: policy(repository, granting('dora@example.com', 'admin')) });
    const back = repository.commit('ada', { files: { [path]: `${good}\n` } });
    expect((await repository.rgz('carl', 'approve', id, '--json')).error.code).toBe('policy.unproven');
    repository.git('reset', '-q', '--hard', back);
    const mended = policy(repository, (file) => {
      file.version += 1;
    });
    repository.commit('dora', { files: mended });
    expect((await repository.rgz('carl', 'approve', id, '--json')).error.code).toBe('policy.unproven');
    repository.commit('ada', {
      files: policy(repository, (file) => {
        file.version += 1;
      }),
    });
    (await repository.rgz('carl', 'approve', id)).orThrow();
    (await repository.rgz('ada', 'policy', 'grant', 'vera@example.com', '--role', 'cpi')).orThrow();
    (await repository.rgz('dora', 'request', 'create', ...requestFlags())).orThrow();
    expect((await repository.rgz('vera', 'audit')).code).toBe(1);
    rmSync(join(repository.work, '.git', 'rgz'), { recursive: true });
    (await repository.rgz('dora', 'request', 'create', ...requestFlags())).orThrow();
  });
});

describe('a policy is unproven', () => {
  test.each([
    ['that is not signed', (r: Repository) => r.commit('ada', { files: policy(r, () => undefined), key: null })],
    [
      'that is signed by another than its author',
      (r: Repository) => r.commit('ada', { files: policy(r, () => undefined), key: r.key('dora') }),
    ],
    [
      'whose version did not rise',
      (r: Repository) =>
        r.commit('ada', {
          files: policy(r, (file) => {
            file.version -= 1;
            granting('vera@example.com', 'cpi')(file);
          }),
        }),
    ],
    [
      'that is an older one put back',
      (r: Repository) => {
        const older = `${r.show(path)}\n`;
        r.commit('ada', { files: policy(r, granting('vera@example.com', 'cpi')) });
        return r.commit('ada', { files: { [path]: older } });
      },
    ],
    [
      'that a merge brings back from a side',
      (r: Repository) => {
        const before = r.head();
        const side = r.commit('dora', { files: { 'notes.txt': 'x\n' } });
        r.git('reset', '-q', '--hard', before);
        const main = r.commit('ada', { files: policy(r, granting('vera@example.com', 'cpi')) });
        r.git('read-tree', '-u', '-m', side);
        return r.commitIndex('ada', { parents: [main, side], message: 'Merge' });
      },
    ],
    [
      'that came with a trail of its own',
      (r: Repository) => {
        const main = r.head();
        const forged = policy(r, granting('dora@example.com', 'admin'))[path] ?? '';
        r.git('read-tree', '-u', '--reset', main);
        const root = r.commit('dora', { files: { [path]: forged }, parents: [] });
        return r.commitIndex('dora', { parents: [main, root], message: 'Merge' });
      },
    ],
  ])('%s', async (_, forge) => {
    const repository = signed.copy();
    forge(repository);
    const ran = await repository.rgz('carl', 'approve', id, '--json');
    expect([ran.code, ran.error.code]).toEqual([6, 'policy.unproven']);
    expect((await repository.rgz('vera', 'audit')).code).toBe(1);
  });
});

describe('a policy is proven', () => {
  test('however often and on whatever side it was changed by those who might', async () => {
    const repository = signed.copy();
    for (const who of ['vera', 'dan', 'cora'])
      (await repository.rgz('ada', 'policy', 'grant', `${who}@example.com`, '--role', 'cpi')).orThrow();
    const before = repository.head();
    repository.commit('ada', { files: policy(repository, granting('vera@example.com', 'admin')) });
    const side = repository.commit('vera', { files: policy(repository, granting('dan@example.com', 'admin')) });
    repository.git('reset', '-q', '--hard', before);
    const main = repository.commit('dora', { files: { 'notes.txt': 'x\n' } });
    repository.git('read-tree', '-u', '-m', side);
    repository.git('checkout', '-q', main, '--', 'notes.txt');
    repository.commitIndex('ada', { parents: [main, side], message: 'Merge' });
    (await repository.rgz('carl', 'approve', id)).orThrow();
    rmSync(join(repository.work, '.git', 'rgz'), { recursive: true });
    (await repository.rgz('dora', 'request', 'create', ...requestFlags())).orThrow();
    expect((await repository.rgz('vera', 'audit', '--json')).json).toMatchObject({ ok: true });
  });

  test('where the repository was there before, from its adoption on', async () => {
    const repository = await makeRepository({ remote: false });
    const config = repository.show('.rgz/config.yaml');
    repository.commit('dora', { files: { '.rgz/config.yaml': null } });
    const root = repository.commitIndex('sam', { parents: [] });
    repository.git('reset', '-q', '--hard', root);
    repository.commit('sam', { files: policy(repository, () => undefined) });
    repository.commit('dora', { files: { '.rgz/config.yaml': `${config}\n` } });
    (await repository.rgz('dora', 'request', 'create', ...requestFlags())).orThrow();
    repository.commit('sam', { files: policy(repository, () => undefined) });
    expect((await repository.rgz('dora', 'request', 'create', ...requestFlags())).code).toBe(6);
  });
});

test('a change that nobody signed is told before it is pushed, where the tree alone shows nothing', async () => {
  const repository = await makeRepository({ identity: 'signed' });
  const text = repository.show('.rgz/policy.yaml').replace('version: 2', 'version: 3').replace('low: 1', 'low: 2');
  const clean = (await repository.rgz('vera', 'check')).orThrow();
  expect(clean.stderr).toBe('');
  repository.commit('ada', { files: { '.rgz/policy.yaml': `${text}\n` }, key: null, push: false });
  const tree = (await repository.rgz('ada', 'check')).orThrow();
  expect(tree.stderr).toContain('rgz check --range origin/main..HEAD');
  const range = await repository.rgz('ada', 'check', '--range', 'origin/main..HEAD');
  expect([range.code, range.stdout]).toEqual([1, expect.stringContaining('[trail.unsigned]')]);
  expect((await repository.rgz('ada', 'policy', 'check')).stdout).toContain('trail.unsigned');
});
