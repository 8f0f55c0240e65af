import type { KindDefinition } from '../domain/kind.ts';
import type { Deployment } from '../domain/launch-facts.ts';
import { deploymentOf } from '../domain/source-gate.ts';
import type { Summary } from '../domain/summary.ts';
import type { View } from '../ports/records.ts';

/** Everything that is live or was, of one tenant or of all. */
export async function gatherDeployments(
  kinds: readonly KindDefinition[],
  view: View,
  tenant?: string,
): Promise<readonly Deployment[]> {
  const found: Deployment[] = [];
  const filter = { states: ['deployed'], ...(tenant === undefined ? {} : { tenant }) };
  for await (const batch of view.summaries(filter))
    found.push(...batch.flatMap((each) => deployment(kinds, each) ?? []));
  return found;
}

/** The environment stands in the path. */
export function deployment(kinds: readonly KindDefinition[], summary: Summary): Deployment | undefined {
  const environment = kinds.find(({ kind }) => kind === summary.kind)?.recognise(summary.path)?.environment;
  return environment === undefined ? undefined : deploymentOf(summary, environment);
}

/** Marks those whose record a commit touched against the rules. What they took back stays taken back. */
export function markDoubted(
  kinds: readonly KindDefinition[],
  deployments: readonly Deployment[],
  quarantine: Iterable<string>,
): readonly Deployment[] {
  const ids = new Set([...quarantine].flatMap((path) => kinds.flatMap((kind) => kind.recognise(path)?.id ?? [])));
  return ids.size === 0
    ? deployments
    : deployments.map((each) => (ids.has(each.id) ? { ...each, doubted: true } : each));
}
