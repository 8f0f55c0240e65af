import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { gitDirBelow, type Place } from './locate-repository.ts';
import type { Head, RefFiles } from './ref-files.ts';

/** One folder of files that belongs to the repository: the main checkout, or a linked worktree. */
export interface Checkout {
  worktree: string;
  gitDir: string;
  head: Head;
}

/** All checkouts whose folder is there. A branch moves under whoever has it checked out, wherever rgz was started. */
export function checkoutsOf(place: Place & { mainIsBare: boolean }, refs: RefFiles): Checkout[] {
  const found = new Map<string, string>();
  if (place.worktree !== undefined) found.set(place.gitDir, place.worktree);
  const main = dirname(place.commonDir);
  const hasMain = !place.mainIsBare && basename(place.commonDir) === '.git';
  if (hasMain && gitDirBelow(main) === place.commonDir) found.set(place.commonDir, main);
  for (const name of namesIn(join(place.commonDir, 'worktrees'))) {
    const gitDir = join(place.commonDir, 'worktrees', name);
    const link = firstLine(join(gitDir, 'gitdir'));
    if (link === undefined || found.has(gitDir)) continue;
    const worktree = dirname(resolve(gitDir, link));
    if (gitDirBelow(worktree) === gitDir) found.set(gitDir, worktree);
  }
  return [...found].map(([gitDir, worktree]) => ({ gitDir, worktree, head: refs.head(gitDir) }));
}

/** The operation a checkout is in the middle of; undefined when there is none. */
export function inProgress(gitDir: string): 'merge' | 'rebase' | 'cherry-pick' | 'revert' | undefined {
  if (existsSync(join(gitDir, 'rebase-merge')) || existsSync(join(gitDir, 'rebase-apply'))) return 'rebase';
  if (existsSync(join(gitDir, 'MERGE_HEAD'))) return 'merge';
  if (existsSync(join(gitDir, 'CHERRY_PICK_HEAD'))) return 'cherry-pick';
  if (existsSync(join(gitDir, 'REVERT_HEAD'))) return 'revert';
  return undefined;
}

/** True if a checkout is on a branch, or in the middle of rebasing it. */
export function holdsBranch(checkout: Checkout, ref: string): boolean {
  if (checkout.head !== undefined && 'ref' in checkout.head) return checkout.head.ref === ref;
  const states = ['rebase-merge/head-name', 'rebase-apply/head-name'];
  return states.some((state) => firstLine(join(checkout.gitDir, state)) === ref);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function firstLine(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').split('\n')[0];
  } catch {
    return undefined;
  }
}
