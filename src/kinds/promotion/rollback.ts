import type { JsonObject } from '../../domain/json.ts';
import type { RecordData } from '../../domain/record.ts';
import type { PromotionRequest } from '../../generated/types/promotion-request.v1.ts';

type Spec = PromotionRequest['spec'];

/** What somebody adds to a rollback. */
export interface RollbackWish {
  reason?: string | undefined;
  emergency?: true | undefined;
}

/** The spec of the request that takes one deployment back to the version that was live before it. */
export function rollbackSpec(of: RecordData, before: RecordData, { reason, emergency }: RollbackWish): JsonObject {
  const [bad, good] = [of, before].map((record) => record.spec as unknown as Spec) as [Spec, Spec];
  const why = reason === undefined ? '' : `: ${reason}`;
  const spec: Spec = {
    target: { ...bad.target, version: good.target.version },
    request: {
      justification: `Roll ${bad.target.name} back from ${bad.target.version} to ${good.target.version}, which ${before.metadata.id} deployed${why}`,
      releaseNotes: `Takes back ${of.metadata.id}. The version is the one of ${before.metadata.id}.`,
      impactAssessment: bad.request.impactAssessment,
      rollbackPlan: `Promote ${bad.target.version} again with a new request.`,
    },
    preChecks: { ...good.preChecks },
    rollbackOf: of.metadata.id,
    ...(emergency === undefined ? {} : { emergency }),
  };
  return spec as unknown as JsonObject;
}
