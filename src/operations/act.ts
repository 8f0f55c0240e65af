import { aNoun } from '../domain/a-noun.ts';
import { apply, type Input } from '../domain/apply.ts';
import { dataAsBound } from '../domain/data-gate.ts';
import { judgeDecision, judgeEvent } from '../domain/decision-gates.ts';
import { foldHistory, standingVoters, stateOf } from '../domain/history.ts';
import { actionOf } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import type { Situation } from '../domain/situation.ts';
import type { Verdict } from '../domain/verdict.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import { type Acting, whoActs } from './acting.ts';
import { planAdoption } from './adopt.ts';
import { Holdings } from './bound-files.ts';
import { commitMessage } from './commit-message.ts';
import type { Deps } from './deps.ts';
import { judgeEvidence } from './evidence-of-record.ts';
import { filesBeside } from './files-beside.ts';
import { type Gathered, gather } from './gather.ts';
import { editsBetween } from './record-edits.ts';
import { refuseClaimed } from './refuse-claimed.ts';
import { refuseClosed } from './refuse-closed.ts';
import { type Plan, type Written, writeUntilWon } from './write-until-won.ts';

export interface Acted {
  loaded: LoadedRecord;
  record: RecordData;
  action: string;
  actor: string;
  /** The state after it. */
  state: string;
  /** How many have approved the spec as it stands now, and of how many that are needed. */
  votes: { valid: number; needed: number | undefined };
  /** Somebody had approved what it changed, and has to look at it again. */
  voided: boolean;
}

/** What the action adds, worked out on the record as it stands in the view it is decided on. */
export type MakeInput = (gathered: Gathered, view: View) => Addition | Promise<Addition>;

/** What goes with the event: its fields, and files that it goes by. */
export interface Addition extends Input {
  files?: ReadonlyMap<string, Buffer>;
}

/** Puts one action on one record, decided on the tip: one commit with one event. A draft is adopted by a commit before it. */
export function act(
  deps: Deps,
  id: string,
  actionName: string,
  makeInput: MakeInput = () => ({}),
): Promise<Written<Acted>> {
  return actUnless(deps, id, actionName, () => false, makeInput);
}

/** The same, unless what it would come to is there already: then no gate is asked, and nothing is written. */
export function actUnless(
  deps: Deps,
  id: string,
  actionName: string,
  isDone: (found: Gathered, view: View) => boolean | Promise<boolean>,
  makeInput: MakeInput = () => ({}),
): Promise<Written<Acted>> {
  return writeUntilWon<Acted>(deps, async (view) => {
    const found = await gather(view, id, deps.clock.now());
    if (await isDone(found, view)) return { nothing: await unchanged(deps, found, actionName) };
    return planOn(deps, view, found, actionName, makeInput);
  }).catch((error) => throwUnpublished(deps, id, error));
}

/** The plan of one action on one view, for who may find that there is nothing to do. */
export async function planAct(
  deps: Deps,
  view: View,
  id: string,
  actionName: string,
  makeInput: MakeInput,
): Promise<Plan<Acted>> {
  return planOn(deps, view, await gather(view, id, deps.clock.now()), actionName, makeInput);
}

async function planOn(
  deps: Deps,
  view: View,
  found: Gathered,
  actionName: string,
  makeInput: MakeInput,
): Promise<Plan<Acted>> {
  const acting = await whoActs(deps, found.situation.policy);
  if (found.loaded.record.status !== undefined) return planAction(deps, view, found, actionName, acting, makeInput);
  const { first, adopted } = await planAdoption(deps, view, found, acting);
  return { ...(await planAction(deps, view, adopted, actionName, acting, makeInput)), first };
}

/** The record as it stands, in place of what the action would have made of it. */
async function unchanged(deps: Deps, { loaded, situation }: Gathered, action: string): Promise<Acted> {
  const { actor } = await whoActs(deps, situation.policy);
  const votes = { valid: standingVoters(loaded.fold.votes).size, needed: undefined };
  return {
    loaded,
    record: loaded.record,
    action,
    actor: actor.email,
    state: stateOf(loaded.fold),
    votes,
    voided: false,
  };
}

/** A record that only this clone holds is shown by it, and nothing can be done with it before it is published. */
async function throwUnpublished({ git, store }: Deps, id: string, error: unknown): Promise<never> {
  const isUnknown = error instanceof RgzError && error.code === 'record.unknown';
  const here = isUnknown && git.remote !== undefined ? await (await store.view('read')).locate(id) : undefined;
  if (here === undefined) throw error;
  throw new RgzError('record.unknown', `${here.id} is in this clone only: ${git.remote} does not have it yet`, {
    remedy: [`git push ${git.remote} ${git.branch}`],
    cause: error,
  });
}

/** Nobody votes on files that are not what the record says. */
async function judgeData(deps: Deps, view: View, situation: Situation): Promise<readonly Verdict[]> {
  if (situation.kind.goesBy === undefined) return [];
  const { kind, record } = situation;
  const launch = await new Holdings(deps).facts(view.tip.tree, kind, record);
  const verdict = dataAsBound({ ...situation, launch });
  return verdict === undefined ? [] : [{ ...verdict, code: 'launch.held' }];
}

async function planAction(
  deps: Deps,
  view: View,
  gathered: Gathered,
  actionName: string,
  acting: Acting,
  makeInput: MakeInput,
): Promise<Plan<Acted>> {
  const { loaded, situation } = gathered;
  const action = actionOf(loaded.kind, actionName);
  if (action === undefined) throw new RgzError('input.invalid', `${aNoun(loaded.kind)} cannot be ${actionName}`);
  refuseClosed(judgeDecision(situation, acting.actor, action));
  const input = await makeInput(gathered, view);
  refuseClosed(judgeEvent(situation, acting.actor, action, input.fields, input.spec?.value));
  const evidence = action.vote ? await judgeEvidence(deps, view, loaded) : undefined;
  if (evidence !== undefined) refuseClosed([evidence]);
  if (action.vote) refuseClosed(await judgeData(deps, view, situation));
  const { event, record } = apply(situation, acting.actor, action, input);
  await deps.store.validate(loaded.kind.kind, record);
  if (input.spec !== undefined) await refuseClaimed(view, loaded.kind, record);
  const text = await deps.store.edit(loaded.text, editsBetween(loaded.record, record));
  const valid = standingVoters(foldHistory(loaded.kind, record, event.digest ?? situation.digest).votes).size;
  const subject = `${loaded.id}: ${action.phrase} by ${acting.actor.email}`;
  return {
    files: new Map([
      ...(input.files ?? []),
      ...(await filesBeside(deps, view, loaded.kind, record, action.action)),
      [loaded.path, Buffer.from(text)],
    ]),
    message: commitMessage(subject, { record: loaded.id, action: action.action, actor: acting.actor.email }),
    acting,
    result: {
      loaded,
      record,
      action: action.action,
      actor: acting.actor.email,
      state: record.status?.state ?? loaded.kind.initial,
      votes: { valid, needed: event.quorum },
      voided: action.decides !== true && valid < standingVoters(loaded.fold.votes).size,
    },
  };
}
