import { execFileSync } from 'node:child_process';
import { compare } from '../measure/pairs.ts';
import { timeOf } from '../measure/whole-process.ts';
import { approvers } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { withinMemory } from './within-memory.ts';

const [worker] = approvers;

/** Judging one signed commit on top of very many records. */
export async function checkRange(workshop: Workshop, size: number): Promise<Result[]> {
  const clone = await workshop.bareCopy(size, 'check-range');
  const { args, env } = workshop.rgz(worker, clone, 'request', 'list', '--pending-for-me', '--json');
  const [node, ...rest] = args;
  const listed = execFileSync(node, rest, { cwd: clone, env: { ...env }, maxBuffer: 1 << 28 }).toString();
  const [first] = JSON.parse(listed) as { id: string }[];
  timeOf(workshop.rgz(worker, clone, 'approve', first?.id ?? '', '--comment=Checked the evidence'));
  const program = workshop.rgz(worker, clone, 'check', '--range', 'HEAD~1..HEAD');
  const bare = workshop.bareNode(clone);
  const measured = compare({ program }, { program: bare }, { turns: 25, seconds: 30 });
  const name = `rgz check --range of one commit, ${size}`;
  return [
    { kind: 'time', name, peer: 'node -e 0', budget: { must: 3, aim: 2 }, measured },
    withinMemory(name, program),
  ];
}
