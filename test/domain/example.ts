import { digestOf } from '../../src/adapters/records/load.ts';
import type { Actor, Contribution } from '../../src/domain/contributors.ts';
import { foldHistory } from '../../src/domain/history.ts';
import type { JsonObject } from '../../src/domain/json.ts';
import { type Policy, readPolicy } from '../../src/domain/policy.ts';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import type { Situation } from '../../src/domain/situation.ts';
import type { Policy as PolicyFile } from '../../src/generated/types/policy.v1.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';

export const now = '2026-11-21T12:00:00Z';

export type Entry = PolicyFile['people'][number];

/** A policy as its file says it. Throws where the file cannot be used. */
export function policyOf(people: readonly Entry[], more: Partial<PolicyFile> = {}): Policy {
  const reading = readPolicy(policyFile(people, more));
  if (reading.ok) return reading.policy;
  throw new Error(reading.problems.map((each) => each.message).join('; '));
}

export function policyFile(people: readonly Entry[], more: Partial<PolicyFile> = {}): PolicyFile {
  return { apiVersion: 'rgz.dev/v1', kind: 'Policy', version: 1, identity: 'author', people: [...people], ...more };
}

/** Somebody with one role, for the tenants named or for all. */
export function holder(email: string, role: string, ...tenants: string[]): Entry {
  return { emails: [email], roles: [tenants.length === 0 ? { role } : { role, tenants }] };
}

export function actor(email: string, key?: string): Actor {
  return { email, name: email, key };
}

/** A request that nobody has put on record yet. */
export function draft(target: JsonObject = {}, request: JsonObject = {}): RecordData {
  return {
    apiVersion: 'rgz.dev/v1',
    kind: 'PromotionRequest',
    metadata: {
      id: 'PR-2026-0001',
      createdAt: '2026-11-20T09:00:00Z',
      createdBy: 'pierre@example.com',
      tenant: 'tenant-finance',
    },
    spec: {
      target: {
        type: 'api',
        name: 'payment-api',
        version: '2.1.0',
        sourceEnvironment: 'staging',
        targetEnvironment: 'prod',
        ...target,
      },
      request: {
        justification: 'The payment flow has to meet the new card rules',
        releaseNotes: 'Adds 3DS2',
        impactAssessment: 'low',
        rollbackPlan: 'Promote 2.0.0 again',
        ...request,
      },
      preChecks: {
        stagingTestsPassed: true,
        securityScanPassed: true,
        performanceTestsPassed: true,
        testEvidenceUrl: 'https://ci.example.com/pipelines/1',
      },
    },
  };
}

/** The same request with a history, and a status that says what the history says. */
export function withHistory(record: RecordData, ...history: HistoryEvent[]): RecordData {
  const grown: RecordData = { ...record, status: { state: '', history } };
  const state = foldHistory(promotion, grown, digestOf(record)).written ?? promotion.initial;
  return { ...record, status: { state, history, ...promotion.derive(history, state) } };
}

/** An event by the requester or an approver, which names the spec of the record and gives a reason where one is asked for. */
export function event(record: RecordData, action: string, more: Partial<HistoryEvent> = {}): HistoryEvent {
  const by = action === 'created' ? record.metadata.createdBy : 'jean@example.com';
  const quorum = action === 'approved' ? { quorum: 1 } : {};
  const reason = action === 'rejected' ? { reason: 'not this week' } : {};
  return { action, at: now, by, digest: digestOf(record), ...quorum, ...reason, ...more };
}

export function situationOf(
  record: RecordData,
  policy: Policy,
  contributions: readonly Contribution[] = [{ email: record.metadata.createdBy, did: 'requested' }],
): Situation {
  const digest = digestOf(record);
  const fold = foldHistory(promotion, record, digest);
  return { kind: promotion, record, digest, fold, policy, contributions, now };
}
