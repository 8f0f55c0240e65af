import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import { type RecordWish, recordOf } from './requests.ts';

type Event = Record<string, unknown> & { action: string; at: string; by: string };

/** What happened to a request that got into a state: who did it, and what came with it. */
const stories = {
  pending: [],
  approved: ['approved'],
  rejected: ['rejected'],
  cancelled: ['cancelled'],
  deploying: ['approved', 'deploying'],
  deployed: ['approved', 'deploying', 'deployed'],
  failed: ['approved', 'deploying', 'failed'],
} as const;

export type State = keyof typeof stories;

/** The digest that a decision carries, worked out without rgz. */
function digestOf({ metadata, spec }: Pick<ReturnType<typeof recordOf>, 'metadata' | 'spec'>): string {
  const subject = { kind: 'PromotionRequest', id: metadata.id, tenant: metadata.tenant, spec };
  return `sha256:${createHash('sha256').update(canonical(subject)).digest('hex')}`;
}

/** The file of a record that went the usual way into a state, an hour a step. */
export function recordIn(state: State, wish: RecordWish): string {
  const record = recordOf(wish);
  const digest = digestOf(record);
  const { createdAt, createdBy } = record.metadata;
  const at = (step: number) => `${new Date(Date.parse(createdAt) + step * 3_600_000).toISOString().slice(0, 19)}Z`;
  const history: Event[] = [{ action: 'created', at: createdAt, by: createdBy, digest }];
  for (const [step, action] of stories[state].entries()) history.push(eventOf(action, at(step + 1), digest));
  const status = { state, history, ...derived(state, history) };
  return stringify({ ...record, status }, { aliasDuplicateObjects: false });
}

function eventOf(action: string, at: string, digest: string): Event {
  if (action === 'approved') return { action, at, by: 'carl@example.com', digest, quorum: 1 };
  if (action === 'rejected') return { action, at, by: 'carl@example.com', digest, reason: 'not good enough yet' };
  if (action === 'cancelled') return { action, at, by: 'dora@example.com' };
  if (action === 'failed') return { action, at, by: 'controller@example.com', jobId: 'job-7', error: 'exit 1' };
  return { action, at, by: 'controller@example.com', jobId: 'job-7' };
}

function derived(state: State, history: readonly Event[]): Record<string, string> {
  const found = (action: string) => history.find((each) => each.action === action);
  const [approved, rejected, deployed] = [found('approved'), found('rejected'), found('deployed')];
  return {
    ...(approved === undefined ? {} : { approvedBy: approved.by, approvedAt: approved.at }),
    ...(rejected === undefined || state !== 'rejected'
      ? {}
      : { rejectedBy: rejected.by, rejectedAt: rejected.at, rejectionReason: 'not good enough yet' }),
    ...(deployed === undefined ? {} : { deployedAt: deployed.at }),
  };
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
