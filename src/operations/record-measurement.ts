import type { Json } from '../domain/json.ts';
import { plainLine } from '../domain/plain-text.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { ClaimFinding } from '../kinds/checklist/claims.ts';
import { type ItemState, type ItemStatus, isDone } from '../kinds/checklist/items.ts';
import { isProven } from '../kinds/checklist/lacks.ts';
import type { CheckoutOutcome, Oid } from '../ports/git.ts';
import type { ProbeValues } from '../ports/probe.ts';
import { changeItem } from './change-item.ts';
import type { Deps } from './deps.ts';
import { evidenceOf, keepEvidence } from './keep-evidence.ts';

export interface Measurement {
  /** The point as it stood when the probe began. */
  seen: ItemState;
  holds: boolean;
  findings: readonly ClaimFinding[];
  values: ProbeValues;
  raw: Buffer;
}

export interface Recorded {
  status: ItemStatus;
  told: string | null;
  sha256: string | null;
  commit: Oid | null;
  checkout: CheckoutOutcome | undefined;
}

/**
 * Puts a measurement on its point: complete where the claims hold, otherwise blocked. A point that is done is left as it is,
 * unless the measurement is the proof that it lacks; one that a picture has to prove gets the evidence only.
 */
export async function recordMeasurement(deps: Deps, id: string, measurement: Measurement): Promise<Recorded> {
  const { seen, holds, values, findings, raw } = measurement;
  const { item, status } = seen;
  const left = (told: string): Recorded => ({ status, told, sha256: null, commit: null, checkout: undefined });
  if (isDone(status)) {
    if (!holds) return left(`it is ${status} and stays so, though it does not hold`);
    if (seen.validatedBy !== undefined || isProven(seen)) return left(`it was ${status} and proven before`);
  }
  const evidence = evidenceOf(deps, raw, `${item.id}.json`);
  const onlyGiven = item.evidence === 'image';
  const after = holds ? 'completed' : 'blocked';
  const fields: Record<string, Json> = {
    ...(onlyGiven ? {} : { status: after }),
    ...evidence.fields,
    measured: measuredOf(values, findings),
  };
  try {
    const action = onlyGiven ? 'evidence-added' : 'item-set';
    const { commit = null, checkout } = await changeItem(deps, id, item.id, action, async (state, _gathered, view) => {
      if (ownOf(state) !== ownOf(seen)) throw changedMeanwhile(id, state);
      return { fields, files: await keepEvidence(deps, view, evidence) };
    });
    const told = onlyGiven ? 'a picture has to prove it, so it was given the measurement only' : null;
    return { status: onlyGiven ? status : after, told, sha256: evidence.fields.sha256, commit, checkout };
  } catch (error) {
    if (error instanceof RgzError && error.code === 'checklist.changed') return left(error.message);
    throw error;
  }
}

/** The point without what others make of it. */
function ownOf({ blockedBy: _blockedBy, ...own }: ItemState): string {
  return JSON.stringify(own);
}

function changedMeanwhile(id: string, { item, number, status }: ItemState): RgzError {
  const what = `${number} ${item.id} was changed while it was measured, and is ${status.replace('_', ' ')}`;
  return new RgzError('checklist.changed', what, { remedy: [`rgz checklist verify ${id} ${item.id}`] });
}

const mostValues = 20;
const mostLetters = 200;
const claimable = /^[A-Za-z][A-Za-z0-9._-]{0,99}$/;

/** What goes into the history: what was claimed, then the rest, as far as there is room. All of it is in the evidence. */
function measuredOf(values: ProbeValues, findings: readonly ClaimFinding[]): Record<string, Json> {
  const claimed = new Set(findings.map(({ name }) => name));
  const entries = Object.entries(values).filter(([name]) => claimable.test(name));
  const first = entries.filter(([name]) => claimed.has(name));
  const rest = entries.filter(([name]) => !claimed.has(name));
  return Object.fromEntries(
    [...first, ...rest].slice(0, Math.max(mostValues, first.length)).map(([name, value]) => [name, shortened(value)]),
  );
}

/** A value as it goes into a history, or before somebody's eyes. */
export function shortened(value: ProbeValues[string]): string | number | boolean {
  const isPlain = typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
  return isPlain ? value : plainLine(String(value)).slice(0, mostLetters);
}
