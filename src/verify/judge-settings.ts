import { faultsOfConfig } from '../domain/config-faults.ts';
import { firstFew } from '../domain/first-few.ts';
import { holdersOf, type Policy } from '../domain/policy.ts';
import type { Right } from '../domain/roles.ts';
import type { Config } from '../generated/types/config.v1.ts';
import { type Finding, finding } from './finding.ts';

/** The policy and the configuration of a tree, as far as they can be used, and the tenants that are known. */
export interface Settings {
  policy: Policy | undefined;
  policyPath: string;
  config: Config | undefined;
  configPath: string;
  tenants: ReadonlySet<string>;
}

/** Holds policy, configuration and tenants against each other. */
export function judgeSettings(settings: Settings): Finding[] {
  return [...judgeApprovers(settings), ...judgeNames(settings), ...judgeConfig(settings)];
}

/** Of tenants for which nobody may ask for anything either nothing is told: nothing waits there. All others are told at once. */
function judgeApprovers({ policy, policyPath, tenants }: Settings): Finding[] {
  if (policy === undefined) return [];
  const somebody = (right: Right, tenant: string) => holdersOf(policy, right, tenant).length > 0;
  const stuck = [...tenants]
    .filter((tenant) => somebody('request.create', tenant) && !somebody('request.approve', tenant))
    .sort();
  if (stuck.length === 0) return [];
  const whose = stuck.length === 1 ? 'tenant' : `${stuck.length} tenants:`;
  const message = `nobody may approve requests of ${whose} ${firstFew(stuck, 'and')}`;
  return [finding('policy.nobody-approves', message, { file: policyPath, pointer: '/people' })];
}

/** A freeze, a gate or a stop for what does not exist holds nothing, though somebody relies on it. */
function judgeNames({ policy, policyPath, config, tenants }: Settings): Finding[] {
  if (policy === undefined || config === undefined) return [];
  const environments = new Set(Object.keys(config.environments));
  const { freezes, gates, stop } = policy;
  const limits = [
    ...freezes.map((each, at) => ({ ...each, what: `freeze "${each.name}"`, pointer: `/freezes/${at}` })),
    ...gates.map((each, at) => ({ ...each, what: `gate "${each.name}"`, pointer: `/gates/${at}` })),
    {
      what: 'a stop',
      pointer: '/stop',
      environments: Object.keys(stop.environments ?? {}),
      tenants: Object.keys(stop.tenants ?? {}),
    },
  ];
  return limits.flatMap((limit) => [
    ...unknown(limit.environments, environments).map((name) => told(limit, 'environments', `environment "${name}"`)),
    ...unknown(limit.tenants, tenants).map((name) => told(limit, 'tenants', `tenant "${name}"`)),
  ]);

  function told({ what, pointer }: (typeof limits)[number], list: string, name: string): Finding {
    const message = `${what} is set for ${name}, which does not exist`;
    return finding('policy.unknown-reference', message, { file: policyPath, pointer: `${pointer}/${list}` });
  }
}

function unknown(names: readonly string[] | undefined, known: ReadonlySet<string>): readonly string[] {
  return (names ?? []).filter((name) => !known.has(name));
}

function judgeConfig({ config, configPath }: Settings): Finding[] {
  if (config === undefined) return [];
  return faultsOfConfig(config).map(({ pointer, message }) =>
    finding('config.invalid', message, { file: configPath, pointer }),
  );
}
