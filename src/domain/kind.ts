import type { ErrorCode } from '../errors/catalogue.ts';
import type { Attached, Claim, Misstatement, SettingsFile, Sum, WantedFile } from './bound.ts';
import type { Actor } from './contributors.ts';
import type { CodeWish, Guest } from './guest.ts';
import type { Json, JsonObject } from './json.ts';
import type { KindCommands } from './kind-commands.ts';
import type { Audience, RecordEvent, Tone, Words } from './notice.ts';
import type { IssuedCode } from './one-time-code.ts';
import type { Policy } from './policy.ts';
import type { HistoryEvent, RecordData } from './record.ts';
import type { Right } from './roles.ts';
import type { Verdict } from './verdict.ts';
import type { Work } from './work.ts';

/** What the world outside is told of one thing that happened. */
export interface EventDefinition {
  type: string;
  tone: Tone;
  /** The people who should hear of it. Nobody is told of what they did themselves. */
  tell: readonly Audience[];
  /** What whoever hears of it may want to type; {id} stands for the record. */
  commands: readonly string[];
  /** It ends a failure of the same record, so whoever heard of that hears of this. */
  recovers?: true;
}

/** One thing that can happen to a record: the name of its event, when it is legal, and where it leads. */
export interface ActionDefinition {
  action: string;
  /** What the event is called in a sentence: "approved by …". */
  phrase: string;
  from: readonly string[];
  to: string;
  /** Each event is one person's vote: the state moves when as many have voted as the event's `quorum` asks for. */
  vote?: true;
  /** Nobody who had a hand in the spec may do this. */
  decides?: true;
  /** The event names the digest of the spec as it now stands. */
  binds?: true;
  /** The event says why, at some length. */
  explains?: true;
  /** It closes the review that is due, by somebody who took no part. */
  reviews?: true;
  /** Whoever does it has a hand in what is decided, and so has whoever makes the commit: in a word, what they did. */
  takesPart?: 'edited' | 'imported';
  /** Whatever was decided before counts no more. */
  voids?: true;
  /** It may change what else never changes after creation. */
  renews?: true;
  /** It ends the record whatever became of its spec. */
  withdraws?: true;
  /** What is typed for it where nothing else can be done with the record any more; {id} stands for it. */
  again?: string;
  /** Something outside is started after it: what stands before a launch must be open. */
  launches?: true;
  right: Right;
  /** The answer when the record is in another state. */
  refusal: ErrorCode;
  event: EventDefinition;
  /** What is told in its place where a vote was cast and more are needed. */
  ballot?: EventDefinition;
}

/** A record in short, for whoever is told of it. The label of each part is looked up by its key, and so is each of its words. */
export interface Brief {
  facts: readonly ({ key: string } & ({ value: string } | { words: readonly string[] }))[];
  texts: readonly { key: string; value: string | Words }[];
}

/** An event that a controller puts on a record to which nothing else happens until then. */
export interface Nudge {
  action: string;
  fields: Readonly<Record<string, Json>>;
  /** One-time codes are issued with it, for these. */
  issues?: readonly CodeWish[];
  /** ISO in UTC. */
  dueAt: string;
}

/** Who has to do something about a record: people by their addresses, and whoever has a role for its tenant. */
export interface Workers {
  emails: readonly string[];
  roles: readonly string[];
}

/** How far a record has come that is worked off point by point. */
export interface Progress {
  total: number;
  completed: number;
  blocked: number;
  percentage: number;
  color: string;
  /** Completed, and nobody else has looked at it. */
  unvalidated: number;
  /** When the first of these was. */
  unvalidatedSince?: string;
  byCategory: Readonly<Record<string, { total: number; completed: number; percentage: number }>>;
}

/** Where a record lies, read from its path. */
export interface Placement {
  id: string;
  year: string;
  month: string;
  environment: string;
}

export interface Problem {
  code: ErrorCode;
  pointer: string;
  message: string;
  remedy: readonly string[];
}

/** What the rules for new input may look at. */
export interface World {
  now: string;
  tenants: readonly string[];
  environments: readonly string[];
}

export type Review = 'due' | 'done';

