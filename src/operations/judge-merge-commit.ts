import type { GitRepository, WalkedCommit } from '../ports/git.ts';
import type { Finding } from '../verify/finding.ts';
import { judgeMergedPath } from '../verify/judge-merge.ts';
import type { CommitState, CommitStates } from './commit-states.ts';
import type { GovernedPath } from './governed-paths.ts';

/** Gathers what each governed path of a merge is in the merge, in its parents and where they parted, and judges it. */
export async function judgeMerge(
  git: GitRepository,
  states: CommitStates,
  commit: WalkedCommit,
  governed: readonly (readonly GovernedPath[])[],
  parents: readonly CommitState[],
): Promise<readonly Finding[]> {
  const [left = '', right = ''] = commit.parents;
  const base = await git.mergeBase(left, right);
  const versions = await Promise.all(parents.map(async (parent) => (await states.policy(parent.policy))?.version ?? 0));
  const findings: Finding[] = [];
  for (const path of new Set(governed.flat().map(({ change }) => change.path))) {
    const diffs = governed.map((list) => list.find(({ change }) => change.path === path)?.change);
    const merged = diffs.find((diff) => diff !== undefined)?.after;
    const sides = parents.map((parent, at) => {
      const diff = diffs[at];
      return {
        blob: diff === undefined ? merged : diff.before,
        adopted: parent.adopted,
        policyVersion: versions[at] ?? 0,
      };
    });
    const origin = base === undefined ? undefined : (await git.find(base, path))?.oid;
    findings.push(...judgeMergedPath({ path, merged, parents: sides, base: origin }, commit.oid));
  }
  return findings;
}
