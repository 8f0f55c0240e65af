import { execFileSync } from 'node:child_process';
import { approvers } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { race } from './same-change.ts';

const [worker] = approvers;
const most = 16;
const recent = 100;

/** Approving a request: one of the newest hundred that wait, in turn old and new. */
export async function approve(workshop: Workshop, size: number): Promise<Result[]> {
  const source = await workshop.source(size);
  const { args, env } = workshop.rgz(worker, source, 'request', 'list', '--pending-for-me', '--json');
  const [node, ...rest] = args;
  const listed = execFileSync(node, rest, { cwd: source, env: { ...env }, maxBuffer: 1 << 28 }).toString();
  const waiting = (JSON.parse(listed) as { id: string }[]).slice(0, recent);
  const count = Math.min(most, waiting.length);
  const chosen = Array.from({ length: count }, (_, turn) => waiting[Math.floor((waiting.length * turn) / count)]);
  const commands = chosen.map((request) => ['approve', request?.id ?? '', '--comment=Checked the evidence']);
  return [await race(workshop, { name: 'approve', worker, size, commands })];
}
