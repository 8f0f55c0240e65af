import type { JsonObject } from '../../domain/json.ts';
import type { KindDefinition } from '../../domain/kind.ts';
import type { Impact } from '../../domain/policy.ts';
import type { HistoryEvent, RecordData } from '../../domain/record.ts';
import type { PromotionRequest } from '../../generated/types/promotion-request.v1.ts';
import { actions } from './actions.ts';
import { brief } from './brief.ts';
import { validate } from './validate.ts';
import { work } from './work.ts';

const path = /^requests\/([a-z0-9][a-z0-9-]*)\/(\d{4})\/(\d{2})\/(PR-\d{4}-(?:\d{4}|[1-9]\d{4,8}))\.yaml$/;

/** A request to promote one version of an API, application or policy to the next environment. */
export const promotion: KindDefinition = {
  kind: 'PromotionRequest',
  prefix: 'PR',
  noun: 'request',
  commands: {
    list: 'rgz request list',
    open: 'rgz request create',
    cancel: 'rgz request cancel {id}',
  },
  folder: 'requests',
  depth: 3,
  topic: 'promotion-requests',
  sees: 'request.view',
  states: ['pending', 'approved', 'rejected', 'cancelled', 'deploying', 'deployed', 'failed', 'unknown'],
  initial: 'pending',
  reopens: ['pending', 'approved'],
  actions,
  work,
  immutable: [['target', 'targetEnvironment'], ['rollbackOf']],

  place(record) {
    const { id, createdAt } = record.metadata;
    const month = new Date(createdAt).toISOString().slice(5, 7);
    return `requests/${specOf(record).target.targetEnvironment}/${id.slice(3, 7)}/${month}/${id}.yaml`;
  },

  recognise(file) {
    const match = path.exec(file);
    if (match === null) return undefined;
    const [, environment = '', year = '', month = '', id = ''] = match;
    return { id, year, month, environment };
  },

  scope(record) {
    return { tenant: record.metadata.tenant, environment: specOf(record).target.targetEnvironment };
  },

  isEmergency: (record) => specOf(record).emergency === true,

  review(record, state) {
    if (specOf(record).emergency !== true || state !== 'deployed') return undefined;
    const reviewed = record.status?.history.some(({ action }) => action === 'reviewed');
    return reviewed ? 'done' : 'due';
  },

  quorum(record, policy) {
    if (specOf(record).emergency === true) return policy.emergencyQuorum;
    return policy.quorum[specOf(record).request.impactAssessment as Impact];
  },

  brief,

  summary(record) {
    const { target, request, rollbackOf } = specOf(record);
    return {
      target: `${target.type}/${target.name}@${target.version}`,
      impact: request.impactAssessment,
      ...(rollbackOf === undefined ? {} : { rollbackOf }),
    };
  },

  origin(record) {
    const { target, rollbackOf } = specOf(record);
    return { environment: target.sourceEnvironment, rollback: rollbackOf !== undefined };
  },

  references(record) {
    const { rollbackOf } = specOf(record);
    return rollbackOf === undefined ? [] : [{ id: rollbackOf, pointer: '/spec/rollbackOf' }];
  },

  derive,
  validate,
};

function specOf(record: RecordData): PromotionRequest['spec'] {
  return record.spec as unknown as PromotionRequest['spec'];
}

/** The convenience fields of the record: who decided, and when it went live. */
function derive(history: readonly HistoryEvent[], state: string): JsonObject {
  const last = (action: string) => history.findLast((event) => event.action === action);
  const approved = ['pending', 'rejected', 'cancelled'].includes(state) ? undefined : last('approved');
  const rejected = state === 'rejected' ? last('rejected') : undefined;
  const deployed =
    state === 'deployed'
      ? history.findLast(({ action }) => action === 'deployed' || action === 'found-deployed')
      : undefined;
  const reviewed = state === 'deployed' ? last('reviewed') : undefined;
  return {
    approvedBy: approved?.by ?? null,
    approvedAt: approved?.at ?? null,
    deployedAt: deployed?.at ?? null,
    rejectedBy: rejected?.by ?? null,
    rejectedAt: rejected?.at ?? null,
    reviewedBy: reviewed?.by ?? null,
    reviewedAt: reviewed?.at ?? null,
    rejectionReason: (rejected?.reason as string | undefined) ?? null,
  };
}
