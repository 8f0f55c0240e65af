import { beforeAll, describe, expect, test } from 'vitest';
import { openForPush } from '../../src/hook-app.ts';
import { type JudgedPush, judgePush } from '../../src/operations/judge-push.ts';
import { readSettings } from '../../src/settings.ts';
import { type Outcome, outcomeOf } from './attack.ts';
import { attacks } from './attacks.ts';
import { codesOf, judge, serve } from './judge.ts';
import { makeLegitimate } from './legitimate.ts';

const table = Object.values(attacks).flat();
let legitimate: Awaited<ReturnType<typeof makeLegitimate>>;

beforeAll(async () => {
  legitimate = await makeLegitimate('sha1');
});

/** What the hook of a server says, whose branch stands where it did before the attack. */
async function push({ base, head }: Required<Outcome>): Promise<JudgedPush | undefined> {
  const { repository } = legitimate.forge;
  const folder = serve(repository, base);
  const settings = readSettings(repository.env('vera'));
  const app = await openForPush({ start: folder, from: folder, settings, version: 'test', interactive: false });
  try {
    return (await judgePush(app, [{ before: base, after: head, ref: 'refs/heads/main' }], undefined))[0];
  } finally {
    await app.git.close();
  }
}

describe('pushed to a server with the hook', () => {
  test.each(table)('$name is refused, as check --range refuses it', async ({ tamper }) => {
    const { forge, base } = legitimate;
    const outcome = { base: forge.head, ...outcomeOf(tamper(forge, base)) };
    const judged = await push(outcome);
    expect(judged?.ok).toBe(false);
    if (judged?.refusal !== undefined) expect(judged.refusal.because).toContain('not built on what is there');
    else expect(codesOf(judged?.findings ?? [])).toEqual(codesOf((await judge(forge.repository, outcome)).range));
  });

  test.each(table.filter((each) => each.twin !== undefined))('honest: $name is taken', async ({ twin }) => {
    const { forge, base } = legitimate;
    const made = twin?.(forge, base) ?? forge.head;
    expect(await push({ base: forge.head, ...outcomeOf(made) })).toMatchObject({ ok: true, findings: [] });
  });
});
