import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { homeAt, makeFolder, runGit, writeUnder } from '../kit/folder.ts';
import { makeRepository } from '../kit/repository.ts';
import { type Ran, runRgz } from '../kit/run-rgz.ts';
import { makeSshKey } from '../kit/ssh-keys.ts';

/** A temp folder with the home of one person, and Git and rgz run in it. */
class Desk {
  readonly root = makeFolder();
  readonly key = makeSshKey();
  readonly env: Record<string, string>;

  constructor(signing: 'key' | 'no key' = 'no key') {
    const sign = '\tsigningkey = ~/id.pub\n[gpg]\n\tformat = ssh\n';
    const user = '[user]\n\tname = Ada Admin\n\temail = ada@example.com\n';
    this.env = homeAt(join(this.root, 'home'), signing === 'key' ? user + sign : user);
    writeUnder(this.root, 'home/id', this.key.privateText, 0o600);
    writeUnder(this.root, 'home/id.pub', `${this.key.publicLine} ada\n`);
    mkdirSync(this.path('work'));
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  init(...args: string[]): Promise<Ran> {
    return runRgz(['init', '--admin', 'ada@example.com', ...args], { cwd: this.path('work'), env: this.env });
  }

  rgz(...args: string[]): Promise<Ran> {
    return runRgz(args, { cwd: this.path('work'), env: this.env });
  }

  git(...args: string[]): string {
    return this.gitIn('work', ...args);
  }

  gitIn(folder: string, ...args: string[]): string {
    return runGit(this.path(folder), this.env, args);
  }

  /** A repository that was there before rgz. */
  withHistory(): string {
    this.git('init', '-q');
    writeUnder(this.root, 'work/README.md', '# Ours\n');
    writeUnder(this.root, 'work/.editorconfig', 'root = true\n');
    this.git('add', '-A');
    this.git('commit', '-q', '-m', 'before');
    return this.git('rev-parse', 'HEAD');
  }
}

const skeleton = [
  '.editorconfig',
  '.github/workflows/rgz.yml',
  '.rgz/config.yaml',
  '.rgz/policy.yaml',
  'checklists/README.md',
  'requests/README.md',
  'templates/README.md',
  'tenants/README.md',
];

describe('rgz init', () => {
  test('makes a repository of a new folder: branch main, one commit, a clean checkout', async () => {
    const desk = new Desk();
    const ran = (await desk.init('new/records', '--tenant', 'tenant-a', '--name', 'Ada Admin')).orThrow();
    expect(ran.stdout).toContain(desk.path('work', 'new', 'records'));
    const git = (...args: string[]) => desk.gitIn('work/new/records', ...args);
    expect(git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(git('rev-list', '--count', 'HEAD')).toBe('1');
    expect(git('status', '--porcelain')).toBe('');
    expect(git('ls-tree', '-r', '--name-only', 'HEAD').split('\n')).toEqual(
      expect.arrayContaining([...skeleton, 'tenants/tenant-a/tenant.yaml', '.vscode/settings.json']),
    );
    expect(git('log', '-1', '--format=%ae%n%(trailers:key=Rgz-Action,valueonly)')).toBe('ada@example.com\ninitialised');
    expect(readFileSync(desk.path('work/new/records/.rgz/policy.yaml'), 'utf8')).toContain('Ada Admin');
  });

  test('what it makes passes check and audit, and takes a first request', async () => {
    const desk = new Desk();
    await desk.init('--tenant', 'tenant-a');
    expect((await desk.rgz('check', '--json')).json).toMatchObject({ ok: true });
    expect((await desk.rgz('audit', '--json')).json).toMatchObject({ ok: true, commits: 1, findings: [] });
    expect((await desk.rgz('tenant', 'list', '--json')).json).toEqual(['tenant-a']);
    (await desk.rgz('policy', 'grant', 'ada@example.com', '--role', 'cpi-admin')).orThrow();
    expect((await desk.rgz('policy', 'show', '--json')).json).toMatchObject({
      version: 2,
      identity: 'author',
      people: [{ id: 'ada@example.com', roles: [{ role: 'admin' }, { role: 'cpi-admin', tenants: null }] }],
      promotions: { quorum: { low: 1, medium: 1, high: 1, critical: 2 }, requireSource: false },
    });
  });

  test('--json gives one document', async () => {
    const desk = new Desk();
    const ran = (await desk.init('--json')).orThrow();
    expect(ran.json).toEqual({
      folder: desk.path('work'),
      created: true,
      identity: 'author',
      commit: desk.git('rev-parse', 'HEAD'),
    });
    expect(ran.stderr).toBe('');
  });

  test('run again it changes nothing and succeeds, whatever is asked', async () => {
    const desk = new Desk();
    (await desk.init('--tenant', 'tenant-a')).orThrow();
    const before = [desk.git('rev-parse', 'HEAD'), desk.git('status', '--porcelain')];
    for (const more of [[], ['--identity', 'author'], ['--tenant', 'tenant-b'], ['--name', 'Somebody else']]) {
      const ran = await desk.init(...more, '--json');
      expect(ran.orThrow().json).toMatchObject({ created: false, commit: null, identity: 'author' });
    }
    expect([desk.git('rev-parse', 'HEAD'), desk.git('status', '--porcelain')]).toEqual(before);
  });
});

describe('rgz init inside a records repository', () => {
  test.each(['requests', 'new/deeper'])('in %s says so, and does nothing', async (below) => {
    const desk = new Desk();
    (await desk.init()).orThrow();
    const before = [desk.git('rev-parse', 'HEAD'), desk.git('status', '--porcelain')];
    const ran = (await desk.init(below)).orThrow();
    expect(ran.stdout).toBe(
      `${desk.path('work')} is a records repository already; ${desk.path('work', below)} is inside it; nothing changed\n`,
    );
    const json = (await desk.init(below, '--json')).orThrow().json;
    expect(json).toMatchObject({ folder: desk.path('work'), created: false, commit: null });
    expect([desk.git('rev-parse', 'HEAD'), desk.git('status', '--porcelain')]).toEqual(before);
    expect(existsSync(desk.path('work', below, '.git'))).toBe(false);
    expect(existsSync(desk.path('work', below))).toBe(below === 'requests');
  });

  test('is told from a folder of another repository, where it makes one', async () => {
    const desk = new Desk();
    desk.withHistory();
    (await desk.init('below')).orThrow();
    expect(desk.gitIn('work/below', 'rev-parse', '--show-toplevel')).toBe(desk.path('work/below'));
  });

  test('on another branch than that of the records too', async () => {
    const desk = new Desk();
    desk.withHistory();
    (await desk.init()).orThrow();
    desk.git('checkout', '-q', '-b', 'feature', 'HEAD^');
    mkdirSync(desk.path('work/below'));
    expect((await desk.init('below', '--json')).orThrow().json).toMatchObject({ created: false });
    expect(existsSync(desk.path('work/below/.git'))).toBe(false);
  });

  test('run again without the remote that is away it still succeeds', async () => {
    const desk = new Desk();
    desk.gitIn('.', 'init', '-q', '--bare', 'remote.git');
    (await desk.init('--remote', desk.path('remote.git'))).orThrow();
    rmSync(desk.path('remote.git'), { recursive: true });
    const ran = await desk.init('--remote', desk.path('remote.git'), '--json');
    expect(ran.orThrow().json).toMatchObject({ created: false });
  });

  test('run again with a remote that it does not follow it says what to type', async () => {
    const desk = new Desk();
    (await desk.init()).orThrow();
    desk.gitIn('.', 'init', '-q', '--bare', 'remote.git');
    const ran = await desk.init('--remote', desk.path('remote.git'));
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('git remote add origin')]);
    expect(desk.git('remote')).toBe('');
  });
});

