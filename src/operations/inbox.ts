import type { Summary } from '../domain/summary.ts';
import type { Deps } from './deps.ts';
import { awaits, isSame } from './list-records.ts';

export interface Waiting extends Summary {
  /** What the person can do about it. */
  waitsFor: 'decision' | 'retry';
}

/** What waits for the person at the keyboard: requests to decide, and own ones that failed. Oldest first. */
export async function readInbox(deps: Pick<Deps, 'git' | 'store' | 'kinds'>): Promise<readonly Waiting[]> {
  const view = await deps.store.view('read');
  const policy = await view.policy();
  const { email } = (await deps.git.identity()).author;
  const open = deps.kinds.map((kind) => kind.initial);
  const waiting: Waiting[] = [];
  for await (const batch of view.summaries({ states: [...open, 'failed'] })) {
    for (const each of batch) {
      if (open.includes(each.state) && awaits(policy, email, each)) waiting.push({ ...each, waitsFor: 'decision' });
      if (each.state === 'failed' && isSame(policy, email, each.createdBy))
        waiting.push({ ...each, waitsFor: 'retry' });
    }
  }
  return waiting.reverse();
}
