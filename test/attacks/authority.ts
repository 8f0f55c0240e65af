import type { Policy as PolicyFile } from '../../src/generated/types/policy.v1.ts';
import { makeSshKey } from '../kit/ssh-keys.ts';
import type { Attack } from './attack.ts';
import { type Forge, policyPath } from './forge.ts';

type Person = PolicyFile['people'][number];

function person(policy: PolicyFile, email: string): Person {
  const found = policy.people.find((each) => each.emails.includes(email));
  if (found === undefined) throw new Error(`${email} is not in the policy`);
  return found;
}

const grant = (email: string, role: string) => (policy: PolicyFile) => {
  person(policy, email).roles.push({ role });
};

const giveKey = (email: string, line: string) => (policy: PolicyFile) => {
  person(policy, email).keys?.push(line);
};

const commented = (forge: Forge, id: string) => ({ [forge.path(id)]: `${forge.text(forge.path(id))}# agreed\n` });

/** Ways to take a right that one does not have (promise 7). */
export const authorityAttacks: readonly Attack[] = [
  {
    name: 'a right granted and used in the same commit',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'ada',
        files: { ...forge.policyWith(grant('ada@example.com', 'cpi')), ...forge.step(open, 'ada', 'approved') },
      }),
    twin(forge, { open }) {
      const granted = forge.commit({ by: 'ada', files: forge.policyWith(grant('ada@example.com', 'cpi')) });
      return forge.commit({ by: 'ada', on: granted, files: forge.step(open, 'ada', 'approved', { on: granted }) });
    },
  },
  {
    name: 'a comment in a record by somebody of another tenant',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge, { open }) => forge.commit({ by: 'dan', files: commented(forge, open) }),
    twin: (forge, { open }) => forge.commit({ by: 'vera', files: commented(forge, open) }),
  },
  {
    name: 'a key taken off the policy, used once more',
    promise: 7,
    finds: ['policy.unknown-key'],
    tamper(forge, { open }) {
      const taken = forge.commit({
        by: 'ada',
        files: forge.policyWith((policy) => {
          person(policy, 'carl@example.com').keys = [makeSshKey().publicLine];
        }),
      });
      return forge.commit({ by: 'carl', on: taken, files: forge.step(open, 'carl', 'approved', { on: taken }) });
    },
  },
  {
    name: 'a key listed for two people',
    promise: 3,
    finds: ['repository.unadopted'],
    tamper: (forge) =>
      forge.commit({
        by: 'ada',
        files: forge.policyWith((policy) =>
          giveKey('dan@example.com', person(policy, 'carl@example.com').keys?.[0] ?? '')(policy),
        ),
      }),
  },
  {
    name: 'a right granted to oneself',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) => forge.commit({ by: 'vera', files: forge.policyWith(grant('vera@example.com', 'admin')) }),
    twin: (forge) => forge.commit({ by: 'ada', files: forge.policyWith(grant('vera@example.com', 'admin')) }),
  },
  {
    name: 'an approval without the right',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge, { open }) => forge.commit({ by: 'vera', files: forge.step(open, 'vera', 'approved') }),
  },
  {
    name: 'an approval for a tenant that the right does not cover',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge, { retail }) => forge.commit({ by: 'carl', files: forge.step(retail, 'carl', 'approved') }),
    twin: (forge, { retail }) => forge.commit({ by: 'cleo', files: forge.step(retail, 'cleo', 'approved') }),
  },
  {
    name: 'an older policy put back, byte for byte, by an admin',
    promise: 7,
    finds: ['policy.version'],
    tamper(forge) {
      const older = forge.text(policyPath);
      const newer = forge.commit({ by: 'ada', files: forge.policyWith(grant('vera@example.com', 'cpi')) });
      return forge.commit({ by: 'ada', on: newer, files: { [policyPath]: older } });
    },
    twin(forge) {
      const newer = forge.commit({ by: 'ada', files: forge.policyWith(grant('vera@example.com', 'cpi')) });
      const restored = forge.policyWith((policy) => {
        policy.version += 1;
      });
      return forge.commit({ by: 'ada', on: newer, files: restored });
    },
  },
  {
    name: 'an older policy put back with a raised version, by somebody who may not',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper(forge) {
      const newer = forge.commit({ by: 'ada', files: forge.policyWith(grant('vera@example.com', 'cpi')) });
      const restored = forge.policyWith((policy) => {
        policy.version += 1;
      });
      return forge.commit({ by: 'dora', on: newer, files: restored });
    },
  },
  {
    name: 'a policy whose version did not rise',
    promise: 7,
    finds: ['policy.version'],
    tamper: (forge) =>
      forge.commit({
        by: 'ada',
        files: forge.policyWith((policy) => {
          policy.version -= 1;
          grant('vera@example.com', 'cpi')(policy);
        }),
      }),
  },
  {
    name: 'a policy that cannot be used',
    promise: 10,
    finds: ['repository.unadopted'],
    tamper: (forge) => forge.commit({ by: 'ada', files: { [policyPath]: 'version: 7\n' } }),
  },
  {
    name: 'the policy deleted and added again',
    promise: 7,
    finds: ['policy.invalid', 'repository.unadopted'],
    tamper(forge) {
      const gone = forge.commit({ by: 'ada', files: { [policyPath]: null } });
      return forge.commit({ by: 'ada', on: gone, files: forge.policyWith(grant('vera@example.com', 'cpi')) });
    },
  },
  {
    name: 'the configuration deleted, a record changed, and all adopted again',
    promise: 5,
    finds: ['repository.unadopted', 'status.state-differs'],
    tamper(forge, { open }) {
      const config = forge.text('.rgz/config.yaml');
      const gone = forge.commit({ by: 'ada', files: { '.rgz/config.yaml': null } });
      const changed = forge.changed(open, (record) => {
        if (record.status !== undefined) record.status.state = 'approved';
      });
      const between = forge.commit({ by: 'dora', on: gone, files: changed });
      return forge.commit({ by: 'ada', on: between, files: { '.rgz/config.yaml': config } });
    },
  },
  {
    name: 'identity switched to author by somebody who may not',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) =>
      forge.commit({
        by: 'cleo',
        files: forge.policyWith((policy) => {
          policy.identity = 'author';
        }),
      }),
    twin: (forge) =>
      forge.commit({
        by: 'ada',
        files: forge.policyWith((policy) => {
          policy.identity = 'author';
        }),
      }),
  },
  {
    name: 'a key added for another person, then used in their name',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper(forge, { open }) {
      const mine = makeSshKey();
      const added = forge.commit({ by: 'dora', files: forge.policyWith(giveKey('carl@example.com', mine.publicLine)) });
      const files = forge.step(open, 'carl', 'approved');
      return forge.commit({ by: 'carl', on: added, key: mine, files });
    },
    twin(forge, { open }) {
      const theirs = makeSshKey();
      const files = forge.policyWith(giveKey('carl@example.com', theirs.publicLine));
      const added = forge.commit({ by: 'ada', files });
      return forge.commit({ by: 'carl', on: added, key: theirs, files: forge.step(open, 'carl', 'approved') });
    },
  },
  {
    name: 'a key added for another person and used in the same commit',
    promise: 7,
    finds: ['policy.not-allowed', 'policy.unknown-key'],
    tamper(forge) {
      const mine = makeSshKey();
      const files = forge.policyWith(giveKey('carl@example.com', mine.publicLine));
      return forge.commit({ by: 'carl', key: mine, files });
    },
  },
  {
    name: 'a tenant made by somebody who may not',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge) =>
      forge.commit({
        by: 'dora',
        files: {
          'tenants/tenant-new/tenant.yaml': forge
            .text('tenants/tenant-retail/tenant.yaml')
            .replaceAll('tenant-retail', 'tenant-new'),
        },
      }),
    twin: (forge) =>
      forge.commit({
        by: 'ada',
        files: {
          'tenants/tenant-new/tenant.yaml': forge
            .text('tenants/tenant-retail/tenant.yaml')
            .replaceAll('tenant-retail', 'tenant-new'),
        },
      }),
  },
];
