import { waysBack } from '../domain/kind.ts';
import { samePerson } from '../domain/policy.ts';
import type { Summary } from '../domain/summary.ts';
import type { Deps } from './deps.ts';
import { gatherEmergencies } from './gather-reviews.ts';
import { awaits, isUndecided, undecided } from './list-records.ts';
import { lookAtRemote } from './look-at-remote.ts';

export interface Waiting extends Summary {
  /** What the person can do about it. */
  waitsFor: 'decision' | 'review' | 'retry';
  /** What to type then. */
  next: string;
}

export interface Inbox {
  waiting: readonly Waiting[];
  /** false: the remote did not answer, so this is what was known before. */
  upToDate: boolean;
}

/** What waits for the person at the keyboard: emergencies to review, requests to decide, and own ones that failed. Oldest first. */
export async function readInbox(deps: Pick<Deps, 'git' | 'store' | 'kinds'>): Promise<Inbox> {
  const upToDate = deps.git.remote === undefined || (await lookAtRemote(deps.git)).seen;
  const view = await deps.store.view('read');
  const policy = await view.policy();
  const { email } = (await deps.git.identity()).author;
  const open = undecided(deps.kinds);
  const waiting: Waiting[] = [];
  for await (const batch of view.summaries({ states: [...open, 'failed'] })) {
    for (const each of batch) {
      if (isUndecided(deps.kinds, each) && awaits(deps.kinds, policy, email, each))
        waiting.push({ ...each, waitsFor: 'decision', next: `rgz approve ${each.id}` });
      const kind = deps.kinds.find((one) => one.kind === each.kind);
      const [next] = kind !== undefined && each.state === 'failed' ? waysBack(kind, 'failed', each.id) : [];
      if (next !== undefined && samePerson(policy, email, each.createdBy))
        waiting.push({ ...each, waitsFor: 'retry', next });
    }
  }
  const due = (await gatherEmergencies(view, ['due'])).filter((each) => awaits(deps.kinds, policy, email, each));
  const review = ({ id }: Summary) => `rgz request review ${id} --comment <text>`;
  waiting.push(...due.map((each) => ({ ...each, waitsFor: 'review' as const, next: review(each) })));
  return { waiting: waiting.reverse(), upToDate };
}
