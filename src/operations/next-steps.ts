import { stateOf } from '../domain/history.ts';
import { judgeLaunch } from '../domain/launch-gates.ts';
import { importedData } from '../kinds/onboarding/data.ts';
import { commandsFor } from '../kinds/onboarding/next.ts';
import { nextStep } from '../kinds/onboarding/steps.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { type Gathered, gather, viewHolding } from './gather.ts';
import { gatherLaunch } from './gather-launch.ts';
import { waysToInvite } from './reach-users.ts';
import { asSession } from './read-session.ts';
import { askingBy, waysOn, withRight } from './ways-on.ts';

/** Gates that only delay: they open when their time comes, or when somebody lets the line run again. */
export const delaying: ReadonlySet<string> = new Set(['schedule', 'stop', 'freeze']);

/** What the person at the keyboard may type next for an onboarding, as it stands. */
export async function nextSteps(deps: Deps, id: string): Promise<readonly string[]> {
  const view = await viewHolding(deps, id);
  return nextFor(deps, view, await gather(view, id, deps.clock.now()));
}

/** The same for one that was read already. */
export async function nextFor(
  deps: Pick<Deps, 'git' | 'store' | 'kinds' | 'calendar' | 'openEvidence' | 'remember'>,
  view: View,
  { loaded, situation }: Pick<Gathered, 'loaded' | 'situation'>,
): Promise<readonly string[]> {
  const { id, record, fold } = asSession(loaded);
  const { tenant } = record.metadata;
  const asking = await askingBy(deps, situation.policy);
  const state = stateOf(fold);
  const managed = (command: string) => withRight(asking, 'onboarding.manage', tenant, command);
  const waits = importedData(record) !== undefined && ['imported', 'failed', 'unknown'].includes(state);
  return commandsFor({
    id,
    state,
    next: nextStep(record) ?? null,
    managed,
    held: waits ? await heldBy() : [],
    invite: state === 'completed' ? waysToInvite(record, await view.config(), situation.policy, managed) : [],
  });

  async function heldBy(): Promise<readonly string[]> {
    // What comes next is told at once: a store of evidence is asked where somebody asks about it.
    const launch = await gatherLaunch({ ...deps, prove: async () => new Map() }, view, situation);
    const closed = judgeLaunch({ ...situation, launch }).filter(({ passed, gate }) => !passed && !delaying.has(gate));
    const ways = await Promise.all(closed.map((verdict) => waysOn(deps, asking, tenant, verdict)));
    return [...new Set(ways.flat())];
  }
}
