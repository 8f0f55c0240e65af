import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import type { ServerRefs } from '../ports/pushed-refs.ts';
import { type Check, check } from './check.ts';
import type { CheckDeps } from './check-deps.ts';
import { identityAt } from './identity-at.ts';

/** One line of what Git tells a pre-receive hook. undefined: there is no such commit, before or after. */
export interface PushedRef {
  before: Oid | undefined;
  after: Oid | undefined;
  ref: string;
}

export interface JudgedPush {
  ref: string;
  ok: boolean;
  /** Why the ref may not be moved like this at all, and what to do instead. */
  refusal?: { because: string; remedy: string };
  findings: Check['findings'];
}

export interface PushDeps extends CheckDeps {
  refs: ServerRefs;
}

/** Judges what is pushed to the branch that holds the records, as `check --range` does. Other refs are none of its business. */
export async function judgePush(
  deps: PushDeps,
  pushed: readonly PushedRef[],
  branch: string | undefined,
): Promise<readonly JudgedPush[]> {
  const judged: JudgedPush[] = [];
  for (const each of pushed) {
    const target = { ...each, ref: deps.refs.follow(each.ref) };
    if (await holdsRecords(deps, target, branch)) judged.push({ ...(await judge(deps, target)), ref: each.ref });
  }
  return judged;
}

/**
 * The branch that was named, or the one that the configuration names in the commit before, and in a first push in the
 * commit pushed. A configuration that names none means main, and whatever HEAD of the server stands on.
 */
async function holdsRecords(deps: PushDeps, pushed: PushedRef, branch: string | undefined): Promise<boolean> {
  if (branch !== undefined) return sameName(pushed.ref, `refs/heads/${branch}`);
  const known = [pushed.before, pushed.after].filter((commit) => commit !== undefined);
  for (const commit of known) {
    if (!(await isAdopted(deps, commit))) continue;
    const named = await branchNamedBy(deps, commit);
    const refs = named === undefined ? ['refs/heads/main', deps.refs.head] : [`refs/heads/${named}`];
    return refs.some((ref) => ref !== undefined && sameName(pushed.ref, ref));
  }
  return false;
}

async function judge(deps: PushDeps, { before, after, ref }: PushedRef): Promise<Omit<JudgedPush, 'ref'>> {
  const adopted = before !== undefined && (await isAdopted(deps, before));
  if (after === undefined) {
    if (!adopted) return { ok: true, findings: [] };
    return refused(`${ref} holds the records, so it cannot be deleted`, 'leave the branch as it is');
  }
  const follows = before !== undefined && (await deps.git.isAncestor(before, after));
  if (adopted && !follows) {
    const sign = (await identityAt(await deps.store.viewAt(before))) === 'signed' ? ' -S' : '';
    return refused(
      `${ref} holds the records, and what is pushed is not built on what is there`,
      `git pull --rebase${sign}, and push without force`,
    );
  }
  if (!adopted && !(await isAdopted(deps, after))) return { ok: true, findings: [] };
  const { ok, findings } = await check(deps, {
    range: { base: follows ? before : undefined, head: after },
    arriving: true,
  });
  return { ok, findings };
}

function refused(because: string, remedy: string): Omit<JudgedPush, 'ref'> {
  return { ok: false, refusal: { because, remedy }, findings: [] };
}

async function isAdopted({ git }: PushDeps, commit: Oid): Promise<boolean> {
  return (await git.find(commit, '.rgz/config.yaml')) !== undefined;
}

/** undefined where it names none, or cannot be read. */
async function branchNamedBy({ store }: PushDeps, commit: Oid): Promise<string | undefined> {
  try {
    return (await (await store.viewAt(commit)).config()).records?.branch;
  } catch (error) {
    if (error instanceof RgzError) return undefined;
    throw error;
  }
}

/** Some file systems take names for one that differ in case or in how an accent is written. */
function sameName(left: string, right: string): boolean {
  const folded = (ref: string) => ref.normalize('NFC').toLowerCase();
  return folded(left) === folded(right);
}
