import type { Config } from '../generated/types/config.v1.ts';

/** The deployer of each environment that has one. */
export function namedDeployers({ environments, deployers = {} }: Config): ReadonlyMap<string, string> {
  const named = Object.entries(environments).flatMap(([environment, { deployer }]) =>
    deployer !== undefined && Object.hasOwn(deployers, deployer) ? [[environment, deployer] as const] : [],
  );
  return new Map(named);
}
