import { samePerson } from '../domain/policy.ts';
import type { Summary } from '../domain/summary.ts';
import type { Deps } from './deps.ts';
import { gatherEmergencies } from './gather-reviews.ts';
import { awaits, undecided } from './list-records.ts';
import { lookAtRemote } from './look-at-remote.ts';

export interface Waiting extends Summary {
  /** What the person can do about it. */
  waitsFor: 'decision' | 'review' | 'retry';
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
      if (open.includes(each.state) && awaits(deps.kinds, policy, email, each))
        waiting.push({ ...each, waitsFor: 'decision' });
      if (each.state === 'failed' && samePerson(policy, email, each.createdBy))
        waiting.push({ ...each, waitsFor: 'retry' });
    }
  }
  const due = (await gatherEmergencies(view, ['due'])).filter((each) => awaits(deps.kinds, policy, email, each));
  waiting.push(...due.map((each) => ({ ...each, waitsFor: 'review' as const })));
  return { waiting: waiting.reverse(), upToDate };
}
