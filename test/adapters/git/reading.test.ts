import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { locateRepository } from '../../../src/adapters/git/index.ts';
import { ann, failure, Sandbox } from './sandbox.ts';

describe.each(['sha1', 'sha256'])('a %s repository', (format) => {
  function make() {
    const box = new Sandbox();
    box.repository('work', { 'a/b/c.yaml': 'c\n', 'a/b.yaml': 'b\n', 'z.txt': 'z\n' }, `--object-format=${format}`);
    return box;
  }

  it.each(['loose', 'packed'])('is read from %s objects and refs', async (storage) => {
    const box = make();
    if (storage === 'packed') box.git('work', 'gc', '-q');
    const repository = await box.open('work/a');
    expect(repository.objectFormat).toBe(format);
    expect(repository.worktree).toBe(box.path('work'));
    const tip = await repository.tip('read');
    expect(tip?.commit).toBe(box.git('work', 'rev-parse', 'HEAD'));
    expect(tip?.tree).toBe(box.git('work', 'rev-parse', 'HEAD^{tree}'));
    const commit = await repository.readCommit(tip?.commit ?? '');
    expect(commit).toMatchObject({ parents: [], message: 'change\n', author: ann, committer: ann });
    expect(commit.author.at).toBe(Number(box.git('work', 'log', '-1', '--format=%at')));
    expect((await repository.readTree(tip?.tree ?? '')).map((entry) => entry.name)).toEqual(['a', 'z.txt']);
    const entry = await repository.find(tip?.commit ?? '', 'a/b/c.yaml');
    expect(entry).toEqual({ name: 'c.yaml', mode: '100644', oid: box.git('work', 'rev-parse', 'HEAD:a/b/c.yaml') });
    expect(await repository.find(tip?.tree ?? '', 'a/b/none')).toBeUndefined();
    expect(await repository.find(tip?.tree ?? '', 'a/b.yaml/x')).toBeUndefined();
    expect((await repository.readBlob(entry?.oid ?? '')).toString()).toBe('c\n');
  });
});