describe('rgz init in a repository with a history', () => {
  test('adds one commit on top, and leaves what was there as it was', async () => {
    const desk = new Desk();
    const before = desk.withHistory();
    (await desk.init()).orThrow();
    expect(desk.git('rev-parse', 'HEAD^')).toBe(before);
    expect(desk.git('diff', '--name-only', '--diff-filter=MD', before, 'HEAD')).toBe('');
    expect(desk.git('status', '--porcelain')).toBe('');
    expect((await desk.rgz('audit', '--json')).json).toMatchObject({ ok: true, findings: [] });
  });

  test('leaves dirty files alone: staged, changed and new ones', async () => {
    const desk = new Desk();
    desk.withHistory();
    writeUnder(desk.root, 'work/README.md', '# Half a thought\n');
    writeUnder(desk.root, 'work/staged.txt', 'staged\n');
    writeUnder(desk.root, 'work/new.txt', 'new\n');
    desk.git('add', 'staged.txt');
    (await desk.init()).orThrow();
    expect(desk.git('ls-tree', '-r', '--name-only', 'HEAD')).not.toMatch(/staged|new\.txt/);
    expect(desk.git('show', 'HEAD:README.md')).toBe('# Ours');
    expect(readFileSync(desk.path('work/README.md'), 'utf8')).toBe('# Half a thought\n');
    expect(readFileSync(desk.path('work/staged.txt'), 'utf8')).toBe('staged\n');
    expect(readFileSync(desk.path('work/new.txt'), 'utf8')).toBe('new\n');
  });

  test('on another branch than main it says where the records are', async () => {
    const desk = new Desk();
    desk.withHistory();
    desk.git('checkout', '-q', '-b', 'feature');
    const before = desk.git('rev-parse', 'feature');
    const ran = await desk.init();
    expect(ran.code).toBe(0);
    expect(desk.git('rev-parse', 'feature')).toBe(before);
    expect(desk.git('ls-tree', '-r', '--name-only', 'main')).toContain('.rgz/policy.yaml');
    expect((await desk.rgz('policy', 'show')).code).toBe(0);
  });
});

