import { stringify } from 'yaml';
import type { Attack, Outcome } from './attack.ts';
import { draftOf } from './draft-of.ts';
import type { Forge } from './forge.ts';
import type { Base } from './legitimate.ts';

const template = {
  apiVersion: 'rgz.dev/v1',
  kind: 'ChecklistTemplate',
  name: 'plain',
  title: { en: 'Plain' },
  categories: [{ id: 'all', title: { en: 'All' }, items: [{ id: 'only', title: { en: 'The only point' } }] }],
};
const list = 'checklists/plain/site-1.yaml';

/** How far the checklist of a tenant has come. */
const stages = ['completed', 'approved', 'reopened'] as const;
type Stage = (typeof stages)[number];

/** The policy asks for an approved checklist before anything of the environment goes live. */
function gated(forge: Forge): string {
  const files = {
    ...forge.policyWith((policy) => {
      policy.gates = [{ name: 'ready', checklist: 'plain' }];
    }),
    'templates/checklists/plain.yaml': stringify(template),
  };
  return forge.commit({ by: 'ada', files });
}

/** A checklist that goes through these stages, one commit each, on the commit that asks for it. */
function listed(forge: Forge, tenant: string, until: Stage): string {
  let record = draftOf(forge, template, { subject: 'site-1', tenant, after: 20 });
  let on = gated(forge);
  const steps = [
    { by: 'dora', action: 'created', fields: {} },
    { by: 'dora', action: 'item-set', fields: { item: 'only', status: 'completed' } },
    { by: 'cleo', action: 'approved', fields: {} },
    { by: 'dora', action: 'item-set', fields: { item: 'only', status: 'in_progress' } },
  ] as const;
  for (const [index, { by, action, fields }] of steps.slice(0, 2 + stages.indexOf(until)).entries()) {
    const after = 20 + index * 10;
    record = forge.steppedFrom(record, by, action, { on, after, fields });
    on = forge.commit({ by, on, after, files: { [list]: stringify(record) } });
  }
  return on;
}

/** The controller takes an approved request up. */
function taken(forge: Forge, base: Base, on = forge.head, id = base.approved): string {
  return forge.commit({ by: 'robot', on, after: 90, files: forge.step(id, 'robot', 'deploying', { on, after: 90 }) });
}

/** A launch that is all there is to judge: the checklist stood before. */
function since(forge: Forge, base: Base, stage: Stage): Outcome {
  const on = listed(forge, 'tenant-finance', stage);
  return { base: on, head: taken(forge, base, on) };
}

/** A launch on one side of a merge, while a person takes the checklist further on the other. */
function besides(forge: Forge, base: Base, [here, there]: readonly [Stage, Stage]): string {
  const other = listed(forge, 'tenant-finance', there);
  const on = listed(forge, 'tenant-finance', here);
  const launched = taken(forge, base, on);
  const files = { [forge.path(base.approved)]: forge.text(forge.path(base.approved), launched) };
  return forge.commit({ by: 'dora', on: [other, launched], after: 100, files });
}

/** Ways to a launch that nothing allows, with the key of a controller (promises 1 and 2). */
export const launchAttacks: readonly Attack[] = [
  {
    name: 'a launch before a second person has approved',
    promise: 1,
    finds: ['history.illegal-move', 'launch.held', 'state.not-approved'],
    tamper: (forge, base) => taken(forge, base, forge.head, base.half),
    twin: (forge, base) => taken(forge, base),
  },
  {
    name: 'a launch without the checklist that the policy asks for',
    promise: 2,
    finds: ['launch.held'],
    tamper: (forge, base) => taken(forge, base, gated(forge)),
    twin: (forge, base) => taken(forge, base, listed(forge, 'tenant-finance', 'approved')),
  },
  {
    name: 'a launch by a checklist that is done, and approved by nobody',
    promise: 2,
    finds: ['launch.held'],
    tamper: (forge, base) => since(forge, base, 'completed'),
    twin: (forge, base) => since(forge, base, 'approved'),
  },
  {
    name: 'a launch by a checklist of which a point was opened again after it was approved',
    promise: 2,
    finds: ['launch.held'],
    tamper: (forge, base) => taken(forge, base, listed(forge, 'tenant-finance', 'reopened')),
  },
  {
    name: 'a launch by the checklist of another tenant',
    promise: 2,
    finds: ['launch.held'],
    tamper: (forge, base) => taken(forge, base, listed(forge, 'tenant-retail', 'approved')),
  },
  {
    name: 'a launch by a checklist that somebody approved on another side of a merge',
    promise: 2,
    finds: ['launch.held'],
    tamper: (forge, base) => besides(forge, base, ['completed', 'approved']),
    twin: (forge, base) => besides(forge, base, ['approved', 'reopened']),
  },
];
