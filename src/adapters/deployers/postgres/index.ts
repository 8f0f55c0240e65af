import type { PostgresDeployer } from '../../../generated/types/config.v1.ts';
import type { Deployer } from '../../../ports/deployer.ts';
import { unusableDeployer } from '../unusable-deployer.ts';
import { checkTables } from './check-tables.ts';
import { connected } from './connect.ts';
import { failureOf } from './failure.ts';
import { findActivation, tenantOf } from './find.ts';
import { launchActivation } from './launch.ts';
import { type Place, urlVariableOf } from './place.ts';

export { urlVariableOf } from './place.ts';

export interface SinkOptions extends Omit<Place, 'url'> {
  settings: PostgresDeployer;
  /** What the environment variable holds that the settings name; undefined where it is not set. */
  url: string | undefined;
}

/**
 * Activates tenants in the tables of a database, each in one transaction: all of a tenant is there, or nothing. A launch
 * answers when it is over. The same plan is applied once, however often it is launched.
 */
export function openPostgresSink({ url, ...options }: SinkOptions): Deployer {
  if (!/^postgres(ql)?:\/\//.test(url ?? '')) return unusableDeployer(flawOf(options.settings, url));
  const place: Place = { url: url ?? '', ...options };
  return {
    ready: () => checkTables(place),
    launch: (job) => launchActivation(place, job),
    find: (attempt) => findActivation(place, attempt),
    async poll(jobId, { attempt }) {
      if (jobId !== attempt) return { kind: 'unknown', reason: `"${jobId}" is not ${attempt}` };
      try {
        const tenant = await connected(place, (connection) => tenantOf(connection, place, attempt));
        if (tenant !== undefined) return { kind: 'succeeded', deploymentId: tenant };
        return {
          kind: 'unknown',
          reason: `the database holds nothing of ${attempt}: was it put back to an earlier day?`,
        };
      } catch (error) {
        const { kind, words } = failureOf(error, place.url);
        return kind === 'denied' || kind === 'wrong'
          ? { kind: 'unknown', reason: words }
          : { kind: 'unreachable', reason: words };
      }
    },
    cancel: async () => ({ kind: 'over' }),
    close: async () => undefined,
  };
}

function flawOf(settings: PostgresDeployer, url: string | undefined): { reason: string; remedy: string } {
  const variable = urlVariableOf(settings);
  const reason = url === undefined || url === '' ? `${variable} is not set` : `${variable} holds no URL of PostgreSQL`;
  const remedy = `start the controller with postgres://<user>:<password>@<host>/<database> in ${variable}`;
  return { reason, remedy };
}
