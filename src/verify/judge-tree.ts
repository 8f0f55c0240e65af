import { faultOf } from '../domain/data-gate.ts';
import { changedTooLate } from '../domain/history.ts';
import type { KindDefinition } from '../domain/kind.ts';
import type { FileFact } from '../domain/launch-facts.ts';
import type { Reading, Unreadable, Version } from '../domain/reading.ts';
import type { RecordData } from '../domain/record.ts';
import { type Finding, finding, type Place } from './finding.ts';
import { judgeReferences, type Surroundings } from './judge-references.ts';
import { judgeSettings, type Settings } from './judge-settings.ts';
import { judgeReading, tellUnreadable } from './version.ts';

/** One file below a folder of records, or one that makes a tenant known. */
export interface TreeFile {
  path: string;
  /** A plain file, as far as Git or the file system say. */
  plain: boolean;
  /** undefined: its path is not that of any record. */
  kind: KindDefinition | undefined;
  reading: Reading | undefined;
  /** What a file that is named after its content is named, and what it should be. */
  attachment?: { named: string; holds: string; fault: string | undefined };
  /** What is wrong with a file that is no record. */
  problems?: readonly Unreadable[];
}

/** What one tree holds, read. */
export interface TreeFacts extends Settings {
  files: readonly TreeFile[];
  /** Every id there is in the tree, also of files that are not judged this time. */
  ids: ReadonlyMap<string, readonly string[]>;
  /** Every file there is that records go by, by its digest. */
  attachments: ReadonlyMap<string, readonly string[]>;
}

/** A file at a fixed path that a record goes by. */
export interface BoundFile {
  id: string;
  /** The record's own path. */
  of: string;
  file: FileFact;
}

const aside = /(^|\/)(README\.md|\.gitkeep)$/;

/** Text that belongs to a folder without being a record. */
export function isAside(path: string): boolean {
  return aside.test(path);
}

/** Holds the files of a tree against every rule that needs no history. */
export function judgeTree(facts: TreeFacts): readonly Finding[] {
  const { tenants, config, ids } = facts;
  const environments = config === undefined ? undefined : Object.keys(config.environments);
  const around = { tenants, environments, exists: (id: string) => ids.has(id) };
  return [...facts.files.flatMap((file) => judgeFile(facts, around, file)), ...judgeSettings(facts)];
}

/** Holds the files at fixed paths against what records say that they hold. It is told of the file, which has to be put right. */
export function judgeBound(bound: readonly BoundFile[]): readonly Finding[] {
  return bound.flatMap(({ id, file }) => {
    const fault = faultOf(file);
    return fault === undefined ? [] : [finding(fault.rule, `${fault.message}: ${id} goes by it`, { file: file.path })];
  });
}

/** In the states in which a record is not open again once its spec changes, the history says so itself. */
function judgeSpec(kind: KindDefinition, { fold }: Version, place: Place): readonly Finding[] {
  if (!changedTooLate(kind, fold) || fold.problems.some((each) => each.rule === 'spec-changed')) return [];
  const message = `the spec was changed after the record was ${fold.written}, which voids every approval`;
  return [finding('history.spec-changed', message, { ...place, pointer: '/spec' })];
}

function judgeFile(facts: TreeFacts, around: Surroundings, file: TreeFile): readonly Finding[] {
  const { path, plain, kind, reading, problems, attachment } = file;
  const place = { file: path };
  if (!plain) return [finding('tree.not-a-file', `${path} is a link or a submodule`, place)];
  if (problems !== undefined) return tellUnreadable(problems, place);
  if (attachment !== undefined) return judgeAttachment(attachment, place);
  if (kind === undefined) {
    return isAside(path) ? [] : [finding('tree.unexpected-file', `${path} is not where any record would lie`, place)];
  }
  if (reading === undefined) return [];
  if (reading.kind === 'unreadable') return judgeReading(reading, place);
  const { record } = reading.version;
  return [
    ...judgeReading(reading, place),
    ...judgeSpec(kind, reading.version, place),
    ...judgeReferences(around, kind, record, place),
    ...judgePlaces(facts, path, record),
    ...judgeAttached(facts, kind, record, place),
  ];
}

function judgeAttachment({ named, holds, fault }: NonNullable<TreeFile['attachment']>, place: Place): Finding[] {
  if (fault !== undefined) return [finding('evidence.unfit', `it cannot be evidence: ${fault}`, place)];
  if (named === holds) return [];
  return [finding('evidence.altered', `it holds ${holds.slice(0, 12)}… and is named ${named.slice(0, 12)}…`, place)];
}

function judgeAttached({ attachments }: TreeFacts, kind: KindDefinition, record: RecordData, place: Place): Finding[] {
  const at = { ...place, pointer: '/status/history' };
  return (kind.attached?.(record) ?? []).flatMap(({ digest, type }) => {
    const [path, ...others] = attachments.get(digest) ?? [];
    const short = `${digest.slice(0, 12)}…`;
    if (path === undefined) return [finding('evidence.missing', `the file ${short} that it goes by is not there`, at)];
    const is = kind.attachmentType?.(path);
    if (type === undefined || is === type || others.some((each) => kind.attachmentType?.(each) === type)) return [];
    return [
      finding('evidence.false-type', `the file ${short} is ${is ?? 'nothing known'}, and the history says ${type}`, at),
    ];
  });
}

function judgePlaces({ ids }: TreeFacts, path: string, { metadata: { id } }: RecordData): Finding[] {
  const others = (ids.get(id) ?? []).filter((other) => other !== path);
  if (others.length === 0) return [];
  const message = `${id} also lies at ${others.join(', ')}`;
  return [finding('record.duplicate-id', message, { file: path, pointer: '/metadata/id' })];
}
