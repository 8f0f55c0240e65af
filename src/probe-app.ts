import type { App } from './app.ts';
import type { Probes } from './ports/probe.ts';
import { type Settings, sendSignal } from './settings.ts';

/** Every probe, run from this machine. Programs that a checklist names run in the checkout. */
export async function probesFor({ git }: App, { env, home }: Settings): Promise<Probes> {
  const { openProbes } = await import('./adapters/probes/index.ts');
  return openProbes({ env, home, send: sendSignal, cwd: git.worktree ?? git.commonDir });
}
