import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { land, Sandbox } from './sandbox.ts';

async function write(box: Sandbox, folder: string, files: Record<string, string | null>) {
  const repository = await box.open(folder);
  const from = (await repository.tip('write'))?.commit;
  const next = await land(repository, files);
  return { next, outcome: await repository.syncCheckout(from, next) };
}

const notes = (box: Sandbox, gitDir = 'work/.git') => {
  const folder = box.path(gitDir, 'rgz/checkout-behind');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('a checkout with a remote', () => {
  it('that is clean follows: files, index and branch', async () => {
    const box = new Sandbox();
    box.published('work', { 'a.yaml': 'a\n', 'old/x': 'x\n', 'd/y': 'y\n' });
    const { next, outcome } = await write(box, 'work', { 'a.yaml': 'b\n', 'new/deep/n': 'n\n', 'old/x': null });
    expect(outcome).toEqual({ kind: 'updated' });
    expect(box.git('work', 'rev-parse', 'HEAD')).toBe(next);
    expect(box.git('work', 'status', '--porcelain')).toBe('');
    expect(readFileSync(box.path('work/a.yaml'), 'utf8')).toBe('b\n');
    expect(existsSync(box.path('work/old'))).toBe(false);
    expect(notes(box)).toEqual([]);
  });

  it('follows in one go over commits of others, many files and untracked ones beside them', async () => {
    const box = new Sandbox();
    box.published();
    box.git('.', 'clone', '-q', 'remote.git', 'other');
    box.commit('other', Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`many/${index}`, `${index}`])));
    box.git('other', 'push', '-q');
    box.write('work/mine.txt', 'untracked\n');
    const repository = await box.open('work');
    await repository.refresh();
    const { outcome } = await write(box, 'work', { 'README.md': 'new\n' });
    expect(outcome).toEqual({ kind: 'updated' });
    expect(box.git('work', 'status', '--porcelain')).toBe('?? mine.txt');
  });

  it.each([
    ['changed', (box: Sandbox) => box.write('work/README.md', 'edited\n')],
    ['staged', (box: Sandbox) => box.write('work/s', 's') && box.git('work', 'add', 's')],
    ['deleted', (box: Sandbox) => rmSync(box.path('work/README.md'))],
    ['in the way', (box: Sandbox) => box.write('work/new.yaml', 'mine\n')],
  ])('that has a file %s is left alone to the byte', async (how, spoil) => {
    const box = new Sandbox();
    box.published();
    const before = box.git('work', 'rev-parse', 'HEAD');
    spoil(box);
    const status = box.git('work', 'status', '--porcelain');
    const index = readFileSync(box.path('work/.git/index'));
    const { next, outcome } = await write(box, 'work', { 'new.yaml': 'new\n' });
    expect(outcome).toEqual({
      kind: 'left-alone',
      reason: 'dirty',
      remedy:
        how === 'in the way'
          ? `mv -n ${box.path('work/new.yaml')} ${box.path('work/new.yaml.mine')} && git merge --ff-only origin/main`
          : 'git stash && git merge --ff-only origin/main && git stash pop',
    });
    expect(box.git('remote.git', 'rev-parse', 'main')).toBe(next);
    expect(box.git('work', 'rev-parse', 'HEAD')).toBe(before);
    expect(readFileSync(box.path('work/.git/index')).equals(index)).toBe(true);
    expect(box.git('work', 'status', '--porcelain')).toBe(status);
    expect(notes(box)).toEqual([]);
  });

  it('of more than 20,000 files is looked at only where the write touches it', async () => {
    const box = new Sandbox();
    box.repository('work');
    const blob = box.git('work', 'rev-parse', 'HEAD:README.md');
    const entries = Array.from({ length: 20_001 }, (_, index) => `100644 ${blob}\tmany/${index}\n`).join('');
    box.gitWith('work', { input: entries }, 'update-index', '--index-info');
    box.git('work', 'commit', '-q', '-m', 'many');
    box.git('.', 'clone', '-q', '--bare', 'work', 'remote.git');
    box.git('work', 'remote', 'add', 'origin', '../remote.git');
    box.git('work', 'fetch', '-q');
    box.write('work/many/7', 'edited');
    const untouched = await write(box, 'work', { 'README.md': 'new\n' });
    expect(untouched.outcome).toEqual({ kind: 'updated' });
    expect(readFileSync(box.path('work/many/7'), 'utf8')).toBe('edited');
    const touched = await write(box, 'work', { 'many/7': 'new\n' });
    expect(touched.outcome).toMatchObject({ kind: 'left-alone', reason: 'dirty' });
    expect(readFileSync(box.path('work/many/7'), 'utf8')).toBe('edited');
    box.write('work/many/7', 'hello\n');
    box.git('work', 'merge', '-q', '--ff-only', 'origin/main');
    box.git('work', 'rm', '-q', '--cached', 'many/8');
    const staged = await write(box, 'work', { 'README.md': 'newer\n' });
    expect(staged.outcome).toMatchObject({ kind: 'left-alone', reason: 'dirty' });
  });

  it('does not write through a folder that became a link', async () => {
    const box = new Sandbox();
    box.published();
    symlinkSync(box.path('home'), box.path('work/requests'));
    const { outcome } = await write(box, 'work', { 'requests/new.yaml': 'new\n' });
    expect(outcome).toMatchObject({ kind: 'left-alone' });
    expect(existsSync(box.path('home/new.yaml'))).toBe(false);
  });

  it.each([
    ['detached', (box: Sandbox) => box.git('work', 'switch', '-q', '--detach')],
    ['diverged', (box: Sandbox) => box.commit('work', { own: 'x' })],
    ['in-progress', (box: Sandbox) => box.write('work/.git/MERGE_HEAD', `${box.git('work', 'rev-parse', 'HEAD')}\n`)],
    ['locked', (box: Sandbox) => box.write('work/.git/index.lock', '')],
  ])('that is %s is left alone', async (reason, spoil) => {
    const box = new Sandbox();
    box.published();
    spoil(box);
    const head = box.git('work', 'rev-parse', 'HEAD');
    const { next, outcome } = await write(box, 'work', { 'new.yaml': 'new\n' });
    expect(outcome).toMatchObject({ kind: 'left-alone', reason });
    expect(box.git('work', 'rev-parse', 'HEAD')).toBe(head);
    expect(box.git('work', 'rev-parse', 'main')).toBe(reason === 'detached' ? next : head);
    expect(existsSync(box.path('work/new.yaml'))).toBe(false);
  });

  it('on another branch stays there, while the records branch moves on', async () => {
    const box = new Sandbox();
    box.published();
    box.git('work', 'switch', '-q', '-c', 'feature');
    const { next, outcome } = await write(box, 'work', { 'new.yaml': 'new\n' });
    expect(outcome).toEqual({ kind: 'not-checked-out' });
    expect(box.git('work', 'rev-parse', 'main')).toBe(next);
    expect(box.git('work', 'status', '--porcelain', '--branch')).toBe('## feature');
  });

  it('in a linked worktree follows too', async () => {
    const box = new Sandbox();
    box.published();
    box.git('work', 'switch', '-q', '-c', 'feature');
    box.git('work', 'worktree', 'add', '-q', '../linked', 'main');
    const { next, outcome } = await write(box, 'work', { 'new.yaml': 'new\n' });
    expect(outcome).toEqual({ kind: 'updated' });
    expect(box.git('linked', 'rev-parse', 'HEAD')).toBe(next);
    expect(box.git('linked', 'status', '--porcelain')).toBe('');
    expect(box.git('work', 'status', '--porcelain')).toBe('');
  });

  it('has its line ends converted by Git as its attributes say', async () => {
    const box = new Sandbox();
    box.published('work', { '.gitattributes': '*.yaml text eol=crlf\n', 'a.yaml': 'a\n' });
    const { outcome } = await write(box, 'work', { 'a.yaml': 'b\n', 'n.yaml': 'n\n' });
    expect(outcome).toEqual({ kind: 'updated' });
    expect(readFileSync(box.path('work/a.yaml'), 'utf8')).toBe('b\r\n');
    expect(readFileSync(box.path('work/n.yaml'), 'utf8')).toBe('n\r\n');
    expect(box.git('work', 'status', '--porcelain')).toBe('');
  });

  it.each(['before', 'half-way', 'after'])('is brought on after a kill %s moving its files', async (when) => {
    const box = new Sandbox();
    box.published('work', { a: '1', b: '1', c: '1' });
    const repository = await box.open('work');
    const from = box.git('work', 'rev-parse', 'HEAD');
    const first = await land(repository, { a: '2', b: null, n: '2' });
    box.write(`work/.git/rgz/checkout-behind/${first}`, `${from}\n`);
    if (when === 'after') box.git('work', 'read-tree', '-m', '-u', from, first);
    if (when === 'half-way') box.write('work/a', '2') && box.write('work/n', '2');
    const second = await land(repository, { a: '3', c: '3' });
    expect(await repository.syncCheckout(first, second)).toEqual({ kind: 'updated' });
    expect(box.git('work', 'status', '--porcelain', '--branch')).toBe('## main...origin/main');
    expect(box.git('work', 'rev-parse', 'HEAD')).toBe(second);
    expect(notes(box)).toEqual([]);
  });
});

