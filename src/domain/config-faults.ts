import type { Config } from '../generated/types/config.v1.ts';

export interface ConfigFault {
  pointer: string;
  message: string;
}

/** Deployers that are there without any settings, unless somebody gives the name to another. */
export const builtIn: NonNullable<Config['deployers']> = { git: { type: 'git' } };

/** What a configuration names that it does not hold: a schema cannot see it. */
export function faultsOfConfig(config: Config): readonly ConfigFault[] {
  const { environments, order, deployers = {}, onboarding, evidence } = config;
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
  return [...strangers, ...idle, ...lost, ...(evidence === undefined ? [] : faultsOfEvidence(evidence))];
}

function isThere(deployers: NonNullable<Config['deployers']>, name: string): boolean {
  return Object.hasOwn(builtIn, name) || Object.hasOwn(deployers, name);
}

/** One variable cannot hold two secrets. */
function faultsOfEvidence(evidence: NonNullable<Config['evidence']>): readonly ConfigFault[] {
  const { accessKeyVariable, secretKeyVariable, sessionTokenVariable, endpoint } = evidence;
  const names = [accessKeyVariable, secretKeyVariable, ...(sessionTokenVariable ? [sessionTokenVariable] : [])];
  const twice =
    new Set(names).size === names.length
      ? []
      : [{ pointer: '/evidence', message: 'the evidence store names one variable for two secrets' }];
  const address = URL.canParse(endpoint)
    ? []
    : [{ pointer: '/evidence/endpoint', message: `${endpoint} is no address` }];
  return [...twice, ...address];
}
