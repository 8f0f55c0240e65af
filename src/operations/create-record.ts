import { aNoun } from '../domain/a-noun.ts';
import { apply } from '../domain/apply.ts';
import { judgeDecision } from '../domain/decision-gates.ts';
import { foldHistory } from '../domain/history.ts';
import { freeIdentifier, nextIdentifier, parseIdentifier } from '../domain/identifier.ts';
import type { JsonObject } from '../domain/json.ts';
import { actionOf, type KindDefinition, waysBack } from '../domain/kind.ts';
import type { RecordData } from '../domain/record.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { View } from '../ports/records.ts';
import { whoActs } from './acting.ts';
import { commitMessage } from './commit-message.ts';
import type { Deps } from './deps.ts';
import { filesBeside } from './files-beside.ts';
import { refuseClaimed } from './refuse-claimed.ts';
import { refuseClosed } from './refuse-closed.ts';
import { refuseProblems, worldOf } from './world.ts';
import { type Plan, type Written, writeUntilWon } from './write-until-won.ts';

export interface NewRecord {
  tenant: string;
  spec: JsonObject;
  labels?: JsonObject;
}

export interface Created {
  record: RecordData;
  path: string;
}

/** Opens a record with the next free id. `make` sees the records as they stand, and is asked again when others were faster. */
export function createRecord(
  deps: Deps,
  kind: KindDefinition,
  make: (view: View, now: string) => NewRecord | Promise<NewRecord>,
): Promise<Written<Created>> {
  return writeUntilWon(deps, async (view) => planCreation(deps, kind, view, make));
}

/** The same on one view, for who writes it only where something is missing. */
export async function planCreation(
  deps: Deps,
  kind: KindDefinition,
  view: View,
  make: (view: View, now: string) => NewRecord | Promise<NewRecord>,
): Promise<Plan<Created>> {
  const { store } = deps;
  const now = deps.clock.now();
  const year = now.slice(0, 4);
  const [policy, config, wanted] = await Promise.all([view.policy(), view.config(), make(view, now)]);
  const acting = await whoActs(deps, policy);
  const draft: RecordData = {
    apiVersion: config.apiVersion,
    kind: kind.kind,
    metadata: {
      id: kind.named?.id(wanted.spec) ?? (await allocate(view, kind, year)),
      createdAt: now,
      createdBy: acting.actor.email,
      tenant: wanted.tenant,
      ...(wanted.labels === undefined ? {} : { labels: wanted.labels }),
    },
    spec: wanted.spec,
  };
  await store.validate(kind.kind, draft);
  refuseProblems(kind.validate(draft, await worldOf(view, now)));

  await refuseDangling(view, kind, draft);

  const { id } = draft.metadata;
  const path = kind.place(draft);
  if (await view.exists(path)) throw await there(view, kind, id, path);
  const digest = store.digest(draft);
  const fold = foldHistory(kind, draft, digest);
  const action = actionOf(kind, 'created');
  if (action === undefined) throw new RgzError('bug', `kind ${kind.kind} has no event "created"`);
  const situation = { kind, record: draft, digest, fold, policy, contributions: [], now };
  refuseClosed(judgeDecision(situation, acting.actor, action));
  const { record } = apply(situation, acting.actor, action);
  await refuseClaimed(view, kind, record);
  return {
    files: new Map([
      ...(await filesBeside(deps, view, kind, record, 'created')),
      [path, Buffer.from(await store.write(record, path))],
    ]),
    message: commitMessage(`${id}: created by ${acting.actor.email}`, {
      record: id,
      action: 'created',
      actor: acting.actor.email,
    }),
    acting,
    result: { record, path },
  };
}

async function there(view: View, kind: KindDefinition, id: string, path: string): Promise<RgzError> {
  if (kind.named === undefined) return new RgzError('bug', `${path} is there already, and its id counts as free`);
  const located = await view.locate(id);
  const state = located && (await view.load(located)).fold.state;
  return new RgzError('record.exists', `there is ${aNoun(kind)} ${id} already${state ? `, and it is ${state}` : ''}`, {
    remedy: [`rgz show ${id}`, ...(state ? waysBack(kind, state, id) : [])],
  });
}

/** Whoever takes the last number there is keeps nobody else from getting one. */
async function allocate(view: View, kind: KindDefinition, year: string): Promise<string> {
  const next = nextIdentifier(kind.prefix, year, await view.usedIdentifiers(kind, year));
  if (parseIdentifier(next) !== undefined) return next;
  const used: string[] = [];
  for await (const batch of view.summaries({})) used.push(...batch.map(({ id }) => id));
  return freeIdentifier(kind.prefix, year, used);
}

/** What a new record refers to has to be there. */
async function refuseDangling(view: View, kind: KindDefinition, record: RecordData): Promise<void> {
  for (const { id, pointer } of kind.references(record)) {
    if ((await view.locate(id)) !== undefined) continue;
    throw new RgzError('input.invalid', `there is no record ${id} that this one could refer to`, {
      where: { file: 'the input', pointer },
      remedy: [kind.commands.list],
    });
  }
}
