import type { Contribution } from '../domain/contributors.ts';
import { actionOf, type KindDefinition } from '../domain/kind.ts';
import { contributionsOf } from '../domain/trail.ts';
import type { Work } from '../domain/work.ts';
import type { RecordTrails } from '../operations/record-trails.ts';
import type { Oid, TreeChange } from '../ports/git.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import type { ControllerDeps } from './controller-deps.ts';
import type { Past } from './past.ts';

/** A record that is due, under way or held, as one commit has it. */
export interface ActiveRecord extends LoadedRecord {
  work: Work;
  state: string;
}

/**
 * The records at work. Found once by the summaries; from then on only what differs between two tips is read.
 * Who had a hand in a spec is read from the commits once for each spec.
 */
export class ActiveRecords {
  readonly #deps: ControllerDeps;
  readonly #past: Past;
  readonly #trails: RecordTrails;
  readonly #records = new Map<string, ActiveRecord>();
  readonly #hands = new Map<string, { made: string; contributions: readonly Contribution[] }>();
  #tree: Oid | undefined;

  /** The past is told of every record that changes. */
  constructor(deps: ControllerDeps, past: Past, trails: RecordTrails) {
    this.#deps = deps;
    this.#past = past;
    this.#trails = trails;
  }

  async at(view: View): Promise<readonly ActiveRecord[]> {
    const { git, kinds } = this.#deps;
    const { tree } = view.tip;
    if (this.#tree === tree) return [...this.#records.values()];
    const working = kinds.filter(({ work }) => work !== undefined);
    if (this.#tree === undefined) await this.#findAll(view, working);
    else {
      const folders = [...new Set(working.map(({ folder }) => folder))];
      await this.#take(await git.diffTrees(this.#tree, tree, folders));
    }
    this.#tree = tree;
    return [...this.#records.values()];
  }

  /** Everybody who had a hand in the spec as it stands. */
  async contributions(view: View, record: ActiveRecord): Promise<readonly Contribution[]> {
    const known = this.#hands.get(record.path);
    const { path, kind, blob } = record;
    const parts = (record.record.status?.history ?? []).filter(({ action }) => actionOf(kind, action)?.takesPart);
    const made = `${record.digest} ${parts.length}`;
    if (known?.made === made) return known.contributions;
    const contributions = contributionsOf(
      record.record,
      await this.#trails.of(path, kind, blob, view.tip.commit),
      kind,
    );
    this.#hands.set(record.path, { made, contributions });
    return contributions;
  }

  /** By their paths: an id that lies in two places by somebody's fault is no reason to leave all others alone. */
  async #findAll(view: View, kinds: readonly KindDefinition[]): Promise<void> {
    const states = kinds.flatMap(({ work }) => (work === undefined ? [] : [work.ready, work.doing, work.held]));
    const found: TreeChange[] = [];
    for await (const batch of view.summaries({ states })) {
      for (const { path } of batch) {
        const there = await this.#deps.git.find(view.tip.tree, path);
        if (there !== undefined) found.push({ path, mode: there.mode, before: undefined, after: there.oid });
      }
    }
    await this.#take(found);
  }

  async #take(changes: readonly TreeChange[]): Promise<void> {
    const { git, kinds, store } = this.#deps;
    for (const { path } of changes) {
      this.#records.delete(path);
      const kind = kinds.find((each) => each.recognise(path) !== undefined);
      if (kind !== undefined) await this.#past.note(path, kind, undefined);
    }
    const there = changes.filter(({ mode, after }) => after !== undefined && mode.startsWith('100'));
    let at = 0;
    for await (const bytes of git.readBlobs(there.map(({ after }) => after ?? ''))) {
      const change = there[at++];
      const kind = kinds.find((each) => each.recognise(change?.path ?? '') !== undefined);
      if (change?.after === undefined || bytes === undefined || kind?.work === undefined) continue;
      const { path, after: blob } = change;
      const reading = await store.reading(kind, path, bytes);
      if (reading.kind !== 'version') continue;
      const { version } = reading;
      await this.#past.note(path, kind, version);
      const { work } = kind;
      const { state = '' } = version.fold;
      if (![work.ready, work.doing, work.held].includes(state)) {
        this.#hands.delete(path);
        continue;
      }
      const { id } = version.record.metadata;
      this.#records.set(path, { ...version, path, id, blob, text: bytes.toString('utf8'), kind, work, state });
    }
  }
}
