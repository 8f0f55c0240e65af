import type { Oid, TreeChange } from '../../ports/git.ts';
import { emptyTree, type ObjectFormat, present } from './oid.ts';
import type { GitRunner } from './run-git.ts';

/** What Git says differs between two trees or commits below the folders; without a first one, everything in the second. */
export async function diffTrees(
  git: GitRunner,
  format: ObjectFormat,
  { before, after, folders }: { before: Oid | undefined; after: Oid; folders: readonly string[] },
): Promise<TreeChange[]> {
  const args = ['--literal-pathspecs', 'diff-tree', '-r', '-z', '--raw', '--no-renames', '--no-abbrev'];
  args.push('--no-ext-diff', '--ignore-submodules=none', before ?? emptyTree(format), after, '--', ...folders);
  const fields = (await git.must(args)).toString().split('\0');
  const changes: TreeChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, mode = '', from = '', to = ''] = (fields[at] ?? '').split(' ');
    changes.push({ path: fields[at + 1] ?? '', mode, before: present(from), after: present(to) });
  }
  return changes;
}
