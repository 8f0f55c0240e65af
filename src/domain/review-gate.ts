import type { ReviewFact } from './launch-facts.ts';
import { holdersOf, type Policy, samePerson } from './policy.ts';
import type { Situation } from './situation.ts';
import type { Summary } from './summary.ts';
import { passed, type Verdict } from './verdict.ts';

/** What a list tells of an emergency that went live. */
export function reviewFactOf(summary: Summary): ReviewFact {
  const { id, tenant, deployedAt, createdBy, editors = [], approvals = [] } = summary;
  return { id, tenant, at: deployedAt ?? 'a time that nobody noted', hands: [createdBy, ...editors, ...approvals] };
}

/** An emergency that went live with fewer approvals keeps the tenant's next launches back until somebody has looked at it. */
export function reviewsDone({ policy, kind, record, launch }: Situation): Verdict {
  const claim = 'every emergency of the tenant was reviewed';
  const { tenant } = record.metadata;
  if (kind.isEmergency?.(record)) return passed('after-review', claim, 'an emergency waits for no review of another');
  const facts = launch?.reviews;
  if (facts === undefined) {
    const because = `whether an emergency of ${tenant} still has to be reviewed cannot be told here`;
    return { gate: 'after-review', claim, passed: false, because, values: { tenant } };
  }
  const due = facts.filter((each) => each.tenant === tenant);
  if (due.length === 0) return passed('after-review', claim, 'none waits for its review');
  return {
    gate: 'after-review',
    claim,
    passed: false,
    because: due
      .map(({ id, at }) => `${id} was an emergency that went live at ${at}, and nobody has reviewed it`)
      .join('; '),
    values: { due: due.map(({ id }) => id) },
    unblock: [...new Set(due.flatMap((each) => reviewersOf(policy, each)))],
    remedy: due.map(({ id }) => `rgz request review ${id} --comment <text>`),
  };
}

/** Who may approve for the tenant, and took no part. The commits are looked at when they do it. */
function reviewersOf(policy: Policy, { tenant, hands }: ReviewFact): readonly string[] {
  return holdersOf(policy, 'request.approve', tenant)
    .filter(({ id }) => !hands.some((hand) => samePerson(policy, hand, id)))
    .map(({ id }) => id);
}
