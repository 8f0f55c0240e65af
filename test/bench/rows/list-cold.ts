import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../measure/pairs.ts';
import { peakMemory } from '../measure/peak-memory.ts';
import { requesters } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { cloneForLists } from './clone-for-lists.ts';

const [worker] = requesters;

/** Listing everything when nothing is remembered, beside parsing each file with the `yaml` package. */
export async function* listCold(workshop: Workshop, sizes: readonly number[]): AsyncGenerator<Result> {
  const peerFile = join(workshop.root, 'test/bench/peers/parse-each.mjs');
  for (const size of sizes) {
    const clone = await cloneForLists(workshop, size);
    const forget = () => rmSync(join(clone, '.git/rgz'), { recursive: true, force: true });
    const program = workshop.rgz(worker, clone, 'request', 'list', '--state', 'failed', '--json');
    const peer = { args: [process.execPath, peerFile, 'requests'] as const, cwd: clone, env: program.env };
    const measured = compare({ program, prepare: forget }, { program: peer }, { turns: 5, seconds: 30 });
    const name = `rgz request list of all ${size}, cold`;
    yield { kind: 'time', name, peer: 'yaml, one thread', budget: { must: 0.5, aim: 0.2 }, measured };
    forget();
    yield {
      kind: 'fact',
      name: `peak memory of it, ${size}`,
      holds: true,
      told: `${Math.round(peakMemory(program))} MB`,
    };
  }
}
