import type { Policy as PolicyFile } from '../generated/types/policy.v1.ts';
import { canonical } from './canonical.ts';
import type { Json } from './json.ts';
import { mayDo, type Person, type Policy, samePerson } from './policy.ts';

/** What a stop holds: one environment, one tenant, or everything. */
export interface StopScope {
  environment?: string;
  tenant?: string;
}

export interface Stop extends StopScope {
  reason: string;
  by: string;
  at: string;
}

/** Every stop that is set, the widest first. */
export function stopsOf({ stop }: Pick<Policy, 'stop'>): readonly Stop[] {
  const { global, environments = {}, tenants = {} } = stop;
  return [
    ...(global === undefined ? [] : [global]),
    ...Object.entries(environments).map(([environment, each]) => ({ environment, ...each })),
    ...Object.entries(tenants).map(([tenant, each]) => ({ tenant, ...each })),
  ];
}

/** The stops that hold what belongs to a tenant and an environment. */
export function stopsOver(
  policy: Pick<Policy, 'stop'>,
  { tenant, environment }: { tenant: string; environment: string },
): readonly Stop[] {
  return stopsOf(policy).filter(
    (stop) => (stop.tenant ?? tenant) === tenant && (stop.environment ?? environment) === environment,
  );
}

export function sameScope(one: StopScope, other: StopScope): boolean {
  return one.environment === other.environment && one.tenant === other.tenant;
}

/** As a sentence names it. */
export function wordsOfScope({ environment, tenant }: StopScope): string {
  if (environment !== undefined) return `environment ${environment}`;
  return tenant === undefined ? 'everything' : `tenant ${tenant}`;
}

/** As the command line names it. */
export function flagsOfScope({ environment, tenant }: StopScope): string {
  if (environment !== undefined) return ` --environment ${environment}`;
  return tenant === undefined ? '' : ` --tenant ${tenant}`;
}

/** Who may stop something may let it go on. What concerns several tenants takes the right for all of them. */
export function mayStop(person: Person, { tenant }: StopScope): boolean {
  return mayDo(person, 'line.stop', tenant);
}

/**
 * Whether a change of the policy stops the line in the name of its author, or lets it go on, where they may do that, and
 * does nothing else.
 */
export function onlyStops(before: Policy, after: Policy, author: Person): boolean {
  if (after.version !== before.version + 1 || withoutStops(before.file) !== withoutStops(after.file)) return false;
  const [old, now] = [stopsOf(before), stopsOf(after)];
  const isIn = (stops: readonly Stop[], stop: Stop) => stops.some((each) => text(each) === text(stop));
  const [lifted, set] = [old.filter((stop) => !isIn(now, stop)), now.filter((stop) => !isIn(old, stop))];
  const changed = [...lifted, ...set];
  return (
    changed.length > 0 &&
    changed.every((stop) => mayStop(author, stop)) &&
    set.every(({ by }) => samePerson(before, by, author.id))
  );
}

function withoutStops(file: PolicyFile): string {
  return text({ ...file, version: 0, stop: null });
}

function text(value: object): string {
  return canonical(value as Json);
}
