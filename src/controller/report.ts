import type { Verdict } from '../domain/verdict.ts';
import { attemptOf } from '../reconcile/attempt.ts';
import type { Effect, Held } from '../reconcile/effect.ts';
import type { Item } from '../reconcile/snapshot.ts';
import type { Pass } from './controller.ts';

/** What a record at work is doing, for people and programs. */
export interface WorkingRecord {
  id: string;
  state: string;
  tenant: string;
  environment: string;
  target: string;
  attempt?: string;
  controller?: string;
  jobId?: string;
  since?: string;
}

export interface HeldRecord extends WorkingRecord {
  gates: readonly Verdict[];
}

export interface Outlook {
  tip: string;
  /** What a pass does next. */
  actions: readonly (WorkingRecord & { does: string })[];
  underWay: readonly WorkingRecord[];
  held: readonly HeldRecord[];
  quarantined: readonly { path: string; reason: string }[];
  lineHeld: string | null;
  /** When something is due by itself, if nothing else happens. */
  nextAt: string | null;
}

/** One pass in words. */
export function outlookOf({
  tip,
  snapshot,
  admitted,
  plan,
}: Pick<Pass, 'tip' | 'snapshot' | 'admitted' | 'plan'>): Outlook {
  const underWay = snapshot.items.filter(({ state, work }) => state !== work.ready);
  return {
    tip,
    actions: plan.effects.flatMap(actionOf),
    underWay: underWay.map(describe),
    held: plan.held.map(({ item, closed }: Held) => ({ ...describe(item), gates: closed })),
    quarantined: admitted.quarantined.map(([path, reason]) => ({ path, reason })),
    lineHeld: admitted.lineHeld ?? null,
    nextAt: plan.wakeAt === undefined ? null : new Date(plan.wakeAt).toISOString(),
  };
}

function actionOf(effect: Effect): (WorkingRecord & { does: string })[] {
  if (effect.effect === 'probe') return [];
  const does = effect.effect === 'write' ? effect.steps.map(({ action }) => action).join(', ') : effect.effect;
  return [{ ...describe(effect.item), does }];
}

function describe({ id, state, kind, work, record }: Item): WorkingRecord {
  const { tenant, environment } = kind.scope(record);
  const { type, name, version } = work.target(record);
  const described: WorkingRecord = { id, state, tenant, environment, target: `${type}/${name}@${version}` };
  if (state === work.ready) return described;
  const attempt = attemptOf(work, record.status?.history ?? []);
  if (attempt === undefined) return described;
  const { jobId, controller, claimedAt } = attempt;
  return {
    ...described,
    attempt: attempt.attempt,
    controller,
    since: claimedAt,
    ...(jobId === undefined ? {} : { jobId }),
  };
}
