import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draft, failure, land, Sandbox } from './sandbox.ts';

describe('advancing with a remote', () => {
  it('moves the branch on the remote and what is known of it here', async () => {
    const box = new Sandbox();
    box.published();
    const repository = await box.open('work');
    const next = await land(repository, { 'requests/a.yaml': 'a\n' });
    expect(box.git('remote.git', 'rev-parse', 'main')).toBe(next);
    expect(box.git('work', 'rev-parse', 'origin/main')).toBe(next);
    expect((await repository.tip('write'))?.commit).toBe(next);
    expect(await repository.refresh()).toBe(true);
  });

  it('loses against a writer who was first, and sees the other commit', async () => {
    const box = new Sandbox();
    box.published();
    box.git('.', 'clone', '-q', 'remote.git', 'other');
    const [mine, theirs] = [await box.open('work'), await box.open('other')];
    const tip = (await mine.tip('write'))?.commit;
    const first = await land(theirs, { a: 'theirs' });
    const second = await mine.writeCommit(draft(tip, { a: 'mine' }), undefined);
    expect(await mine.advance(tip, second)).toBe('lost');
    expect((await mine.tip('write'))?.commit).toBe(first);
    expect(await mine.advance(tip, second)).toBe('lost');
    expect(await mine.advance(tip, first)).toBe('advanced');
    expect(box.git('remote.git', 'rev-parse', 'main')).toBe(first);
  });

  it('publishes the local branch with the first push, and loses if the remote has one after all', async () => {
    const box = new Sandbox();
    box.repository('work');
    box.git('.', 'init', '-q', '--bare', 'remote.git');
    box.git('work', 'remote', 'add', 'origin', '../remote.git');
    box.repository('other', { other: 'x' });
    box.git('other', 'remote', 'add', 'origin', '../remote.git');
    const [mine, theirs] = [await box.open('work'), await box.open('other')];
    expect(await mine.refresh()).toBe(true);
    const base = (await mine.tip('write'))?.commit;
    expect(base).toBe(box.git('work', 'rev-parse', 'main'));
    const next = await land(mine, { a: 'a' });
    expect(box.git('remote.git', 'log', '--format=%H', 'main')).toBe(`${next}\n${base}`);
    expect(await mine.syncCheckout(base, next)).toEqual({ kind: 'updated' });
    const foreign = (await theirs.tip('write'))?.commit;
    const late = await theirs.writeCommit(draft(foreign, { a: 'b' }), undefined);
    expect(await theirs.advance(foreign, late)).toBe('lost');
    expect((await theirs.tip('write'))?.commit).toBe(next);
    expect(await theirs.syncCheckout(foreign, next)).toMatchObject({ reason: 'diverged' });
  });

  it('starts the branch of an empty remote', async () => {
    const box = new Sandbox();
    box.git('.', 'init', '-q', '--bare', 'remote.git');
    box.git('.', 'clone', '-q', 'remote.git', 'work');
    const repository = await box.open('work');
    const next = await land(repository, { a: 'a' });
    expect(box.git('remote.git', 'rev-parse', 'main')).toBe(next);
    expect(await repository.syncCheckout(undefined, next)).toEqual({ kind: 'updated' });
    expect(box.git('work', 'status', '--porcelain', '--branch')).toBe('## main...origin/main');
  });

  it('tells what the remote said when it refuses, without its terminal tricks', async () => {
    const box = new Sandbox();
    box.published();
    box.write(
      'remote.git/hooks/pre-receive',
      '#!/bin/sh\nprintf "\\033[31mfrozen\\033[0m until monday\\n" >&2\nexit 1\n',
      0o755,
    );
    const repository = await box.open('work');
    const error = await failure(land(repository, { a: 'a' }));
    expect(error).toMatchObject({ code: 'git.push-refused', exitCode: 6 });
    const said = (error as { explanations: { message: string }[] }).explanations.map((each) => each.message).join('\n');
    expect(said).toContain('remote: frozen until monday');
    expect(said).not.toContain('\u001b');
    box.write('remote.git/hooks/pre-receive', '#!/bin/sh\nexit 0\n', 0o755);
    box.write('remote.git/hooks/update', '#!/bin/sh\necho not you >&2; exit 1\n', 0o755);
    expect(await failure(land(repository, { a: 'a' }))).toMatchObject({ code: 'git.push-refused' });
  });

  it('refuses a remote that has the branch checked out', async () => {
    const box = new Sandbox();
    box.published();
    box.git('work', 'remote', 'set-url', 'origin', '../seed');
    expect(await failure(land(await box.open('work'), { a: 'a' }))).toMatchObject({ code: 'git.push-refused' });
  });

  it('is unreachable, and writes nothing, when the remote is gone', async () => {
    const box = new Sandbox();
    box.published();
    rmSync(box.path('remote.git'), { recursive: true });
    const repository = await box.open('work');
    const before = box.git('work', 'for-each-ref');
    const error = await failure(land(repository, { a: 'a' }));
    expect(error).toMatchObject({ code: 'git.unreachable', exitCode: 6 });
    expect(await failure(repository.refresh())).toMatchObject({ code: 'git.unreachable' });
    expect(box.git('work', 'for-each-ref')).toBe(before);
  });

  it('looks again before it says that nothing was written', async () => {
    const box = new Sandbox();
    box.published();
    box.write('remote.git/hooks/post-receive', '#!/bin/sh\nkill -9 $PPID\n', 0o755);
    const repository = await box.open('work');
    const next = await land(repository, { a: 'a' });
    expect(box.git('remote.git', 'rev-parse', 'main')).toBe(next);
    expect(box.git('work', 'rev-parse', 'origin/main')).toBe(next);
  });

  it('raises the alarm when the branch has gone from the remote', async () => {
    const box = new Sandbox();
    box.published();
    box.git('remote.git', 'update-ref', '-d', 'refs/heads/main');
    const repository = await box.open('work');
    for (const action of [() => repository.refresh(), () => land(repository, { a: 'a' })])
      expect(await failure(action)).toMatchObject({ code: 'git.diverged', exitCode: 6 });
  });

  it('does not publish what is not built on the tip', async () => {
    const box = new Sandbox();
    box.published();
    const repository = await box.open('work');
    const stranger = await repository.writeCommit(draft(undefined, { a: 'a' }), undefined);
    const tip = (await repository.tip('write'))?.commit;
    expect(await failure(repository.advance(tip, stranger))).toMatchObject({ code: 'git.diverged' });
  });

  it('keeps what it saw of a branch that was rewritten, and raises the alarm each time', async () => {
    const box = new Sandbox();
    box.published();
    const repository = await box.open('work');
    const before = (await repository.tip('write'))?.commit ?? '';
    box.git('seed', 'commit', '-q', '--amend', '-m', 'rewritten');
    box.git('seed', 'push', '-q', '--force', '../remote.git', 'main');
    const look = () => repository.refresh();
    for (const action of [look, () => land(repository, { a: 'a' }), look])
      expect(await failure(action)).toMatchObject({ code: 'git.rewritten', exitCode: 6 });
    expect((await repository.tip('write'))?.commit).toBe(before);
    expect(box.git('work', 'rev-parse', 'origin/main')).toBe(before);
    expect(box.git('remote.git', 'rev-parse', 'main')).toBe(box.git('seed', 'rev-parse', 'main'));
  });
});

