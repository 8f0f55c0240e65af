import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ObjectFormat } from '../../../src/adapters/git/oid.ts';
import { PackedObjects } from '../../../src/adapters/git/packs/packed-objects.ts';
import { Sandbox } from './sandbox.ts';

/** Files that grow and shrink, so that most versions are stored as differences, and one that no short head describes. */
function grown(format: ObjectFormat): Sandbox {
  const box = new Sandbox();
  box.repository('work', { a: 'first\n', deep: '' }, `--object-format=${format}`);
  const lines = Array.from({ length: 400 }, (_, index) => `line ${(index * 7919) % 1000} of the file\n`);
  for (let turn = 0; turn < 24; turn++) {
    lines.splice((turn * 37) % lines.length, turn % 3, `turn ${turn}\n`);
    box.commit('work', { a: lines.join(''), [`sub/${turn % 5}`]: `${turn}\n`, large: lines.join('').repeat(turn + 1) });
  }
  box.git('work', 'tag', '-a', '-m', 'annotated', 'told');
  return box;
}

interface Listed {
  oid: string;
  type: string;
  size: number;
}

function objectsOf(box: Sandbox): Listed[] {
  const listed = box.git(
    'work',
    'cat-file',
    '--batch-all-objects',
    '--batch-check=%(objectname) %(objecttype) %(objectsize)',
  );
  return listed.split('\n').map((line) => {
    const [oid = '', type = '', size] = line.split(' ');
    return { oid, type, size: Number(size) };
  });
}

function packFolder(box: Sandbox): string {
  return box.path('work/.git/objects/pack');
}

function open(box: Sandbox, format: ObjectFormat): PackedObjects {
  return new PackedObjects(box.path('work/.git/objects'), format);
}

describe.each(['sha1', 'sha256'] as const)('packs of a %s repository', (format) => {
  it.each([
    ['by place', []],
    ['by name', ['-c', 'repack.useDeltaBaseOffset=false']],
  ])('give every object, its differences told %s', (_how, config) => {
    const box = grown(format);
    box.git('work', ...config, 'repack', '-adfq', '--depth=50', '--window=50');
    const packs = open(box, format);
    const kinds = new Set<string>();
    for (const { oid, type, size } of objectsOf(box)) {
      const found = packs.read(oid);
      expect([found?.type, found?.data.length]).toEqual([type, size]);
      kinds.add(type);
    }
    expect([...kinds].sort()).toEqual(['blob', 'commit', 'tag', 'tree']);
    expect(packs.read('1'.repeat(format === 'sha1' ? 40 : 64))).toBeUndefined();
    packs.close();
  });

  it('are read at offsets of eight bytes', () => {
    const box = grown(format);
    box.git('work', 'repack', '-adq');
    const [pack = ''] = readdirSync(packFolder(box)).filter((name) => name.endsWith('.pack'));
    const index = join(packFolder(box), pack.replace('.pack', '.idx'));
    rmSync(index);
    box.git('work', 'index-pack', '--index-version=2,0x40', join(packFolder(box), pack));
    const packs = open(box, format);
    for (const { oid, size } of objectsOf(box)) expect(packs.read(oid)?.data.length).toBe(size);
  });

  it('are found when they come later, and still read when Git has put them together', () => {
    const box = grown(format);
    box.git('work', 'repack', '-adq');
    const packs = open(box, format);
    const head = box.git('work', 'rev-parse', 'HEAD');
    expect(packs.read(head)?.type).toBe('commit');
    const next = box.commit('work', { a: 'next\n' });
    expect(packs.read(next)).toBeUndefined();
    box.git('work', 'repack', '-dq');
    expect(packs.read(next)?.type).toBe('commit');
    box.git('work', 'repack', '-adq');
    expect(packs.read(next)?.type).toBe('commit');
    packs.close();
    expect(packs.read(head)?.type).toBe('commit');
  });
});

describe('a damaged pack', () => {
  it('gives the right object or none, whichever byte is another', () => {
    const box = new Sandbox();
    box.repository('work', { a: 'one\n'.repeat(50) });
    box.commit('work', { a: `${'one\n'.repeat(50)}two\n` });
    box.git('work', 'repack', '-adfq');
    const all = objectsOf(box);
    const whole = new Map(all.map(({ oid }) => [oid, open(box, 'sha1').read(oid)?.data.toString('hex')]));
    for (const name of readdirSync(packFolder(box)).filter((each) => /\.(idx|pack)$/.test(each))) {
      const file = join(packFolder(box), name);
      const genuine = readFileSync(file);
      chmodSync(file, 0o644);
      let found = 0;
      for (let at = 0; at < genuine.length; at += name.endsWith('.idx') && at < 1024 ? 13 : 1) {
        const damaged = Buffer.from(genuine);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
        writeFileSync(file, at % 5 === 0 ? genuine.subarray(0, at) : damaged);
        const packs = open(box, 'sha1');
        for (const { oid, type } of all) {
          const read = packs.read(oid);
          if (read === undefined) continue;
          found++;
          expect([read.type, read.data.toString('hex')]).toEqual([type, whole.get(oid)]);
        }
        packs.close();
      }
      expect(found).toBeGreaterThan(all.length);
      writeFileSync(file, genuine);
    }
  });

  it('is left to Git, which tells what is wrong', async () => {
    const box = new Sandbox();
    box.repository('work');
    box.git('work', 'repack', '-adq');
    for (const name of readdirSync(packFolder(box))) {
      chmodSync(join(packFolder(box), name), 0o644);
      writeFileSync(join(packFolder(box), name), 'no pack');
    }
    const repository = await box.open('work');
    await expect(repository.readCommit(box.git('work', 'rev-parse', '--verify', 'HEAD'))).rejects.toMatchObject({
      code: 'git.failed',
    });
  });
});