describe('rgz init where the branch is not main', () => {
  test('names the branch in the configuration and in the workflow', async () => {
    const desk = new Desk();
    desk.git('init', '-q', '--initial-branch=trunk');
    writeUnder(desk.root, 'work/README.md', '# Ours\n');
    desk.git('add', '-A');
    desk.git('commit', '-q', '-m', 'before');
    (await desk.init('--tenant', 'tenant-a')).orThrow();
    expect(desk.git('symbolic-ref', 'HEAD')).toBe('refs/heads/trunk');
    expect(parse(desk.git('show', 'trunk:.rgz/config.yaml'))).toMatchObject({ records: { branch: 'trunk' } });
    const workflow = parse(desk.git('show', 'trunk:.github/workflows/rgz.yml'));
    expect(workflow.on.push.branches).toEqual(['trunk']);
    desk.git('branch', 'main', 'HEAD^');
    expect((await desk.rgz('tenant', 'list', '--json')).orThrow().json).toEqual(['tenant-a']);
    expect((await desk.rgz('audit', '--json')).json).toMatchObject({ ok: true, commits: 1 });
  });

  test('and says nothing of it where it is', async () => {
    const desk = new Desk();
    (await desk.init()).orThrow();
    expect(parse(desk.git('show', 'main:.rgz/config.yaml'))).not.toHaveProperty('records');
  });
});

