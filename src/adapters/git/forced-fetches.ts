import type { RgzError } from '../../errors/rgz-error.ts';
import type { Oid } from '../../ports/git.ts';
import type { RefFiles } from './ref-files.ts';
import { mergeBases } from './revisions.ts';
import { type LostWork, rewritten } from './rewritten.ts';

const forced = /^([0-9a-f]{40,64}) [0-9a-f]+ [^\n]*\t[^\n]*: forced-update$/gm;
const mostForced = 8;

/**
 * The alarm about commits that a fetch by hand took from the remote-tracking ref while the local branch still holds
 * them. Only Git's own log of that ref tells it from work that was never published; without such a log nothing is said.
 */
export async function lostByHand(
  work: LostWork & { refs: RefFiles; isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean> },
): Promise<RgzError | undefined> {
  const { git, branch, refs, isAncestor } = work;
  const [seen, local] = [branch.tracking(), branch.local()];
  if (seen === undefined || local === undefined || seen === local || branch.trackingRef === undefined) return undefined;
  const log = refs.log(branch.trackingRef) ?? '';
  if (!log.includes(': forced-update')) return undefined;
  if (await isAncestor(local, seen)) return undefined;
  for (const [, was = ''] of [...log.matchAll(forced)].reverse().slice(0, mostForced)) {
    const alarm = await rewritten(work, { was, is: seen });
    if (alarm === undefined) continue;
    const shared = await mergeBases(git, was, local);
    for (const each of shared) if (!(await isAncestor(each, seen))) return alarm;
  }
  return undefined;
}
