import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { GitObjects } from '../../kit/git-objects.ts';
import { failure, Sandbox } from './sandbox.ts';

const lie = { code: 'git.failed', message: expect.stringContaining('not what its id says') };

/** Puts other bytes where an object lies, which Git reads without a word. */
function replace(box: Sandbox, oid: string, type: string, bytes: string | Buffer): void {
  const file = join(box.path('work'), '.git/objects', oid.slice(0, 2), oid.slice(2));
  chmodSync(file, 0o644);
  const data = Buffer.from(bytes);
  writeFileSync(file, deflateSync(Buffer.concat([Buffer.from(`${type} ${data.length}\0`), data])));
}

describe('an object that is not what its id says', () => {
  it.each([1, 300, 3_000])('is not taken among %d blobs', async (count) => {
    const box = new Sandbox();
    box.repository('work');
    const objects = new GitObjects(join(box.path('work'), '.git'), 'sha1');
    const oids = Array.from({ length: count }, (_, index) => objects.write('blob', `${index}`));
    replace(box, oids.at(-1) ?? '', 'blob', 'forged');
    expect(box.git('work', 'cat-file', 'blob', oids.at(-1) ?? '')).toBe('forged');
    const repository = await box.open('work');
    const read = async () => {
      for await (const blob of repository.readBlobs(oids)) expect(blob?.toString()).not.toBe('forged');
    };
    expect(await failure(read())).toMatchObject(lie);
  });

  it('is not walked by, when it is a tree', async () => {
    const box = new Sandbox();
    box.repository('work', { 'requests/a': 'one\n' });
    const [before, tree] = [box.git('work', 'rev-parse', 'HEAD'), box.git('work', 'rev-parse', 'HEAD:requests')];
    const head = box.commit('work', { 'requests/b': 'two\n' });
    const other = box.git('work', 'rev-parse', 'HEAD:requests');
    const objects = new GitObjects(join(box.path('work'), '.git'), 'sha1');
    replace(box, other, 'tree', objects.read(tree).data);
    const repository = await box.open('work');
    for (const base of [undefined, before]) {
      const walk = async () => {
        for await (const _commit of repository.walk(base, head, ['requests']));
      };
      expect(await failure(walk())).toMatchObject({ code: 'git.failed', remedy: ['git fsck'] });
    }
  });
});
