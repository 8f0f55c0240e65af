import type { SettingsFile } from '../../domain/bound.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { RecordData } from '../../domain/record.ts';
import { tenantPath } from '../../domain/tenant-path.ts';
import { importedData } from './data.ts';
import { specOf } from './spec.ts';

/** The file that makes the tenant known: inactive from the first step on, active with everything once the plan is applied. */
export function tenantFile(record: RecordData, action: string): readonly SettingsFile[] {
  if (action === 'created')
    return [{ ...fileOf(record, {}, { state: 'inactive', session: record.metadata.id }), once: true }];
  const data = importedData(record);
  const done = record.status?.history.findLast((event) => event.action === 'completed');
  if (action !== 'completed' || data === undefined || done === undefined) return [];
  const { plan, products, sales, quality } = data;
  const users = (specOf(record).users ?? []).map((user) => ({ ...user, mustChangePassword: true }));
  const more = { users, data: { plan, products: { ...products }, sales: { ...sales }, quality } };
  return [fileOf(record, more, { state: 'active', session: record.metadata.id, activatedAt: done.at })];
}

function fileOf(record: RecordData, more: JsonObject, status: JsonObject): SettingsFile {
  const { tenant } = record.metadata;
  return {
    path: tenantPath(tenant),
    kind: 'Tenant',
    data: {
      apiVersion: record.apiVersion,
      kind: 'Tenant',
      metadata: { id: tenant },
      spec: { ...(specOf(record).company as unknown as JsonObject), ...more },
      status,
    },
  };
}
