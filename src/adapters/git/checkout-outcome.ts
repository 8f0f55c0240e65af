import { join } from 'node:path';
import type { CheckoutOutcome } from '../../ports/git.ts';
import type { Blocked } from './checkout-files.ts';
import type { Checkout } from './checkouts.ts';

export type LeftAlone = Extract<CheckoutOutcome, { kind: 'left-alone' }>;

/** Words the user's next step where the branch is on a remote and the checkout stayed on an older commit. */
export function leftBehind(reason: LeftAlone['reason'], published: string, branch: string): LeftAlone {
  const follow = `git merge --ff-only ${published}`;
  const remedies: Record<LeftAlone['reason'], string> = {
    dirty: `git stash && ${follow} && git stash pop`,
    diverged: `git pull --rebase ${published.replace('/', ' ')}`,
    'in-progress': `finish or abort what is in progress (git status), then: ${follow}`,
    locked: `when the other Git command has ended: ${follow}`,
    detached: `git switch ${branch}`,
    'other-branch': `git switch ${branch}`,
    failed: follow,
  };
  return { kind: 'left-alone', reason, remedy: remedies[reason] };
}

/** Words the user's next step where the branch itself has moved under a checkout whose files could not follow. */
export function leftUnder(checkout: Checkout, { reason, path }: Blocked): LeftAlone {
  const lock = join(checkout.gitDir, 'index.lock');
  const remedies = {
    dirty: `git restore --source=HEAD --staged --worktree -- ${quoted(path ?? '.')}   # drops your edit of it`,
    locked: `the next write brings the files forward; if no Git command runs: rm ${quoted(lock)}`,
    failed: 'git status   # the next write brings the files forward',
  };
  return { kind: 'left-alone', reason, remedy: remedies[reason] };
}

function quoted(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
