import { stringify } from 'yaml';
import type { RecordData } from '../../src/domain/record.ts';
import type { Attack } from './attack.ts';
import type { Forge } from './forge.ts';

const configPath = '.rgz/config.yaml';
const retail = 'tenants/tenant-retail/tenant.yaml';

/** The file of a new request by dora, which is as an open one but for what is changed. */
function opened(forge: Forge, like: string, change: (record: RecordData) => void): Record<string, string> {
  const { status: _status, ...record } = forge.record(like);
  const id = like.replace(/\d{4}$/, '0600');
  record.metadata.id = id;
  change(record);
  return { [forge.path(like).replace(like, id)]: stringify(record) };
}

const target = (fields: Record<string, string>) => (record: RecordData) => {
  Object.assign(record.spec.target as object, fields);
};

/** Ways to leave policy, configuration or tenants such that rules no longer hold what they seem to (promises 7 and 10). */
export const settingsAttacks: readonly Attack[] = [
  {
    name: 'the configuration changed by somebody who may not',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) => forge.commit({ by: 'cleo', files: { [configPath]: `# mine\n${forge.text(configPath)}` } }),
    twin: (forge) => forge.commit({ by: 'ada', files: { [configPath]: `# mine\n${forge.text(configPath)}` } }),
  },
  {
    name: 'a configuration that cannot be used',
    promise: 10,
    finds: ['config.invalid'],
    tamper: (forge) => forge.commit({ by: 'ada', files: { [configPath]: `${forge.text(configPath)}more: yes\n` } }),
  },
  {
    name: 'a policy that nobody may change any more',
    promise: 7,
    finds: ['policy.last-admin'],
    tamper: (forge) =>
      forge.commit({
        by: 'ada',
        files: forge.policyWith(({ people }) => {
          for (const each of people) each.roles = each.roles.filter(({ role }) => role !== 'admin');
        }),
      }),
  },
  {
    name: 'a tenant that cannot be read',
    promise: 10,
    finds: ['schema.invalid'],
    tamper: (forge) => forge.commit({ by: 'ada', files: { [retail]: 'kind: Tenant\n' } }),
  },
  {
    name: 'a tenant that says it is another',
    promise: 10,
    finds: ['record.misplaced'],
    tamper: (forge) =>
      forge.commit({
        by: 'ada',
        files: { [retail]: forge.text(retail).replaceAll('tenant-retail', 'tenant-finance') },
      }),
  },
  {
    name: 'a tenant deleted while it has requests',
    promise: 5,
    finds: ['record.deleted'],
    tamper: (forge) => forge.commit({ by: 'ada', files: { [retail]: null } }),
  },
  {
    name: 'a request of a tenant that does not exist',
    promise: 10,
    finds: ['record.unknown-reference'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        files: opened(forge, open, ({ metadata }) => {
          metadata.tenant = 'tenant-nowhere';
        }),
      }),
    twin: (forge, { open }) => forge.commit({ by: 'dora', files: opened(forge, open, () => undefined) }),
  },
  {
    name: 'a request that comes from an environment that does not exist',
    promise: 10,
    finds: ['record.unknown-reference'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'dora', files: opened(forge, open, target({ sourceEnvironment: 'nowhere' })) }),
  },
  {
    name: 'a rollback of a request that does not exist',
    promise: 10,
    finds: ['record.unknown-reference'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        files: opened(forge, open, ({ spec }) => {
          spec.rollbackOf = 'PR-2026-0999';
        }),
      }),
    twin: (forge, { open, approved }) =>
      forge.commit({
        by: 'dora',
        files: opened(forge, open, ({ spec }) => {
          spec.rollbackOf = approved;
        }),
      }),
  },
  {
    name: 'a spec edited by hand into one that rgz would not have taken',
    promise: 10,
    finds: ['spec.invalid'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'dora', files: forge.changed(open, target({ sourceEnvironment: 'prod' })) }),
  },
];
