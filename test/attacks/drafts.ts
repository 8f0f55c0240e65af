import { stringify } from 'yaml';
import type { RecordData } from '../../src/domain/record.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import type { Who } from '../kit/repository.ts';
import type { Attack } from './attack.ts';
import type { Forge, StepOptions } from './forge.ts';

const id = 'PR-2026-0500';

/** A record without a status at a place where none was, as somebody would write it by hand. */
function draftOf(forge: Forge, like: string, createdBy: string): { path: string; record: RecordData } {
  const { status: _status, ...record } = structuredClone(forge.record(like));
  Object.assign(record.metadata, { id, createdBy });
  const path = forge
    .path(like)
    .replace(like, id)
    .replace(/\d{4}\/(\d{2})\/PR/, '2026/$1/PR');
  return { path, record };
}

function drafted(forge: Forge, like: string, by: Who, createdBy = `${by}@example.com`) {
  const { path, record } = draftOf(forge, like, createdBy);
  return { path, record, head: forge.commit({ by, files: { [path]: stringify(record) } }) };
}

/** A draft that says when it was made, at the place that follows from it. */
function dated(forge: Forge, like: string, createdAt: string): string {
  const { record } = draftOf(forge, like, 'dora@example.com');
  Object.assign(record.metadata, { id: `PR-${createdAt.slice(0, 4)}-0500`, createdAt });
  return forge.commit({ by: 'dora', files: { [promotion.place(record)]: stringify(record) } });
}

type Drafted = ReturnType<typeof drafted>;

/** The adoption of a draft, with its event as rgz writes it unless it is to be falsified. */
function adopted(forge: Forge, draft: Drafted, author: Who, by: Who, options: StepOptions = {}) {
  const record = forge.steppedFrom(draft.record, author, 'created', {
    on: draft.head,
    ...options,
    falsify: { adopted: draft.head, ...options.falsify },
  });
  return { record, head: forge.commit({ by, on: draft.head, files: { [draft.path]: stringify(record) } }) };
}

const honest: Attack['twin'] = (forge, { open }) => adopted(forge, drafted(forge, open, 'dora'), 'dora', 'carl').head;

/** Ways to bring in a record by hand that is not what it says (promise 3). */
export const draftAttacks: readonly Attack[] = [
  {
    name: 'a draft by a viewer',
    promise: 3,
    finds: ['policy.not-allowed'],
    tamper: (forge, { open }) => drafted(forge, open, 'vera').head,
    twin: (forge, { open }) => drafted(forge, open, 'dora').head,
  },
  {
    name: 'a draft by a viewer, adopted and approved by others',
    promise: 3,
    finds: ['policy.not-allowed'],
    tamper(forge, { open }) {
      const draft = drafted(forge, open, 'vera');
      const { record, head } = adopted(forge, draft, 'vera', 'carl');
      const approved = forge.steppedFrom(record, 'cleo', 'approved', { on: head });
      return forge.commit({ by: 'cleo', on: head, files: { [draft.path]: stringify(approved) } });
    },
    twin(forge, { open }) {
      const draft = drafted(forge, open, 'dora');
      const { record, head } = adopted(forge, draft, 'dora', 'carl');
      const approved = forge.steppedFrom(record, 'cleo', 'approved', { on: head });
      return forge.commit({ by: 'cleo', on: head, files: { [draft.path]: stringify(approved) } });
    },
  },
  {
    name: 'a draft in another’s name',
    promise: 3,
    finds: ['record.false-creator'],
    tamper: (forge, { open }) => drafted(forge, open, 'dora', 'cleo@example.com').head,
    twin: (forge, { open }) => drafted(forge, open, 'dora', 'dora@home.example').head,
  },
  {
    name: 'a draft from years to come',
    promise: 7,
    finds: ['record.false-date'],
    tamper: (forge, { open }) => dated(forge, open, '2091-01-01T00:00:00Z'),
    twin: (forge, { open }) => dated(forge, open, '2019-01-01T00:00:00Z'),
  },
  {
    name: 'a request that was opened now and says it is from years ago',
    promise: 7,
    finds: ['record.false-date'],
    tamper(forge, { open }) {
      const { record } = draftOf(forge, open, 'dora@example.com');
      Object.assign(record.metadata, { id: 'PR-2019-0500', createdAt: '2019-01-01T00:00:00Z' });
      const opened = forge.steppedFrom(record, 'dora', 'created');
      return forge.commit({ by: 'dora', files: { [promotion.place(record)]: stringify(opened) } });
    },
  },
  {
    name: 'an adoption that names another commit',
    promise: 3,
    finds: ['history.false-adoption'],
    tamper: (forge, { open }) =>
      adopted(forge, drafted(forge, open, 'dora'), 'dora', 'carl', { falsify: { adopted: forge.head } }).head,
    twin: honest,
  },
  {
    name: 'an adoption that names another author',
    promise: 3,
    finds: ['history.false-adoption'],
    tamper: (forge, { open }) => adopted(forge, drafted(forge, open, 'dora'), 'cora', 'carl').head,
  },
  {
    name: 'an adoption that changes what is adopted',
    promise: 2,
    finds: ['history.false-adoption'],
    tamper: (forge, { open }) =>
      adopted(forge, drafted(forge, open, 'dora'), 'dora', 'vera', {
        spec: (spec) => Object.assign(spec.target as object, { version: '6.6.6' }),
      }).head,
  },
  {
    name: 'an approval dressed as an adoption',
    promise: 3,
    finds: ['history.false-adoption'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'vera', files: forge.step(open, 'carl', 'approved', { falsify: { adopted: forge.head } }) }),
  },
  {
    name: 'own draft, adopted by another and approved by its author',
    promise: 3,
    finds: ['policy.own-request'],
    tamper(forge, { open }) {
      const draft = drafted(forge, open, 'cleo');
      const { record, head } = adopted(forge, draft, 'cleo', 'carl');
      const approved = forge.steppedFrom(record, 'cleo', 'approved', { on: head });
      return forge.commit({ by: 'cleo', on: head, files: { [draft.path]: stringify(approved) } });
    },
  },
  {
    name: 'a rollback turned to another request by hand',
    promise: 2,
    finds: ['spec.immutable'],
    tamper: (forge, { open, approved }) =>
      forge.commit({
        by: 'dora',
        files: forge.changed(open, (record) => {
          record.spec.rollbackOf = approved;
        }),
      }),
  },
];
