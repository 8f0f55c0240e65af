import { draft, stateOf } from '../domain/history.ts';
import type { Situation } from '../domain/situation.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Admitted, Beat } from '../ports/controller-state.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import { type DeployerNote, newDeployerNote } from '../reconcile/desk.ts';
import { type Item, targetKey } from '../reconcile/snapshot.ts';
import { judgePlace, trailHolds } from '../reconcile/turn-gates.ts';
import { recordBreach } from './breach-of.ts';
import type { Deps } from './deps.ts';
import type { Gathered } from './gather.ts';
import { isBelow } from './is-below.ts';
import { lineHeldAt } from './line-held-at.ts';
import type { ProofDeps } from './prove-policy.ts';

/** What controllers of this clone found out. Empty where none has run here. */
export interface Heard {
  admitted: readonly Admitted[];
  /** Of those that are alive. */
  beats: readonly Beat[];
}

/** What still holds of that on one branch. */
export interface Weighed extends Pick<Heard, 'beats'> {
  /** By path, why. */
  quarantine: ReadonlyMap<string, string>;
  lineHeld: string | undefined;
  /** By their key, the targets of records that were torn from them, each with the record. */
  occupied: ReadonlyMap<string, string>;
  /** A controller has verified the very tip. */
  upToDate: boolean;
}

/** Counts only what was found out on commits that the branch still holds. */
export async function weigh(deps: ProofDeps, { admitted, beats }: Heard, { commit }: View['tip']): Promise<Weighed> {
  const { git } = deps;
  const held = await Promise.all(admitted.map(({ tip }) => isBelow(git, tip, commit)));
  const seen = admitted.filter((_, at) => held[at]);
  const holds = seen.length === 0 ? [lineHeldAt(deps, commit)] : seen.map((each) => lineHeldAt(deps, commit, each));
  return {
    beats,
    quarantine: new Map(seen.flatMap(({ quarantined }) => quarantined)),
    lineHeld: (await Promise.all(holds)).find((why) => why !== undefined),
    occupied: new Map(seen.flatMap(({ torn = [] }) => torn.map(([, { target, id }]) => [target, id] as const))),
    upToDate: seen.some(({ tip }) => tip === commit),
  };
}

/**
 * What else keeps a controller from taking a record up though its own gates are open, as far as it can be told beside
 * one. Nothing where the record is past that.
 */
export async function explainTurn(
  { clock }: Pick<Deps, 'clock'>,
  view: View,
  loaded: LoadedRecord,
  situation: Situation,
  { beats, occupied, upToDate }: Weighed,
  trail: Verdict | undefined,
): Promise<readonly Verdict[]> {
  const { kind } = loaded;
  const state = stateOf(loaded.fold);
  if (kind.work === undefined || !isYetToRun(loaded)) return [];
  const deployer = kind.work.deployer(loaded.record, await view.config());
  const { path, id } = loaded;
  const { record } = situation;
  const item: Item = {
    path,
    id,
    kind,
    work: kind.work,
    record,
    state,
    situation,
    deployer,
    quarantined: undefined,
  };
  const verdicts = judgePlace(item, {
    occupiedBy: (await occupant(view, item)) ?? occupied.get(targetKey(item)),
    note: deployer === undefined ? undefined : heardNote(beats, deployer),
    now: clock.milliseconds(),
  });
  return upToDate && trail === undefined ? [trailHolds(item, { lineHeld: undefined }), ...verdicts] : verdicts;
}

/**
 * What keeps a record in quarantine, or holds the line; undefined where nothing was found. What was done is judged
 * whatever state the record is in, and also where no controller ran here.
 */
export async function explainTrail(
  deps: ProofDeps,
  { loaded, trail }: Pick<Gathered, 'loaded' | 'trail'>,
  situation: Situation,
  { commit }: View['tip'],
  weighed: Weighed | undefined,
): Promise<Verdict | undefined> {
  const { id, path } = loaded;
  const quarantined = weighed?.quarantine.get(path) ?? (await recordBreach(deps, commit, loaded, trail));
  const lineHeld = isYetToRun(loaded) ? weighed?.lineHeld : undefined;
  const verdict = trailHolds({ id, situation, quarantined }, { lineHeld });
  return verdict.passed ? undefined : verdict;
}

function isYetToRun({ kind, fold }: LoadedRecord): boolean {
  return kind.work !== undefined && [kind.work.ready, kind.initial, draft].includes(stateOf(fold));
}

/** The record that is under way or held for the same target. */
async function occupant(view: View, item: Item): Promise<string | undefined> {
  const { kind, work, record } = item;
  for await (const batch of view.summaries({ states: [work.doing, work.held], tenant: record.metadata.tenant })) {
    for (const { id, kind: what } of batch) {
      if (id === item.id || what !== kind.kind) continue;
      const located = await view.locate(id);
      if (located === undefined) continue;
      const other = await view.load(located);
      if (targetKey({ ...item, record: other.record }) === targetKey(item)) return id;
    }
  }
  return undefined;
}

/** What the controller that was last asked said of a deployer. */
export function heardNote(beats: readonly Beat[], deployer: string): DeployerNote | undefined {
  const [latest] = [...beats].sort((left, right) => right.at - left.at);
  const said = latest?.deployers.find(({ name }) => name === deployer);
  if (said === undefined) return undefined;
  const { state, reason = 'it said no more', remedy = 'rgz controller status', nextCallAt = 0 } = said;
  const note = { ...newDeployerNote, notBefore: nextCallAt };
  switch (state) {
    case 'ready':
      return { ...note, readiness: { kind: 'ready' } };
    case 'broken':
      return { ...note, readiness: { kind: 'broken', reason, remedy } };
    case 'unreachable':
      return { ...note, readiness: { kind: 'unreachable', reason }, failures: 1 };
    default:
      return undefined;
  }
}
