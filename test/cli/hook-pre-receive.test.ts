import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runGit } from '../kit/folder.ts';
import { makeRepository, type Repository, type Who } from '../kit/repository.ts';
import { type RequestWish, requestFlags } from '../kit/requests.ts';
import { installHook, rgzOnPath } from '../kit/server-hook.ts';

const zeros = '0'.repeat(40);

/** A clone and its server, which runs the hook that `rgz init` gives. */
class Guarded {
  readonly repository: Repository;
  readonly server: string;
  readonly env: Record<string, string>;

  constructor(repository: Repository, ...config: string[]) {
    this.repository = repository;
    this.server = repository.remote ?? '';
    const base = repository.env('dora');
    this.env = { ...base, PATH: `${rgzOnPath(repository.root)}:${base.PATH}` };
    installHook(this.server, 'pre-receive');
    for (const setting of config) this.onServer('config', ...setting.split('='));
  }

  /** Runs rgz where the hooks of the server find it too. */
  async rgz(who: Who, ...args: string[]): Promise<string> {
    const { PATH = '' } = this.env;
    return (await this.repository.run(who, args, { env: { PATH } })).orThrow().stdout.trim();
  }

  request(wish: RequestWish = {}): Promise<string> {
    return this.rgz('dora', 'request', 'create', ...requestFlags(wish));
  }

  push(...refs: string[]) {
    const { work: cwd } = this.repository;
    const { status, stderr } = spawnSync('git', ['push', 'origin', ...refs], { cwd, env: this.env, encoding: 'utf8' });
    return { status, stderr };
  }

  onServer(...args: string[]): string {
    return runGit(this.server, this.env, args);
  }

  tip(ref = 'refs/heads/main'): string {
    return this.onServer('for-each-ref', '--format=%(objectname)', ref);
  }

  /** Runs rgz in the repository of the server, as Git would. */
  hook(input: string, ...args: string[]) {
    const run = { cwd: this.server, env: { GIT_DIR: '.' }, input };
    return this.repository.run('dora', ['hook', 'pre-receive', ...args], run);
  }
}

/** A commit in which dora says that carl approved. */
async function forge(repository: Repository, id: string): Promise<string> {
  const path = repository.pathOf(id);
  const text = repository.show(path).replace('state: pending', 'state: approved');
  return repository.commit('dora', { files: { [path]: text }, push: false });
}

