import { digestOf } from '../../../src/adapters/records/load.ts';
import { withEvent } from '../../../src/domain/apply.ts';
import { actionOf } from '../../../src/domain/kind.ts';
import type { HistoryEvent, RecordData } from '../../../src/domain/record.ts';
import { promotion } from '../../../src/kinds/promotion/index.ts';
import { approvers, controller, requesters, tenants, type Worker } from './company.ts';
import { isoTime } from './iso-time.ts';
import { Random } from './random.ts';
import { comment, justification, releaseNotes, rollbackPlan, targetName, targetVersion } from './wording.ts';

export const apiVersion = 'apim.example.com/v1';
export const environments = ['dev', 'staging', 'preprod', 'prod'];
const hour = 3600;

/** One thing that happens to a record: when, by whom, and what the history says of it. */
export interface Happening {
  at: number;
  actor: Worker;
  action: string;
  fields: Partial<HistoryEvent>;
}

/** Everything that will ever happen to one record. It follows from the seed and the record's place alone. */
export interface Life {
  requester: Worker;
  draft: RecordData;
  digest: string;
  happenings: readonly Happening[];
}

export interface Birth {
  seed: number;
  index: number;
  id: string;
  /** Unix seconds. */
  at: number;
}

export function lifeOf({ seed, index, id, at }: Birth): Life {
  const random = new Random(seed, index);
  const requester = random.pick(requesters);
  const impact = random.weighted({ low: 45, medium: 35, high: 15, critical: 5 });
  const targetEnvironment = random.weighted({ prod: 35, preprod: 30, staging: 35 });
  const sourceEnvironment = environments[environments.indexOf(targetEnvironment) - 1] ?? 'dev';
  const version = targetVersion(random);
  const draft: RecordData = {
    apiVersion,
    kind: promotion.kind,
    metadata: { id, createdAt: isoTime(at), createdBy: requester.email, tenant: random.pick(tenants) },
    spec: {
      target: {
        type: random.weighted({ api: 70, application: 20, policy: 10 }),
        name: targetName(random),
        version,
        sourceEnvironment,
        targetEnvironment,
      },
      request: {
        justification: justification(random),
        releaseNotes: releaseNotes(random),
        impactAssessment: impact,
        rollbackPlan: rollbackPlan(random, version),
        scheduledDate: null,
      },
      preChecks: {
        stagingTestsPassed: true,
        securityScanPassed: true,
        performanceTestsPassed: random.next() < 0.7,
        testEvidenceUrl: `https://ci.example.com/pipelines/${random.between(100_000, 999_999)}`,
      },
    },
  };
  const digest = digestOf(draft);
  const happenings = happeningsOf(random, { requester, quorum: impact === 'critical' ? 2 : 1, id, at });
  return { requester, draft, digest, happenings };
}

function happeningsOf(
  random: Random,
  { requester, quorum, id, at }: { requester: Worker; quorum: number; id: string; at: number },
): Happening[] {
  const story: Happening[] = [{ at, actor: requester, action: 'created', fields: {} }];
  let now = at;
  const add = (later: number, actor: Worker, action: string, fields: Partial<HistoryEvent>) => {
    now += later;
    story.push({ at: now, actor, action, fields });
  };
  const end = random.weighted({ deployed: 84, failed: 3, rejected: 6, cancelled: 5, waiting: 2 });
  const first = random.between(0, approvers.length - 1);
  const decider = (turn: number) => approvers[(first + turn) % approvers.length] ?? approvers[0];
  const wait = () => random.between(hour, 60 * hour);
  if (end === 'waiting') return story;
  if (end === 'cancelled') add(wait(), requester, 'cancelled', { reason: 'Superseded by a newer version' });
  else if (end === 'rejected') add(wait(), decider(0), 'rejected', { reason: 'The evidence is of another version' });
  else {
    for (let turn = 0; turn < quorum; turn += 1)
      add(wait(), decider(turn), 'approved', { quorum, comment: comment(random) });
    const attempt = `${id.toLowerCase()}-1`;
    const jobId = String(random.between(10_000, 999_999));
    add(random.between(5, hour), controller, 'deploying', { attempt, controller: 'controller-1' });
    add(random.between(1, 5), controller, 'launched', { attempt, jobId });
    if (end === 'failed')
      add(random.between(30, 900), controller, 'failed', { attempt, jobId, error: 'exit status 2' });
    else add(random.between(30, 900), controller, 'deployed', { attempt, jobId });
  }
  return story;
}

/** The record after what happened, as rgz would leave it. */
export function after(record: RecordData, { at, actor, action, fields }: Happening, digest: string): RecordData {
  const binds = actionOf(promotion, action)?.binds === true;
  const event = { action, at: isoTime(at), by: actor.email, ...(binds ? { digest } : {}), ...fields };
  return withEvent({ kind: promotion, record }, event, undefined, digest);
}
