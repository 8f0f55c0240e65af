import { judgeDecision, judgeEvent } from '../domain/decision-gates.ts';
import { draft, stateOf } from '../domain/history.ts';
import { actionOf, isOpen } from '../domain/kind.ts';
import { judgeLaunch } from '../domain/launch-gates.ts';
import { type Policy, personOf } from '../domain/policy.ts';
import { passed, type Verdict } from '../domain/verdict.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import type { Acting } from './acting.ts';
import { whoActs } from './acting.ts';
import { onceAdopted } from './adopt.ts';
import type { Deps } from './deps.ts';
import { judgeEvidence } from './evidence-of-record.ts';
import { explainTrail, explainTurn, type Heard, weigh } from './explain-turn.ts';
import { gather, viewHolding } from './gather.ts';
import { gatherLaunch } from './gather-launch.ts';
import { describeFault, mendFault, policyFault } from './prove-policy.ts';
import { type LogEntry, logOf } from './read-log.ts';
import { waysOn } from './ways-on.ts';
import { refuseShallow } from './write-until-won.ts';

export interface Explanation {
  id: string;
  state: string;
  /** Whose decision is explained. */
  as: string;
  mayDecide: boolean;
  /** It goes on without any approval. */
  unvoted: boolean;
  /** Nothing is left to decide or to launch. */
  over: boolean;
  /** Why it is in quarantine, or the line is held; undefined where nothing was found. It comes before every other gate. */
  trail: Verdict | undefined;
  decision: readonly Verdict[];
  launch: readonly Verdict[];
  identity: Policy['identity'];
  /** What was done so far, and who is proven to have done it. */
  history: readonly LogEntry[];
}

/**
 * Every gate of a record: what a decision by this person meets, and what stands before its launch. Changes nothing.
 * Without what was heard of controllers, only what stands in the record's own way is told.
 */
export async function explain(deps: Deps, id: string, as: string | undefined, heard?: Heard): Promise<Explanation> {
  await refuseShallow(deps);
  const view = await viewHolding(deps, id);
  const gathered = await gather(view, id, deps.clock.now());
  const { loaded } = gathered;
  const situation = onceAdopted(gathered);
  const actor = as === undefined ? await whoAsks(deps, situation.policy) : stranger(situation.policy, as);
  const approve = actionOf(loaded.kind, 'approved');
  const gates =
    approve === undefined
      ? []
      : [...judgeDecision(situation, actor, approve), ...judgeEvent(situation, actor, approve)];
  const weighed = heard && (await weigh(deps, heard, view.tip));
  const quarantine = new Set(weighed?.quarantine.keys());
  const trail = await explainTrail(deps, gathered, situation, view.tip, weighed);
  const evidence = approve === undefined ? undefined : await judgeEvidence(deps, view, loaded);
  const decision = [await judgePolicy(deps, view.tip.commit), ...gates, ...(evidence === undefined ? [] : [evidence])];
  const state = stateOf(loaded.fold);
  const asking = { policy: situation.policy, email: actor.email };
  const { tenant } = loaded.record.metadata;
  const withWays = async (verdict: Verdict): Promise<Verdict> =>
    verdict.passed || verdict.gate !== 'checklists'
      ? verdict
      : { ...verdict, remedy: await waysOn(deps, asking, tenant, verdict) };
  return {
    id: loaded.id,
    state,
    as: actor.email,
    mayDecide: decision.every((verdict) => verdict.passed),
    unvoted: loaded.kind.work?.unvoted?.(situation.policy) ?? false,
    over: state !== draft && !isOpen(loaded.kind, state),
    trail,
    decision,
    launch: loaded.kind.actions.some(({ launches }) => launches)
      ? [
          ...(await Promise.all(
            judgeLaunch({ ...situation, launch: await gatherLaunch(deps, view, situation, quarantine) }).map(withWays),
          )),
          ...(weighed === undefined ? [] : await explainTurn(deps, view, loaded, situation, weighed, trail)),
        ]
      : [],
    identity: situation.policy.identity,
    history: await logOf(view, gathered),
  };
}

/** Every gate stands on the policy, so it is the first. */
async function judgePolicy(deps: Deps, tip: Oid): Promise<Verdict> {
  const claim = 'the policy came about by those who might change it';
  const fault = await policyFault(deps, tip);
  if (fault === undefined) return passed('policy', claim, 'every change of it was legal');
  const values = { commit: fault.commit, author: fault.author };
  const because = describeFault(fault);
  return { gate: 'policy', claim, passed: false, code: 'policy.unproven', because, values, remedy: mendFault(fault) };
}

/** Whoever cannot sign is told so by the gate, beside all others. */
async function whoAsks(deps: Deps, policy: Policy): Promise<Acting['actor']> {
  try {
    return (await whoActs(deps, policy)).actor;
  } catch (error) {
    if (!(error instanceof RgzError) || error.code !== 'identity.no-signing-key') throw error;
    const { author, committer } = await deps.git.identity();
    return { ...author, key: undefined, committer: committer.email };
  }
}

/** Somebody else is judged as if they signed with the first key that is listed for them. */
function stranger(policy: Policy, email: string): Acting['actor'] {
  const person = personOf(policy, email);
  return { email, name: person?.name ?? email, key: person?.keys[0] };
}
