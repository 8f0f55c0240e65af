import type { Deployment, SourceFacts } from './launch-facts.ts';
import type { Situation } from './situation.ts';
import type { Summary } from './summary.ts';
import { passed, type Verdict } from './verdict.ts';

/** A deployment as a list tells it; undefined for anything that is not live because of it. */
export function deploymentOf(summary: Summary, environment: string): Deployment | undefined {
  const { id, state, tenant, target, deployedAt, rollbackOf } = summary;
  if (state !== 'deployed' || deployedAt === undefined) return undefined;
  return { id, tenant, target, environment, at: deployedAt, ...(rollbackOf === undefined ? {} : { rollbackOf }) };
}

/** What the policy can ask for: this very version was deployed where the request takes it from, and not taken back there. */
export function sourceDeployed({ policy, kind, record, launch }: Situation): Verdict {
  const claim = 'the version was deployed where it comes from';
  const origin = kind.origin?.(record);
  if (!policy.requireSource || origin === undefined) return passed('source', claim, 'the policy does not ask for it');
  const { target } = kind.summary(record);
  const { tenant, environment } = kind.scope(record);
  const values = { target, environment: origin.environment };
  const facts = launch?.source;
  if (facts === undefined) {
    const because = `whether ${target} was deployed to ${origin.environment} cannot be told here`;
    return { gate: 'source', claim, passed: false, because, values };
  }
  if (origin.environment === facts.first)
    return passed('source', claim, `${facts.first} is the first environment: nothing leads there`, values);
  const wanted = { tenant, target };
  const there = lookFor(facts, { ...wanted, environment: origin.environment });
  if (there.standing !== undefined) return passed('source', claim, wordsOf(there.standing), values);
  const before = origin.rollback ? lookFor(facts, { ...wanted, environment }).standing : undefined;
  if (before !== undefined) return passed('source', claim, `it goes back to what was live: ${wordsOf(before)}`, values);
  return {
    gate: 'source',
    claim,
    passed: false,
    because: there.but ?? `no request of ${tenant} has deployed ${target} to ${origin.environment}`,
    values,
    remedy: [
      ...(there.doubted === undefined ? [] : [`rgz audit ${there.doubted}`]),
      `rgz request create --tenant ${tenant} --target ${target} --to ${origin.environment}`,
    ],
  };
}

/** The last deployment that stands, or what became of the last one. */
function lookFor(
  { deployments }: SourceFacts,
  { tenant, target, environment }: Pick<Deployment, 'tenant' | 'target' | 'environment'>,
): { standing?: Deployment; but?: string; doubted?: string } {
  const there = deployments.filter((each) => each.tenant === tenant && each.environment === environment);
  const found = there
    .filter((each) => each.target === target)
    .sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
  const backOf = (id: string) => there.find(({ rollbackOf }) => rollbackOf === id);
  const standing = found.find(({ id, doubted }) => !doubted && backOf(id) === undefined);
  if (standing !== undefined) return { standing };
  const [last] = found;
  if (last === undefined) return {};
  const back = backOf(last.id);
  if (back !== undefined) return { but: `${wordsOf(last)}, and ${back.id} took it back at ${back.at}` };
  return { but: `${wordsOf(last)}, and a commit that touched ${last.id} breaks a rule`, doubted: last.id };
}

function wordsOf({ id, environment, at }: Deployment): string {
  return `${id} deployed it to ${environment} at ${at}`;
}
