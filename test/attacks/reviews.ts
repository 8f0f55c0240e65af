import type { Attack } from './attack.ts';
import type { Forge } from './forge.ts';
import type { Base } from './legitimate.ts';

/** An emergency of dora, approved by carl, that went live; or the same without being one. */
function live(forge: Forge, { open }: Base, emergency = true): string {
  const wish = (spec: { emergency?: unknown }) => {
    if (emergency) spec.emergency = true;
  };
  const edited = forge.commit({ by: 'dora', files: forge.step(open, 'dora', 'edited', { spec: wish }) });
  const steps = [
    ['carl', 'approved', {}],
    ['robot', 'deploying', { attempt: 'a-1', controller: 'one' }],
    ['robot', 'launched', { attempt: 'a-1', jobId: 'job-7' }],
    ['robot', 'deployed', { attempt: 'a-1', jobId: 'job-7' }],
  ] as const;
  return steps.reduce(
    (on, [by, action, fields]) => forge.commit({ by, on, files: forge.step(open, by, action, { on, fields }) }),
    edited,
  );
}

function reviewed(forge: Forge, base: Base, by: 'dora' | 'carl' | 'cleo' | 'vera', on: string): string {
  const files = forge.step(base.open, by, 'reviewed', { on, fields: { comment: 'looks fine' } });
  return forge.commit({ by, on, files });
}

/** Ways to close the review of an emergency that nobody else has looked at (promise 3). */
export const reviewAttacks: readonly Attack[] = [
  {
    name: 'an emergency reviewed by who asked for it',
    promise: 3,
    finds: ['policy.own-request'],
    tamper: (forge, base) => reviewed(forge, base, 'dora', live(forge, base)),
    twin: (forge, base) => reviewed(forge, base, 'cleo', live(forge, base)),
  },
  {
    name: 'an emergency reviewed by who approved it',
    promise: 3,
    finds: ['policy.already-decided'],
    tamper: (forge, base) => reviewed(forge, base, 'carl', live(forge, base)),
  },
  {
    name: 'an emergency reviewed by who may only look',
    promise: 7,
    finds: ['policy.not-allowed'],
    tamper: (forge, base) => reviewed(forge, base, 'vera', live(forge, base)),
  },
  {
    name: 'a review of what was no emergency',
    promise: 5,
    finds: ['state.no-review-due'],
    tamper: (forge, base) => reviewed(forge, base, 'cleo', live(forge, base, false)),
  },
  {
    name: 'an emergency reviewed twice',
    promise: 5,
    finds: ['state.no-review-due'],
    tamper(forge, base) {
      const once = reviewed(forge, base, 'cleo', live(forge, base));
      const files = forge.step(base.open, 'cora', 'reviewed', { on: once });
      return forge.commit({ by: 'cora', on: once, files });
    },
  },
];
