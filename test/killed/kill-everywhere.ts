import { rmSync } from 'node:fs';
import { expect } from 'vitest';
import { expectSettled, expectSound, expectTidy, landedSince, tipOf } from './aftermath.ts';
import type { KilledCommand, Prepared } from './commands.ts';
import { type Boundary, type Kill, killAt } from './kill-at.ts';

/** No command starts Git so often. */
const most = 40;

/** At each boundary, or with RGZ_KILL_EVERY=7 at every second one: a command has too few to leave out more. */
export const everyBoundary = Number(process.env.RGZ_KILL_EVERY ?? 1) > 1 ? 2 : 1;

/** Kills a command at each of its boundaries, or at one of `stride`, until it ends before the next one. */
export function killEverywhere(
  fixture: Prepared,
  command: KilledCommand,
  when: Boundary['when'],
  stride = 1,
): Promise<void> {
  return meetBothEnds((nth) => landedWhenKilled(fixture, command, killAt({ when, nth })), stride);
}

/**
 * Does so by a function that tells for one boundary whether the command was done, and undefined where there is none so
 * late. A sample that met no end at which it was done goes back to the last boundary.
 */
export async function meetBothEnds(
  landedAt: (nth: number) => Promise<boolean | undefined>,
  stride: number,
): Promise<void> {
  const found = new Set<boolean>();
  let nth = 1;
  for (; ; nth += stride) {
    expect(nth).toBeLessThan(most);
    const landed = await landedAt(nth);
    if (landed === undefined) break;
    found.add(landed);
  }
  for (let left = nth - 1; left > nth - stride && !found.has(true); left -= 1) {
    const landed = await landedAt(left);
    if (landed !== undefined) found.add(landed);
  }
  expect([...found].sort()).toEqual([false, true]);
}

/**
 * Kills a command once: it is done or not, nothing is broken or in the way, and the next one works. Tells whether it was
 * done; undefined where it ended before it could be killed.
 */
export async function landedWhenKilled(
  fixture: Prepared,
  command: KilledCommand,
  kill: Kill,
): Promise<boolean | undefined> {
  const repository = fixture.repository.copy();
  const before = tipOf(repository);
  const { who, args } = command.asked(repository, fixture.ids);
  if (!(await kill(args, { cwd: repository.work, env: repository.env(who) }))) return undefined;
  const landed = landedSince(repository, before, command.commits);
  await expectSound(repository);
  const after = tipOf(repository);
  command.again(await repository.rgz(who, ...args, '--json'), landed);
  expectTidy(repository);
  await command.done(repository, fixture.ids, landed);
  if (tipOf(repository) === after) await repository.request();
  expectSettled(repository);
  rmSync(repository.root, { recursive: true });
  return landed;
}
