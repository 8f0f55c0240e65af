import { addressesOf, coAuthorsOf } from '../../domain/contributors.ts';
import { isObject } from '../../domain/json.ts';
import type { KindDefinition } from '../../domain/kind.ts';
import type { Policy } from '../../domain/policy.ts';
import type { HistoryEvent } from '../../domain/record.ts';
import type { Telling } from '../../domain/told-events.ts';
import type { TrailEntry } from '../../domain/trail.ts';
import type { CommitInfo, GitRepository, Oid } from '../../ports/git.ts';
import type { Located } from '../../ports/records.ts';
import type { VerifySignature } from '../../ports/signatures.ts';
import type { YamlSource } from '../../ports/yaml.ts';
import { policyPath } from './layout.ts';
import { policyFrom } from './policy-file.ts';
import type { Readers } from './read-file.ts';
import { readVersion } from './read-version.ts';

export interface TrailReaders extends Readers {
  git: GitRepository;
  verify: VerifySignature;
}

/**
 * The commits that led to a record's file as it stands, oldest first, each with who made it and what it did to the spec.
 * A merge that takes the file whole from one side made nothing; of one that mixes, all sides count.
 */
export async function readTrail(readers: TrailReaders, tip: Oid, located: Located): Promise<readonly Telling[]> {
  const { git } = readers;
  const { path } = located;
  const glances = new Map<Oid, Promise<Glance>>();
  const glance = (blob: Oid | undefined): Promise<Glance> => {
    if (blob === undefined) return Promise.resolve(nothing);
    const made = glances.get(blob) ?? git.readBlob(blob).then((bytes) => glanceAt(readers, located.kind, path, bytes));
    glances.set(blob, made);
    return made;
  };
  const policies = new Map<Oid, Promise<Policy | undefined>>();
  const listed = async ({ parents }: CommitInfo, { author, committer, coAuthors, key }: TrailEntry) => {
    const [parent] = parents;
    const found = parent === undefined ? undefined : await git.find(parent, policyPath);
    if (!found?.mode.startsWith('100')) return [];
    const known = policies.get(found.oid) ?? git.readBlob(found.oid).then((bytes) => policyFrom(readers, bytes));
    policies.set(found.oid, known);
    const policy = await known;
    return policy === undefined ? [] : addressesOf(policy, [author, committer, ...coAuthors], key);
  };
  const led = new Set<Oid | undefined>([located.blob]);
  const entries: Telling[] = [];
  for (const { commit: oid, blob, before } of await git.historyOf(tip, path)) {
    if (blob === undefined || !led.has(blob)) continue;
    const commit = await git.readCommit(oid);
    const sources = commit.parents.length < 2 ? [before] : await blobsAt(git, commit.parents, path);
    if (commit.parents.length > 1 && sources.includes(blob)) continue;
    for (const source of sources) led.add(source);
    const after = await glance(blob);
    const entry = await entryOf(readers, commit, blob, await glance(before), after);
    entries.push({ ...entry, listed: await listed(commit, entry), sources, history: after.history });
  }
  return entries.reverse();
}

async function entryOf(
  { verify }: TrailReaders,
  { oid, author, committer, message, signature }: CommitInfo,
  blob: Oid,
  before: Glance,
  after: Glance,
): Promise<TrailEntry> {
  const signed = signature === undefined ? undefined : await verify(signature.armoured, signature.payload);
  return {
    commit: oid,
    blob,
    at: committer.at,
    author: author.email,
    committer: committer.email,
    coAuthors: coAuthorsOf(message),
    key: signed?.kind === 'good' ? signed.publicKey : undefined,
    signature: signed === undefined ? 'none' : signed.kind === 'good' ? 'good' : 'bad',
    digest: after.digest,
    changedSpec: before.digest === undefined || before.digest !== after.digest,
    events: after.events,
  };
}

function blobsAt(git: GitRepository, commits: readonly Oid[], path: string): Promise<(Oid | undefined)[]> {
  return Promise.all(commits.map(async (commit) => (await git.find(commit, path))?.oid));
}

interface Glance {
  digest: string | undefined;
  events: number;
  history: readonly HistoryEvent[] | undefined;
}

const nothing: Glance = { digest: undefined, events: 0, history: [] };

/** The little that is needed of an older version, which may be anything: an unreadable one counts as another spec. */
async function glanceAt(readers: Readers, kind: KindDefinition, path: string, bytes: Buffer): Promise<Glance> {
  const reading = await readVersion(readers, kind, path, bytes);
  if (reading.kind === 'unreadable') return { digest: undefined, ...(await eventsIn(readers.yaml, bytes)) };
  const { digest, record } = reading.version;
  const history = record.status?.history ?? [];
  return { digest, events: history.length, history };
}

/** The history in a file that is no record as it stands. */
async function eventsIn(yaml: YamlSource, bytes: Buffer): Promise<Pick<Glance, 'events' | 'history'>> {
  const reading = (await yaml.load()).read(bytes);
  const status = reading.ok && isObject(reading.value) ? reading.value.status : undefined;
  if (!isObject(status) || !Array.isArray(status.history)) return { events: 0, history: undefined };
  const { history } = status;
  return { events: history.length, history: history.every(isObject) ? (history as HistoryEvent[]) : undefined };
}
