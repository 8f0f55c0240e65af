import type { KindDefinition } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import type { Situation } from '../domain/situation.ts';
import type { Work } from '../domain/work.ts';

/** A record that is due, under way or held, at one tip. */
export interface Item {
  path: string;
  id: string;
  kind: KindDefinition;
  work: Work;
  record: RecordData;
  state: string;
  /** What its launch is judged by. Left out where nothing can be launched any more, and nothing is without it. */
  situation: Situation | undefined;
  /** What carries it out; undefined where the configuration names none. */
  deployer: string | undefined;
  /** Why nothing is done with it: a commit that touched it broke a rule. */
  quarantined: string | undefined;
}

/** How this controller works, and how the configuration wants it. Times in milliseconds. */
export interface Manners extends Self {
  leaseMs: number;
  deadlineMs: number;
}

/** Who a controller is. */
export interface Self {
  controller: string;
  instance: string;
  /** When this process began: whatever held the same name before is gone. */
  startedAt: number;
  /** Only tenants of this share: index and count. */
  shard: readonly [number, number] | undefined;
  /** How many claims may wait for their launch. */
  claims: number;
}

/** Everything a plan is made from, apart from what the deployers said. */
export interface Snapshot {
  items: readonly Item[];
  /** Environments, first to last. */
  order: readonly string[];
  manners: Manners;
  /** Why nothing new is started at all. */
  lineHeld: string | undefined;
  /** Targets that stay occupied though no record says so, by their key, each with the record that it is because of. */
  occupied: ReadonlyMap<string, string>;
}

/** Two attempts with the same key never overlap. */
export function targetKey({ kind, work, record }: Pick<Item, 'kind' | 'work' | 'record'>): string {
  const { tenant, environment } = kind.scope(record);
  const { type, name } = work.target(record);
  return [environment, tenant, type, name].join('\u0000');
}

/** Whether a tenant belongs to this controller's share. */
export function isMyShare(shard: Manners['shard'], tenant: string): boolean {
  if (shard === undefined) return true;
  let sum = 0;
  for (let at = 0; at < tenant.length; at += 1) sum = (Math.imul(sum, 31) + tenant.charCodeAt(at)) >>> 0;
  return sum % shard[1] === shard[0];
}
