import { beforeAll, describe, expect, test } from 'vitest';
import { type Attack, type Outcome, outcomeOf } from './attack.ts';
import { attacks } from './attacks.ts';
import { codesOf, type Judged, judge, makeLargePack } from './judge.ts';
import { makeLegitimate } from './legitimate.ts';
import { push } from './push.ts';

type Legitimate = Awaited<ReturnType<typeof makeLegitimate>>;
type Done = { outcome: Required<Outcome>; judged: Promise<Judged> };

/**
 * Runs the whole table on one object format: each attack is found by name, each honest twin is clean. `pushed`: a server
 * with the hook says the same of each. `large`: the whole history is walked over as that of a large repository is.
 */
export function holdAgainstAttacks(format: 'sha1' | 'sha256', { pushed = false, large = false } = {}): void {
  let legitimate: Legitimate;
  let pack: string | undefined;
  const done = new Map<Attack['tamper'], Done>();

  /** Done and judged once, whoever asks. */
  function after(tamper: Attack['tamper']): Done {
    const { forge, base } = legitimate;
    const before = done.get(tamper);
    if (before !== undefined) return before;
    const outcome = { base: forge.head, ...outcomeOf(tamper(forge, base)) };
    const made = { outcome, judged: judge(forge.repository, outcome, pack) };
    done.set(tamper, made);
    return made;
  }

  beforeAll(async () => {
    legitimate = await makeLegitimate(format);
    pack = large ? makeLargePack(legitimate.forge.repository, format) : undefined;
  });

  test('the legitimate repository is clean', async () => {
    const { forge } = legitimate;
    const base = forge.git('rev-list', '--max-parents=0', 'HEAD');
    const judged = await judge(forge.repository, { head: forge.head, base }, pack);
    expect([codesOf(judged.audit), codesOf(judged.range)]).toEqual([[], []]);
  });

  describe.each(Object.entries(attacks))('%s', (_what, table) => {
    const twins = table.flatMap(({ name, twin }) => (twin === undefined ? [] : [{ name, twin }]));

    test.each(table)('$name', async ({ finds, tamper }) => {
      const judged = await after(tamper).judged;
      expect(codesOf(judged.audit)).toEqual(finds);
      expect(judged.exported).toEqual(finds);
      expect(codesOf(judged.range)).toEqual(expect.arrayContaining([...finds]));
    });

    test.each(twins)('honest: $name', async ({ twin }) => {
      const judged = await after(twin).judged;
      expect([codesOf(judged.audit), codesOf(judged.range)]).toEqual([[], []]);
    });

    test.each(pushed ? table : [])('$name: pushed, is refused as check --range refuses it', async ({ tamper }) => {
      const { outcome, judged } = after(tamper);
      const answer = await push(legitimate.forge.repository, outcome);
      expect(answer?.ok).toBe(false);
      if (answer?.refusal !== undefined) expect(answer.refusal.because).toContain('not built on what is there');
      else expect(codesOf(answer?.findings ?? [])).toEqual(codesOf((await judged).range));
    });

    test.each(pushed ? twins : [])('honest: $name: pushed, is taken', async ({ twin }) => {
      const { outcome } = after(twin);
      expect(await push(legitimate.forge.repository, outcome)).toMatchObject({ ok: true, findings: [] });
    });
  });
}
