import type { RecordData } from '../domain/record.ts';
import type { Oid } from '../ports/git.ts';
import type { Finding } from '../verify/finding.ts';
import { judgeDeleted, judgeKeptHistory } from '../verify/judge-loss.ts';
import type { TreeFile } from '../verify/judge-tree.ts';
import { restore } from '../verify/rule-entry.ts';
import type { CheckDeps } from './check-deps.ts';
import { isTenantFile } from './governed-paths.ts';
import { plainBlob } from './plain-blob.ts';

type LossDeps = Pick<CheckDeps, 'git' | 'store' | 'kinds'>;

/** Files at the paths at which something may be lost, as they would be committed. */
interface Brought {
  paths: readonly string[];
  files: readonly TreeFile[];
}

/**
 * What a commit would take away of what HEAD has: a record or a tenant, or events of a history. Who may do what, and who
 * signs, is not known before there is a commit. Files that rgz itself has still to bring forward lose nothing.
 */
export async function judgeUncommitted(deps: LossDeps, head: Oid, { paths, files }: Brought): Promise<Finding[]> {
  const { git } = deps;
  const now = new Map(files.map((file) => [file.path, file]));
  const found: Finding[] = [];
  for (const path of paths) {
    const lost = await lossAt(deps, head, path, now.get(path));
    if (lost.length === 0) continue;
    const others = git.checkoutMayStandAt().map((commit) => commit && lossAt(deps, commit, path, now.get(path)));
    if ((await Promise.all(others)).some((each) => each === undefined || each.length === 0)) continue;
    found.push(...lost.map((each) => ({ ...each, remedy: restore.replace('<file>', () => path) })));
  }
  return found;
}

async function lossAt(
  { git, store, kinds }: LossDeps,
  commit: Oid,
  path: string,
  after: TreeFile | undefined,
): Promise<readonly Finding[]> {
  const kind = kinds.find((each) => each.recognise(path) !== undefined);
  if (kind === undefined && !isTenantFile(path)) return [];
  const before = await plainBlob(git, commit, path);
  if (before === undefined) return [];
  if (after === undefined || !after.plain) return judgeDeleted({ file: path });
  if (kind === undefined || after.reading?.kind !== 'version') return [];
  const old = await store.reading(kind, path, await git.readBlob(before));
  return old.kind === 'version'
    ? judgeKeptHistory(eventsOf(old.version), eventsOf(after.reading.version), { file: path })
    : [];
}

function eventsOf({ record }: { record: RecordData }) {
  return record.status?.history ?? [];
}
