import type { Random } from './random.ts';

const services = ['payment', 'invoice', 'customer', 'ledger', 'catalogue', 'claims', 'booking', 'pricing'] as const;
const parts = ['api', 'gateway', 'worker', 'portal', 'events', 'search'] as const;
const reasons = [
  'Needed for the new card scheme rules that apply from next quarter.',
  'Customers wait too long for the overview page; this release halves the time.',
  'Takes over the export that finance has run by hand every month until now.',
  'Closes the findings of the last penetration test: see the evidence.',
] as const;
const notes = [
  'Added strong customer authentication to the payment step',
  'Fixed timeouts when the upstream answers slowly',
  'Removed the old “v1” endpoints; nobody has called them for 90 days',
  'Retries are now bounded, with back-off and jitter',
  'New metrics: request duration, queue depth, cache hits',
  'Updated libraries: no open advisories are left',
  'Schema change: adds a nullable column, runs online',
] as const;
const comments = [
  'Looks good',
  'Checked the test report and the rollback plan',
  'Agreed in the weekly meeting',
] as const;

export function targetName(random: Random): string {
  return `${random.pick(services)}-${random.pick(parts)}`;
}

export function targetVersion(random: Random): string {
  return `${random.between(1, 9)}.${random.between(0, 30)}.${random.between(0, 20)}`;
}

export function justification(random: Random): string {
  return random.pick(reasons);
}

export function releaseNotes(random: Random): string {
  const lines = Array.from({ length: random.between(2, 6) }, () => `- ${random.pick(notes)}`);
  return `${lines.join('\n')}\n`;
}

export function rollbackPlan(random: Random, version: string): string {
  return `Promote the version before ${version} again; the pipeline keeps the last ${random.between(3, 10)} of them.`;
}

export function comment(random: Random): string {
  return random.pick(comments);
}
