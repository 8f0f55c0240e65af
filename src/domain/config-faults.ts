import type { Config } from '../generated/types/config.v1.ts';

export interface ConfigFault {
  pointer: string;
  message: string;
}

/** Deployers that are there without any settings. */
export const builtIn: readonly string[] = ['git'];

/** What a configuration names that it does not hold: a schema cannot see it. */
export function faultsOfConfig({ environments, order, deployers = {}, onboarding }: Config): readonly ConfigFault[] {
  const strangers = order.flatMap((name, at) =>
    Object.hasOwn(environments, name)
      ? []
      : [{ pointer: `/order/${at}`, message: `the order names "${name}", which is no environment` }],
  );
  const idle = Object.entries(environments).flatMap(([name, { deployer }]) =>
    deployer === undefined || Object.hasOwn(deployers, deployer)
      ? []
      : [
          {
            pointer: `/environments/${name}/deployer`,
            message: `environment ${name} names deployer "${deployer}", which is not there`,
          },
        ],
  );
  const sink = onboarding?.sink;
  const lost =
    sink === undefined || isThere(deployers, sink)
      ? []
      : [{ pointer: '/onboarding/sink', message: `onboarding names the sink "${sink}", which is not there` }];
  return [...strangers, ...idle, ...lost];
}

function isThere(deployers: NonNullable<Config['deployers']>, name: string): boolean {
  return builtIn.includes(name) || Object.hasOwn(deployers, name);
}