describe('a checkout without a remote', () => {
  it('follows the branch that moved under it, and keeps unrelated unsaved work', async () => {
    const box = new Sandbox();
    box.repository('work', { a: '1', b: '1', c: '1' });
    box.write('work/b', 'edited');
    box.write('work/c', 'staged');
    box.git('work', 'add', 'c');
    box.write('work/u', 'untracked');
    const { next, outcome } = await write(box, 'work', { a: '2', n: 'new' });
    expect(outcome).toEqual({ kind: 'updated' });
    expect(box.git('work', 'rev-parse', 'HEAD')).toBe(next);
    expect(box.git('work', 'status', '--porcelain').split('\n')).toEqual([' M b', 'M  c', '?? u']);
    expect(readFileSync(box.path('work/b'), 'utf8')).toBe('edited');
    expect(readFileSync(box.path('work/a'), 'utf8')).toBe('2');
  });

  it('is born with the first commit', async () => {
    const box = new Sandbox();
    box.git('.', 'init', '-q', 'work');
    box.write('work/own', 'untracked');
    const { outcome } = await write(box, 'work', { '.rgz/config.yaml': 'x\n' });
    expect(outcome).toEqual({ kind: 'updated' });
    expect(box.git('work', 'status', '--porcelain')).toBe('?? own');
  });

  it('that is locked is caught up by the next write', async () => {
    const box = new Sandbox();
    box.repository('work', { a: '1', b: '1' });
    const lock = box.write('work/.git/index.lock', '');
    const first = await write(box, 'work', { a: '2' });
    expect(first.outcome).toMatchObject({ kind: 'left-alone', reason: 'locked' });
    expect(notes(box)).toEqual([first.next]);
    rmSync(lock);
    const second = await write(box, 'work', { a: '3', b: '3' });
    expect(second.outcome).toEqual({ kind: 'updated' });
    expect(box.git('work', 'status', '--porcelain')).toBe('');
    expect(readFileSync(box.path('work/a'), 'utf8')).toBe('3');
    expect(notes(box)).toEqual([]);
  });

  it('with an edit of the very file keeps the edit, and is caught up when it is gone', async () => {
    const box = new Sandbox();
    box.repository('work', { a: '1', b: '1' });
    box.write('work/a', 'edited');
    const first = await write(box, 'work', { a: '2' });
    expect(first.outcome).toEqual({
      kind: 'left-alone',
      reason: 'dirty',
      remedy: `mv -n ${box.path('work/a')} ${box.path('work/a.mine')} && git restore --source=HEAD --staged --worktree -- :/a`,
    });
    expect(readFileSync(box.path('work/a'), 'utf8')).toBe('edited');
    box.write('work/a', '1');
    const repository = await box.open('work');
    expect(await repository.healCheckout()).toEqual({ kind: 'updated' });
    expect(box.git('work', 'status', '--porcelain')).toBe('');
  });

  it.each([
    ['before the branch moved', 'none'],
    ['after the branch moved', 'ref'],
    ['half-way through the files', 'half'],
    ['before the note was struck out', 'files'],
  ])('heals after a kill %s', async (_, stage) => {
    const box = new Sandbox();
    box.repository('work', { a: '1', b: '1', c: '1' });
    const from = box.git('work', 'rev-parse', 'HEAD');
    const blob = box.gitWith('work', { input: '2' }, 'hash-object', '-w', '--stdin');
    const tree = box.gitWith('work', { input: `100644 blob ${blob}\ta\n100644 blob ${blob}\tn\n` }, 'mktree');
    const first = box.git('work', 'commit-tree', '-p', from, '-m', 'first', tree);
    box.write(`work/.git/rgz/checkout-behind/${first}`, `${from}\n`);
    if (stage !== 'none') box.git('work', 'update-ref', 'refs/heads/main', first);
    if (stage === 'half') box.write('work/a', '2') && box.write('work/n', '2');
    if (stage === 'files') box.git('work', 'read-tree', '-m', '-u', from, first);
    const { outcome } = await write(box, 'work', { a: '3' });
    expect(outcome).toEqual({ kind: 'updated' });
    expect(box.git('work', 'status', '--porcelain')).toBe('');
    expect(readFileSync(box.path('work/a'), 'utf8')).toBe('3');
    expect(existsSync(box.path('work/b'))).toBe(stage === 'none');
    expect(notes(box)).toEqual(stage === 'none' ? [first] : []);
  });

  it('heals from an interrupted step even when the same file was changed again', async () => {
    const box = new Sandbox();
    box.repository('work', { a: '1' });
    const repository = await box.open('work');
    const [one, two, three] = [
      await land(repository, { a: '2' }),
      await land(repository, { a: '3' }),
      await land(repository, { a: '4' }),
    ];
    box.git('work', 'read-tree', '-m', '-u', `${one}~1`, one);
    expect(notes(box).sort()).toEqual([one, two, three].sort());
    expect(await repository.healCheckout()).toEqual({ kind: 'updated' });
    expect(box.git('work', 'status', '--porcelain')).toBe('');
    expect(notes(box)).toEqual([]);
  });

  it('is clean in the end, however many write at once', async () => {
    const box = new Sandbox();
    box.repository('work', { a: '1' });
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) => write(box, 'work', { a: `${index}`, [`r/${index}`]: 'x' })),
    );
    expect(new Set(outcomes.map(({ outcome }) => outcome.kind)).has('updated')).toBe(true);
    await (await box.open('work')).healCheckout();
    expect(box.git('work', 'status', '--porcelain')).toBe('');
    expect(box.git('work', 'rev-list', '--count', 'HEAD')).toBe('11');
    expect(notes(box)).toEqual([]);
  });

  it('in another worktree follows as well', async () => {
    const box = new Sandbox();
    box.repository('work', { a: '1' });
    box.git('work', 'worktree', 'add', '-q', '../linked', '-b', 'feature');
    const { next, outcome } = await write(box, 'linked', { a: '2' });
    expect(outcome).toEqual({ kind: 'updated' });
    expect(box.git('work', 'rev-parse', 'HEAD')).toBe(next);
    expect(box.git('work', 'status', '--porcelain')).toBe('');
    expect(box.git('linked', 'status', '--porcelain')).toBe('');
  });
});
