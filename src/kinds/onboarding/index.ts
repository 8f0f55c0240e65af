import type { JsonObject } from '../../domain/json.ts';
import type { Brief, KindDefinition } from '../../domain/kind.ts';
import type { HistoryEvent, RecordData } from '../../domain/record.ts';
import { actions } from './actions.ts';
import { claims } from './claims.ts';
import { importedData } from './data.ts';
import { gates } from './gates.ts';
import { guests, nudges, standingCode } from './invitations.ts';
import { misstatements } from './misstatements.ts';
import { specOf } from './spec.ts';
import { stepsDone } from './steps.ts';
import { sums } from './sums.ts';
import { tenantFile } from './tenant.ts';
import { validate } from './validate.ts';
import { work } from './work.ts';

const path = /^requests\/onboarding\/(\d{4})\/(\d{2})\/(OB-\d{4}-(?:\d{4}|[1-9]\d{4,8}))\.yaml$/;

/** A company on its way to being a tenant. */
export const onboarding: KindDefinition = {
  kind: 'OnboardingSession',
  prefix: 'OB',
  noun: 'onboarding',
  commands: {
    list: 'rgz onboarding list',
    open: 'rgz onboarding start',
    cancel: 'rgz onboarding cancel {id}',
  },
  folder: 'requests',
  depth: 3,
  topic: 'onboarding-sessions',
  sees: 'onboarding.view',
  states: ['in_progress', 'imported', 'activating', 'applying', 'completed', 'failed', 'unknown', 'cancelled'],
  initial: 'in_progress',
  reopens: ['in_progress', 'imported', 'failed'],
  actions,
  work,
  immutable: [],

  place({ metadata: { id, createdAt } }) {
    return `requests/onboarding/${id.slice(3, 7)}/${new Date(createdAt).toISOString().slice(5, 7)}/${id}.yaml`;
  },

  recognise(file) {
    const [, year, month, id] = path.exec(file) ?? [];
    if (year === undefined || month === undefined || id === undefined) return undefined;
    return { id, year, month, environment: '' };
  },

  scope: (record) => ({ tenant: record.metadata.tenant, environment: '' }),
  quorum: () => 1,
  brief,
  summary(record) {
    const done = stepsDone(record).length;
    return { target: specOf(record).company.name, impact: `${done}/4` };
  },
  beside: tenantFile,
  goesBy(record) {
    const data = record.status?.state === 'cancelled' ? undefined : importedData(record);
    return data === undefined ? [] : [data.products, data.sales];
  },
  misstates: misstatements,
  sums,
  claims,
  demands: ({ onboarding: { requireCutover } }) =>
    requireCutover ? [{ name: 'onboarding.requireCutover', checklist: 'cutover' }] : [],
  derive,
  references: () => [],
  nudges,
  nudgedIn: ['completed'],
  guests,
  standingCode,
  validate,
  gates,
};

function brief(record: RecordData): Brief {
  const { company, users = [] } = specOf(record);
  const data = importedData(record);
  return {
    facts: [
      { key: 'company', value: company.name },
      { key: 'tenant', value: record.metadata.tenant },
      { key: 'requester', value: record.metadata.createdBy },
      { key: 'users', value: `${users.length}` },
      ...(data === undefined
        ? []
        : [
            { key: 'products', value: `${data.products.rows}` },
            { key: 'sales', value: `${data.sales.rows}` },
            { key: 'quality', value: `${data.quality}/100` },
          ]),
    ],
    texts: [],
  };
}

/** The convenience fields of the record: what stands to be activated, and what became of it. */
function derive(history: readonly HistoryEvent[], state: string): JsonObject {
  const last = (action: string) => history.findLast((event) => event.action === action);
  const data = importedData({ status: { state, history: [...history] } });
  const failed = state === 'failed' ? last('failed') : undefined;
  return {
    plan: data?.plan ?? null,
    importedBy: data?.by ?? null,
    importedAt: data?.at ?? null,
    completedAt: (state === 'completed' ? last('completed')?.at : undefined) ?? null,
    error: (failed?.error as string | undefined) ?? null,
  };
}
