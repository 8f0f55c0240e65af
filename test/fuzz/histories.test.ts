import { expect, test } from 'vitest';
import { openRecordStore } from '../../src/adapters/records/index.ts';
import { checkSchema } from '../../src/adapters/schemas/index.ts';
import { yaml } from '../../src/adapters/yaml/index.ts';
import { readFast } from '../../src/adapters/yaml/read-fast.ts';
import { kinds } from '../../src/kinds/index.ts';
import { HistoryJudge } from '../../src/operations/judge-history.ts';
import type { VerifySignature } from '../../src/ports/signatures.ts';
import { makeFolder } from '../kit/folder.ts';
import { HistoryMaker, start } from './histories.ts';
import type { MemoryGit } from './memory-git.ts';
import { howMany, Random } from './random.ts';

const seed = howMany('RGZ_FUZZ_SEED', 20_260_115);
const verify: VerifySignature = async (armoured) => ({ kind: 'good', fingerprint: '', publicKey: armoured });

async function verdict(memory: MemoryGit, base: string | undefined, head: string): Promise<string[]> {
  const git = memory.asRepository();
  const store = openRecordStore({
    git,
    kinds,
    verify,
    schemas: { load: async () => checkSchema },
    yaml: { readFast, load: async () => yaml },
    format: 'x',
  });
  const withPlaces: typeof store = {
    ...store,
    viewAt: async (commit) => ({
      ...(await store.viewAt(commit)),
      placesOf: async (id) => memory.placesOf(commit, id),
    }),
  };
  const clock = {
    now: () => new Date((start + 40_000) * 1000).toISOString(),
    milliseconds: () => 0,
    pause: async () => undefined,
    chance: () => 0,
  };
  const judge = new HistoryJudge({ git, store: withPlaces, kinds, verify, clock }, base);
  const said: string[] = [];
  for await (const { findings } of judge.judge(memory.walk(base, head)))
    said.push(...findings.map(({ rule, commit, file, pointer }) => [commit, file, rule, pointer].join(' ')));
  return said.sort();
}

test('whatever the history, judging ends, and says the same whole or in two parts', async () => {
  const random = new Random(seed);
  const folder = makeFolder();
  const rules = new Map<string, number>();
  let [clean, commits, slowest] = [0, 0, 0];
  for (let count = howMany('RGZ_FUZZ_HISTORIES', 250); count > 0; count -= 1) {
    const maker = new HistoryMaker(random, folder);
    const head = maker.make(2 + random.below(24), random.pick(['signed', 'author']));
    const begun = performance.now();
    const whole = await verdict(maker.git, undefined, head.oid);
    slowest = Math.max(slowest, performance.now() - begun);
    const reached: string[] = [];
    for await (const { oid } of maker.git.walk(undefined, head.oid)) reached.push(oid);
    const middle = random.pick(reached.slice(1));
    const parts = [...(await verdict(maker.git, undefined, middle)), ...(await verdict(maker.git, middle, head.oid))];
    expect(parts.sort(), `case ${count} of seed ${seed}`).toEqual(whole);
    commits += reached.length;
    if (whole.length === 0) clean += 1;
    for (const each of whole) rules.set(each.split(' ')[2] ?? '', (rules.get(each.split(' ')[2] ?? '') ?? 0) + 1);
  }
  expect(rules.size).toBeGreaterThan(20);
  expect(clean).toBeGreaterThan(0);
  expect(slowest).toBeLessThan(1_000);
  if (process.env.RGZ_FUZZ_HISTORIES !== undefined) console.info({ seed, commits, clean, slowest, rules });
}, 3_600_000);
