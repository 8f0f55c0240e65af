import { chmodSync, rmSync, statSync, symlinkSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draft, failure, Sandbox } from './sandbox.ts';

const name = fc.constantFrom('a', 'a.b', 'a-b', 'a0', 'ab', 'b', 'é', 'Z');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const step = fc.dictionary(path, fc.option(fc.string({ maxLength: 5 }), { nil: null, freq: 3 }), {
  minKeys: 1,
  maxKeys: 4,
});

/** What the tree should hold after a step; undefined if a file and a folder would share a name. */
function applied(model: ReadonlyMap<string, string>, files: Record<string, string | null>) {
  const named = Object.keys(files);
  const clash = (one: string, other: string) => other.startsWith(`${one}/`) || one.startsWith(`${other}/`);
  if (named.some((one) => named.some((other) => clash(one, other)))) return undefined;
  if (named.some((one) => [...model.keys()].some((other) => clash(one, other)))) return undefined;
  const next = new Map(model);
  for (const [path, text] of Object.entries(files)) {
    if (text === null) next.delete(path);
    else next.set(path, text);
  }
  return next;
}

describe.each(['sha1', 'sha256'])('trees written to a %s repository', (format) => {
  it('are what Git itself would have written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const box = new Sandbox();
        box.git('.', 'init', '-q', `--object-format=${format}`, 'work');
        const repository = await box.open('work');
        let model: ReadonlyMap<string, string> = new Map();
        let tip: string | undefined;
        for (const files of steps) {
          const next = applied(model, files);
          const written = repository.writeCommit(draft(tip, files), undefined);
          if (next === undefined) {
            expect(await failure(written)).toMatchObject({ code: 'input.invalid' });
            continue;
          }
          tip = await written;
          model = next;
          const listed = box.git('work', 'ls-tree', '-r', '-z', tip).split('\0');
          const oids = [...model].map(([path, text]) => {
            const oid = box.gitWith('work', { input: text }, 'hash-object', '--stdin');
            return `100644 blob ${oid}\t${path}`;
          });
          expect(listed.filter(Boolean).sort()).toEqual(oids.sort());
        }
        if (tip !== undefined) box.git('work', 'update-ref', 'refs/heads/main', tip);
        expect(box.git('work', 'fsck', '--strict', '--no-dangling')).toBe('');
        await repository.close();
        rmSync(box.root, { recursive: true, force: true });
      }),
      { numRuns: 12 },
    );
  });
});

