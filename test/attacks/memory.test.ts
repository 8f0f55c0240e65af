import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type App, openApp } from '../../src/app.ts';
import { type Audit, audit } from '../../src/operations/audit.ts';
import { readSettings } from '../../src/settings.ts';
import { writeUnder } from '../kit/folder.ts';
import { outcomeOf } from './attack.ts';
import { attacks } from './attacks.ts';
import { serve } from './judge.ts';
import { makeLegitimate } from './legitimate.ts';

let legitimate: Awaited<ReturnType<typeof makeLegitimate>>;
let served: string;
let memory: string;

beforeAll(async () => {
  legitimate = await makeLegitimate('sha1');
  served = serve(legitimate.forge.repository, legitimate.forge.head);
  memory = join(served, 'rgz/audited');
});

/** What an audit says in a new process, with the branch at a commit. */
async function auditOf(head: string, how: { afresh?: true; version?: string; clock?: string } = {}): Promise<Audit> {
  writeUnder(served, 'refs/heads/main', `${head}\n`);
  const settings = readSettings(legitimate.forge.repository.env('vera'));
  const version = how.version ?? 'test';
  const app: App = await openApp({ start: served, from: served, settings, version, interactive: false });
  const { clock } = how;
  const deps = clock === undefined ? app : { ...app, clock: { ...app.clock, now: () => clock } };
  try {
    return await audit(deps, how.afresh === undefined ? {} : { afresh: how.afresh });
  } finally {
    await app.git.close();
  }
}

/** Audits with whatever is remembered, and then without, and holds both to the same. */
async function holdBothAt(head: string, how: { version?: string; clock?: string } = {}): Promise<Audit> {
  const [again, kept] = [await auditOf(head, how), remembered()];
  const afresh = await auditOf(head, { ...how, afresh: true });
  expect(again).toEqual(afresh);
  // What is remembered of two audits is what is remembered of one.
  if (again.findings.length === 0 && how.clock === undefined) expect(remembered()).toEqual(kept);
  return again;
}

/** What lies behind the seal. */
function remembered(): unknown {
  return existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8').split('\n')[1] ?? '') : undefined;
}

function commits(): string[] {
  return legitimate.forge.git('rev-list', '--reverse', '--first-parent', 'main').split('\n');
}

/** `npm run fuzz` tries all of them; the others are judged without a memory with every run of the tests. */
const stride = process.env.RGZ_FUZZ_HISTORIES === undefined ? 8 : 1;

test('an audit goes on from the one before, commit by commit', async () => {
  for (const head of commits().filter((_, at, { length }) => at % Math.ceil(stride / 2) === 0 || at === length - 1)) {
    const { ok } = await holdBothAt(head);
    expect([ok, (remembered() as { tip: string }).tip]).toEqual([true, head]);
  }
});

describe.each(Object.entries(attacks))('%s', (_what, table) => {
  test.each(table.filter((_, at) => at % stride === 0))(
    '$name, after an audit that was clean',
    async ({ tamper, twin }) => {
      const { forge, base } = legitimate;
      await auditOf(forge.head);
      expect((remembered() as { tip: string }).tip).toBe(forge.head);
      const { ok } = await holdBothAt(outcomeOf(tamper(forge, base)).head);
      expect(ok).toBe(false);
      if (twin === undefined) return;
      const honest = outcomeOf(twin(forge, base)).head;
      expect((await holdBothAt(honest)).ok).toBe(true);
      // What is remembered of the twin lies in no history of these.
      expect((await holdBothAt(outcomeOf(tamper(forge, base)).head)).ok).toBe(false);
      await auditOf(honest);
      expect((await holdBothAt(forge.head)).ok).toBe(true);
    },
  );
});

test('a memory that is torn, altered, gone or of other rules changes nothing', async () => {
  const { forge } = legitimate;
  const [middle = ''] = commits().slice(-3);
  await auditOf(middle);
  const whole = readFileSync(memory);
  const said = await auditOf(forge.head, { afresh: true });
  const places = [
    0,
    1,
    63,
    64,
    65,
    66,
    ...Array.from({ length: 32 / stride }, (_, at) => Math.floor((whole.length * at * stride) / 32)),
  ];
  for (const at of places) {
    for (const damaged of [
      whole.subarray(0, at),
      Buffer.concat([whole.subarray(0, at), Buffer.of((whole[at] ?? 0) ^ 1), whole.subarray(at + 1)]),
      Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)]),
    ]) {
      writeFileSync(memory, damaged);
      expect(await auditOf(forge.head)).toEqual(said);
    }
  }
  rmSync(memory);
  expect(await auditOf(forge.head)).toEqual(said);
  writeFileSync(memory, whole);
  expect(await auditOf(forge.head, { version: 'another' })).toEqual(said);
});

test('what a clock that was ahead let pass is told when the clock is right again', async () => {
  const { forge } = legitimate;
  const clock = new Date(Date.now() - 3 * 86_400_000).toISOString();
  await auditOf(forge.head);
  const { ok } = await holdBothAt(forge.head, { clock });
  expect(ok).toBe(false);
});
