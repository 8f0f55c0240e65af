import type { Admitted } from '../ports/controller-state.ts';
import type { Oid } from '../ports/git.ts';
import { breachOf } from './breach-of.ts';
import { configPath, governs, policyPath } from './governed-paths.ts';
import { isBelow } from './is-below.ts';
import { HistoryJudge, type JudgedCommit } from './judge-history.ts';
import { LineHolds } from './line-holds.ts';
import type { ProofDeps } from './prove-policy.ts';

const looked = [policyPath, configPath, 'tenants', 'templates/checklists'];

/**
 * Why no controller starts anything, for who asks beside one: only commits that changed settings are judged, and of
 * those only what came since a controller admitted the branch or this clone last found nothing. Less than a controller
 * finds, and nothing that it would not.
 */
export async function lineHeldAt(deps: ProofDeps, tip: Oid, admitted?: Admitted): Promise<string | undefined> {
  const { git, kinds, remember } = deps;
  const sound = remember('sound-settings');
  const base = admitted?.tip ?? (await knownBelow(deps, sound.recall(), tip));
  if (base === tip && admitted === undefined) return undefined;
  const line = new LineHolds(deps, admitted);
  const isSettings = (path: string) => governs(kinds, path)?.what === 'settings';
  for await (const judged of new HistoryJudge(deps, base).judge(git.walkTouching(base, tip, looked))) {
    const { commit } = judged;
    const concerns = commit.changes.flat().some(({ path }) => isSettings(path));
    // A record in the same commit may allow what settings alone do not.
    const broken = concerns && !isSound(judged) ? await breachOf(deps, commit) : undefined;
    if (broken === undefined) line.legal(commit);
    else for (const path of broken.paths) if (isSettings(path)) await line.forged(path, broken.reason, commit);
  }
  const { lineHeld } = await line.at(tip);
  if (lineHeld === undefined && admitted === undefined) sound.remember(tip);
  return lineHeld;
}

async function knownBelow({ git }: ProofDeps, known: string | undefined, tip: Oid): Promise<Oid | undefined> {
  return known !== undefined && (await isBelow(git, known, tip)) ? known : undefined;
}

function isSound({ findings }: JudgedCommit): boolean {
  return findings.every(({ severity }) => severity !== 'error');
}
