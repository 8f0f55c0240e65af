import { expect, test } from 'vitest';
import { readVersion } from '../../src/adapters/records/read-version.ts';
import { checkSchema } from '../../src/adapters/schemas/index.ts';
import { yaml } from '../../src/adapters/yaml/index.ts';
import { readFast } from '../../src/adapters/yaml/read-fast.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { recordPath } from '../kit/requests.ts';
import { howMany, Random } from './random.ts';
import { yamlInput } from './yaml-inputs.ts';

const path = recordPath({ id: 'PR-2026-0001' });
const schemas = { load: async () => checkSchema };
const quick = { yaml: { readFast, load: async () => yaml }, schemas };
const strict = { yaml: { readFast: () => undefined, load: async () => yaml }, schemas };
const seed = howMany('RGZ_FUZZ_SEED', 20_260_115);

test('whatever the bytes, reading ends, in time, and the same by either reader', async () => {
  const random = new Random(seed);
  let [readable, slowest] = [0, 0];
  for (let count = howMany('RGZ_FUZZ_YAML', 1_500); count > 0; count -= 1) {
    const bytes = yamlInput(random);
    const begun = performance.now();
    const fast = await readVersion(quick, promotion, path, bytes);
    slowest = Math.max(slowest, performance.now() - begun);
    const slow = await readVersion(strict, promotion, path, bytes);
    expect(fast, JSON.stringify(bytes.toString())).toEqual(slow);
    if (fast.kind === 'version') readable += 1;
  }
  expect(readable).toBeGreaterThan(0);
  expect(slowest).toBeLessThan(1_000);
  if (process.env.RGZ_FUZZ_YAML !== undefined) console.info({ seed, readable, slowest });
}, 3_600_000);
