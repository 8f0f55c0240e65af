import type { KindDefinition } from '../domain/kind.ts';
import type { Reading, Version } from '../domain/reading.ts';
import { contributionsOf } from '../domain/trail.ts';
import type { Oid, TreeChange } from '../ports/git.ts';
import type { GovernedChange } from '../verify/judge-commit.ts';
import type { BlobWindow } from './blob-window.ts';
import type { Deps } from './deps.ts';
import type { GovernedPath } from './governed-paths.ts';
import type { IdPlaces } from './id-places.ts';
import { type Made, RecordPast } from './record-past.ts';
import type { RecordTrails } from './record-trails.ts';
import { CommitSurroundings } from './surroundings.ts';

export interface JudgedRecord {
  path: string;
  id: string;
  reading: Reading | undefined;
  before: Version | undefined;
}

/** Gathers what each commit of a walk does to records, and carries along what later commits are judged by. */
export class RecordSteps {
  readonly #past: RecordPast;
  readonly #trails: RecordTrails;
  readonly #places: IdPlaces;
  readonly #surroundings: CommitSurroundings;

  constructor(deps: Pick<Deps, 'git' | 'store'>, blobs: BlobWindow, places: IdPlaces, trails: RecordTrails) {
    this.#past = new RecordPast(deps, blobs, trails);
    this.#trails = trails;
    this.#places = places;
    this.#surroundings = new CommitSurroundings(deps);
  }

  /** The facts of one record's step; its past grows by this commit afterwards. */
  async step(
    change: TreeChange,
    kind: KindDefinition,
    made: Made,
    settings: Oid,
  ): Promise<GovernedChange & { what: 'record' }> {
    const { path } = change;
    const { commit } = made;
    const [parent = ''] = commit.parents;
    const before =
      change.before === undefined ? undefined : await this.#past.versionBefore(path, kind, change.before, parent);
    const after = await this.#past.reading(path, kind, change.after);
    const trail = await this.#trails.of(path, kind, change.before, parent);
    this.#past.add(path, change.after, [change.before], { ...made, after });
    const contributions = before === undefined ? [] : contributionsOf(before.record, trail, kind);
    const [added] = trail;
    const version = after?.kind === 'version' ? after.version : undefined;
    const asks = version !== undefined && version.digest !== before?.digest;
    return {
      what: 'record',
      path,
      kind,
      before,
      after,
      contributions,
      added: added && { author: added.author, commit: added.commit },
      around: asks ? await this.#surroundings.of(commit.oid, settings, kind, version.record) : undefined,
      elsewhere: change.before === undefined ? await this.#places.elsewhere(commit.oid, kind, path) : [],
    };
  }

  /** Records that come with the adoption stand as they are; who adopted them had a hand in them. */
  async takeUp(made: Made, governed: readonly GovernedPath[]): Promise<readonly JudgedRecord[]> {
    const records: JudgedRecord[] = [];
    for (const { change, what } of governed) {
      if (what.what !== 'record') continue;
      const after = await this.#past.reading(change.path, what.kind, change.after);
      await this.#trails.of(change.path, what.kind, change.before, made.commit.parents[0] ?? '');
      this.#past.add(change.path, change.after, [change.before], { ...made, after });
      records.push({
        path: change.path,
        id: what.kind.recognise(change.path)?.id ?? change.path,
        reading: after,
        before: undefined,
      });
    }
    return records;
  }

  /** What a merge makes of several sides is made by all of them; what it takes whole from one is of that side alone. */
  async addMixed(made: Made, [first = [], ...others]: readonly (readonly GovernedPath[])[]): Promise<void> {
    for (const { change, what } of first) {
      const { path } = change;
      const same = others.map((list) => list.find((each) => each.change.path === path)?.change);
      const changes = [change, ...same];
      if (what.what !== 'record' || same.includes(undefined)) continue;
      const sources = changes.map((each) => each?.before);
      for (const [at, source] of sources.entries())
        await this.#trails.of(path, what.kind, source, made.commit.parents[at] ?? '');
      const after = await this.#past.reading(path, what.kind, change.after);
      this.#past.add(path, change.after, sources, { ...made, after });
    }
  }
}
