import type { Nudge } from '../domain/kind.ts';
import type { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import type { LoadedRecord, View } from '../ports/records.ts';
import { isMyShare } from '../reconcile/snapshot.ts';
import type { Pass } from './controller.ts';
import type { ControllerDeps } from './controller-deps.ts';
import { issueCodes } from './issue-codes.ts';
import { type Standstill, Standstills } from './standstills.ts';
import { isOfTheRecord, type Write, writeSteps } from './write-steps.ts';

/** How long it is not looked again whether anything is due, as long as the records stay the same. */
const restMs = 600_000;
/** The most records that one move of the branch reminds of. */
const batchSize = 100;

export interface Nudged {
  /** Commits that were made. */
  written: number;
  /** Somebody else moved the branch first. */
  lost: boolean;
}

/**
 * Puts on record that something stands still for too long, between the passes of a controller: whoever has to know is told
 * of it like of any event. What was said is in the history, so whoever looks next sees it, here or elsewhere.
 */
export class Nudges {
  readonly #deps: ControllerDeps;
  readonly #standstills: Standstills;
  /** By path, the file, policy and configuration that a write was refused for. */
  readonly #refused = new Map<string, string>();
  /** Users of records whom no channel reaches, as it was told. */
  readonly #unreached = new Set<string>();
  #nextAt = Number.NEGATIVE_INFINITY;
  /** The tip at which it was looked at last. */
  #seen: Oid | undefined;

  constructor(deps: ControllerDeps) {
    this.#deps = deps;
    this.#standstills = new Standstills(deps);
  }

  /** Writes what is due at the tip of a pass, or the first part of it; undefined where there is nothing to do. */
  async visit(pass: Pick<Pass, 'tip' | 'admitted' | 'snapshot'>): Promise<Nudged | undefined> {
    const { clock, store, git, waker } = this.#deps;
    const now = clock.milliseconds();
    const isNews = pass.tip !== this.#seen;
    if ((now < this.#nextAt && !isNews) || pass.admitted.lineHeld !== undefined || waker.stopping) return undefined;
    this.#nextAt = now + restMs;
    this.#seen = pass.tip;
    const view = await store.viewAt(pass.tip);
    const writes = await this.#due(view, pass, now);
    if (writes.length === 0) return undefined;
    const { tip, written, refused } = await writeSteps(this.#deps, view, writes);
    this.#nextAt = now;
    for (const { write, error } of refused) await this.#refuse(view, write.record, error);
    if (tip === undefined) return { written: 0, lost: true };
    for (const { write, commit } of written) this.#tell(write, commit);
    if (written.length > 0) await git.syncCheckout(pass.tip, tip);
    return { written: written.length, lost: false };
  }

  async #due(
    view: View,
    { admitted, snapshot }: Pick<Pass, 'admitted' | 'snapshot'>,
    now: number,
  ): Promise<readonly Write[]> {
    const quarantined = new Map(admitted.quarantined);
    const { shard } = snapshot.manners;
    const writes: Write[] = [];
    for (const each of await this.#standstills.at(view)) {
      if (each.dueAt > now || quarantined.has(each.path) || !isMyShare(shard, each.tenant)) continue;
      const write = await this.#writeFor(view, each, now);
      if (write !== undefined) writes.push(write);
      if (writes.length === batchSize) break;
    }
    return writes;
  }

  async #writeFor(view: View, { kind, id, path }: Standstill, now: number): Promise<Write | undefined> {
    const there = await this.#deps.git.find(view.tip.tree, path);
    if (there === undefined || this.#refused.get(path) === (await this.#markOf(view, there.oid))) return undefined;
    const located = { kind, id, path, blob: there.oid };
    try {
      const record = await view.load(located);
      const due = kind.nudges?.(record.record).filter(({ dueAt }) => Date.parse(dueAt) <= now) ?? [];
      const steps = await this.#stepsFor(view, record, due);
      if (steps.length > 0) return { record, steps };
      if (due.length > 0) this.#refused.set(path, await this.#markOf(view, there.oid));
      return undefined;
    } catch (error) {
      if (!isOfTheRecord(error)) throw error;
      await this.#refuse(view, located, error);
      return undefined;
    }
  }

  /** With the codes that they issue, to those only whom a channel reaches: nobody would ever see the others. */
  async #stepsFor(view: View, record: LoadedRecord, due: readonly Nudge[]): Promise<Write['steps']> {
    const steps: Write['steps'][number][] = [];
    for (const { action, fields, issues } of due) {
      if (issues === undefined) {
        steps.push({ action, fields });
        continue;
      }
      const { codes, unreached } = await issueCodes(this.#deps, await view.config(), record, action, issues);
      if (codes.length > 0) steps.push({ action, fields: { ...fields, codes } });
      if (unreached.length > 0) this.#tellUnreached(record, unreached);
    }
    return steps;
  }

  #tellUnreached({ id }: LoadedRecord, users: readonly string[]): void {
    const told = `${id} ${users.join(' ')}`;
    if (this.#unreached.has(told)) return;
    this.#unreached.add(told);
    const message = `${id}: no channel reaches ${users.join(', ')}, so no code is issued until one does`;
    this.#deps.journal({ level: 'warn', event: 'invitation-unreached', message, record: id });
  }

  async #refuse(view: View, { id, path, blob }: { id: string; path: string; blob: string }, error: RgzError) {
    this.#refused.set(path, await this.#markOf(view, blob));
    this.#deps.journal({ level: 'error', event: 'refused', message: error.message, record: id, code: error.code });
  }

  #tell({ record: { id }, steps }: Write, commit: string): void {
    for (const { action, fields } of steps) {
      const { since, codes } = fields;
      const why = Array.isArray(codes) ? `${codes.length} codes` : `nothing since ${since ?? 'it was opened'}`;
      const message = `${id}: ${action} (${why})`;
      this.#deps.journal({ level: 'info', event: action, message, record: id, commit });
    }
  }

  /** A refusal holds for this file under this policy and configuration. */
  async #markOf(view: View, blob: string): Promise<string> {
    const config = await this.#deps.git.find(view.tip.tree, '.rgz/config.yaml');
    return `${blob} ${(await view.policy()).version} ${config?.oid}`;
  }
}
