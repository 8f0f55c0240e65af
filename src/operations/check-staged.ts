import type { StagedTree } from '../ports/staged.ts';
import { inOrder } from '../verify/finding.ts';
import { judgeClaims } from '../verify/judge-claims.ts';
import { judgeBound, judgeTree } from '../verify/judge-tree.ts';
import type { Check } from './check.ts';
import { headCandidates } from './check-candidates.ts';
import type { Deps } from './deps.ts';
import { gatherTree } from './gather-tree.ts';
import { judgeUncommitted } from './judge-uncommitted.ts';
import { placeFindings } from './place-findings.ts';
import { tellRemedies } from './tell-remedies.ts';

export interface StagedDeps extends Deps {
  stagedTree: StagedTree;
}

/** Holds what would be committed against the rules of a tree: the files that differ from HEAD, as they are staged. */
export async function checkStaged(deps: StagedDeps): Promise<Check> {
  const { git, store } = deps;
  const tree = await deps.stagedTree();
  const head = await git.resolve('HEAD');
  const trees = head === undefined ? [tree] : [tree, head];
  const found = await Promise.all(trees.map((each) => git.find(each, '.rgz/config.yaml')));
  if (found.every((each) => each === undefined)) return { ok: true, checked: 0, findings: [] };
  const candidates = await headCandidates(deps, head, tree);
  const view = await store.viewAt(head ?? tree, tree);
  const facts = await gatherTree(deps, view, candidates);
  const changed = { paths: await candidates.touched(), files: facts.files };
  const lost = head === undefined ? [] : await judgeUncommitted(deps, head, changed);
  const ofTree = [...facts.problems, ...judgeTree(facts), ...judgeClaims(facts.claims), ...judgeBound(facts.bound)];
  const edited = async (file: string) => head !== undefined && (await git.find(head, file)) !== undefined;
  const told = await tellRemedies(deps, view, [...ofTree, ...lost], { edited });
  const findings = (await placeFindings(deps, tree, told)).sort(inOrder);
  return { ok: findings.every((each) => each.severity !== 'error'), checked: await candidates.checked(), findings };
}
