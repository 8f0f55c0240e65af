import { rmSync } from 'node:fs';
import { expect } from 'vitest';
import { expectSettled, expectSound, expectTidy, landedSince, tipOf } from './aftermath.ts';
import type { KilledCommand, Prepared } from './commands.ts';
import { type Boundary, killAt } from './kill-at.ts';

/** No command starts Git so often. */
const most = 40;

/** Kills a command at each of its boundaries: it is done or not, nothing is broken or in the way, and the next one works. */
export async function killEverywhere(fixture: Prepared, command: KilledCommand, when: Boundary['when']): Promise<void> {
  const found = new Set<boolean>();
  for (let nth = 1; ; nth += 1) {
    expect(nth).toBeLessThan(most);
    const repository = fixture.repository.copy();
    const before = tipOf(repository);
    const { who, args } = command.asked(repository, fixture.ids);
    const ended = await killAt({ when, nth }, args, { cwd: repository.work, env: repository.env(who) });
    if (!ended.reached) break;
    expect(ended.signal).toBe('SIGKILL');
    const landed = landedSince(repository, before, command.commits);
    found.add(landed);
    await expectSound(repository);
    const after = tipOf(repository);
    command.again(await repository.rgz(who, ...args, '--json'), landed);
    expectTidy(repository);
    await command.done(repository, fixture.ids, landed);
    if (tipOf(repository) === after) await repository.request();
    expectSettled(repository);
    rmSync(repository.root, { recursive: true });
  }
  expect([...found].sort()).toEqual([false, true]);
}
