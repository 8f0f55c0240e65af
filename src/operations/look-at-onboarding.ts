import { stateOf } from '../domain/history.ts';
import { actionOf } from '../domain/kind.ts';
import { judgeLaunch } from '../domain/launch-gates.ts';
import type { Verdict } from '../domain/verdict.ts';
import { type OnboardingStatus, statusOf } from '../kinds/onboarding/status.ts';
import type { Deps } from './deps.ts';
import { gather, viewHolding } from './gather.ts';
import { gatherLaunch } from './gather-launch.ts';
import { type LetterFate, letterFates } from './letter-fates.ts';
import { type Barred, barredFrom } from './may-onboard.ts';
import { delaying } from './next-steps.ts';
import { asSession } from './read-session.ts';
import { askingBy } from './ways-on.ts';

/** An event in words. */
export interface Happened {
  action: string;
  by: string;
  at: string;
  phrase: string;
}

/** An onboarding for whoever works on it. */
export interface OnboardingLook {
  status: OnboardingStatus;
  /** What stands before the activation; `delays`: it may be ordered all the same, and waits. */
  gates: readonly (Verdict & { delays: boolean })[];
  /** What became of the letters with codes, by user. */
  letters: ReadonlyMap<string, LetterFate>;
  /** Everything that happened, oldest first. */
  history: readonly Happened[];
  /** Why the person at the keyboard can change nothing of it; undefined where they can. */
  barred: Barred | undefined;
  /** Another one once somebody has changed the onboarding: what a step may be asked to go by. */
  seen: string;
}

const beforeLaunch: ReadonlySet<string> = new Set(['imported', 'activating', 'failed', 'unknown']);

/** An onboarding as it stands, and what an activation would meet. */
export async function lookAtOnboarding(
  deps: Pick<Deps, 'git' | 'store' | 'clock' | 'calendar' | 'kinds' | 'openEvidence' | 'remember'>,
  id: string,
): Promise<OnboardingLook> {
  const view = await viewHolding(deps, id);
  const gathered = await gather(view, id, deps.clock.now());
  const { situation } = gathered;
  const { record, fold, kind, blob } = asSession(gathered.loaded);
  const state = stateOf(fold);
  const gates = beforeLaunch.has(state)
    ? judgeLaunch({ ...situation, launch: await gatherLaunch(deps, view, situation) })
    : [];
  const history = (record.status?.history ?? []).map(({ action, by, at }) => ({
    action,
    by,
    at,
    phrase: actionOf(kind, action)?.phrase ?? action,
  }));
  return {
    status: statusOf(record, state),
    gates: gates.map((verdict) => ({ ...verdict, delays: delaying.has(verdict.gate) })),
    letters: await letterFates(deps, view, gathered),
    history,
    barred: barredFrom(await askingBy(deps, situation.policy), record.metadata.tenant),
    seen: blob,
  };
}
