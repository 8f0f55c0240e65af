import { onboarding } from '../kinds/onboarding/index.ts';
import type { Deps } from './deps.ts';
import { lookAtRemote } from './look-at-remote.ts';
import { liveSession } from './read-session.ts';

/** The id of an onboarding by its id or its tenant, as the remote has it where that answers. */
export async function findOnboarding(deps: Pick<Deps, 'git' | 'store'>, named: string): Promise<string | undefined> {
  await lookAtRemote(deps.git);
  const view = await deps.store.view('read');
  const located = await view.locate(named);
  if (located?.kind === onboarding) return located.id;
  return (await liveSession(view, named))?.id;
}
