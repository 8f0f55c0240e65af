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

/** Hashes a subject: `sha256:` and 64 hex digits. */
export type DigestOf = (subject: string) => string;
