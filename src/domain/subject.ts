import { canonical } from './canonical.ts';
import type { RecordData } from './record.ts';

/**
 * The text whose digest a decision carries: the spec, and which record of which tenant it belongs to.
 * An approval copied to another record, tenant, version or environment therefore names something else.
 */
export function subjectOf(record: Pick<RecordData, 'kind' | 'metadata' | 'spec'>): string {
  const { kind, metadata, spec } = record;
  return canonical({ kind, id: metadata.id, tenant: metadata.tenant, spec });
}
