import type { Policy as PolicyFile } from '../../src/generated/types/policy.v1.ts';
import type { Attack } from './attack.ts';
import type { Forge } from './forge.ts';

const stop = (by: string) => ({ reason: 'something is wrong', by, at: '2026-11-21T08:00:00Z' });

function give(policy: PolicyFile, email: string, role: string, tenants?: string[]): void {
  const person = policy.people.find((each) => each.emails.includes(email));
  person?.roles.push({ role, ...(tenants === undefined ? {} : { tenants }) });
}

/** Ada lets vera stop the line; then vera changes the policy. */
function asStopper(forge: Forge, change: (policy: PolicyFile) => void, tenants?: string[]): string {
  const begin = (policy: PolicyFile) => give(policy, 'vera@example.com', 'noc-admin', tenants);
  const granted = forge.commit({ by: 'ada', files: forge.policyWith(begin) });
  const files = forge.policyWith((policy) => {
    begin(policy);
    policy.version += 1;
    change(policy);
  });
  return forge.commit({ by: 'vera', on: granted, files });
}

const stopsAll = (policy: PolicyFile) => {
  policy.stop = { global: stop('vera@example.com') };
};

/** Ways to make more of the right to stop the line than that (promise 7). */
export const stopAttacks: readonly Attack[] = [
  {
    name: 'a stop that brings a role along',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) =>
      asStopper(forge, (policy) => {
        stopsAll(policy);
        give(policy, 'vera@example.com', 'admin');
      }),
    twin: (forge) => asStopper(forge, stopsAll),
  },
  {
    name: 'a stop that takes a quorum away',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) =>
      asStopper(forge, (policy) => {
        stopsAll(policy);
        delete policy.promotions;
      }),
  },
  {
    name: 'a stop in the name of somebody else',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) =>
      asStopper(forge, (policy) => {
        policy.stop = { global: stop('ada@example.com') };
      }),
  },
  {
    name: 'a stop that uses up the versions of the policy',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) =>
      asStopper(forge, (policy) => {
        stopsAll(policy);
        policy.version += 1_000_000;
      }),
  },
  {
    name: 'a version of the policy used up by who may only stop the line, and nothing stopped',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) => asStopper(forge, () => undefined),
    twin: (forge) => forge.commit({ by: 'ada', files: forge.policyWith(() => undefined) }),
  },
  {
    name: 'everything stopped by who may stop one tenant',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) => asStopper(forge, stopsAll, ['tenant-retail']),
    twin: (forge) =>
      asStopper(
        forge,
        (policy) => {
          policy.stop = { tenants: { 'tenant-retail': stop('vera@example.com') } };
        },
        ['tenant-retail'],
      ),
  },
  {
    name: 'the line stopped without any right to',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) =>
      forge.commit({
        by: 'dora',
        files: forge.policyWith((policy) => {
          policy.stop = { global: stop('dora@example.com') };
        }),
      }),
  },
  {
    name: 'the line let go on without any right to',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper(forge) {
      const stopped = asStopper(forge, stopsAll);
      const files = forge.policyWith((policy) => {
        give(policy, 'vera@example.com', 'noc-admin');
        policy.version += 2;
      });
      return forge.commit({ by: 'dora', on: stopped, files });
    },
    twin(forge) {
      const stopped = asStopper(forge, stopsAll);
      const files = forge.policyWith((policy) => {
        give(policy, 'vera@example.com', 'noc-admin');
        policy.version += 2;
      });
      return forge.commit({ by: 'vera', on: stopped, files });
    },
  },
];