describe('advancing without a remote', () => {
  it('swaps the branch, or loses', async () => {
    const box = new Sandbox();
    box.git('.', 'init', '-q', '--bare', 'bare');
    const repository = await box.open('bare');
    expect(await repository.refresh()).toBe(false);
    const first = await land(repository, { a: '1' });
    const rival = await repository.writeCommit(draft(undefined, { a: '2' }), undefined);
    expect(await repository.advance(undefined, rival)).toBe('lost');
    const second = await repository.writeCommit(draft(first, { a: '3' }), undefined);
    expect(await repository.advance(first, second)).toBe('advanced');
    expect(box.git('bare', 'rev-parse', 'main')).toBe(second);
    expect(await repository.syncCheckout(first, second)).toEqual({ kind: 'bare' });
  });

  it.each(['refs/heads/main', 'HEAD'])('takes a fresh lock of %s for a rival, and a stale one away', async (ref) => {
    const box = new Sandbox();
    box.repository('work');
    const lock = box.write(`work/.git/${ref}.lock`, '');
    const repository = await box.open('work');
    const tip = (await repository.tip('write'))?.commit;
    const next = await repository.writeCommit(draft(tip, { a: 'a' }), undefined);
    expect(await repository.advance(tip, next)).toBe('lost');
    expect(existsSync(lock)).toBe(true);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    expect(await repository.advance(tip, next)).toBe('advanced');
    expect(readdirSync(box.path('work/.git/refs/heads'))).toEqual(['main']);
    expect(existsSync(lock)).toBe(false);
  });

  it('names a lock that cannot be taken away, and its cure', async () => {
    const box = new Sandbox();
    box.repository('work');
    const repository = await box.open('work');
    const tip = (await repository.tip('write'))?.commit;
    const lock = box.path('work/.git/refs/heads/main.lock');
    mkdirSync(lock);
    utimesSync(lock, new Date(0), new Date(0));
    const error = await failure(land(repository, { a: 'a' }));
    expect(error).toMatchObject({ code: 'git.failed', exitCode: 6 });
    expect(String((error as { remedy: string[] }).remedy)).toContain(lock);
    expect((await repository.tip('write'))?.commit).toBe(tip);
  });

  it.each(['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'rebase-merge/head-name'])(
    'refuses under %s before anything moves',
    async (state) => {
      const box = new Sandbox();
      box.repository('work');
      const tip = box.git('work', 'rev-parse', 'HEAD');
      box.write(`work/.git/${state}`, state.startsWith('rebase') ? 'refs/heads/main\n' : `${tip}\n`);
      if (state.startsWith('rebase')) writeFileSync(box.path('work/.git/HEAD'), `${tip}\n`);
      const error = await failure(land(await box.open('work'), { a: 'a' }));
      expect(error).toMatchObject({ code: 'git.in-progress', exitCode: 6 });
      expect(box.git('work', 'rev-parse', 'main')).toBe(tip);
      expect(existsSync(box.path('work/.git/rgz/checkout-behind', tip))).toBe(false);
    },
  );
});

describe('many writers', () => {
  it.each([true, false])('all land by deciding again (remote: %s)', async (remote) => {
    const box = new Sandbox();
    if (remote) box.published();
    else box.repository('work');
    const writers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        if (!remote) return box.open('work');
        box.git('.', 'clone', '-q', 'remote.git', `w${index}`);
        return box.open(`w${index}`);
      }),
    );
    const landed = await Promise.all(
      writers.map((writer, index) => land(writer, { [`requests/${index}.yaml`]: `${index}\n` })),
    );
    const where = remote ? 'remote.git' : 'work';
    const line = box.git(where, 'rev-list', 'main').split('\n');
    expect(line.length).toBe(13);
    expect(landed.every((commit) => line.includes(commit))).toBe(true);
    expect(box.git(where, 'ls-tree', '-r', '--name-only', 'main', 'requests/').split('\n').length).toBe(12);
    box.git(where, 'fsck', '--strict');
  });

  it('share one repository object', async () => {
    const box = new Sandbox();
    box.published();
    const repository = await box.open('work');
    await Promise.all(Array.from({ length: 20 }, (_, index) => land(repository, { [`${index}`]: 'x' })));
    expect(box.git('remote.git', 'rev-list', '--count', 'main')).toBe('21');
  });
});

