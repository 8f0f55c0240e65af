import type { Oid } from '../ports/git.ts';
import { tolerance } from '../verify/judge-times.ts';
import type { Deps } from './deps.ts';
import { isBelow } from './is-below.ts';

/** A whole audit in which nothing was found: what comes later can be judged from there. */
export interface CleanAudit {
  /** The last commit of it. */
  tip: Oid;
  /** The latest time that a commit of it names, in Unix seconds: a clock that is far behind would have had something to say. */
  latest: number;
  commits: number;
  signed: number;
  unverified: number;
  records: number;
  anchor: Oid | null;
  /** Records from before the adoption that no commit has touched since, and that are not counted therefore. */
  untouched: readonly string[];
}

type MemoryDeps = Pick<Deps, 'git' | 'clock' | 'remember'>;

/** A trail with findings is judged whole every time, and so is one that does not go on from what was remembered. */
export async function recallAudit(deps: MemoryDeps, head: Oid): Promise<CleanAudit | undefined> {
  const text = deps.remember('audited').recall();
  if (text === undefined) return undefined;
  const clean = JSON.parse(text) as CleanAudit;
  const now = Math.floor(Date.parse(deps.clock.now()) / 1000);
  return clean.latest <= now + tolerance && (await isBelow(deps.git, clean.tip, head)) ? clean : undefined;
}

export function rememberAudit(deps: Pick<Deps, 'remember'>, clean: CleanAudit): void {
  deps.remember('audited').remember(JSON.stringify(clean));
}