describe('--identity', () => {
  test('signed with a key: the policy lists it, and the first commit carries its signature', async () => {
    const desk = new Desk('key');
    (await desk.init('--identity', 'signed')).orThrow();
    expect((await desk.rgz('policy', 'show', '--json')).json).toMatchObject({
      identity: 'signed',
      people: [{ keys: [desk.key.publicLine] }],
    });
    expect((await desk.rgz('audit', '--json')).json).toMatchObject({ ok: true, commits: 1, signed: 1 });
  });

  test('signed is what it is by default where a key is at hand, and author where none is', async () => {
    const [withKey, without] = [new Desk('key'), new Desk()];
    expect((await withKey.init('--json')).json).toMatchObject({ identity: 'signed' });
    expect((await without.init('--json')).json).toMatchObject({ identity: 'author' });
  });

  test('author is kept to where a key is at hand', async () => {
    const desk = new Desk('key');
    const ran = await desk.init('--identity', 'author', '--json');
    expect(ran.json).toMatchObject({ identity: 'author' });
    expect(desk.git('cat-file', 'commit', 'HEAD')).not.toContain('gpgsig');
  });

  test('signed without a key is refused, and nothing is left behind', async () => {
    const desk = new Desk();
    const ran = await desk.init('fresh', '--identity', 'signed', '--json');
    expect([ran.code, ran.error.code]).toEqual([2, 'identity.no-signing-key']);
    expect(ran.error.remedy.join('\n')).toContain('git config');
    expect(existsSync(desk.path('work/fresh'))).toBe(false);
  });

  test('author says that names are claims', async () => {
    expect((await new Desk().init('--identity', 'author')).stderr).toContain('a claim, not a proof');
  });

  test('--key names the key of the admin, with its comment left out', async () => {
    const desk = new Desk();
    (await desk.init('--identity', 'author', '--key', desk.path('home/id.pub'))).orThrow();
    const { json } = await desk.rgz('policy', 'show', '--json');
    expect(json).toMatchObject({ people: [{ keys: [desk.key.publicLine] }] });
  });

  test.each([
    ['that is not there', 'nowhere.pub', 2],
    ['that is a private key', 'id', 3],
    ['that holds no key', '.gitconfig', 3],
  ])('a --key file %s is refused', async (_, file, code) => {
    const desk = new Desk();
    const ran = await desk.init('fresh', '--key', desk.path('home', file), '--json');
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(`${ran.error.message} ${ran.error.where?.file}`).toContain(file);
    expect(ran.error.remedy).not.toEqual([]);
    expect(ran.stderr).not.toContain('PRIVATE');
    expect(existsSync(desk.path('work/fresh'))).toBe(false);
  });
});