describe('reading', () => {
  it('gives binary blobs of any size unharmed, in the order asked for, however many', async () => {
    const box = new Sandbox();
    box.repository('work');
    const contents = [0, 1, 100, 65_535, 65_536, 3_000_000].map((size) => randomBytes(size));
    for (let index = 0; index < 300; index++) contents.push(Buffer.from(`\n${index} blob 7\n\0missing\n`));
    for (const [index, content] of contents.entries())
      writeFileSync(box.path('work', `f${String(index).padStart(4, '0')}`), content);
    box.commit('work', {});
    box.git('work', 'gc', '-q');
    const repository = await box.open('work');
    const tree = await repository.readTree((await repository.tip('read'))?.tree ?? '');
    const oids = tree.filter((entry) => entry.name.startsWith('f')).map((entry) => entry.oid);
    const missing = '1'.repeat(40);
    for (const asked of [
      [...oids, missing, ...oids.toReversed()],
      [missing, ...oids.slice(0, 8)],
    ]) {
      const got: (Buffer | undefined)[] = [];
      for await (const blob of repository.readBlobs(asked)) got.push(blob);
      expect(got.length).toBe(asked.length);
      for (const [index, oid] of asked.entries()) {
        const wanted = oid === missing ? undefined : contents[oids.indexOf(oid)];
        expect(wanted === undefined ? got[index] === undefined : got[index]?.equals(wanted)).toBe(true);
      }
    }
    const one = await Promise.all(oids.map((oid) => repository.readBlob(oid)));
    expect(one.every((blob, index) => blob.equals(contents[index] ?? Buffer.alloc(0)))).toBe(true);
    for await (const _ of repository.readBlobs([...oids, ...oids])) break;
    expect(await failure(repository.readBlob(missing))).toMatchObject({ code: 'git.failed' });
    expect(await failure(repository.readBlob('HEAD\n'))).toMatchObject({ code: 'git.failed' });
  });

  it('tells an unborn branch, a missing repository and a bare one apart', async () => {
    const box = new Sandbox();
    expect(locateRepository(box.root)).toBeUndefined();
    expect(await failure(box.open('.'))).toMatchObject({ code: 'repository.not-found', exitCode: 6 });
    box.git('.', 'init', '-q', 'work');
    const empty = await box.open('work');
    expect(await empty.tip('read')).toBeUndefined();
    expect(empty.branch).toBe('main');
    box.commit('work', { a: '1' });
    box.git('.', 'clone', '-q', '--bare', 'work', 'bare');
    const bare = await box.open('bare');
    expect(bare.worktree).toBeUndefined();
    expect((await bare.tip('read'))?.commit).toBe(box.git('work', 'rev-parse', 'HEAD'));
    expect(await bare.isShallow()).toBe(false);
    box.commit('work', { a: '2' });
    box.git('.', 'clone', '-q', '--depth=1', `file://${box.path('work')}`, 'shallow');
    expect(await (await box.open('shallow')).isShallow()).toBe(true);
  });

  it('finds linked worktrees and their shared objects', async () => {
    const box = new Sandbox();
    box.repository('work');
    box.git('work', 'worktree', 'add', '-q', '../linked', '-b', 'other');
    const linked = await box.open('linked');
    expect(linked.worktree).toBe(box.path('linked'));
    expect(linked.commonDir).toBe(box.path('work/.git'));
    expect((await linked.tip('read'))?.commit).toBe(box.git('work', 'rev-parse', 'main'));
  });

  it('reads ahead of the remote only for reading', async () => {
    const box = new Sandbox();
    box.published();
    const published = box.git('work', 'rev-parse', 'HEAD');
    const repository = await box.open('work');
    expect(repository.remote).toBe('origin');
    const ahead = box.commit('work', { local: 'x' });
    expect((await repository.tip('read'))?.commit).toBe(ahead);
    expect((await repository.tip('write'))?.commit).toBe(published);
    box.git('work', 'reset', '-q', '--hard', 'HEAD~1');
    box.git('work', 'commit', '-q', '--amend', '-m', 'rewritten');
    expect((await repository.tip('read'))?.commit).toBe(published);
    expect(await repository.isAncestor(published, ahead)).toBe(true);
    expect(await repository.isAncestor(ahead, published)).toBe(false);
  });

  it('keeps the signature and the signed bytes of a commit apart', async () => {
    const box = new Sandbox();
    box.repository('work');
    const plain = box.git('work', 'cat-file', 'commit', 'HEAD');
    const [head, body] = plain.split('\n\n');
    const signed = `${head}\ngpgsig -----BEGIN SSH SIGNATURE-----\n abc\n -----END SSH SIGNATURE-----\n\n${body}\n`;
    const oid = box.gitWith('work', { input: signed }, 'hash-object', '-t', 'commit', '-w', '--stdin');
    const commit = await (await box.open('work')).readCommit(oid);
    expect(commit.signature?.armoured).toBe('-----BEGIN SSH SIGNATURE-----\nabc\n-----END SSH SIGNATURE-----\n');
    expect(commit.signature?.payload.toString()).toBe(`${plain}\n`);
  });
});

describe('identity', () => {
  it('prefers the environment to author.* and author.* to user.*', async () => {
    const box = new Sandbox();
    box.repository('work');
    expect((await (await box.open('work')).identity()).author).toEqual(ann);
    box.git('work', 'config', 'author.email', 'author@example.com');
    const identity = await (await box.open('work')).identity();
    expect(identity.author.email).toBe('author@example.com');
    expect(identity.committer.email).toBe(ann.email);
    const env = { ...box.env, GIT_AUTHOR_EMAIL: 'env@example.com', GIT_COMMITTER_NAME: 'Env' };
    const fromEnv = await (await box.open('work', { env })).identity();
    expect(fromEnv).toMatchObject({
      author: { email: 'env@example.com' },
      committer: { name: 'Env', email: ann.email },
    });
  });

  it('is missing rather than guessed', async () => {
    const box = new Sandbox();
    box.repository('work');
    box.write('home/.gitconfig', '');
    const error = await failure((await box.open('work')).identity());
    expect(error).toMatchObject({ code: 'identity.missing', exitCode: 2 });
    expect(String((error as { remedy: string[] }).remedy)).toContain('git config --global user.email');
    const env = { ...box.env, EMAIL: 'mail@example.com' };
    expect((await (await box.open('work', { env })).identity()).author.email).toBe('mail@example.com');
  });

  it('says so when Git is missing or does not trust the folder', async () => {
    const box = new Sandbox();
    box.repository('work');
    const without = await box.open('work', { env: { ...box.env, PATH: box.path('nowhere') } });
    expect(await failure(without.identity())).toMatchObject({ code: 'git.missing' });
    const other = await box.open('work', { env: { ...box.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' } });
    const error = await failure(other.readBlob('1'.repeat(40)));
    expect(error).toMatchObject({
      code: 'git.failed',
      remedy: [`git config --global --add safe.directory ${box.path('work')}`],
    });
  });
});
