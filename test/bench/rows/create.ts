import { requesters } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { race } from './same-change.ts';

const flags = [
  '--impact=medium',
  '--justification=Customers wait too long for the overview page; this halves it.',
  '--release-notes=- Bounded retries\n- New metrics\n',
  '--rollback-plan=Promote the version before again.',
  '--staging-tests-passed',
  '--security-scan-passed',
  '--evidence=https://ci.example.com/pipelines/123456',
];

/** Opening a request. */
export async function create(workshop: Workshop, size: number): Promise<Result[]> {
  const commands = Array.from({ length: 16 }, (_, turn) => {
    const target = `--target=api/overview-api@7.1.${turn}`;
    return ['request', 'create', '--tenant=finance', target, ...flags];
  });
  return [await race(workshop, { name: 'request create', worker: requesters[0], size, commands })];
}
