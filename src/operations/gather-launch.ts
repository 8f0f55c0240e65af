import type { LaunchFacts } from '../domain/launch-facts.ts';
import { reviewFactOf } from '../domain/review-gate.ts';
import type { Situation } from '../domain/situation.ts';
import type { View } from '../ports/records.ts';
import { Holdings } from './bound-files.ts';
import type { Deps } from './deps.ts';
import { gatherDeployments, markDoubted } from './gather-deployments.ts';
import { gatherFreezes } from './gather-freezes.ts';
import { gatherProofs } from './gather-proofs.ts';
import { gatherEmergencies } from './gather-reviews.ts';
import type { ProvingDeps } from './prove-evidence.ts';

/**
 * Everything that the gates before the launch of one record look at. Only what the policy asks for is read. A review
 * or a deployment that broke a rule is none: what a quarantined record says of itself counts for nothing.
 */
export async function gatherLaunch(
  deps: ProvingDeps & Pick<Deps, 'calendar' | 'kinds'>,
  view: View,
  situation: Situation,
  quarantine: ReadonlySet<string> = new Set(),
): Promise<LaunchFacts> {
  const { calendar, kinds } = deps;
  const { policy, kind, record } = situation;
  const { tenant } = record.metadata;
  const [freezes, emergencies, proofs, bound] = await Promise.all([
    gatherFreezes(calendar, situation),
    gatherEmergencies(view, quarantine.size > 0 ? ['due', 'done'] : ['due'], tenant),
    gatherProofs(deps, view, policy, tenant, quarantine),
    new Holdings(deps).facts(view.tip.tree, kind, record),
  ]);
  const due = emergencies.filter(({ review, path }) => review === 'due' || quarantine.has(path));
  const facts = { freezes, proofs, ...bound, reviews: due.map(reviewFactOf) };
  if (!policy.requireSource) return facts;
  const [config, deployments] = await Promise.all([view.config(), gatherDeployments(kinds, view, tenant)]);
  return { ...facts, source: { first: config.order[0], deployments: markDoubted(kinds, deployments, quarantine) } };
}
