import { judgeDecision } from '../domain/decision-gates.ts';
import type { JsonObject } from '../domain/json.ts';
import { actionOf } from '../domain/kind.ts';
import { RgzError } from '../errors/rgz-error.ts';
import { type ClaimFinding, judgeClaims } from '../kinds/checklist/claims.ts';
import { filledProbe } from '../kinds/checklist/filled-probe.ts';
import { foldItems, type ItemState, type ItemStatus } from '../kinds/checklist/items.ts';
import { settleParameters } from '../kinds/checklist/settle-parameters.ts';
import { specOf, type TemplateProbe } from '../kinds/checklist/spec.ts';
import type { CheckoutOutcome, Oid } from '../ports/git.ts';
import type { Probes } from '../ports/probe.ts';
import { whoActs } from './acting.ts';
import { pointNamed } from './change-item.ts';
import type { Deps } from './deps.ts';
import { gather } from './gather.ts';
import { inTurns } from './in-turns.ts';
import { loadChecklist } from './read-checklist.ts';
import { recordMeasurement, shortened } from './record-measurement.ts';
import { refuseClosed } from './refuse-closed.ts';

export interface VerifyOptions {
  probes: Probes;
  /** What an environment variable holds. */
  secret(variable: string): string | undefined;
  /** Probes may run programs that the checklist names. */
  runPrograms?: boolean;
  signal?: AbortSignal;
  onProgress?(progress: Progress): void;
}

export type Progress = { at: 'begun'; item: string; number: number; probe: string } | ({ at: 'done' } & VerifiedItem);

export interface VerifiedItem {
  item: string;
  number: number;
  probe: string;
  /** `not-run`: nothing was measured, so nothing can be said. */
  outcome: 'holds' | 'fails' | 'not-run';
  findings: readonly ClaimFinding[];
  /** Of the point, after it. */
  status: ItemStatus;
  /** Why it was not run, why the point is left as it was, or what kept the target from an answer. */
  told: string | null;
  sha256: string | null;
  commit: Oid | null;
}

export interface VerifiedChecklist {
  id: string;
  items: readonly VerifiedItem[];
  checkout: CheckoutOutcome | undefined;
}

const atOnce = 8;
const timeoutMs = 30_000;

/**
 * Runs the probes of a checklist, or of the points that are named, and puts what they found on each point as evidence. One
 * that cannot run changes nothing. Whoever may not work on the checklist is refused before anything runs.
 */
export async function verifyChecklist(
  deps: Deps,
  ref: string,
  named: readonly string[] | undefined,
  options: VerifyOptions,
): Promise<VerifiedChecklist> {
  const { id, record } = await loadChecklist(deps, ref);
  await refuseStranger(deps, id);
  const settled = settleParameters(
    specOf(record).template.parameters ?? {},
    (specOf(record).parameters ?? {}) as JsonObject,
  );
  if (!settled.ok)
    throw new RgzError('input.invalid', `${id} has parameters that its template does not take`, {
      explanations: settled.problems.map(({ pointer, message }) => ({ rule: 'parameters', message, pointer })),
    });
  const given = options.signal ?? new AbortController().signal;
  const failing = new AbortController();
  const signal = AbortSignal.any([given, failing.signal]);
  let checkout: CheckoutOutcome | undefined;
  let writing: Promise<unknown> = Promise.resolve();

  const verify = async (state: ItemState, asked: TemplateProbe): Promise<VerifiedItem> => {
    const { item, number, status } = state;
    const about = { item: item.id, number, probe: asked.run };
    const notRun = (told: string): VerifiedItem => ({
      ...about,
      ...{ outcome: 'not-run', findings: [], status, told, sha256: null, commit: null },
    });
    const listed = Object.hasOwn(options.probes, asked.run) ? options.probes[asked.run] : undefined;
    if (listed === undefined) return notRun(`there is no probe ${asked.run} here`);
    const filled = filledProbe(asked, settled);
    if (!filled.ok)
      return notRun(`${filled.missing.join(', ')} ${filled.missing.length === 1 ? 'has' : 'have'} no value`);
    if (status === 'not_applicable') return notRun('it does not apply');
    if (listed.runsProgram && !options.runPrograms)
      return notRun(`it runs ${JSON.stringify(filled.probe.with.program)}; --run-programs allows that`);
    if (signal.aborted) return notRun('it was stopped');
    options.onProgress?.({ at: 'begun', ...about });
    const { secret } = options;
    const measured = await listed.run(filled.probe.with, { secret, signal, timeoutMs });
    if (measured.kind === 'failed') return notRun(measured.reason);
    const { holds, findings: all } = judgeClaims(filled.probe.claim, measured.values);
    const findings = all.map((each) => ({ ...each, value: each.value === null ? null : shortened(each.value) }));
    const written = writing.then(async () =>
      signal.aborted ? undefined : recordMeasurement(deps, id, { seen: state, holds, findings, ...measured }),
    );
    writing = written.catch(() => failing.abort());
    const recorded = await written;
    if (recorded === undefined) return notRun('it was stopped');
    checkout = recorded.checkout ?? checkout;
    const { sha256, commit } = recorded;
    const { problem } = measured.values;
    const told = recorded.told ?? (holds || problem === undefined ? null : String(shortened(problem)));
    return { ...about, outcome: holds ? 'holds' : 'fails', findings, status: recorded.status, told, sha256, commit };
  };

  const chosen = chosenOf(id, record, named).map(([state, probe]) => ({
    alone: options.probes[probe.run]?.alone === true,
    async run() {
      const done = await verify(state, probe);
      options.onProgress?.({ at: 'done', ...done });
      return done;
    },
  }));
  return { id, items: await inTurns(chosen, atOnce), checkout };
}

async function refuseStranger(deps: Deps, id: string): Promise<void> {
  const { situation } = await gather(await deps.store.view('read'), id, deps.clock.now());
  const { actor } = await whoActs(deps, situation.policy);
  const action = actionOf(situation.kind, 'item-set');
  if (action === undefined) throw new RgzError('bug', 'a checklist has no event "item-set"');
  refuseClosed(judgeDecision(situation, actor, action));
}

/** The points that are named, or all that have a probe. */
function chosenOf(
  id: string,
  record: Parameters<typeof foldItems>[0] & Parameters<typeof pointNamed>[0],
  named: readonly string[] = [],
): readonly (readonly [ItemState, TemplateProbe])[] {
  const states = named.length === 0 ? foldItems(record) : named.map((each) => pointNamed(record, each));
  const once = [...new Map(states.map((state) => [state.item.id, state])).values()];
  const chosen = once.flatMap((state) => (state.item.probe === undefined ? [] : [[state, state.item.probe] as const]));
  const without = once.find(({ item }) => item.probe === undefined);
  if (chosen.length > 0 && (named.length === 0 || without === undefined)) return chosen;
  const what =
    named.length === 0 || without === undefined ? `${id} has no point` : `${without.number} ${without.item.id}`;
  throw new RgzError(
    'input.invalid',
    `${what}${named.length === 0 ? ' with a probe' : ' has no probe'}, so nothing can be measured`,
    {
      remedy: [`rgz checklist show ${id}`],
    },
  );
}
