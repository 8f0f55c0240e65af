import { judgeLaunch } from '../domain/launch-gates.ts';
import type { Situation } from '../domain/situation.ts';
import type { Verdict } from '../domain/verdict.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { importedData } from '../kinds/onboarding/data.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import { trailHolds } from '../reconcile/turn-gates.ts';
import { gatherLaunch } from './gather-launch.ts';
import { lineHeldAt } from './line-held-at.ts';
import { delaying } from './next-steps.ts';
import type { OnboardingDeps } from './onboarding-deps.ts';
import { type Stepped, stepOn } from './stepped.ts';
import { askingBy, waysOn } from './ways-on.ts';
import type { Written } from './write-until-won.ts';

export interface Ordered extends Stepped {
  /** What will keep the activation waiting, and opens by itself or by other hands. */
  waits: readonly Verdict[];
}

const ordered: ReadonlySet<string | undefined> = new Set(['activating', 'applying', 'completed']);

/**
 * Puts what was imported up for activation by a controller: this plan, and nothing else. Whatever the launch would be held
 * for is told now. Ordered again, it changes nothing.
 */
export async function activateOnboarding(
  deps: OnboardingDeps,
  id: string,
  { plan, seen }: { plan?: string | undefined; seen?: string | undefined } = {},
): Promise<Written<Ordered>> {
  let waits: readonly Verdict[] = [];
  const written = await stepOn(deps, id, {
    action: 'activation-ordered',
    seen,
    isDone: ({ record, fold }) =>
      ordered.has(fold.state) && (plan === undefined || plan === importedData(record)?.plan),
    async make(loaded, view, situation) {
      const standing = importedData(loaded.record)?.plan;
      const wanted = plan ?? standing;
      // Another plan, or none, is refused by the gates of the event.
      if (wanted === standing)
        waits = (await Promise.all([judgeNow, judgeLine].map((judge) => judge(deps, view, loaded, situation)))).flat();
      return wanted === undefined ? {} : { fields: { plan: wanted } };
    },
  });
  return { ...written, result: { ...written.result, waits } };
}

/** A line that is held starts nothing, and opens by other hands. */
async function judgeLine(
  deps: OnboardingDeps,
  { tip }: View,
  { id }: LoadedRecord,
  situation: Situation,
): Promise<readonly Verdict[]> {
  const lineHeld = await lineHeldAt(deps, tip.commit);
  return [trailHolds({ id, situation, quarantined: undefined }, { lineHeld })].filter(({ passed }) => !passed);
}

/** Throws `launch.held` with every closed gate that does not merely delay; gives those that do. */
async function judgeNow(
  deps: OnboardingDeps,
  view: View,
  { id, record }: LoadedRecord,
  situation: Situation,
): Promise<readonly Verdict[]> {
  const launch = await gatherLaunch(deps, view, situation);
  const closed = judgeLaunch({ ...situation, launch }).filter((verdict) => !verdict.passed);
  const held = closed.filter(({ gate }) => !delaying.has(gate));
  const [first] = held;
  if (first === undefined) return closed;
  const asking = await askingBy(deps, situation.policy);
  const ways = await Promise.all(held.map((verdict) => waysOn(deps, asking, record.metadata.tenant, verdict)));
  throw new RgzError('launch.held', `${id} cannot be activated yet: ${first.because}`, {
    remedy: [...new Set(ways.flat()), `rgz explain ${id}`],
    explanations: held.map(({ gate, because }) => ({ rule: gate, message: because })),
  });
}
