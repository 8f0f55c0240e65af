import { compare } from '../measure/pairs.ts';
import { peakMemory } from '../measure/peak-memory.ts';
import { requesters } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { cloneForLists } from './clone-for-lists.ts';

const [worker] = requesters;
const budget = { must: 3, aim: 2 };
const flags = [[], ['--state', 'pending'], ['--mine'], ['--json', '--limit', '50']];

/** Listing what was listed before. */
export async function* listWarm(workshop: Workshop, sizes: readonly number[]): AsyncGenerator<Result> {
  for (const size of sizes) {
    const clone = await cloneForLists(workshop, size);
    for (const more of size === Math.max(...sizes) ? flags : [[]]) {
      const program = workshop.rgz(worker, clone, 'request', 'list', ...more);
      const measured = compare({ program }, { program: workshop.bareNode(clone) }, { turns: 25, seconds: 15 });
      const name = `${['rgz request list', ...more].join(' ')}, ${size}, warm`;
      yield { kind: 'time', name, peer: 'node -e 0', budget, measured };
    }
    const peak = peakMemory(workshop.rgz(worker, clone, '--quiet', 'request', 'list'));
    yield { kind: 'fact', name: `peak memory of it, ${size}`, holds: true, told: `${Math.round(peak)} MB` };
  }
}
