import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runGit } from '../kit/folder.ts';
import type { Repository } from '../kit/repository.ts';

/** What counts: the branch on the remote, or here where there is none. */
export function tipOf(repository: Repository): string {
  return runGit(repository.remote ?? repository.work, repository.env('ada'), ['rev-parse', 'refs/heads/main']);
}

/** The commits that a killed command left on the branch: none, or all that it had to make. */
export function landedSince(repository: Repository, before: string, whole: number): boolean {
  const folder = repository.remote ?? repository.work;
  const now = tipOf(repository);
  const made = runGit(folder, repository.env('ada'), ['rev-list', '--parents', `${before}..${now}`]).split('\n');
  if (now === before) return false;
  expect(made, 'a line of whole commits').toHaveLength(whole);
  expect(made.at(-1)?.split(' ')).toEqual([expect.any(String), before]);
  return true;
}

/** Nothing is broken, whatever was cut short: objects, records, trail. */
export async function expectSound(repository: Repository): Promise<void> {
  for (const folder of [repository.work, repository.remote]) {
    if (folder === undefined) continue;
    expect(runGit(folder, repository.env('ada'), ['fsck', '--strict', '--no-dangling', '--no-progress'])).toBe('');
  }
  expect((await repository.rgz('vera', 'check', '--json')).orThrow().json).toMatchObject({ ok: true, findings: [] });
  expect((await repository.rgz('vera', 'audit', '--json')).orThrow().json).toMatchObject({ ok: true, findings: [] });
}

/** The checkout is what its branch says, and nothing that was cut short is in the way of anybody. */
export function expectTidy(repository: Repository): void {
  expect(repository.git('status', '--porcelain')).toBe('');
  expect([locksIn(repository), stepsToFollow(repository)]).toEqual([[], []]);
}

/** The same, and it is where the remote is. */
export function expectSettled(repository: Repository): void {
  expectTidy(repository);
  expect(repository.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
  expect(repository.head()).toBe(tipOf(repository));
}

function locksIn(repository: Repository): string[] {
  const files = readdirSync(join(repository.work, '.git'), { recursive: true, encoding: 'utf8' });
  return files.filter((path) => path.endsWith('.lock'));
}

/** The steps that the branch took and a note says the checkout has still to follow. One that never was taken binds nobody. */
function stepsToFollow(repository: Repository): string[] {
  const folder = join(repository.work, '.git', 'rgz', 'checkout-behind');
  const taken = repository.git('rev-list', 'main').split('\n');
  return existsSync(folder) ? readdirSync(folder).filter((name) => taken.includes(name)) : [];
}
