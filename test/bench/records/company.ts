import type { Policy } from '../../../src/generated/types/policy.v1.ts';
import { sshKey } from './ssh-key.ts';

/** The people and tenants of the made-up company whose records are made. */
export interface Worker {
  name: string;
  email: string;
}

const firsts = ['Anna', 'Bruno', 'Chloé', 'Dana', 'Emil', 'Farah', 'Goran', 'Hana', 'Ivan', 'Jeanne'] as const;
const lasts = ['Martin', 'Okafor', 'Petrov', 'Quinn', 'Rossi', 'Silva', 'Tanaka'] as const;

function worker(index: number): Worker {
  const first = firsts[index % firsts.length] ?? '';
  const last = lasts[Math.floor(index / firsts.length) % lasts.length] ?? '';
  const address = `${first}.${last}`
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z.]/g, '');
  return { name: `${first} ${last}`, email: `${address}@example.com` };
}

function workers(from: number, count: number): readonly [Worker, ...Worker[]] {
  const [first, ...others] = Array.from({ length: count }, (_, index) => worker(from + index));
  if (first === undefined) throw new Error('a company has people');
  return [first, ...others];
}

export const requesters = workers(0, 48);
export const approvers = workers(48, 12);
export const controller: Worker = { name: 'rgz controller', email: 'rgz-controller@example.com' };
export const admin: Worker = { name: 'Ada Admin', email: 'ada.admin@example.com' };

export const tenants = [
  'finance',
  'insurance',
  'logistics',
  'retail',
  'payments',
  'identity',
  'telecom',
  'energy',
  'health',
  'travel',
  'media',
  'public-sector',
] as const;

/** Everyone with their key: requesters and approvers in all tenants, one controller, one admin. */
export function policy(apiVersion: string): Policy {
  const entry = (role: string) => (one: Worker) => ({
    name: one.name,
    emails: [one.email],
    keys: [sshKey(one.email).publicLine],
    roles: [{ role }],
  });
  return {
    apiVersion,
    kind: 'Policy',
    version: 1,
    identity: 'signed',
    people: [
      entry('admin')(admin),
      entry('controller')(controller),
      ...requesters.map(entry('devops')),
      ...approvers.map(entry('cpi')),
    ],
    promotions: { quorum: { low: 1, medium: 1, high: 1, critical: 2 }, requireSource: false },
    onboarding: { requireCutover: false },
    freezes: [],
    gates: [],
  };
}
