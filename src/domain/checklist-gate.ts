import type { ProofFact } from './launch-facts.ts';
import type { Policy } from './policy.ts';
import type { Situation } from './situation.ts';
import { passed, type Verdict } from './verdict.ts';

type Gate = Policy['gates'][number];

/** Whether every checklist is approved that the policy asks for before such a record may go on. */
export function checklistsApproved({ policy, kind, record, launch }: Situation): Verdict {
  const claim = 'every checklist that the policy asks for is approved';
  const own = kind.demands?.(policy) ?? [];
  if (policy.gates.length + own.length === 0) return passed('checklists', claim, 'none is asked for');
  const { tenant, environment } = kind.scope(record);
  const { target } = kind.summary(record);
  const general = policy.gates.filter(
    ({ environments, tenants, targets }) =>
      (environments === undefined || environments.includes(environment)) &&
      (tenants === undefined || tenants.includes(tenant)) &&
      (targets === undefined || targets.some((each) => target === each || target.startsWith(`${each}@`))),
  );
  const asked = [...general, ...own];
  if (asked.length === 0) return passed('checklists', claim, 'none is asked for');
  const proofs = (launch?.proofs ?? []).filter((each) => each.tenant === tenant);
  const closed = asked.flatMap((gate) => {
    const why = whyClosed(gate, proofs);
    return why === undefined ? [] : [{ why, checklist: gate.checklist }];
  });
  const gates = asked.map(({ name }) => name);
  if (closed.length === 0) {
    const names = proofs.filter(({ problem }) => problem === undefined).map(({ id }) => id);
    return passed('checklists', claim, `${names.join(', ')} approved`, { gates, checklists: names });
  }
  const wanted = [...new Set(closed.map(({ checklist }) => checklist))];
  return {
    gate: 'checklists',
    claim,
    passed: false,
    because: closed.map(({ why }) => why).join('; '),
    values: { gates, asked: wanted },
    remedy: [
      ...wanted.map((checklist) => `rgz checklist list --template ${checklist} --tenant ${tenant}`),
      'rgz checklist pending',
    ],
  };
}

/** undefined: the gate is open. */
export function whyClosed({ name, checklist }: Gate, proofs: readonly ProofFact[]): string | undefined {
  const own = proofs.filter((each) => each.gate === checklist);
  if (own.some(({ problem }) => problem === undefined)) return undefined;
  const [doubted] = own;
  return doubted === undefined
    ? `gate ${name}: no approved checklist ${checklist} is known`
    : `gate ${name}: ${doubted.id} is approved, but ${doubted.problem}`;
}
