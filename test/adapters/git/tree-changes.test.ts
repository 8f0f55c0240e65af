import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sandbox } from './sandbox.ts';

/** What can lie at a name of a tree: a file, an executable, a link, a submodule, a folder. */
type Node = { mode: string; text: string } | { below: Tree };
interface Tree {
  [name: string]: Node;
}

const names = ['a', 'A', 'a.b', 'a-', 'ab', 'requests', 'Requests', 'é', '.rgz'];
const { tree } = fc.letrec<{ tree: Tree; node: Node }>((tie) => ({
  tree: fc.dictionary(fc.constantFrom(...names), tie('node'), { maxKeys: 4, depthIdentifier: 'tree' }),
  node: fc.oneof(
    { depthIdentifier: 'tree', maxDepth: 3 },
    fc.record({
      mode: fc.constantFrom('100644', '100755', '120000', '160000'),
      text: fc.constantFrom('one', 'two', 'three'),
    }),
    fc.record({ below: tie('tree') }),
  ),
}));

function write(box: Sandbox, nodes: Tree): string {
  const lines = Object.entries(nodes).map(([name, node]) => {
    if ('below' in node) return `040000 tree ${write(box, node.below)}\t${name}`;
    const { mode, text } = node;
    if (mode === '160000') return `160000 commit ${Buffer.from(text.repeat(20)).toString('hex').slice(0, 40)}\t${name}`;
    return `${mode} blob ${box.gitWith('work', { input: text }, 'hash-object', '-w', '--stdin')}\t${name}`;
  });
  return box.gitWith('work', { input: lines.map((line) => `${line}\0`).join('') }, 'mktree', '-z', '--missing');
}

/** The same, in the words of Git. */
function toldByGit(box: Sandbox, flags: readonly string[], before: string, after: string, folders: readonly string[]) {
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev', before, after, '--', ...folders];
  const fields = box.git('work', ...flags, ...args).split('\0');
  return fields.flatMap((field, at) => {
    if (at % 2 === 1 || field === '') return [];
    const [, mode, one = '', other = ''] = field.split(' ');
    const named = (oid: string) => (/^0+$/.test(oid) ? undefined : oid);
    return [{ path: fields[at + 1], mode, before: named(one), after: named(other) }];
  });
}

describe('what differs between two trees', () => {
  it('is what Git says, whatever lies in them', async () => {
    const box = new Sandbox();
    box.repository('work');
    const repository = await box.open('work');
    await fc.assert(
      fc.asyncProperty(
        tree,
        tree,
        fc.constantFrom<string[][]>([], ['requests'], ['.rgz', 'a'], ['a/requests']),
        async (one, other, folders) => {
          const [before, after] = [write(box, one), write(box, other)];
          expect(await repository.diffTrees(before, after, folders)).toEqual(
            toldByGit(box, ['--literal-pathspecs'], before, after, folders),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is what Git says along a line of commits, with the names of the folders in any case', async () => {
    const box = new Sandbox();
    box.repository('work');
    const repository = await box.open('work');
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 4 }), async (trees) => {
        const base = box.git('work', 'rev-parse', 'HEAD');
        let head = base;
        for (const each of trees) head = box.git('work', 'commit-tree', '-m', 'x', '-p', head, write(box, each));
        const folders = ['requests', '.rgz'];
        let parent = base;
        for await (const { oid, parents, changes } of repository.walk(base, head, folders)) {
          const told = toldByGit(box, ['--noglob-pathspecs', '--icase-pathspecs'], parent, oid, folders);
          const submodules = new Set([...trees].flatMap(submodulesOf));
          const hidden = (each: string | undefined) => (each !== undefined && submodules.has(each) ? undefined : each);
          expect(parents).toEqual([parent]);
          expect(changes).toEqual([
            told.map(({ path, mode, before, after }) => ({ path, mode, before: hidden(before), after: hidden(after) })),
          ]);
          parent = oid;
        }
        expect(parent).toBe(head);
      }),
      { numRuns: 30 },
    );
  });

  it('is for Git to say where a tree is not as Git writes it', async () => {
    const box = new Sandbox();
    box.repository('work', { 'requests/a': 'one\n' });
    const repository = await box.open('work');
    const base = box.git('work', 'rev-parse', 'HEAD');
    const blob = box.git('work', 'rev-parse', 'HEAD:requests/a');
    const entry = (mode: string, name: string) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(blob, 'hex')]).toString('latin1');
    const strange = {
      twice: entry('100644', 'a') + entry('100644', 'a'),
      unsorted: entry('100644', 'b') + entry('100644', 'a'),
      shared: entry('100664', 'a'),
    };
    for (const bytes of Object.values(strange)) {
      const file = box.path('tree');
      writeFileSync(file, bytes, 'latin1');
      const oid = box.git('work', 'hash-object', '-t', 'tree', '-w', '--literally', file);
      const root = box.gitWith('work', { input: `040000 tree ${oid}\trequests\n` }, 'mktree');
      const head = box.git('work', 'commit-tree', '-m', 'x', '-p', base, root);
      const told = toldByGit(box, [], base, head, ['requests']);
      expect(await repository.diffTrees(base, head, ['requests'])).toEqual(told);
      for await (const { changes } of repository.walk(base, head, ['requests'])) expect(changes).toEqual([told]);
    }
  });
});

function submodulesOf(nodes: Tree): string[] {
  return Object.values(nodes).flatMap((node) => {
    if ('below' in node) return submodulesOf(node.below);
    return node.mode === '160000' ? [Buffer.from(node.text.repeat(20)).toString('hex').slice(0, 40)] : [];
  });
}
