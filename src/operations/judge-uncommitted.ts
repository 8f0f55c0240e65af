import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import type { Finding } from '../verify/finding.ts';
import { judgeDeleted, judgeKeptHistory } from '../verify/judge-loss.ts';
import type { TreeFile } from '../verify/judge-tree.ts';
import type { CheckDeps } from './check-deps.ts';
import { isPlain, isTenantFile } from './governed-paths.ts';

/**
 * What a commit would take away of what HEAD has: a record or a tenant, or events of a history. Who may do what, and who
 * signs, is not known before there is a commit. `files` are those at the paths as they would be committed, read.
 */
export async function judgeUncommitted(
  { git, store, kinds }: Pick<CheckDeps, 'git' | 'store' | 'kinds'>,
  head: Oid,
  { paths, files }: { paths: readonly string[]; files: readonly TreeFile[] },
): Promise<Finding[]> {
  if (paths.length === 0) return [];
  const now = new Map(files.map((file) => [file.path, file]));
  const found: Finding[] = [];
  for (const path of paths) {
    const kind = kinds.find((each) => each.recognise(path) !== undefined);
    if (kind === undefined && !isTenantFile(path)) continue;
    const before = await git.find(head, path);
    if (before === undefined || !isPlain(before.mode)) continue;
    const after = now.get(path);
    const putBack = `git restore --source=HEAD --staged --worktree -- ${path}`;
    const lost: Finding[] = [];
    if (after === undefined || !after.plain) lost.push(...judgeDeleted({ file: path }));
    else if (kind !== undefined && after.reading?.kind === 'version') {
      const old = await store.reading(kind, path, await git.readBlob(before.oid));
      if (old.kind === 'version')
        lost.push(...judgeKeptHistory(eventsOf(old.version), eventsOf(after.reading.version), { file: path }));
    }
    found.push(...lost.map((each) => ({ ...each, remedy: putBack })));
  }
  return found;
}

function eventsOf({ record }: { record: RecordData }) {
  return record.status?.history ?? [];
}