describe('rgz hook pre-receive', () => {
  test.each(['receive.unpackLimit=100', 'receive.unpackLimit=1'])(
    'lets good pushes through and stops bad ones while what is pushed is in quarantine (%s)',
    async (setting) => {
      const repository = await makeRepository({ identity: 'signed' });
      const guarded = new Guarded(repository, setting);
      await guarded.rgz('carl', 'approve', await guarded.request());
      const good = guarded.tip();
      expect(good).toBe(repository.head());

      const other = await guarded.request({ target: 'api/other@1.0.0' });
      const before = guarded.tip();
      await forge(repository, other);
      const { status, stderr } = guarded.push('main');
      expect(status).toBe(1);
      expect(stderr).toMatch(/remote: ✗ rgz refuses this push to refs\/heads\/main: 1 error\s*\n/);
      expect(stderr).toContain(`remote: ${repository.pathOf(other)}:`);
      expect(stderr).toContain('[status.state-differs]');
      expect(stderr).toContain('pre-receive hook declined');
      expect(guarded.tip()).toBe(before);
    },
  );

  test('refuses every push where rgz is not in the PATH, and says so', async () => {
    const repository = await makeRepository();
    const guarded = new Guarded(repository);
    guarded.env.PATH = repository.env('dora').PATH ?? '';
    repository.commit('dora', { files: { 'README.md': 'something else\n' }, push: false });
    const { status, stderr } = guarded.push('main');
    expect([status, guarded.tip()]).not.toEqual([0, repository.head()]);
    expect(stderr).toContain('rgz is not in the PATH here');
    expect(stderr).toContain('npm install --global');
  });

  test('audits the whole history in a first push', async () => {
    const good = await makeRepository();
    const id = await good.request();
    const bad = good.copy();
    await forge(bad, id);
    bad.commit('dora', { files: { 'README.md': 'something else\n' }, push: false });
    const answers = [good, bad].map((repository) => {
      const guarded = new Guarded(repository);
      guarded.onServer('update-ref', '-d', 'refs/heads/main');
      return { ...guarded.push('main'), tip: guarded.tip() };
    });
    expect(answers.map(({ status }) => status)).toEqual([0, 1]);
    expect(answers.map(({ tip }) => tip)).toEqual([good.head(), '']);
    expect(answers[0]?.stderr).not.toContain('remote:');
  });

  test('keeps the branch of the records from being deleted or rewound', async () => {
    const repository = await makeRepository();
    const guarded = new Guarded(repository);
    await guarded.request();
    const tip = guarded.tip();
    guarded.onServer('config', 'receive.denyDeleteCurrent', 'ignore');
    const deleted = guarded.push(':main');
    expect([deleted.status, guarded.tip()]).toEqual([1, tip]);
    expect(deleted.stderr).toContain('holds the records, so it cannot be deleted');
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    const rewound = guarded.push('+main');
    expect([rewound.status, guarded.tip()]).toEqual([1, tip]);
    expect(rewound.stderr).toContain('not built on what is there');
    expect(rewound.stderr).toContain('git pull --rebase');
  });

  test('says what to type where commits are signed, and that is taken', async () => {
    const repository = await makeRepository({ identity: 'signed' });
    const guarded = new Guarded(repository);
    const path = repository.pathOf(await guarded.request());
    const base = repository.head();
    const text = `${repository.show(path)}\n# more\n`;
    repository.commit('dora', { files: { [path]: text }, key: null, push: false });
    repository.commit('dora', { files: { 'README.md': 'something else\n' }, push: false });
    const unsigned = guarded.push('main');
    expect(unsigned.status).toBe(1);
    const [sign = ''] =
      /git rebase -S [^ ]+ [0-9a-f]{12}~1/.exec(unsigned.stderr.replace(/\s*\nremote:\s+/g, ' ')) ?? [];
    spawnSync('sh', ['-c', sign], { cwd: repository.work, env: guarded.env });
    expect([guarded.push('main').status, guarded.tip()]).toEqual([0, repository.head()]);

    repository.git('reset', '-q', '--hard', base);
    repository.commit('dora', { files: { [path]: text }, push: false });
    const strange = guarded.push('+main');
    expect(strange.status).toBe(1);
    expect(strange.stderr).toContain('git pull --rebase -S, and push without force');
  });

  test('has nothing to say of other refs, nor of a repository without records', async () => {
    const repository = await makeRepository();
    const guarded = new Guarded(repository);
    const id = await guarded.request();
    guarded.push('main:feature');
    await forge(repository, id);
    expect(guarded.push('main:feature', 'main:refs/tags/v1', 'main:refs/for/main').status).toBe(0);
    expect(guarded.push('+main~3:feature', ':refs/tags/v1').status).toBe(0);
    const plain = await makeRepository();
    const other = new Guarded(plain);
    other.onServer('update-ref', '-d', 'refs/heads/main');
    plain.git('checkout', '-q', '--orphan', 'bare');
    plain.git('rm', '-rqf', '.');
    const first = plain.commitIndex('sam', { parents: [], push: false });
    expect([other.push('main').status, other.tip()]).toEqual([0, first]);
  });

  test('is not led past by a ref that links to the branch, or by one of a name that looks the same', async () => {
    const repository = await makeRepository();
    const guarded = new Guarded(repository);
    await forge(repository, await guarded.request());
    const tip = guarded.tip();
    guarded.onServer('symbolic-ref', 'refs/heads/alias', 'refs/heads/main');
    expect(guarded.push('main:alias').status).toBe(1);
    expect(guarded.push('+main~3:alias').status).toBe(1);
    const { code } = await guarded.hook(`${tip} ${zeros} refs/heads/MAIN\n`);
    expect(code).toBe(1);
    expect(guarded.tip()).toBe(tip);
  });

  test('guards the branch that the configuration names, and the one that HEAD stands on', async () => {
    const repository = await makeRepository();
    const guarded = new Guarded(repository);
    const id = await guarded.request();
    const config = `${repository.show('.rgz/config.yaml')}\nrecords:\n  branch: records\n`;
    repository.commit('ada', { files: { '.rgz/config.yaml': config }, push: false });
    expect(guarded.push('main:records', 'main:master').status).toBe(0);
    const forged = await forge(repository, id);
    expect(guarded.push('main:records').status).toBe(1);
    expect(guarded.push('main:master').status).toBe(0);
    expect(guarded.tip('refs/heads/master')).toBe(forged);

    const old = await makeRepository();
    const onMaster = new Guarded(old);
    onMaster.onServer('branch', '-m', 'main', 'master');
    expect(onMaster.onServer('symbolic-ref', 'HEAD')).toBe('refs/heads/master');
    const before = onMaster.tip('refs/heads/master');
    const path = '.rgz/config.yaml';
    old.commit('dora', { files: { [path]: `${old.show(path)}\n# more\n` }, push: false });
    expect(onMaster.push('+main:master').status).toBe(1);
    expect(onMaster.tip('refs/heads/master')).toBe(before);
  });

  test('looks at the repository that Git names, though it lies inside another', async () => {
    const outer = await makeRepository();
    const inner = await makeRepository();
    const commit = await forge(inner, await inner.request());
    runGit(outer.work, outer.env('ada'), ['clone', '-q', '--bare', inner.work, 'inner.git']);
    const input = `${zeros} ${commit} refs/heads/main\n`;
    const cwd = join(outer.work, 'inner.git');
    const ran = await outer.run('dora', ['hook', 'pre-receive', '--json'], { cwd, env: { GIT_DIR: '.' }, input });
    expect(ran.code).toBe(1);
    expect(ran.json).toMatchObject({
      ok: false,
      refs: [{ ref: 'refs/heads/main', findings: [{ rule: 'status.state-differs' }] }],
    });
  });

  test('refuses input that Git would not give, for nothing would have been judged', async () => {
    const guarded = new Guarded(await makeRepository());
    const tip = guarded.tip();
    for (const input of ['', '\n', 'hello\n', `${tip} ${tip}\n`, `${tip} ${tip} refs/heads/main\n--\n`])
      expect((await guarded.hook(input)).code).toBe(2);
    expect((await guarded.hook(`${tip} ${tip} refs/heads/main\n`)).code).toBe(0);
    expect((await guarded.hook(`${tip} ${zeros} refs/heads/main\n`, '--branch', 'other')).code).toBe(0);
    expect((await guarded.hook(`${tip} ${zeros} refs/heads/main\n`, '--branch', 'main')).code).toBe(1);
  });
});

test('no other command reads the objects that a server is receiving', async () => {
  const repository = await makeRepository();
  await repository.request();
  const nowhere = join(repository.root, 'nowhere');
  const env = { GIT_QUARANTINE_PATH: nowhere, GIT_OBJECT_DIRECTORY: nowhere };
  const { code, json } = await repository.run('vera', ['audit', '--json'], { env });
  expect(code).toBe(0);
  expect(json).toMatchObject({ ok: true, records: 1 });
});
