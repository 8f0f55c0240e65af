import type { Fold } from '../domain/history.ts';
import type { Json } from '../domain/json.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { Policy } from '../domain/policy.ts';
import type { Reading, Unreadable } from '../domain/reading.ts';
import type { RecordData } from '../domain/record.ts';
import type { Filter, Summary } from '../domain/summary.ts';
import type { Telling } from '../domain/told-events.ts';
import type { Config } from '../generated/types/config.v1.ts';
import type { Policy as PolicyFile } from '../generated/types/policy.v1.ts';
import type { Oid, Tip } from './git.ts';
import type { Locate, Position, YamlEdit } from './yaml.ts';

/** Where a record lies in one commit. */
export interface Located {
  kind: KindDefinition;
  id: string;
  path: string;
  blob: Oid;
}

/** A record that is not there any more. */
export interface LostRecord extends Omit<Located, 'blob'> {
  /** The commit that deleted it. */
  commit: Oid;
  author: string;
}

/** A record read, validated and folded. */
export interface LoadedRecord extends Located {
  text: string;
  record: RecordData;
  digest: string;
  fold: Fold;
}

/** A file beside the records. */
export interface Attachment {
  path: string;
  blob: Oid;
}

/** The records as they stand in one commit. Reading twice gives the same answer. */
export interface View {
  readonly tip: Tip;
  /** `bytes`: the file as it is in the checkout, where that differs. */
  policy(bytes?: Buffer): Promise<Policy>;
  policyFile(): Promise<{ path: string; text: string; data: PolicyFile }>;
  config(bytes?: Buffer): Promise<Config>;
  tenants(): Promise<readonly string[]>;
  /** The ids of a kind that are taken in a year. */
  usedIdentifiers(kind: KindDefinition, year: string): Promise<readonly string[]>;
  /** Every path at which a record of this id lies; more than one is a fault. */
  placesOf(id: string): Promise<readonly string[]>;
  locate(id: string): Promise<Located | undefined>;
  /**
   * Where a record of this id lay that was deleted; only for one that is not there. Looks through so many of the newest
   * commits, or the whole history, which takes long; `older`: nothing was found in those, and there are more.
   */
  lost(id: string, newest?: number): Promise<LostRecord | 'older' | undefined>;
  /** Throws `yaml.invalid`, `schema.invalid` or `record.misplaced`, with the place in the file. */
  load(located: Located): Promise<LoadedRecord>;
  /** The commits that changed a record's file, oldest first, each with what it made of the history. */
  trail(located: Located): Promise<readonly Telling[]>;
  /** The policy that a commit was made under; undefined where its parent was no records repository. */
  policyBefore(commit: Oid): Promise<Policy | 'unusable' | undefined>;
  /** In batches, newest first. Only as much is read as is asked for. */
  summaries(filter: Filter): AsyncIterable<readonly Summary[]>;
  exists(path: string): Promise<boolean>;
  /** The files beside the records that are named after what they hold, by that digest; bytes come before pointers to the same. */
  attachments(): Promise<ReadonlyMap<string, readonly [Attachment, ...Attachment[]]>>;
}

/** A record's file, read; what is wrong with it is told, not thrown. */
export type ReadReading = (kind: KindDefinition, path: string, bytes: Buffer) => Promise<Reading>;

export interface RecordStore {
  /** The records at any commit; with a tree, as they would be if the commit had that one. */
  viewAt(commit: Oid, tree?: Oid): Promise<View>;
  readonly reading: ReadReading;
  /** The same for one version of a file after the other: it remembers the last of each. */
  versionReader(): ReadReading;
  /** The policy in a file, or undefined where it cannot be used. */
  policyFrom(bytes: Buffer): Promise<Policy | undefined>;
  /** What is wrong with a configuration, or with a file that makes a tenant known. */
  settingsFaults(path: string, bytes: Buffer): Promise<readonly Unreadable[]>;
  /** Where the value at a pointer stands in a file; the first line where the file cannot be read. */
  place(bytes: Buffer, pointer: string): Promise<Position>;
  /** Throws `repository.not-found` when the branch has no configuration of rgz. */
  view(purpose: 'read' | 'write'): Promise<View>;
  /** Checks a record and says where in the text it is wrong. */
  validate(kind: string, data: unknown, locate?: Locate, file?: string): Promise<void>;
  /** Reads a text that has to fit the schema of a kind. */
  parse<T>(kind: string, text: string, file: string): Promise<T>;
  /** Reads any YAML strictly, with the place of every fault. */
  read(bytes: Uint8Array, file: string): Promise<Json>;
  edit(text: string, edits: readonly YamlEdit[]): Promise<string>;
  /** A new record's file, with the editor's schema line. */
  write(record: RecordData, path: string): Promise<string>;
  /** A file of rgz's own, held against the schema of its kind. */
  writeFile(path: string, kind: string, data: Json): Promise<string>;
  /** The file that makes a tenant known. Throws `schema.invalid` for a name that cannot be one. */
  newTenant(tenant: string, name: string | undefined, apiVersion: string): Promise<{ path: string; text: string }>;
  /** What a file beside the records has to be named after. */
  digestOfBytes(bytes: Uint8Array): string;
  digest(record: Pick<RecordData, 'kind' | 'metadata' | 'spec'>): string;
}