describe('what is shared beside the records', () => {
  it('is fetched once for all who ask together, and anew for who asks while Git is at it', async () => {
    const box = new Sandbox();
    box.published();
    box.git('.', 'clone', '-q', 'remote.git', 'other');
    const { PATH = '' } = box.env;
    const [calls, hold] = [box.write('calls', ''), box.write('hold', '')];
    const wait = `while [ -e '${hold}' ]; do sleep 0.01; done`;
    const script = `PATH='${PATH}'\ngit "$@"\nstatus=$?\necho "$@" >> '${calls}'\n${wait}\nexit $status`;
    box.write('bin/git', `#!/bin/sh\n[ "$1" = fetch ] || PATH='${PATH}' exec git "$@"\n${script}\n`, 0o755);
    const { shared: theirs } = await box.open('other');
    const { shared } = await box.open('work', { env: { ...box.env, PATH: `${box.path('bin')}:${PATH}` } });
    const fetches = () => readFileSync(calls, 'utf8').split('\n').length - 1;
    const first = await theirs.swap('place', undefined, 'one');
    const together = Promise.all([shared.refresh(), shared.refresh(), shared.refresh()]);
    while (fetches() === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await theirs.swap('place', first, 'two');
    const later = shared.refresh();
    rmSync(hold);
    await together;
    await later;
    expect(await shared.read('place')).toMatchObject({ text: 'two' });
    expect(fetches()).toBe(2);
  });
});
