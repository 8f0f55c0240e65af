import type { FreezeFact } from './launch-facts.ts';
import { holdersOf, type Policy } from './policy.ts';
import type { Situation } from './situation.ts';
import { passed, type Verdict } from './verdict.ts';

export type Freeze = Policy['freezes'][number];

/**
 * The freezes that concern an environment and a tenant, each with its place in the policy's list. What belongs to no
 * environment is held by those that name its tenant.
 */
export function freezesOver(
  policy: Pick<Policy, 'freezes'>,
  { tenant, environment }: { tenant: string; environment: string },
): readonly { index: number; freeze: Freeze }[] {
  return policy.freezes
    .map((freeze, index) => ({ index, freeze }))
    .filter(
      ({ freeze: { environments, tenants } }) =>
        (environment === '' ? tenants !== undefined : environments.includes(environment)) &&
        (tenants === undefined || tenants.includes(tenant)),
    );
}

/** A freeze that is on keeps the launch back until none is, and so does one of which nobody can tell. */
export function noFreeze({ policy, kind, record, launch }: Situation): Verdict {
  const claim = 'no freeze is on';
  const scope = kind.scope(record);
  const whose = scope.environment === '' ? `tenant ${scope.tenant}` : scope.environment;
  const over = freezesOver(policy, scope);
  if (over.length === 0) return passed('freeze', claim, `none is set for ${whose}`);
  const known = new Map(launch?.freezes?.freezes.map((fact) => [fact.index, fact]));
  const told = over.map(({ index, freeze }) => ({ name: freeze.name, fact: known.get(index) }));
  const closed = told.filter(({ fact }) => fact === undefined || fact.on || fact.problem !== undefined);
  if (closed.length === 0) return passed('freeze', claim, next(told));
  const opensAt = launch?.freezes?.opensAt;
  const unread = closed.some(({ fact }) => fact?.problem !== undefined);
  return {
    gate: 'freeze',
    claim,
    passed: false,
    because: closed.map(({ name, fact }) => reason(name, fact, whose)).join('; '),
    values: {
      freezes: closed.map(({ name, fact }) => ({ name, from: fact?.from ?? null, to: fact?.to ?? null })),
    },
    ...(opensAt === undefined || unread ? {} : { opensAt }),
    ...(unread
      ? {
          unblock: holdersOf(policy, 'policy.change', undefined).map((person) => person.id),
          remedy: ['rgz policy check'],
        }
      : {}),
  };
}

function reason(name: string, fact: FreezeFact | undefined, whose: string): string {
  if (fact === undefined) return `freeze "${name}" is set for ${whose}, and whether it is on now cannot be told here`;
  if (fact.problem !== undefined) return `freeze "${name}" cannot be read, so it counts as on: ${fact.problem}`;
  return `freeze "${name}" is on for ${whose}${fact.to === undefined ? '' : ` until ${fact.to}`}`;
}

function next(told: readonly { name: string; fact: FreezeFact | undefined }[]): string {
  const coming = told.flatMap(({ name, fact }) => (fact?.from === undefined ? [] : [{ name, from: fact.from }]));
  const [first] = coming.sort((left, right) => Date.parse(left.from) - Date.parse(right.from));
  return `none covers this moment${first === undefined ? '' : `; "${first.name}" begins at ${first.from}`}`;
}