describe('--remote', () => {
  test('an empty bare remote gets the first commit, and main follows it', async () => {
    const desk = new Desk();
    desk.gitIn('.', 'init', '-q', '--bare', 'remote.git');
    (await desk.init('--remote', desk.path('remote.git'))).orThrow();
    expect(desk.gitIn('remote.git', 'rev-parse', 'main')).toBe(desk.git('rev-parse', 'main'));
    expect(desk.git('rev-parse', '--abbrev-ref', 'main@{upstream}')).toBe('origin/main');
  });

  test.each([
    ['main', ''],
    ['master', 'HEAD of the remote is not main'],
  ])('a remote whose HEAD is %s', async (head, warning) => {
    const desk = new Desk();
    desk.gitIn('.', 'init', '-q', '--bare', '-b', head, 'remote.git');
    const { stderr } = (await desk.init('--remote', desk.path('remote.git'), '-q')).orThrow();
    if (warning === '') expect(stderr).toBe('');
    else expect(stderr).toContain(warning);
  });

  test('one that is not there is looked for without the repository that is gone again', async () => {
    const ran = await new Desk().init('--remote', '../nowhere.git', '--json');
    expect([ran.code, ran.error.code, ran.error.remedy[0]]).toEqual([
      6,
      'git.unreachable',
      'git ls-remote ../nowhere.git',
    ]);
  });

  test('a relative path is relative to where rgz was started', async () => {
    const desk = new Desk();
    desk.gitIn('.', 'init', '-q', '--bare', 'remote.git');
    (await desk.init('fresh', '--remote', '../remote.git')).orThrow();
    expect(desk.gitIn('remote.git', 'rev-parse', 'main')).toBe(desk.gitIn('work/fresh', 'rev-parse', 'main'));
  });

  test('a remote that is a records repository already is joined, not written to', async () => {
    const there = await makeRepository();
    const desk = new Desk();
    const before = there.head();
    const ran = await desk.init('joined', '--remote', there.remote ?? '', '--json');
    expect(ran.orThrow().json).toMatchObject({ created: false });
    expect(runGit(there.remote ?? '', desk.env, ['rev-parse', 'main'])).toBe(before);
    const listed = await runRgz(['tenant', 'list', '--json'], { cwd: desk.path('work/joined'), env: desk.env });
    expect(listed.orThrow().json).toEqual(['tenant-finance', 'tenant-retail']);
    expect(existsSync(desk.path('work/joined/.rgz/policy.yaml'))).toBe(true);
  });

  test('a remote with other history on main is adopted on top of that', async () => {
    const desk = new Desk();
    const before = desk.withHistory();
    desk.gitIn('.', 'clone', '-q', '--bare', 'work', 'remote.git');
    (await desk.init('fresh', '--remote', desk.path('remote.git'))).orThrow();
    expect(desk.gitIn('remote.git', 'rev-parse', 'main^')).toBe(before);
  });

  test.each([
    ['one that is not there', 'REMOTE/nowhere.git', 6],
    ['one that would run a program', 'ext::sh -c touch% REMOTE/pwned', 2],
    ['one that looks like a flag', '--upload-pack=touch pwned', 2],
  ])('%s is refused, and nothing is made', async (_, url, code) => {
    const desk = new Desk();
    const ran = await desk.init('fresh', `--remote=${url.replace('REMOTE', desk.root)}`, '--json');
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.error.remedy).not.toEqual([]);
    expect(existsSync(desk.path('pwned'))).toBe(false);
    expect(existsSync(desk.path('work/fresh'))).toBe(false);
  });
});

describe('what init does not take', () => {
  test.each([
    ['an admin that is no address', ['--admin', 'ada'], 2],
    ['an unknown identity', ['--identity', 'trust-me'], 2],
    ['a tenant like a path', ['--tenant', '../x'], 3],
    ['a tenant in capitals', ['--tenant', 'Tenant-A'], 3],
    ['a tenant like a flag', ['--tenant=--help'], 3],
    ['an empty tenant', ['--tenant', ''], 3],
    ['a name with escapes', ['--name', '\u001b[31mAda'], 3],
  ])('%s', async (_, args, code) => {
    const desk = new Desk();
    const ran = await desk.init('fresh', ...args, '--json');
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.error.remedy).not.toEqual([]);
    expect(existsSync(desk.path('work/fresh'))).toBe(false);
  });

  test('leaves a folder that was there as it was', async () => {
    const desk = new Desk();
    writeUnder(desk.root, 'work/notes.txt', 'mine\n');
    for (const args of [
      ['--tenant', '../x'],
      ['--key', desk.path('home/nowhere.pub')],
      ['--identity', 'signed'],
      ['--remote', desk.path('nowhere.git')],
    ]) {
      expect([args, (await desk.init(...args)).code]).not.toEqual([args, 0]);
      expect(readdirSync(desk.path('work'))).toEqual(['notes.txt']);
    }
  });

  test('leaves a repository that was there without the remote', async () => {
    const desk = new Desk();
    const before = desk.withHistory();
    const config = readFileSync(desk.path('work/.git/config'), 'utf8');
    expect((await desk.init('--remote', desk.path('nowhere.git'))).code).toBe(6);
    expect(readFileSync(desk.path('work/.git/config'), 'utf8')).toBe(config);
    expect(desk.git('rev-parse', 'HEAD')).toBe(before);
  });

  test('a folder below a file', async () => {
    const desk = new Desk();
    const ran = await desk.init(desk.path('home/id.pub/records'), '--json');
    expect([ran.code, ran.stdout]).toEqual([2, '']);
  });
});
