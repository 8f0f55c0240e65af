import { join } from 'node:path';
import type { CheckoutOutcome } from '../../ports/git.ts';
import type { Blocked } from './checkout-files.ts';
import type { Checkout } from './checkouts.ts';

export type LeftAlone = Extract<CheckoutOutcome, { kind: 'left-alone' }>;

/** What stands in the way, where it has a name. */
export interface Hindrance {
  /** A file of the user's that Git does not know, at a path that the branch needs. */
  untracked?: string | undefined;
  /** The lock of the index, left behind perhaps. */
  lock?: string;
  /** The checkout is not on the records branch. */
  elsewhere?: boolean;
  /** What to type where the branches have parted. */
  way?: string;
}

/** Words the user's next step where the branch is on a remote and the checkout stayed on an older commit. */
export function leftBehind(
  reason: LeftAlone['reason'],
  { published, branch }: { published: string; branch: string },
  { untracked, lock, elsewhere = false, way = 'git status' }: Hindrance = {},
): LeftAlone {
  const follow = `git merge --ff-only ${published}`;
  const change = `git switch ${branch}`;
  const remedies: Record<LeftAlone['reason'], string> = {
    dirty: untracked === undefined ? `git stash && ${follow} && git stash pop` : `${aside(untracked)} && ${follow}`,
    diverged: `${elsewhere ? `${change} && ` : ''}${way}`,
    'in-progress': `finish or abort what is in progress (git status), then: ${elsewhere ? change : follow}`,
    locked:
      lock === undefined
        ? `${follow}   # when the other Git command has ended`
        : `rm ${quoted(lock)} && ${follow}   # if no other Git command runs`,
    detached: change,
    'other-branch': change,
    failed: follow,
  };
  return { kind: 'left-alone', reason, remedy: remedies[reason] };
}

/** Words the user's next step where the branch itself has moved under a checkout whose files could not follow. */
export function leftUnder(checkout: Checkout, { reason, path }: Blocked): LeftAlone {
  const lock = join(checkout.gitDir, 'index.lock');
  const remedies = {
    dirty:
      path === undefined
        ? 'git status   # resolve what it shows; the next write brings the files forward'
        : `${aside(join(checkout.worktree, path))} && git restore --source=HEAD --staged --worktree -- ${quoted(`:/${path}`)}`,
    locked: `the next write brings the files forward; if no Git command runs: rm ${quoted(lock)}`,
    failed: 'git status   # the next write brings the files forward',
  };
  return { kind: 'left-alone', reason, remedy: remedies[reason] };
}

/** Nothing of the user's is ever dropped to make way. */
function aside(file: string): string {
  return `mv -n ${quoted(file)} ${quoted(`${file}.mine`)}`;
}

function quoted(path: string): string {
  return /^[\w./@+:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
