import type { CommitInfo, Oid } from '../ports/git.ts';
import type { Located } from '../ports/records.ts';
import { governedFolders } from './governed-paths.ts';
import { HistoryJudge } from './judge-history.ts';
import { pathsAtFault } from './paths-at-fault.ts';
import type { ProofDeps } from './prove-policy.ts';

export interface Breach {
  reason: string;
  /** What the commit may have spoilt. */
  paths: ReadonlySet<string>;
}

/** The first rule that a commit breaks, judged as a whole and by itself; undefined where it keeps them all. */
export async function breachOf(
  deps: ProofDeps,
  { oid, parents: [parent] }: Pick<CommitInfo, 'oid' | 'parents'>,
): Promise<Breach | undefined> {
  const walk = deps.git.walk(parent, oid, governedFolders(deps.kinds));
  for await (const judged of new HistoryJudge(deps, parent).judge(walk)) {
    const found = judged.findings.find(({ severity }) => severity === 'error');
    if (judged.commit.oid !== oid || found === undefined) continue;
    const reason = `${found.message} (${found.rule}, commit ${oid.slice(0, 12)})`;
    return { reason, paths: pathsAtFault(judged) };
  }
  return undefined;
}

/**
 * Why no controller takes a record up, for who asks beside one: every commit that changed its file is judged, and no
 * other. Less than a controller finds, and nothing that it would not.
 */
export async function recordBreach(deps: ProofDeps, tip: Oid, { path }: Located): Promise<string | undefined> {
  for (const { commit } of (await deps.git.historyOf(tip, path)).toReversed()) {
    const broken = await breachOf(deps, await deps.git.readCommit(commit));
    if (broken?.paths.has(path)) return broken.reason;
  }
  return undefined;
}
