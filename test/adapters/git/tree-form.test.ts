import { deepEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectFormat } from '../../../src/adapters/git/oid.ts';
import { faultOfTree } from '../../../src/adapters/git/tree-form.ts';
import { GitObjects } from '../../kit/git-objects.ts';
import { Sandbox } from './sandbox.ts';

type Raw = readonly [mode: string, name: string];

function bytesOf(entries: readonly Raw[], oid: (mode: string) => string): Buffer {
  return Buffer.concat(
    entries.flatMap(([mode, name]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid(mode), 'hex')]),
  );
}

const modes = ['100644', '100755', '120000', '40000', '40000', '160000', '040000', '100600', '644', '40755', ''];
const names = ['a', 'a', 'A', 'a.b', 'a-', 'a0', 'ab', 'a/b', 'b', '.rgz', '.git', '.GIT', '.', '..', 'é', ''];
const plainNames = ['a', 'A', 'a.b', 'a-', 'a0', 'ab', 'b', '.rgz', '.gitx', 'é'];
const inOrder = ([mode, name]: Raw) => Buffer.from(mode === '40000' ? `${name}/` : name).toString('latin1');

const anything = fc.array(fc.tuple(fc.constantFrom(...modes), fc.constantFrom(...names)), { maxLength: 6 });
/** As Git would sort them, so that what is left to find is rare. */
const sorted = fc
  .array(fc.tuple(fc.constantFrom(...modes.slice(0, 6)), fc.constantFrom(...plainNames)), { maxLength: 8 })
  .map((entries) => entries.sort((one, other) => (inOrder(one) < inOrder(other) ? -1 : 1)));

describe.each<ObjectFormat>(['sha1', 'sha256'])('the form of a tree in %s', (format) => {
  it('is what git fsck would have it be', () => {
    const box = new Sandbox();
    box.repository('work', { file: 'text\n' }, `--object-format=${format}`);
    const objects = new GitObjects(join(box.path('work'), '.git'), format);
    const [file, folder] = [objects.write('blob', 'text\n'), objects.write('tree', '')];
    const samples = fc.sample(fc.oneof(anything, sorted), { numRuns: 600, seed: 1 });
    const trees = new Map(
      samples.map((entries) => {
        const bytes = bytesOf(entries, (mode) => (/^0?40/.test(mode) ? folder : file));
        return [objects.write('tree', bytes), { entries, isSound: faultOfTree(bytes, format) === undefined }];
      }),
    );
    const found = [...trees].map(([oid, { entries, isSound }]) => ({ oid, entries, isSound }));
    const broken = brokenTrees(box);
    deepEqual(
      found,
      found.map((each) => ({ ...each, isSound: !broken.has(each.oid) })),
    );
    expect(found.filter(({ isSound }) => isSound).length).toBeGreaterThan(50);
    expect(found.filter(({ isSound }) => !isSound).length).toBeGreaterThan(50);
  });

  it.each<[string, Raw[], string]>([
    [
      'out of order',
      [
        ['100644', 'b'],
        ['100644', 'a'],
      ],
      'a',
    ],
    [
      'there twice',
      [
        ['100644', 'a'],
        ['100644', 'a.b'],
        ['40000', 'a'],
      ],
      'a',
    ],
    ['its mode', [['040000', 'requests']], 'requests'],
    ['a slash', [['100644', 'a/b']], 'a/b'],
    ['no file can', [['40000', '..']], '..'],
    ['no name', [['40000', '']], ''],
  ])('is told where it is not as Git has it: %s', (reason, entries, name) => {
    const fault = faultOfTree(
      bytesOf(entries, () => (format === 'sha1' ? '11' : '1111').repeat(format === 'sha1' ? 20 : 16)),
      format,
    );
    expect(fault).toMatchObject({ name, reason: expect.stringContaining(reason) });
  });

  it.each(['100644', '100644 a', '100644 a\0short'])('is told where it is cut off: %j', (text) => {
    expect(faultOfTree(Buffer.from(text), format)?.reason).toBe('it is cut off');
  });
});

/** What a strict Git finds wrong with trees as such; that nothing leads to them is not. */
function brokenTrees(box: Sandbox): ReadonlySet<string> {
  const args = ['fsck', '--strict', '--no-dangling', '--no-progress'];
  const { stderr } = spawnSync('git', args, { cwd: box.path('work'), env: box.env, encoding: 'utf8' });
  return new Set([...stderr.matchAll(/^(?:error|warning) in tree ([0-9a-f]+):/gm)].map(([, oid = '']) => oid));
}
