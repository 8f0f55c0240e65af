import { nudgeLooks } from '../measure/carry-out.ts';
import { compare } from '../measure/pairs.ts';
import { timeOf } from '../measure/whole-process.ts';
import { controller, requesters } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';

const [worker] = requesters;
const budget = { must: 3, aim: 2 };
const flags = [[], ['--template', 'cutover', '--state', 'open'], ['--json', '--limit', '50']];

/** Listing checklists that were listed before, and looking among them for those that stand still. */
export async function* checklistList(workshop: Workshop, size: number): AsyncGenerator<Result> {
  const clone = await workshop.checklists(size);
  const peer = { program: workshop.bareNode(clone) };
  timeOf(workshop.rgz(worker, clone, 'checklist', 'list'));
  for (const more of flags) {
    const program = workshop.rgz(worker, clone, 'checklist', 'list', ...more);
    const measured = compare({ program }, peer, { turns: 25, seconds: 15 });
    const name = `${['rgz checklist list', ...more].join(' ')}, ${size}, warm`;
    yield { kind: 'time', name, peer: 'node -e 0', budget, measured };
  }
  const all = compare({ program: workshop.rgz(worker, clone, 'checklist', 'list', '--json') }, peer, {
    turns: 5,
    seconds: 15,
  });
  yield {
    kind: 'time',
    name: `rgz checklist list --json of all ${size}, warm`,
    peer: 'node -e 0',
    budget: undefined,
    measured: all,
  };
  const { first, again, idle } = await nudgeLooks({ folder: clone, env: workshop.envOf(controller) });
  yield {
    kind: 'fact',
    name: `controller, looking for what stands still, ${size}`,
    holds: idle <= 10,
    told: `${Math.round(first)} ms first, then ${again.toFixed(1)} ms every ten minutes; a pass ${idle.toFixed(1)} of 10 ms`,
  };
}
