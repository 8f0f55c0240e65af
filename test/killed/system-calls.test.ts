import { spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { changingCalls, killIn } from './changing-calls.ts';
import { killedCommands, type Prepared, prepared } from './commands.ts';
import { landedWhenKilled } from './kill-everywhere.ts';

/** A container may forbid to watch processes. */
const canTrace = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;

/** Kills at each of them, or with RGZ_KILL_EVERY=7 at every seventh and the last. */
const step = Number(process.env.RGZ_KILL_EVERY ?? 1);

let fixture: Prepared;
beforeAll(async () => {
  fixture = await prepared({ remote: true });
});

/** One that makes a record, one that changes it, one that changes another file and one that puts files beside: the others go the same way. */
const watched = ['request create', 'approve', 'policy grant', 'onboarding import'];
const commands = killedCommands.filter(({ name }) => watched.includes(name));

test.runIf(canTrace).each(commands)(
  '$name that is killed at any call that changes a file is done or not, and the next command works',
  async (command) => {
    const copy = fixture.repository.copy();
    const { who, args } = command.asked(copy, fixture.ids);
    const calls = await changingCalls(args, { cwd: copy.work, env: copy.env(who) });
    expect(calls.length).toBeGreaterThan(5);
    const found: (boolean | undefined)[] = [];
    for (const call of calls.filter((_, at) => at % step === 0 || at === calls.length - 1))
      found.push(await landedWhenKilled(fixture, command, killIn(call)));
    // A sample may hold no call from after the branch has moved, or only such.
    const wanted = step === 1 ? [false, true] : [expect.any(Boolean)];
    expect([...new Set(found)]).toEqual(expect.arrayContaining(wanted));
  },
  600_000,
);