describe('writing a commit', () => {
  it('leaves every other entry as it is: modes, links, submodules', async () => {
    const box = new Sandbox();
    box.repository('work', { 'd/run.sh': '#!/bin/sh\n', 'd/x.yaml': 'x\n' });
    chmodSync(box.path('work/d/run.sh'), 0o755);
    symlinkSync('x.yaml', box.path('work/d/link'));
    symlinkSync('d', box.path('work/folder'));
    box.commit('work', {});
    box.git('work', 'update-index', '--add', '--cacheinfo', `160000,${box.git('work', 'rev-parse', 'HEAD')},d/sub`);
    box.git('work', 'commit', '-q', '-m', 'sub');
    const repository = await box.open('work');
    const tip = (await repository.tip('write'))?.commit ?? '';
    const next = await repository.writeCommit(draft(tip, { 'd/run.sh': '#!/bin/bash\n', 'd/new': 'n' }), undefined);
    expect(box.git('work', 'diff-tree', '-r', '--name-status', tip, next)).toBe('A\td/new\nM\td/run.sh');
    expect((await repository.find(next, 'd/run.sh'))?.mode).toBe('100755');
    for (const path of ['d/link', 'folder/x.yaml', 'd/sub', 'd/sub/x', 'd', 'd/x.yaml/y']) {
      expect(await failure(repository.writeCommit(draft(tip, { [path]: 'x' }), undefined))).toMatchObject({
        code: 'input.invalid',
      });
    }
    const bare = [
      '..',
      'a/../b',
      '.git/config',
      'a/.GIT/x',
      '.git.',
      'GIT~1',
      '',
      '/a',
      'a//b',
      'a\\b',
      'a\0b',
      './a',
      '.gi\u200dt/x',
    ];
    for (const path of bare) {
      expect(await failure(repository.writeCommit(draft(tip, { [path]: 'x' }), undefined))).toMatchObject({
        code: 'input.invalid',
      });
    }
  });

  it('writes read-only objects once, and touches neither index nor branch', async () => {
    const box = new Sandbox();
    box.repository('work');
    const repository = await box.open('work');
    const tip = (await repository.tip('write'))?.commit;
    const first = await repository.writeCommit(draft(tip, { a: 'a' }), undefined);
    expect(await repository.writeCommit(draft(tip, { a: 'a' }), undefined)).toBe(first);
    expect(statSync(box.path('work/.git/objects', first.slice(0, 2), first.slice(2))).mode & 0o777).toBe(0o444);
    expect(box.git('work', 'status', '--porcelain')).toBe('');
    expect(box.git('work', 'rev-parse', 'HEAD')).toBe(tip);
  });

  it('keeps names and messages from breaking the commit', async () => {
    const box = new Sandbox();
    box.repository('work');
    const repository = await box.open('work');
    const evil = { name: 'A <x>\nparent 0000', email: 'a@b>\n<c' };
    const made = draft(undefined, { a: 'a' }, 'subject\0\n\nbody\n\n\n');
    const oid = await repository.writeCommit(
      { ...made, author: evil, committer: { name: '', email: 'c@d' } },
      undefined,
    );
    const commit = await repository.readCommit(oid);
    expect(commit).toMatchObject({
      parents: [],
      author: { name: 'A xparent 0000', email: 'a@bc' },
      message: 'subject\n\nbody\n',
    });
    expect(commit.committer.name).toBe('c@d');
    box.git('work', 'fsck', '--strict', oid);
  });

  it('signs in-process with a folded header that Git and rgz read back alike', async () => {
    const box = new Sandbox();
    box.repository('work');
    const repository = await box.open('work');
    let payload: Buffer | undefined;
    const armoured = '-----BEGIN SSH SIGNATURE-----\nabc\n\ndef\n-----END SSH SIGNATURE-----\n';
    const sign = (bytes: Buffer) => {
      payload = bytes;
      return armoured;
    };
    const oid = await repository.writeCommit(draft(undefined, { a: 'a' }), { kind: 'in-process', sign });
    const commit = await repository.readCommit(oid);
    expect(commit.signature?.armoured).toBe(armoured);
    expect(commit.signature?.payload).toEqual(payload);
    box.git('work', 'fsck', '--strict', oid);
  });

  it('lets Git sign, with the program that the person chose and never with the one the repository names', async () => {
    const box = new Sandbox();
    box.repository('work');
    const good = box.write('good.sh', '#!/bin/sh\nfor last; do :; done\necho signed > "$last.sig"\n', 0o755);
    const evil = box.write('evil.sh', `#!/bin/sh\ntouch ${box.path('canary')}\necho evil > "$4.sig"\n`, 0o755);
    const key = box.write('key', 'x');
    box.git('work', 'config', 'gpg.ssh.program', evil);
    box.git('work', 'config', 'gpg.program', evil);
    box.git('work', 'config', 'gpg.format', 'openpgp');
    const repository = await box.open('work');
    const unsigned = await failure(repository.writeCommit(draft(undefined, { a: 'a' }), { kind: 'git', key }));
    expect(unsigned).toMatchObject({ code: 'identity.signing-failed', exitCode: 2 });
    expect((unsigned as { explanations: { message: string }[] }).explanations[0]?.message).not.toBe('');
    box.git('work', 'config', '--global', 'gpg.ssh.program', good);
    const again = await box.open('work');
    const oid = await again.writeCommit(draft(undefined, { a: 'a' }, 'hello'), { kind: 'git', key });
    expect(await again.readCommit(oid)).toMatchObject({
      message: 'hello\n',
      author: { at: 1_700_000_000 },
      signature: { armoured: 'signed\n' },
    });
    expect(() => statSync(box.path('canary'))).toThrow();
  });
});
