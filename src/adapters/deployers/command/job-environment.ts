import type { Job } from '../../../ports/deployer.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a job's program sees: everything the controller does but the secrets of other deployers, and the request. */
export function jobEnvironment(env: Environment, withheld: readonly string[], job: Job): Environment {
  const kept = Object.entries(env).filter(([name]) => !withheld.includes(name));
  const { attempt, request, tenant, environment, target } = job;
  return {
    ...Object.fromEntries(kept),
    RGZ_REQUEST_ID: request,
    RGZ_ATTEMPT: attempt,
    RGZ_TENANT: tenant,
    RGZ_ENVIRONMENT: environment,
    RGZ_TARGET_TYPE: target.type,
    RGZ_TARGET_NAME: target.name,
    RGZ_TARGET_VERSION: target.version,
  };
}
