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

/** So many records whose users nobody reaches are told of one by one; of any more at the same time, how many there are. */
const mostTold = 3;

/** A write, and what of it was due. */
interface Due extends Write {
  of: Standstill;
}

interface Look {
  view: View;
  now: number;
  /** What a refusal and an address that nobody reaches hold for, as long as the record stays the same. */
  mark: string;
  unreached: { id: string; users: readonly string[] }[];
}

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
  /** Records of which nothing can be written under a policy and configuration. Another standstill stands for another file. */
  readonly #resting = new WeakMap<Standstill, string>();
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
    const look: Look = { view, now, mark: await this.#markOf(view), unreached: [] };
    const writes = await this.#due(look, pass);
    this.#tellUnreached(look);
    if (writes.length === 0) return undefined;
    const { tip, written, refused } = await writeSteps(this.#deps, view, writes);
    this.#nextAt = now;
    for (const { write, error } of refused) this.#refuse(look, write.of, error);
    if (tip === undefined) return { written: 0, lost: true };
    for (const { write, commit } of written) this.#tell(write, commit);
    if (written.length > 0) await git.syncCheckout(pass.tip, tip);
    return { written: written.length, lost: false };
  }

  async #due(look: Look, { admitted, snapshot }: Pick<Pass, 'admitted' | 'snapshot'>): Promise<readonly Due[]> {
    const quarantined = new Map(admitted.quarantined);
    const { shard } = snapshot.manners;
    const writes: Due[] = [];
    for (const each of await this.#standstills.at(look.view)) {
      if (each.dueAt > look.now || this.#resting.get(each) === look.mark) continue;
      if (quarantined.has(each.path) || !isMyShare(shard, each.tenant)) continue;
      const write = await this.#writeFor(look, each);
      if (write !== undefined) writes.push(write);
      if (writes.length === batchSize) break;
    }
    return writes;
  }

  async #writeFor(look: Look, of: Standstill): Promise<Due | undefined> {
    const { view, now, mark } = look;
    const { kind, id, path } = of;
    const there = await this.#deps.git.find(view.tip.tree, path);
    if (there === undefined) return undefined;
    try {
      const record = await view.load({ kind, id, path, blob: there.oid });
      const due = kind.nudges?.(record.record).filter(({ dueAt }) => Date.parse(dueAt) <= now) ?? [];
      const steps = await this.#stepsFor(look, record, due);
      if (steps.length > 0) return { record, steps, of };
      if (due.length > 0) this.#resting.set(of, mark);
    } catch (error) {
      if (!isOfTheRecord(error)) throw error;
      this.#refuse(look, of, error);
    }
    return undefined;
  }

  /** With the codes that they issue, to those only whom a channel reaches: nobody would ever see the others. */
  async #stepsFor({ view, unreached }: Look, record: LoadedRecord, due: readonly Nudge[]): Promise<Write['steps']> {
    const steps: Write['steps'][number][] = [];
    for (const { action, fields, issues } of due) {
      if (issues === undefined) {
        steps.push({ action, fields });
        continue;
      }
      const issued = await issueCodes(this.#deps, await view.config(), record, action, issues);
      if (issued.codes.length > 0) steps.push({ action, fields: { ...fields, codes: issued.codes } });
      if (issued.unreached.length > 0) unreached.push({ id: record.id, users: issued.unreached });
    }
    return steps;
  }

  #tellUnreached({ unreached }: Look): void {
    const news = unreached.filter(({ id, users }) => !this.#unreached.has(`${id} ${users.join(' ')}`));
    for (const { id, users } of news) this.#unreached.add(`${id} ${users.join(' ')}`);
    const told = (message: string) => ({ level: 'warn', event: 'invitation-unreached', message }) as const;
    const named = news.length > mostTold + 1 ? news.slice(0, mostTold) : news;
    for (const { id, users } of named) {
      const message = `${id}: no channel reaches ${users.join(', ')}, so no code is issued until one does`;
      this.#deps.journal({ ...told(message), record: id });
    }
    const more = news.length - named.length;
    if (more > 0) this.#deps.journal(told(`${more} more records have users whom no channel reaches`));
  }

  #refuse({ mark }: Look, of: Standstill, error: RgzError): void {
    this.#resting.set(of, mark);
    // A fault of the configuration is nobody's on the record: who runs the controller mends it, and reads only this.
    const [remedy] = error.code === 'config.invalid' ? error.remedy : [];
    const message = remedy === undefined ? error.message : `${error.message}; ${remedy}`;
    this.#deps.journal({ level: 'error', event: 'refused', message, record: of.id, code: error.code });
  }

  #tell({ record: { id }, steps }: Write, commit: string): void {
    for (const { action, fields } of steps) {
      const { since, codes } = fields;
      const why = Array.isArray(codes) ? `${codes.length} codes` : `nothing since ${since ?? 'it was opened'}`;
      const message = `${id}: ${action} (${why})`;
      this.#deps.journal({ level: 'info', event: action, message, record: id, commit });
    }
  }

  async #markOf(view: View): Promise<string> {
    const config = await this.#deps.git.find(view.tip.tree, '.rgz/config.yaml');
    return `${(await view.policy()).version} ${config?.oid}`;
  }
}