/** A kind of record. The engine knows kinds only through this. */
export interface KindDefinition {
  kind: string;
  prefix: string;
  noun: string;
  commands: KindCommands;
  /** The folder its records lie in, and how many folders deep below it. */
  folder: string;
  depth: number;
  /** The stream of its events, for programs. */
  topic: string;
  /** Who has it may see the records. */
  sees: Right;
  states: readonly string[];
  initial: string;
  /** States that a spec changed by hand takes back to `initial`; its votes are void in any state. */
  reopens: readonly string[];
  actions: readonly ActionDefinition[];
  /** Left out where nothing is carried out. */
  work?: Work;
  /** Paths below `spec` that never change after creation. */
  immutable: readonly (readonly string[])[];
  /** Its path, which follows from metadata and spec alone. */
  place(record: RecordData): string;
  /** Left out where ids are numbers that are given out; otherwise a record is named after what it is about. */
  named?: NamedAfter;
  /** What a record that is opened or renewed takes along of a file, which it has to be true to. */
  copy?(record: RecordData): { path: string; agrees(file: JsonObject | undefined): boolean };
  /** The digest that a file beside the records is named after; undefined for any other path. */
  attachment?(path: string): string | undefined;
  /** Whether such a file only stands for one that is kept elsewhere. */
  pointsElsewhere?(path: string): boolean;
  /** Why such a file cannot be what its name says that it is. */
  attachmentFault?(path: string, bytes: Uint8Array): string | undefined;
  /** Files of settings that an event writes along with the record: nothing but this may be written by its right alone. */
  beside?(record: RecordData, action: string): readonly SettingsFile[];
  /** Files of its tenant's folder that a record goes by, and what each has to hold. */
  goesBy?(record: RecordData): readonly WantedFile[];
  /** Where a record or one of these files says what the rules for taking them up do not bear out. All of them are there. */
  misstates?(record: RecordData, files: ReadonlyMap<string, Buffer>): readonly Misstatement[];
  /** Digests of texts that follow from the record alone: anybody can work them out again. */
  sums?(record: RecordData): readonly Sum[];
  /** What no other record may have as well. */
  claims?(record: RecordData): readonly Claim[];
  /** Gates that this kind waits for beside those that the policy names. */
  demands?(policy: Policy): Policy['gates'];
  /** The media type of such a file, by its path. */
  attachmentType?(path: string): string | undefined;
  /** The files that a record goes by, each with the type that the record gives it. */
  attached?(record: RecordData): readonly Attached[];
  recognise(path: string): Placement | undefined;
  scope(record: RecordData): { tenant: string; environment: string };
  quorum(record: RecordData, policy: Policy): number;
  brief(record: RecordData): Brief;
  summary(record: RecordData): { target: string; impact: string; rollbackOf?: string; progress?: Progress };
  /** Whether it may be decided on at all yet, as far as its file says. Left out where that is always so. */
  isReady?(record: RecordData): boolean;
  /** What is told in place of the event by which a record came to be ready. */
  ready?: EventDefinition;
  /** What is due because it stands still, without what it was told of that already. Left out where it may stand for ever. */
  nudges?(record: RecordData): readonly Nudge[];
  /** The states in which it is: where this is left out, the initial one. */
  nudgedIn?: readonly string[];
  /** Those outside of the policy whom an event gave a code. Left out where no event does. */
  guests?(record: RecordData, event: RecordEvent): readonly Guest[];
  /** The code that somebody may come with; undefined where there is none, or it was used. */
  standingCode?(record: RecordData, user: string): IssuedCode | undefined;
  /** Left out where nobody but those who decide has anything to do. */
  workers?(record: RecordData): Workers;
  /** The gate of the policy that a record in this state opens; undefined where it opens none. */
  proves?(record: RecordData, state: string): string | undefined;
  /** The environment that a record takes something from, and whether it goes back to what was live. Left out where there is none. */
  origin?(record: RecordData): { environment: string; rollback: boolean };
  /** Whether fewer people have to approve now, and somebody has to look at it afterwards. */
  isEmergency?(record: RecordData): boolean;
  /** Whether a review of what an emergency did is due or done; undefined where there is nothing to review. */
  review?(record: RecordData, state: string): Review | undefined;
  /** Convenience fields of `status` that follow from the history. null where they say nothing. */
  derive(history: readonly HistoryEvent[], state: string): JsonObject;
  /** The ids of other records that this one names, each with where it does. */
  references(record: RecordData): readonly { id: string; pointer: string }[];
  validate(record: RecordData, world: World): readonly Problem[];
  /** What has to hold beside the gates of every record. */
  gates?(facts: EventFacts): readonly Verdict[];
}

/** An event that somebody is about to put on a record. */
export interface EventFacts {
  record: RecordData;
  policy: Policy;
  now: string;
  actor: Actor;
  action: ActionDefinition;
  fields: Partial<HistoryEvent>;
  /** What the event makes of the spec; undefined where it leaves it as it is. */
  spec?: JsonObject;
}

/** The ids of a kind whose records are named after what they are about. */
export interface NamedAfter {
  /** The id that somebody means; undefined where it is none of this kind. */
  refer(text: string): string | undefined;
  path(id: string): string;
  id(spec: JsonObject): string;
}

/** What somebody needs to be allowed to vote on a record of a kind; undefined where nobody votes. */
export function rightToVote({ actions }: Pick<KindDefinition, 'actions'>): Right | undefined {
  return actions.find(({ vote }) => vote)?.right;
}

/** What somebody needs to be allowed to open a record of a kind. */
export function rightToCreate({ actions }: Pick<KindDefinition, 'actions'>): Right {
  const created = actions.find(({ from }) => from.length === 0);
  if (created === undefined) throw new RangeError('the kind has no event that opens a record');
  return created.right;
}

/** The states in which a record waits for votes. */
export function votingStates({ actions }: Pick<KindDefinition, 'actions'>): readonly string[] {
  return actions.filter(({ vote }) => vote).flatMap(({ from }) => from);
}

export function actionOf(kind: Pick<KindDefinition, 'actions'>, action: string): ActionDefinition | undefined {
  return kind.actions.find((each) => each.action === action);
}

/** Whether a record in this state may yet be voted on or launched. */
export function isOpen(kind: KindDefinition, state: string): boolean {
  const reached = new Set([state]);
  for (const from of reached) {
    for (const action of kind.actions.filter((each) => each.from.includes(from))) {
      if (action.vote || action.launches) return true;
      reached.add(action.to);
    }
  }
  return false;
}

/** What brings a record back from a state in which nothing else can be done with it. */
export function waysBack({ actions }: KindDefinition, state: string, id: string): readonly string[] {
  return actions.flatMap(({ from, again }) => (again && from.includes(state) ? [again.replace('{id}', id)] : []));
}
