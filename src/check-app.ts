import { checkoutReader } from './adapters/checkout/index.ts';
import { checkMemory } from './adapters/records/check-memory.ts';
import type { App } from './app.ts';
import type { CheckDeps } from './operations/check-deps.ts';

/** The parts for `rgz check`: the checkout's own files, and the memory of what was looked at before. */
export function forCheck(app: App): App & CheckDeps {
  const { git } = app;
  return {
    ...app,
    memory: checkMemory(app.remember('checked')),
    readCheckout: git.worktree === undefined ? undefined : checkoutReader(git.worktree),
  };
}
