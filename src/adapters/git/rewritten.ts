import { RgzError } from '../../errors/rgz-error.ts';
import type { Oid } from '../../ports/git.ts';
import type { RecordsBranch } from './records-branch.ts';
import type { GitRunner } from './run-git.ts';

export interface LostWork {
  git: GitRunner;
  remoteName: string;
  branch: RecordsBranch;
}

/**
 * The alarm about a records branch that was at `was` on the remote and is at `is`; undefined where nothing of it is
 * gone, or where that cannot be told because one of them is not here.
 */
export async function rewritten(work: LostWork, { was, is }: { was: Oid; is: Oid }): Promise<RgzError | undefined> {
  const { remoteName, branch } = work;
  const gone = await commitsIn(work, was, is);
  if (!gone) return undefined;
  const added = await commitsIn(work, is, was);
  const [old, now] = [was.slice(0, 12), is.slice(0, 12)];
  const words = gone === 1 ? '1 commit is gone' : `${gone} commits are gone`;
  const lease = added === 0 ? '' : `--force-with-lease=${branch.name}:${now} `;
  const but = added === 0 ? '' : `; it takes away what is new there: git log ${old}..${now}`;
  const push = `git push ${lease}${remoteName} ${old}:${branch.ref}`;
  return new RgzError(
    'git.rewritten',
    `${branch.name} on the remote ${remoteName} was at ${old} and is at ${now}: ${words}, and nothing was written`,
    {
      remedy: [
        `git log ${now}..${old}   # what is gone; find out who pushed by force`,
        `${push}   # whoever may push it puts it back, where it was a mistake${but}`,
        ...(await waysToAccept(work, { was, is })).map((line) => `${line}   # where it was meant`),
      ],
    },
  );
}

/** The alarm about a records branch that was on the remote and is not there any more. */
export function branchGone({ remoteName, branch }: LostWork): RgzError {
  return new RgzError('git.diverged', `The remote ${remoteName} had a branch ${branch.name} and has none any more.`, {
    remedy: [
      `git push ${remoteName} ${branch.trackingRef}:${branch.ref}   # if it was taken away by mistake`,
      `git update-ref -d ${branch.trackingRef}   # where it was meant`,
    ],
  });
}

/** What takes this clone to the branch as it is now: what is known of the remote, and the local branch where it holds what is gone. */
async function waysToAccept(work: LostWork, { was, is }: { was: Oid; is: Oid }): Promise<string[]> {
  const { remoteName, branch } = work;
  const fetch = `git fetch ${remoteName} +${branch.ref}:${branch.trackingRef}`;
  const local = branch.local();
  if (local === undefined || (await commitsIn(work, local, is)) === 0) return [fetch];
  const own = await commitsIn(work, local, was);
  const switched = `git switch ${branch.name}`;
  if (own === 0) return [fetch, `${switched} && git reset --keep ${branch.publishedName}`];
  return [fetch, `${switched} && git rebase --onto ${branch.publishedName} ${was.slice(0, 12)}`];
}

/** How many commits one holds that the other does not; undefined where one of them is not here. */
async function commitsIn({ git }: LostWork, one: Oid, other: Oid): Promise<number | undefined> {
  const { code, stdout } = await git.run(['rev-list', '--count', one, '--not', other]);
  return code === 0 ? Number(stdout.toString()) : undefined;
}
