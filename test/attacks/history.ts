import { stringify } from 'yaml';
import type { HistoryEvent, RecordData } from '../../src/domain/record.ts';
import type { Attack } from './attack.ts';

const history = (change: (events: HistoryEvent[]) => void) => (record: RecordData) => {
  if (record.status !== undefined) change(record.status.history);
};

/** Ways to rewrite what happened (promise 5). */
export const historyAttacks: readonly Attack[] = [
  {
    name: 'a comment in the history edited',
    promise: 5,
    finds: ['history.rewritten'],
    tamper: (forge, { approved }) =>
      forge.commit({
        by: 'carl',
        files: forge.changed(
          approved,
          history((events) => Object.assign(events.at(-1) ?? {}, { comment: 'never looked' })),
        ),
      }),
  },
  {
    name: 'an event dropped',
    promise: 5,
    finds: ['history.rewritten'],
    tamper: (forge, { half }) =>
      forge.commit({
        by: 'dora',
        files: forge.changed(
          half,
          history((events) => events.pop()),
        ),
      }),
  },
  {
    name: 'events re-ordered',
    promise: 5,
    finds: ['history.illegal-move', 'history.rewritten'],
    tamper: (forge, { half }) =>
      forge.commit({
        by: 'dora',
        files: forge.changed(
          half,
          history((events) => events.reverse()),
        ),
      }),
  },
  {
    name: 'an event duplicated',
    promise: 5,
    finds: ['history.foreign-actor'],
    tamper: (forge, { half }) =>
      forge.commit({
        by: 'dora',
        files: forge.changed(
          half,
          history((events) => events.push(...structuredClone(events.slice(-1)))),
        ),
      }),
  },
  {
    name: 'the state edited by hand',
    promise: 5,
    finds: ['status.state-differs'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        files: forge.changed(open, ({ status }) => {
          if (status !== undefined) status.state = 'approved';
        }),
      }),
  },
  {
    name: 'a field of the status edited by hand',
    promise: 5,
    finds: ['status.field-differs'],
    tamper: (forge, { approved }) =>
      forge.commit({
        by: 'dora',
        files: forge.changed(approved, ({ status }) => {
          if (status !== undefined) status.approvedBy = 'cleo@example.com';
        }),
      }),
  },
  {
    name: 'the whole status taken out',
    promise: 5,
    finds: ['history.rewritten'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        files: forge.changed(open, (record) => {
          delete record.status;
        }),
      }),
  },
  {
    name: 'a new record that comes with a history',
    promise: 5,
    finds: ['policy.own-request', 'record.imported-history'],
    tamper(forge, { approved }) {
      const record = forge.record(approved);
      const id = 'PR-2026-7777';
      record.metadata.id = id;
      const path = forge
        .path(approved)
        .replace(approved, id)
        .replace(/\d{4}\/(\d{2})\/PR/, '2026/$1/PR');
      return forge.commit({ by: 'dora', files: { [path]: stringify(record) } });
    },
  },
  {
    name: 'an event before the one before it',
    promise: 7,
    finds: ['history.wrong-time', 'status.field-differs'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'carl',
        files: forge.step(open, 'carl', 'approved', { falsify: { at: forge.moment(-86_400) } }),
      }),
  },
  {
    name: 'an event after its commit',
    promise: 7,
    finds: ['history.wrong-time'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        files: forge.step(open, 'dora', 'cancelled', { falsify: { at: forge.moment(86_400) } }),
      }),
  },
  {
    name: 'metadata changed: another tenant',
    promise: 2,
    finds: ['record.changed-metadata'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'cleo',
        files: forge.changed(open, ({ metadata }) => {
          metadata.tenant = 'tenant-retail';
        }),
      }),
  },
  {
    name: 'the version of the envelope changed',
    promise: 2,
    finds: ['record.changed-metadata'],
    tamper: (forge, { open }) =>
      forge.commit({
        by: 'dora',
        files: forge.changed(open, (record) => {
          record.apiVersion = 'other.dev/v1';
        }),
      }),
  },
  {
    name: 'a record deleted',
    promise: 5,
    finds: ['record.deleted'],
    tamper: (forge, { open }) => forge.commit({ by: 'dora', files: { [forge.path(open)]: null } }),
  },
  {
    name: 'a record renamed',
    promise: 5,
    finds: ['record.deleted', 'record.misplaced'],
    tamper: (forge, { open }) => {
      const path = forge.path(open);
      return forge.commit({ by: 'dora', files: { [path]: null, [path.replace('prod', 'dev')]: forge.text(path) } });
    },
  },
  {
    name: 'a record deleted and created again',
    promise: 5,
    finds: ['record.deleted'],
    tamper(forge, { open }) {
      const gone = forge.commit({ by: 'dora', files: { [forge.path(open)]: null } });
      const files = forge.changed(open, (record) => {
        delete record.status;
      });
      return forge.commit({ by: 'dora', on: gone, files });
    },
  },
  {
    name: 'an id used again at another place',
    promise: 5,
    finds: ['record.duplicate-id'],
    tamper(forge, { open }) {
      const { status: _status, ...draft } = forge.record(open);
      Object.assign(draft.spec.target as object, { sourceEnvironment: 'dev', targetEnvironment: 'staging' });
      const path = forge.path(open).replace('/prod/', '/staging/');
      return forge.commit({ by: 'dora', files: { [path]: stringify(draft) } });
    },
  },
  {
    name: 'a rebase that makes a decision anew in its maker’s name',
    promise: 5,
    finds: ['trail.wrong-signer'],
    tamper(forge, { approved }) {
      const path = forge.path(approved);
      const [decision = ''] = forge.git('log', '-1', '--format=%H', '--', path).split('\n');
      const parent = forge.git('rev-parse', `${decision}^`);
      const text = forge.text(path, decision).replace('looks good', 'looks great');
      const rebased = forge.commit({
        by: 'dan',
        author: { name: 'Carl Cpi', email: 'carl@example.com' },
        on: parent,
        after: 0,
        files: { [path]: text },
      });
      return { head: rebased, base: parent };
    },
  },
];
