import { expect, test } from 'vitest';
import type { Finding } from '../../src/verify/finding.ts';
import { openServed, serveObjects } from '../attacks/judge.ts';
import { homeAt, makeFolder, runGit } from '../kit/folder.ts';
import { HistoryMaker } from './histories.ts';
import { importHistory } from './import-history.ts';
import { howMany, Random } from './random.ts';

const seed = howMany('RGZ_FUZZ_SEED', 20_260_115);

/**
 * What the audit finds and the check does not, or the other way round. What the tree still shows is told by the check
 * of the tree alone, so that only its findings about commits have to be among those of the audit.
 */
function missingIn(audited: readonly Finding[], checked: readonly Finding[]): string[] {
  const [ofAudit, ofCheck] = [new Set(audited.map(told)), new Set(checked.map(told))];
  const ofCommits = checked.filter((each) => each.commit !== undefined).map(told);
  return [...[...ofAudit].filter((each) => !ofCheck.has(each)), ...ofCommits.filter((each) => !ofAudit.has(each))];
}

function told({ rule, file, pointer, message }: Finding): string {
  return [rule, file, pointer, message].join(' ');
}

test('audit and check --range say the same of real repositories, whole or in two parts', async () => {
  const random = new Random(seed);
  const folder = makeFolder();
  const env = homeAt(makeFolder(), '');
  for (let count = howMany('RGZ_FUZZ_REPOSITORIES', 6); count > 0; count -= 1) {
    const maker = new HistoryMaker(random, folder);
    const { oid: top, files } = maker.make(6 + random.below(20), 'author');
    if (!files.has('.rgz/config.yaml')) continue; // not a records repository any more: refused as a whole
    const objects = makeFolder();
    runGit(objects, env, ['init', '-q', '--bare', '.']);
    const real = importHistory(objects, env, maker.git);
    const reached: string[] = [];
    for await (const { oid } of maker.git.walk(undefined, top)) reached.push(real.get(oid) ?? '');
    const [root = '', head = ''] = [reached[0], real.get(top)];
    const middle = random.pick(reached.slice(1));
    const app = await openServed(serveObjects(`${objects}/objects`, head), env);
    try {
      const { findings: whole } = await app.audit(undefined);
      const { findings: half } = await app.audit(middle);
      const range = await app.check({ base: root, head });
      const [left, right] = [await app.check({ base: root, head: middle }), await app.check({ base: middle, head })];
      expect(missingIn(whole, range), `case ${count} of seed ${seed}`).toEqual([]);
      expect(missingIn(whole, [...left, ...right]), `case ${count} of seed ${seed}`).toEqual([]);
      expect(missingIn(half, right), `case ${count} of seed ${seed}`).toEqual([]);
    } finally {
      await app.close();
    }
  }
}, 7_200_000);
