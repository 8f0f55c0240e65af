import type { Brief } from '../../domain/kind.ts';
import type { RecordData } from '../../domain/record.ts';
import type { PromotionRequest } from '../../generated/types/promotion-request.v1.ts';

/** A request in short: what goes where, how much depends on it, and what proves that it is ready. */
export function brief(record: RecordData): Brief {
  const { target, request, preChecks, rollbackOf, emergency } = record.spec as unknown as PromotionRequest['spec'];
  const checks = [
    preChecks.stagingTestsPassed && 'stagingTests',
    preChecks.securityScanPassed && 'securityScan',
    preChecks.performanceTestsPassed && 'performanceTests',
  ].filter((each) => typeof each === 'string');
  return {
    facts: [
      { key: 'target', value: `${target.type} ${target.name} ${target.version}` },
      { key: 'way', value: `${target.sourceEnvironment} → ${target.targetEnvironment}` },
      { key: 'tenant', value: record.metadata.tenant },
      { key: 'impact', words: [request.impactAssessment] },
      { key: 'requester', value: record.metadata.createdBy },
      ...(typeof request.scheduledDate === 'string' ? [{ key: 'schedule', value: request.scheduledDate }] : []),
      ...(emergency === true ? [{ key: 'emergency', words: ['yes'] }] : []),
      ...(rollbackOf === undefined ? [] : [{ key: 'rollbackOf', value: rollbackOf }]),
      { key: 'checks', words: checks },
      { key: 'evidence', value: preChecks.testEvidenceUrl },
    ],
    texts: [
      { key: 'justification', value: request.justification },
      { key: 'releaseNotes', value: request.releaseNotes },
      { key: 'rollbackPlan', value: request.rollbackPlan },
    ],
  };
}
