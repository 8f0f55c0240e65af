import { faultsOfConfig } from '../../domain/config-faults.ts';
import type { Unreadable } from '../../domain/reading.ts';
import { tenantPath } from '../../domain/tenant-path.ts';
import { problemsOf } from '../../domain/unreadable.ts';
import { RgzError } from '../../errors/rgz-error.ts';
import type { Config } from '../../generated/types/config.v1.ts';
import type { Tenant } from '../../generated/types/tenant.v1.ts';
import { configPath } from './layout.ts';
import { type Readers, readValid } from './read-file.ts';

/** What is wrong with a configuration, or with a file that makes a tenant known; of any other file nothing is said. */
export async function settingsFaults(readers: Readers, path: string, bytes: Buffer): Promise<readonly Unreadable[]> {
  try {
    if (path === configPath) {
      const config = await readValid<Config>(readers, 'Config', bytes, path, 'config.invalid');
      return faultsOfConfig(config).map((each) => ({ code: 'config.invalid', ...each }));
    }
    const [, folder] = /^tenants\/([^/]+)\/tenant\.yaml$/.exec(path) ?? [];
    if (folder === undefined) return [];
    const { metadata } = await readValid<Tenant>(readers, 'Tenant', bytes, path);
    if (metadata.id === folder) return [];
    const message = `${path} is of tenant ${metadata.id}, which belongs at ${tenantPath(metadata.id)}`;
    return [{ code: 'record.misplaced', message, pointer: '/metadata/id' }];
  } catch (error) {
    if (error instanceof RgzError && error.exitCode === 3) return problemsOf(error);
    throw error;
  }
}
