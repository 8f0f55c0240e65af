import type { Json } from '../../src/domain/json.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { cast } from '../kit/people.ts';
import type { Forge } from './forge.ts';

/** A checklist that dora is about to open from a template. */
export function draftOf(
  forge: Forge,
  from: { name: string; [key: string]: unknown },
  { subject, tenant = 'tenant-finance', after }: { subject: string; tenant?: string; after: number },
): RecordData {
  const { apiVersion: _version, kind: _kind, ...template } = from as Record<string, Json>;
  return {
    apiVersion: 'rgz.dev/v1',
    kind: 'Checklist',
    metadata: {
      id: `CL-${from.name}.${subject}`,
      createdAt: forge.moment(after),
      createdBy: cast.dora.email,
      tenant,
    },
    spec: { subject, template },
  };
}
