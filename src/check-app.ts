import { join } from 'node:path';
import { checkoutReader } from './adapters/checkout/index.ts';
import { checkMemory } from './adapters/records/check-memory.ts';
import { type App, ruleSet } from './app.ts';
import type { CheckDeps } from './operations/check-deps.ts';

/** The parts for `rgz check`: the checkout's own files, and the memory of what was looked at before. */
export function forCheck(app: App, version: string): App & CheckDeps {
  const { git } = app;
  return {
    ...app,
    memory: checkMemory(join(git.commonDir, 'rgz', 'checked'), `${ruleSet} ${version}`),
    readCheckout: git.worktree === undefined ? undefined : checkoutReader(git.worktree),
  };
}
