import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid, TreeChange, WalkedCommit } from '../../ports/git.ts';
import { bulkObjects } from './bulk-objects.ts';
import { parseCommit } from './commit-text.ts';
import { feedLines } from './feed-lines.ts';
import type { GitRunner } from './run-git.ts';

/**
 * Every commit after `base` up to `head`, parents before children, with what it changed below the folders against each
 * parent; no folders means everywhere. Two Gits run side by side with the caller: one gives the commits, one the changes.
 */
export async function* walkCommits(
  git: GitRunner,
  { base, head, folders }: { base: Oid | undefined; head: Oid; folders: readonly string[] },
): AsyncGenerator<WalkedCommit> {
  const range = base === undefined ? [head] : [head, `^${base}`];
  const listed = (await git.must(['rev-list', '--topo-order', '--reverse', '--parents', ...range, '--'])).toString();
  const line = listed.split('\n').filter(Boolean);
  const parents = line.map((each) => each.split(' '));
  const pairs = parents.flatMap(([commit = '', ...of]) =>
    of.length === 0 ? [commit] : of.map((one) => `${commit} ${one}`),
  );
  const changes = changesOf(git, pairs, folders);
  const oids = parents.map(([commit = '']) => commit);
  let at = 0;
  try {
    for await (const object of bulkObjects(git, oids)) {
      const oid = oids[at] ?? '';
      if (object?.type !== 'commit')
        throw new RgzError('git.failed', `The commit ${oid} is missing.`, { remedy: ['git fsck'] });
      const count = Math.max(1, (parents[at++]?.length ?? 1) - 1);
      const against: TreeChange[][] = [];
      while (against.length < count) against.push((await changes.next()).value ?? []);
      yield { ...parseCommit(oid, object.data), changes: against };
    }
  } finally {
    await changes.return(undefined);
  }
}

/** The changes of each pair of commit and parent, in the order asked for. */
async function* changesOf(
  git: GitRunner,
  pairs: readonly string[],
  folders: readonly string[],
): AsyncGenerator<TreeChange[], undefined> {
  const args = [
    '--literal-pathspecs',
    'diff-tree',
    '--stdin',
    '--always',
    '--root',
    '-r',
    '-z',
    '--raw',
    '--no-renames',
  ];
  args.push('--no-ext-diff', '--no-textconv', '--ignore-submodules=none', '--', ...folders);
  let current: TreeChange[] | undefined;
  let entry: string | undefined;
  let rest = '';
  for await (const chunk of feedLines(git, args, pairs)) {
    const fields = (rest + chunk.toString('latin1')).split('\0');
    rest = fields.pop() ?? '';
    for (const field of fields) {
      if (entry !== undefined) {
        current?.push(readChange(entry, field));
        entry = undefined;
      } else if (field.startsWith(':')) entry = field;
      else {
        if (current !== undefined) yield current;
        current = [];
      }
    }
  }
  if (current !== undefined) yield current;
}

/** An entry reads `:mode-before mode-after before after status`; paths come as single bytes and are UTF-8. */
function readChange(entry: string, path: string): TreeChange {
  const [, mode = '', before = '', after = ''] = entry.split(' ');
  return { path: Buffer.from(path, 'latin1').toString(), mode, before: present(before), after: present(after) };
}

function present(oid: string): Oid | undefined {
  return /^0+$/.test(oid) ? undefined : oid;
}
