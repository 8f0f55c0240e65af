import { stringify } from 'yaml';
import { promotion } from '../../src/kinds/promotion/index.ts';
import type { Attack } from './attack.ts';
import type { Forge } from './forge.ts';
import type { Base } from './legitimate.ts';

const approveOpen = (forge: Forge, { open }: Base, on = forge.head) =>
  forge.commit({ by: 'carl', on, files: forge.step(open, 'carl', 'approved', { on }) });

const editRetail = (forge: Forge, { retail }: Base, on = forge.head) =>
  forge.commit({ by: 'dan', on, files: forge.step(retail, 'dan', 'edited', { on, spec: raise }) });

const raise = (spec: Record<string, unknown>) => {
  Object.assign(spec.target as object, { version: '2.2.2' });
};

const revokeCarl = (forge: Forge, on = forge.head) =>
  forge.commit({
    by: 'ada',
    on,
    files: forge.policyWith((policy) => {
      for (const each of policy.people) if (each.emails.includes('carl@example.com')) each.roles = [];
    }, on),
  });

const taken = (forge: Forge, { retail }: Base, side: string) => ({
  [forge.path(retail)]: forge.text(forge.path(retail), side),
});

/** Ways to smuggle by a merge (design §7: merges that smuggle nothing). */
export const mergeAttacks: readonly Attack[] = [
  {
    name: 'an evil merge: content that is in neither parent',
    promise: 5,
    finds: ['merge.mixed'],
    tamper(forge, base) {
      const sides = [editRetail(forge, base), approveOpen(forge, base)];
      const files = forge.changed(base.half, ({ spec }) => raise(spec));
      return forge.commit({
        by: 'dora',
        on: sides,
        files: { ...files, ...forge.step(base.open, 'carl', 'approved') },
        after: 20,
      });
    },
    twin(forge, base) {
      const sides = [editRetail(forge, base), approveOpen(forge, base)];
      const taken = { [forge.path(base.open)]: forge.text(forge.path(base.open), sides[1]) };
      return forge.commit({ by: 'dora', on: sides, files: taken, after: 20 });
    },
  },
  {
    name: 'a merge that takes the older side',
    promise: 5,
    finds: ['merge.mixed'],
    tamper: (forge, base) => forge.commit({ by: 'dora', on: [forge.head, approveOpen(forge, base)], after: 20 }),
    twin: (forge, base) => {
      const side = approveOpen(forge, base);
      return forge.commit({ by: 'dora', on: [forge.head, side], tree: side, after: 20 });
    },
  },
  {
    name: 'one step dressed as a merge of a commit with itself',
    promise: 7,
    finds: ['merge.mixed'],
    tamper: (forge, { open }) =>
      forge.commit({ by: 'sam', key: null, on: [forge.head, forge.head], files: forge.step(open, 'carl', 'approved') }),
  },
  {
    name: 'a merge with an ancestor, which puts it back',
    promise: 5,
    finds: ['merge.mixed'],
    tamper(forge) {
      const before = forge.git('rev-parse', 'HEAD~1');
      return forge.commit({ by: 'sam', key: null, on: [forge.head, before], tree: before });
    },
  },
  {
    name: 'a policy that both sides of a merge changed',
    promise: 7,
    finds: ['merge.mixed'],
    tamper(forge) {
      const sides = ['vera', 'dan'].map((who) =>
        forge.commit({
          by: 'ada',
          files: forge.policyWith(({ people }) => {
            people.find(({ emails }) => emails.includes(`${who}@example.com`))?.roles.push({ role: 'cpi' });
          }),
        }),
      );
      return forge.commit({ by: 'dora', on: sides, after: 20 });
    },
  },
  {
    name: 'a merge of a record that both sides changed',
    promise: 5,
    finds: ['merge.mixed'],
    tamper(forge, base) {
      const { open } = base;
      const rejected = forge.step(open, 'cleo', 'rejected', { fields: { reason: 'not like this' } });
      const sides = [approveOpen(forge, base), forge.commit({ by: 'cleo', files: rejected })];
      return forge.commit({ by: 'dora', on: sides, after: 20 });
    },
  },
  {
    name: 'a merge that undoes one side by crossing over twice',
    promise: 5,
    finds: ['merge.mixed'],
    tamper(forge, base) {
      const left = approveOpen(forge, base);
      const right = editRetail(forge, base);
      const both = { [forge.path(base.open)]: forge.text(forge.path(base.open), left) };
      const one = forge.commit({ by: 'dora', on: [right, left], files: both, after: 20 });
      const other = forge.commit({ by: 'dora', on: [left, right], tree: right, after: 20 });
      return forge.commit({ by: 'dora', on: [one, other], tree: other, after: 30 });
    },
  },
  {
    name: 'a decision under an outdated policy, merged after the right was taken away',
    promise: 7,
    finds: ['merge.stale-policy'],
    tamper(forge, base) {
      const [revoked, side] = [revokeCarl(forge), approveOpen(forge, base)];
      const taken = { [forge.path(base.open)]: forge.text(forge.path(base.open), side) };
      return forge.commit({ by: 'dora', on: [revoked, side], files: taken, after: 20 });
    },
    twin(forge, base) {
      const revoked = revokeCarl(forge);
      const side = forge.commit({
        by: 'cleo',
        on: revoked,
        files: forge.step(base.open, 'cleo', 'approved', { on: revoked }),
      });
      return forge.commit({ by: 'dora', on: [revoked, side], tree: side, after: 20 });
    },
  },
  {
    name: 'a record from a side branch that never was adopted',
    promise: 5,
    finds: ['merge.unverified-side'],
    tamper(forge, base) {
      const path = forge.path(base.open).replace(base.open, base.open.replace(/\d{4}$/, '0900'));
      const text = forge.text(forge.path(base.open)).replaceAll(base.open, base.open.replace(/\d{4}$/, '0900'));
      const root = forge.commit({ by: 'dora', on: [], files: { [path]: text } });
      return forge.commit({ by: 'dora', on: [forge.head, root], files: { [path]: text }, after: 20 });
    },
    twin(forge) {
      const root = forge.commit({ by: 'dora', on: [], files: { 'docs/notes.md': 'notes\n' } });
      return forge.commit({ by: 'dora', on: [forge.head, root], files: { 'docs/notes.md': 'notes\n' }, after: 20 });
    },
  },
  {
    name: 'a second root that brings an adoption and a policy of its own',
    promise: 7,
    finds: ['merge.unverified-side'],
    tamper(forge, { half }) {
      const path = forge.path(half).replace(half, half.replace(/\d{4}$/, '0900'));
      const text = forge.text(forge.path(half)).replaceAll(half, half.replace(/\d{4}$/, '0900'));
      const own = {
        '.rgz/config.yaml': forge.text('.rgz/config.yaml'),
        '.rgz/policy.yaml': forge.text('.rgz/policy.yaml'),
      };
      const root = forge.commit({ by: 'sam', on: [], files: { ...own, [path]: text } });
      return forge.commit({ by: 'sam', on: [forge.head, root], files: { [path]: text }, after: 20 });
    },
  },
  {
    name: 'an octopus that takes the older of three',
    promise: 5,
    finds: ['merge.mixed'],
    tamper(forge, base) {
      const { own, open, retail } = base;
      const third = forge.commit({ by: 'cora', files: forge.step(own, 'cora', 'approved') });
      const sides = [approveOpen(forge, base), editRetail(forge, base), third];
      const taken = { [forge.path(retail)]: forge.text(forge.path(retail), sides[1]) };
      return forge.commit({ by: 'dora', on: sides, files: taken, after: 20, message: `without ${open}` });
    },
    twin(forge, base) {
      const { own, retail } = base;
      const third = forge.commit({ by: 'cora', files: forge.step(own, 'cora', 'approved') });
      const sides = [approveOpen(forge, base), editRetail(forge, base), third];
      const taken = {
        [forge.path(retail)]: forge.text(forge.path(retail), sides[1]),
        [forge.path(own)]: forge.text(forge.path(own), third),
      };
      return forge.commit({ by: 'dora', on: sides, files: taken, after: 20 });
    },
  },
  {
    name: 'a merge that turns a record into a link',
    promise: 1,
    finds: ['tree.not-a-file'],
    tamper(forge, base) {
      const side = approveOpen(forge, base);
      const path = forge.path(base.open);
      const oid = forge.git('rev-parse', `${side}:${path}`);
      const files = { [path]: { mode: '120000', oid } };
      return forge.commit({ by: 'dora', on: [forge.head, side], files, after: 20 });
    },
  },
  {
    name: 'a merge that deletes a record',
    promise: 5,
    finds: ['merge.mixed'],
    tamper: (forge, base) =>
      forge.commit({
        by: 'dora',
        on: [forge.head, editRetail(forge, base)],
        files: {
          [forge.path(base.open)]: null,
          [forge.path(base.retail)]:
            forge.step(base.retail, 'dan', 'edited', { spec: raise })[forge.path(base.retail)] ?? '',
        },
        after: 20,
      }),
  },
  {
    name: 'own request, of which the spec was mixed in a merge',
    promise: 3,
    finds: ['merge.mixed', 'policy.own-request'],
    tamper(forge, base) {
      const { retail } = base;
      const left = forge.commit({ by: 'cleo', files: forge.step(retail, 'cleo', 'edited', { spec: raise }) });
      const right = editRetail(forge, base);
      const files = forge.step(retail, 'dan', 'edited', { on: right, spec: (spec) => delete spec.rollbackOf });
      const merged = forge.commit({ by: 'dora', on: [right, left], files, after: 20 });
      const approved = forge.step(retail, 'cleo', 'approved', { on: merged, after: 30 });
      return forge.commit({ by: 'cleo', on: merged, files: approved, after: 30 });
    },
    twin(forge, base) {
      const side = editRetail(forge, base);
      const merged = forge.commit({
        by: 'cleo',
        on: [approveOpen(forge, base), side],
        files: taken(forge, base, side),
        after: 20,
      });
      const approved = forge.step(base.retail, 'cleo', 'approved', { on: merged, after: 30 });
      return forge.commit({ by: 'cleo', on: merged, files: approved, after: 30 });
    },
  },
  {
    name: 'one id for two records, each made on a side of its own',
    promise: 5,
    finds: ['record.duplicate-id'],
    tamper(forge, { open }) {
      const { status: _status, ...draft } = forge.record(open);
      draft.metadata.id = 'PR-2026-0800';
      const [prod, staging] = ['prod', 'staging'].map((target) => {
        const copy = structuredClone(draft);
        Object.assign(copy.spec.target as object, { sourceEnvironment: 'dev', targetEnvironment: target });
        return { [promotion.place(copy)]: stringify(copy) };
      });
      const sides = [prod, staging].map((files) => forge.commit({ by: 'dora', files: files ?? {} }));
      return forge.commit({ by: 'dora', on: sides, files: staging ?? {}, after: 20 });
    },
  },
];
