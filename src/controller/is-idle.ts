import type { Verdict } from '../domain/verdict.ts';
import { type Item, isMyShare } from '../reconcile/snapshot.ts';
import type { Pass } from './controller.ts';

/** Nothing is under way, and what is left waits for people or for a date. */
export function isIdle({ snapshot, plan }: Pick<Pass, 'snapshot' | 'plan'>): boolean {
  if (plan.effects.length > 0) return false;
  const { shard } = snapshot.manners;
  const mine = snapshot.items.filter(({ record }) => isMyShare(shard, record.metadata.tenant));
  const closed = new Map(plan.held.map((held) => [held.item, held.closed]));
  if (mine.some((item) => item.state === item.work.doing && !isStuck(item, closed.get(item) ?? []))) return false;
  return mine
    .filter(({ state, work }) => state === work.ready)
    .every((item) => (closed.get(item) ?? []).some((verdict) => !passesSoon(verdict)));
}

/** A wait after a failure and a deployer that is away are over by themselves before long. */
function passesSoon({ gate, opensAt }: Verdict): boolean {
  return (gate === 'rest' || gate === 'deployer') && opensAt !== undefined;
}

/** What is under way ends by itself, unless the controller may write nothing about it, or cannot tell what to follow. */
function isStuck({ quarantined }: Item, closed: readonly Verdict[]): boolean {
  return closed.some(({ gate }) => gate === 'controller' || quarantined !== undefined);
}
