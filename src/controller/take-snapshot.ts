import type { Situation } from '../domain/situation.ts';
import type { Config } from '../generated/types/config.v1.ts';
import { gatherFreezes } from '../operations/gather-freezes.ts';
import type { Admitted } from '../ports/controller-state.ts';
import type { View } from '../ports/records.ts';
import { attemptOf } from '../reconcile/attempt.ts';
import { type Item, isMyShare, type Manners, type Self, type Snapshot } from '../reconcile/snapshot.ts';
import type { ActiveRecord, ActiveRecords } from './active-records.ts';
import type { ControllerDeps } from './controller-deps.ts';
import type { Past } from './past.ts';

/** Everything a plan is made from, at one tip and one moment. */
export async function takeSnapshot(
  { calendar }: Pick<ControllerDeps, 'calendar'>,
  view: View,
  { active, past }: { active: ActiveRecords; past: Past },
  admitted: Admitted,
  self: Self,
  now: string,
): Promise<Snapshot> {
  const [policy, config, records] = await Promise.all([view.policy(), view.config(), active.at(view)]);
  const manners = mannersOf(self, config);
  const quarantine = new Map(admitted.quarantined);
  const items = await Promise.all(
    records.map(async (record): Promise<Item> => {
      const { path, id, kind, work, state } = record;
      const quarantined = quarantine.get(path);
      const mine = isMyShare(manners.shard, record.record.metadata.tenant);
      const situation = mine && mayLaunch(record) ? await situationOf(record) : undefined;
      const deployer = work.deployer(record.record, config);
      return { path, id, kind, work, record: record.record, state, situation, deployer, quarantined };
    }),
  );
  return {
    items,
    order: config.order,
    manners,
    lineHeld: admitted.lineHeld,
    occupied: tornTargets(admitted),
  };

  async function situationOf(loaded: ActiveRecord): Promise<Situation> {
    const { kind, record, digest, fold } = loaded;
    const contributions = await active.contributions(view, loaded);
    const situation = { kind, record, digest, fold, policy, contributions, now };
    const [freezes, before] = await Promise.all([
      gatherFreezes(calendar, situation),
      past.facts(view, situation, quarantine),
    ]);
    return { ...situation, launch: { freezes, ...before } };
  }
}

/** The targets of records that were torn from them, each with the record. */
function tornTargets({ torn = [] }: Admitted): ReadonlyMap<string, string> {
  return new Map(torn.map(([, { target, id }]) => [target, id]));
}

/** Who approved matters until something was launched, and again when a failure may be tried anew. */
function mayLaunch({ state, work, record }: ActiveRecord): boolean {
  if (state === work.ready) return true;
  return state === work.doing && attemptOf(work, record.status?.history ?? []) !== undefined;
}

function mannersOf(self: Self, { controller }: Config): Manners {
  const { leaseSeconds = 180, deadlineSeconds = 14_400 } = controller ?? {};
  return { ...self, leaseMs: leaseSeconds * 1000, deadlineMs: deadlineSeconds * 1000 };
}
