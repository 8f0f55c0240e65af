import { stringify } from 'yaml';
import type { RecordData } from '../../src/domain/record.ts';
import type { Policy as PolicyFile } from '../../src/generated/types/policy.v1.ts';
import { makeSshKey } from '../kit/ssh-keys.ts';
import type { Attack } from './attack.ts';
import type { Forge } from './forge.ts';

const raiseVersion = (spec: RecordData['spec']) => {
  Object.assign(spec.target as object, { version: '6.6.6' });
};

/** The last event of a record, as it stands. */
function lastEvent(forge: Forge, id: string) {
  const event = forge.record(id).status?.history.at(-1);
  if (event === undefined) throw new Error(`${id} has no history`);
  return event;
}

/** The files of a record onto which an event of elsewhere was put, by a status that fits it. */
function replayed(forge: Forge, from: string, onto: string) {
  const { at: _at, ...event } = lastEvent(forge, from);
  return forge.step(onto, 'carl', 'approved', { falsify: event });
}

/** Ways to decide what one may not, or to let a decision count for something else (promises 2 and 3). */
export const decisionAttacks: readonly Attack[] = [
  {
    name: 'own request',
    promise: 3,
    finds: ['policy.own-request'],
    tamper: (forge, { own }) => forge.commit({ by: 'cleo', files: forge.step(own, 'cleo', 'approved') }),
    twin: (forge, { own }) => forge.commit({ by: 'cora', files: forge.step(own, 'cora', 'approved') }),
  },
  {
    name: 'own request, by a second address',
    promise: 3,
    finds: ['policy.own-request'],
    tamper(forge, { open }) {
      const edit = forge.step(open, 'carl', 'edited', { spec: raiseVersion, falsify: { by: 'carl@home.example' } });
      const edited = forge.commit({ by: 'carl', author: { name: 'C', email: 'carl@home.example' }, files: edit });
      return forge.commit({ by: 'carl', on: edited, files: forge.step(open, 'carl', 'approved', { on: edited }) });
    },
    twin(forge, { open }) {
      const edit = forge.step(open, 'carl', 'edited', { spec: raiseVersion, falsify: { by: 'carl@home.example' } });
      const edited = forge.commit({ by: 'carl', author: { name: 'C', email: 'carl@home.example' }, files: edit });
      return forge.commit({ by: 'cleo', on: edited, files: forge.step(open, 'cleo', 'approved', { on: edited }) });
    },
  },
  {
    name: 'own request, as co-author of it',
    promise: 3,
    finds: ['policy.own-request'],
    tamper(forge, { open }) {
      const message = 'edit\n\nCo-authored-by: Carl <CARL@home.example>';
      const edit = forge.step(open, 'dora', 'edited', { spec: raiseVersion });
      const edited = forge.commit({ by: 'dora', message, files: edit });
      return forge.commit({ by: 'carl', on: edited, files: forge.step(open, 'carl', 'approved', { on: edited }) });
    },
  },
  {
    name: 'own request, as committer of it',
    promise: 3,
    finds: ['policy.own-request'],
    tamper(forge, { open }) {
      const edit = forge.step(open, 'dora', 'edited', { spec: raiseVersion });
      const edited = forge.commit({ by: 'dora', committer: 'carl', files: edit });
      return forge.commit({ by: 'carl', on: edited, files: forge.step(open, 'carl', 'approved', { on: edited }) });
    },
  },
  {
    name: 'own request, decided in another’s name by a commit of who asked for it',
    promise: 3,
    finds: ['policy.own-request'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'carl', committer: 'dora', files: forge.step(open, 'carl', 'approved') }),
    twin: (forge, { open }) =>
      forge.commit({ by: 'carl', committer: 'cora', files: forge.step(open, 'carl', 'approved') }),
  },
  {
    name: 'the second vote, committed by who cast the first',
    promise: 3,
    finds: ['policy.already-decided'],
    tamper: (forge, { half }) =>
      forge.commit({ by: 'cora', committer: 'cleo', files: forge.step(half, 'cora', 'approved') }),
    twin: (forge, { half }) =>
      forge.commit({ by: 'cora', committer: 'dan', files: forge.step(half, 'cora', 'approved') }),
  },
  {
    name: 'own request, edited with a second key',
    promise: 3,
    finds: ['policy.own-request'],
    tamper(forge, { open }) {
      const second = makeSshKey();
      const listed = forge.commit({
        by: 'ada',
        files: forge.policyWith(({ people }) => {
          people.find((each) => each.emails.includes('carl@example.com'))?.keys?.push(second.publicLine);
        }),
      });
      const edit = forge.step(open, 'carl', 'edited', { on: listed, spec: raiseVersion });
      const edited = forge.commit({ by: 'carl', on: listed, key: second, files: edit });
      return forge.commit({ by: 'carl', on: edited, files: forge.step(open, 'carl', 'approved', { on: edited }) });
    },
  },
  {
    name: 'own request, edited by hand under an address and a key that were taken off the policy since',
    promise: 3,
    finds: ['policy.own-request'],
    tamper(forge, { open }) {
      const second = makeSshKey();
      const carl = (change: (entry: PolicyFile['people'][number]) => void) => (policy: PolicyFile) => {
        for (const each of policy.people) if (each.emails.includes('carl@example.com')) change(each);
      };
      const files = forge.policyWith(carl(({ keys }) => keys?.push(second.publicLine)));
      const listed = forge.commit({ by: 'ada', files });
      const home = { name: 'C', email: 'carl@home.example' };
      const edit = forge.changed(open, ({ spec }) => raiseVersion(spec));
      const rewriteUnsigned = (text: string) => text.replace(/^committer .*?>/m, 'committer C <carl@home.example>');
      const edited = forge.commit({ by: 'carl', on: listed, author: home, key: second, files: edit, rewriteUnsigned });
      const fewer = carl((entry) => {
        entry.emails = ['carl@example.com'];
        entry.keys = [forge.repository.key('carl').publicLine];
      });
      const cleaned = forge.commit({ by: 'ada', on: edited, files: forge.policyWith(fewer, listed) });
      return forge.commit({ by: 'carl', on: cleaned, files: forge.step(open, 'carl', 'approved', { on: cleaned }) });
    },
  },
  {
    name: 'approval and change of the spec in one commit',
    promise: 3,
    finds: ['policy.own-request'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'carl', files: forge.step(open, 'carl', 'approved', { spec: raiseVersion }) }),
  },
  {
    name: 'the second vote of the same person',
    promise: 3,
    finds: ['policy.already-decided'],
    tamper: (forge, { half }) => forge.commit({ by: 'cleo', files: forge.step(half, 'cleo', 'approved') }),
    twin: (forge, { half }) => forge.commit({ by: 'cora', files: forge.step(half, 'cora', 'approved') }),
  },
  {
    name: 'a quorum that is lower than the policy says',
    promise: 3,
    finds: ['history.wrong-quorum'],
    tamper(forge, { half }) {
      const record = forge.stepped(half, 'cora', 'approved', { falsify: { quorum: 1 } });
      return forge.commit({ by: 'cora', files: { [forge.path(half)]: stringify(record) } });
    },
  },
  {
    name: 'an approval in another’s name',
    promise: 3,
    finds: ['history.foreign-actor', 'status.field-differs'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        files: forge.step(open, 'dora', 'approved', { falsify: { by: 'carl@example.com' } }),
      }),
  },
  {
    name: 'an approval replayed on another record',
    promise: 2,
    finds: ['history.wrong-digest'],
    tamper: (forge, { approved, open }) => forge.commit({ by: 'carl', files: replayed(forge, approved, open) }),
  },
  {
    name: 'an approval replayed on a record of another tenant',
    promise: 2,
    finds: ['history.wrong-digest', 'policy.not-allowed'],
    tamper: (forge, { approved, retail }) => forge.commit({ by: 'carl', files: replayed(forge, approved, retail) }),
  },
  {
    name: 'an approval carried over to another version',
    promise: 2,
    finds: ['spec.frozen'],
    tamper: (forge, { approved }) =>
      forge.commit({ by: 'dora', files: forge.changed(approved, ({ spec }) => raiseVersion(spec)) }),
  },
  {
    name: 'an approval carried over to another environment',
    promise: 2,
    finds: ['record.misplaced'],
    tamper: (forge, { approved }) =>
      forge.commit({
        by: 'dora',
        files: forge.changed(approved, ({ spec }) => {
          Object.assign(spec.target as object, { targetEnvironment: 'dev' });
        }),
      }),
  },
  {
    name: 'spec changed after the approval, and changed back',
    promise: 2,
    finds: ['spec.frozen'],
    tamper(forge, { approved }) {
      const files = forge.changed(approved, ({ spec }) => raiseVersion(spec));
      const changed = forge.commit({ by: 'dora', files });
      return forge.commit({ by: 'dora', on: changed, tree: forge.head });
    },
  },
  {
    name: 'two events in one commit',
    promise: 7,
    finds: ['history.several-events'],
    tamper(forge, { own }) {
      const once = forge.commit({ by: 'cora', files: forge.step(own, 'cora', 'edited') });
      const twice = forge.step(own, 'cora', 'cancelled', { on: once });
      return forge.commit({ by: 'cora', files: twice });
    },
  },
  {
    name: 'a decision on what is not pending',
    promise: 5,
    finds: ['history.illegal-move', 'state.not-pending'],
    tamper: (forge, { approved }) =>
      forge.commit({
        by: 'cleo',
        files: forge.step(approved, 'cleo', 'rejected', { fields: { reason: 'too late now' } }),
      }),
  },
  {
    name: 'a rejection that says nothing',
    promise: 5,
    finds: ['history.unexplained'],
    tamper: (forge, { open }) => forge.commit({ by: 'carl', files: forge.step(open, 'carl', 'rejected') }),
    twin: (forge, { open }) =>
      forge.commit({ by: 'carl', files: forge.step(open, 'carl', 'rejected', { fields: { reason: 'ten chars.' } }) }),
  },
  {
    name: 'a rejection for a reason that is blank but for a few characters',
    promise: 5,
    finds: ['history.unexplained'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        files: forge.step(open, 'carl', 'rejected', { fields: { reason: '   nine c.   ' } }),
      }),
  },
  {
    name: 'the same approval once more',
    promise: 5,
    finds: ['history.illegal-move', 'state.not-pending'],
    tamper: (forge, { approved }) => forge.commit({ by: 'carl', files: forge.step(approved, 'carl', 'approved') }),
  },
  {
    name: 'a deployment reported by somebody who is no controller',
    promise: 4,
    finds: ['policy.not-allowed'],
    tamper: (forge, { approved }) => forge.commit({ by: 'dora', files: forge.step(approved, 'dora', 'deploying') }),
    twin: (forge, { approved }) => forge.commit({ by: 'robot', files: forge.step(approved, 'robot', 'deploying') }),
  },
];
