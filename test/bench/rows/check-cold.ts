import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../measure/pairs.ts';
import { requesters } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { cloneForLists } from './clone-for-lists.ts';
import { withinMemory } from './within-memory.ts';

const [worker] = requesters;
const most = 10_000;

/** Checking everything when nothing is remembered, beside ajv-cli over the same files with the same schema. */
export async function checkCold(workshop: Workshop, sizes: readonly number[]): Promise<Result[]> {
  const size = Math.max(...sizes.filter((each) => each <= most), Math.min(...sizes));
  const clone = await cloneForLists(workshop, size);
  const forget = () => rmSync(join(clone, '.git/rgz'), { recursive: true, force: true });
  const program = workshop.rgz(worker, clone, 'check');
  const ajv = join(workshop.root, 'node_modules/ajv-cli/dist/index.js');
  const schema = join(workshop.root, 'schemas/promotion-request.v1.schema.json');
  const flags = ['--spec=draft2020', '-c', 'ajv-formats', '-s', schema, '-d', 'requests/**/*.yaml'];
  const peer = { args: [process.execPath, ajv, 'validate', ...flags] as const, cwd: clone, env: program.env };
  const measured = compare({ program, prepare: forget }, { program: peer }, { turns: 9, seconds: 90 });
  const name = `rgz check of all ${size}, cold`;
  forget();
  return [
    { kind: 'time', name, peer: 'ajv-cli, one schema', budget: { must: 2, aim: 1 }, measured },
    withinMemory(name, program),
  ];
}
