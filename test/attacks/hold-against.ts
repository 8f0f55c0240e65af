import { beforeAll, describe, expect, test } from 'vitest';
import { outcomeOf } from './attack.ts';
import { attacks } from './attacks.ts';
import { codesOf, judge } from './judge.ts';
import { makeLegitimate } from './legitimate.ts';

type Legitimate = Awaited<ReturnType<typeof makeLegitimate>>;

/** Runs the whole table on one object format: each attack is found by name, each honest twin is clean. */
export function holdAgainstAttacks(format: 'sha1' | 'sha256'): void {
  let legitimate: Legitimate;

  beforeAll(async () => {
    legitimate = await makeLegitimate(format);
  });

  test('the legitimate repository is clean', async () => {
    const { forge } = legitimate;
    const base = forge.git('rev-list', '--max-parents=0', 'HEAD');
    const judged = await judge(forge.repository, { head: forge.head, base });
    expect([codesOf(judged.audit), codesOf(judged.range)]).toEqual([[], []]);
  });

  describe.each(Object.entries(attacks))('%s', (_what, table) => {
    test.each(table)('$name', async ({ finds, tamper }) => {
      const { forge, base } = legitimate;
      const judged = await judge(forge.repository, { base: forge.head, ...outcomeOf(tamper(forge, base)) });
      expect(codesOf(judged.audit)).toEqual(finds);
      expect(judged.exported).toEqual(finds);
      expect(codesOf(judged.range)).toEqual(expect.arrayContaining([...finds]));
    });

    test.each(table.filter((each) => each.twin !== undefined))('honest: $name', async ({ twin }) => {
      const { forge, base } = legitimate;
      const made = twin?.(forge, base) ?? forge.head;
      const judged = await judge(forge.repository, { base: forge.head, ...outcomeOf(made) });
      expect([codesOf(judged.audit), codesOf(judged.range)]).toEqual([[], []]);
    });
  });
}
