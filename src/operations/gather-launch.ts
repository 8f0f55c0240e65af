import type { LaunchFacts } from '../domain/launch-facts.ts';
import type { Situation } from '../domain/situation.ts';
import type { View } from '../ports/records.ts';
import type { Deps } from './deps.ts';
import { gatherDeployments } from './gather-deployments.ts';
import { gatherFreezes } from './gather-freezes.ts';

/** Everything that the gates before the launch of one record look at. Only what the policy asks for is read. */
export async function gatherLaunch(
  { calendar, kinds }: Pick<Deps, 'calendar' | 'kinds'>,
  view: View,
  situation: Situation,
): Promise<LaunchFacts> {
  const { policy, record } = situation;
  const freezes = await gatherFreezes(calendar, situation);
  if (!policy.requireSource) return { freezes };
  const [config, deployments] = await Promise.all([
    view.config(),
    gatherDeployments(kinds, view, record.metadata.tenant),
  ]);
  return { freezes, source: { first: config.order[0], deployments } };
}
