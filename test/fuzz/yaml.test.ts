import { expect, test } from 'vitest';
import { readVersion } from '../../src/adapters/records/read-version.ts';
import { checkSchema } from '../../src/adapters/schemas/index.ts';
import { yaml } from '../../src/adapters/yaml/index.ts';
import { readFast } from '../../src/adapters/yaml/read-fast.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { recordPath } from '../kit/requests.ts';
import { adoptedFiles, keyOf, start } from './histories.ts';
import { disagreements, judgedBy } from './judges.ts';
import { type MemoryCommit, MemoryGit } from './memory-git.ts';
import { howMany, Random } from './random.ts';
import { honest, yamlInput } from './yaml-inputs.ts';

const path = recordPath({ id: 'PR-2026-0001' });
const schemas = { load: async () => checkSchema };
const quick = { yaml: { readFast, load: async () => yaml }, schemas };
const strict = { yaml: { readFast: () => undefined, load: async () => yaml }, schemas };
const seed = howMany('RGZ_FUZZ_SEED', 20_260_115);

/** In a long run every input is committed and judged; otherwise one in so many. */
const stride = process.env.RGZ_FUZZ_YAML === undefined ? 15 : 1;

/** A repository in which dora adds the bytes as a request, or changes hers into them. */
function committed(bytes: Buffer, changes: boolean): { git: MemoryGit; head: MemoryCommit } {
  const git = new MemoryGit('x', '/dev/null');
  const files = adoptedFiles(git, 'signed');
  const add = (email: string, parents: readonly MemoryCommit[], content: string | Buffer | undefined) => {
    if (content !== undefined) files.set(path, { mode: '100644', oid: git.blob(content) });
    const person = { name: 'x', email, at: start + parents.length };
    const signature = { armoured: keyOf(email), payload: Buffer.alloc(0) };
    const [parent] = parents;
    const on = parent === undefined ? [] : [parent.oid];
    return git.add({ parents: on, author: person, committer: person, message: 'm', files: new Map(files), signature });
  };
  const adopted = add('ada@example.com', [], undefined);
  const before = changes ? add('dora@example.com', [adopted], honest) : adopted;
  return { git, head: add('dora@example.com', [before], bytes) };
}

test('whatever the bytes, reading ends, in time, the same by either reader, and audit, check and hook agree on them', async () => {
  const random = new Random(seed);
  const now = new Date((start + 60) * 1000).toISOString();
  let [readable, good, judged, slowest] = [0, 0, 0, 0];
  for (let count = howMany('RGZ_FUZZ_YAML', 1_500); count > 0; count -= 1) {
    const bytes = yamlInput(random);
    const begun = process.cpuUsage();
    const fast = await readVersion(quick, promotion, path, bytes);
    const spent = process.cpuUsage(begun);
    slowest = Math.max(slowest, (spent.user + spent.system) / 1_000);
    const slow = await readVersion(strict, promotion, path, bytes);
    expect(fast, JSON.stringify(bytes.toString())).toEqual(slow);
    if (fast.kind === 'version') readable += 1;
    if (count % stride !== 0) continue;
    const { git, head } = committed(bytes, random.chance(0.5));
    const said = await judgedBy(git, undefined, head.oid, now);
    expect(disagreements(said), JSON.stringify(bytes.toString())).toEqual([]);
    judged += 1;
    if (said.audit.ok) good += 1;
  }
  expect(readable).toBeGreaterThan(0);
  expect(good).toBeGreaterThan(0);
  expect(slowest).toBeLessThan(1_000);
  if (stride === 1) console.info({ seed, readable, judged, good, slowest });
}, 7_200_000);
