import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../measure/pairs.ts';
import { timeOf } from '../measure/whole-process.ts';
import { requesters } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { withinMemory } from './within-memory.ts';

const [worker] = requesters;

/** Checking a checkout again after one of its files was changed by hand. Git's own answer to what changed is told beside it. */
export async function checkAgain(workshop: Workshop, size: number): Promise<Result[]> {
  const clone = await workshop.clone(size, 'check-again');
  const program = workshop.rgz(worker, clone, 'check');
  timeOf(program);
  const [file = ''] = workshop.git(clone, 'ls-files', 'requests').split('\n').slice(-1);
  const touch = (turn: number) => appendFileSync(join(clone, file), `# ${turn}\n`);
  const node = workshop.bareNode(clone);
  const measured = compare({ program, prepare: touch }, { program: node }, { turns: 25, seconds: 40 });
  const status = { ...program, args: ['git', 'status', '--porcelain', '--untracked-files=all'] as const };
  const least = compare({ program: status }, { program: node }, { turns: 25, seconds: 20 });
  const name = `rgz check again, one of ${size} changed`;
  return [
    { kind: 'time', name, peer: 'node -e 0', budget: { must: 3, aim: 2 }, measured },
    { kind: 'time', name: 'git status there', peer: 'node -e 0', budget: undefined, measured: least },
    withinMemory(name, program),
  ];
}
