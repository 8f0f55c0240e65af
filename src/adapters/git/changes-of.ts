import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid, TreeChange } from '../../ports/git.ts';
import { feedLines } from './feed-lines.ts';
import { present } from './oid.ts';
import type { GitRunner } from './run-git.ts';

/** What differs between a commit and a parent: files, and the folders that hold them as the commit has them. */
export interface Changed {
  files: TreeChange[];
  folders: Folder[];
}

/** Its path in single bytes. */
export interface Folder {
  path: string;
  tree: Oid;
}

/** The changes of each pair of commit and parent, in the order asked for. They come in handfuls, as Git gives them. */
export async function* changesOf(
  git: GitRunner,
  pairs: readonly string[],
  folders: readonly string[],
): AsyncGenerator<Changed[], undefined> {
  const args = [
    '--noglob-pathspecs',
    '--icase-pathspecs',
    'diff-tree',
    '--stdin',
    '--always',
    '--root',
    '-r',
    '-t',
    '-z',
    '--raw',
  ];
  args.push('--no-renames', '--no-ext-diff', '--no-textconv', '--ignore-submodules=none', '--', ...folders);
  let current: Changed | undefined;
  let entry: string | undefined;
  let headers = 0;
  let rest = '';
  for await (const chunk of feedLines(git, args, pairs)) {
    const whole: Changed[] = [];
    const fields = (rest + chunk.toString('latin1')).split('\0');
    rest = fields.pop() ?? '';
    for (const field of fields) {
      if (entry !== undefined) {
        if (current !== undefined) note(current, entry, field);
        entry = undefined;
      } else if (field.startsWith(':')) entry = field;
      else {
        if (current !== undefined) whole.push(current);
        if (!pairs[headers++]?.startsWith(field)) throw missing(field);
        current = { files: [], folders: [] };
      }
    }
    if (whole.length > 0) yield whole;
  }
  if (current !== undefined) yield [current];
}

const submodule = '160000';
const folder = '040000';

/**
 * An entry reads `:mode-before mode-after before after status`; paths come as single bytes and are UTF-8. Git tells of a
 * folder beside what changed in it; where it became a file, or was one, of both.
 */
function note(into: Changed, entry: string, path: string): void {
  const [modeBefore = '', mode = '', before = '', after = ''] = entry.slice(1).split(' ');
  if (mode === folder) into.folders.push({ path, tree: after });
  if (mode === folder || modeBefore === folder) return;
  into.files.push({
    path: fromBytes(path),
    mode,
    before: modeBefore === submodule ? undefined : present(before),
    after: mode === submodule ? undefined : present(after),
  });
}

export function fromBytes(path: string): string {
  return Buffer.from(path, 'latin1').toString();
}

export function missing(oid: Oid): RgzError {
  return new RgzError('git.failed', `The commit ${oid}, or what it changed, cannot be read.`, { remedy: ['git fsck'] });
}
