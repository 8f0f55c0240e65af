import { coAuthorsOf } from '../../domain/contributors.ts';
import { isObject, type Json } from '../../domain/json.ts';
import type { KindDefinition } from '../../domain/kind.ts';
import type { RecordData } from '../../domain/record.ts';
import type { TrailEntry } from '../../domain/trail.ts';
import type { GitRepository, Oid } from '../../ports/git.ts';
import type { Located } from '../../ports/records.ts';
import type { VerifySignature } from '../../ports/signatures.ts';
import type { YamlSource } from '../../ports/yaml.ts';
import { digestOf } from './load.ts';

export interface TrailReaders {
  git: GitRepository;
  yaml: YamlSource;
  verify: VerifySignature;
}

/** The commits that changed a record's file, oldest first, each with who made it and what it did to the spec. */
export async function readTrail(
  { git, yaml, verify }: TrailReaders,
  tip: Oid,
  located: Located,
): Promise<readonly TrailEntry[]> {
  const changes = await git.historyOf(tip, located.path);
  const glances = new Map<Oid, Glance>();
  const glance = async (blob: Oid | undefined): Promise<Glance> => {
    if (blob === undefined) return nothing;
    const known = glances.get(blob);
    if (known !== undefined) return known;
    const made = await glanceAt(yaml, located.kind, await git.readBlob(blob));
    glances.set(blob, made);
    return made;
  };
  const entries: TrailEntry[] = [];
  for (const change of [...changes].reverse()) {
    const [commit, before, after] = [
      await git.readCommit(change.commit),
      await glance(change.before),
      await glance(change.blob),
    ];
    const signed =
      commit.signature === undefined ? undefined : await verify(commit.signature.armoured, commit.signature.payload);
    entries.push({
      commit: commit.oid,
      at: commit.committer.at,
      author: commit.author.email,
      committer: commit.committer.email,
      coAuthors: coAuthorsOf(commit.message),
      key: signed?.kind === 'good' ? signed.publicKey : undefined,
      signature: signed === undefined ? 'none' : signed.kind === 'good' ? 'good' : 'bad',
      digest: after.digest,
      changedSpec: before.digest === undefined || before.digest !== after.digest,
      events: after.events,
    });
  }
  return entries;
}

interface Glance {
  digest: string | undefined;
  events: number;
}

const nothing: Glance = { digest: undefined, events: 0 };

/** The little that is needed of an older version, which may be anything: an unreadable one counts as another spec. */
async function glanceAt(yaml: YamlSource, kind: KindDefinition, bytes: Buffer): Promise<Glance> {
  const fast = yaml.readFast(bytes);
  const reading = fast === undefined ? (await yaml.load()).read(bytes) : { ok: true as const, value: fast };
  if (!reading.ok || !isObject(reading.value)) return nothing;
  const { metadata, spec, status } = reading.value;
  if (!isObject(metadata) || !isObject(spec)) return nothing;
  const record = { kind: kind.kind, metadata, spec } as unknown as RecordData;
  const history: Json | undefined = isObject(status) ? status.history : undefined;
  return { digest: digestOf(record), events: Array.isArray(history) ? history.length : 0 };
}
