import type { RecordData } from '../domain/record.ts';
import type { RgzError } from '../errors/rgz-error.ts';
import { RecordTrails } from '../operations/record-trails.ts';
import type { Admitted } from '../ports/controller-state.ts';
import type { Oid } from '../ports/git.ts';
import { attemptOf } from '../reconcile/attempt.ts';
import { callableAt, type DeployerNote, newDeployerNote } from '../reconcile/desk.ts';
import type { Effect, Plan, Step } from '../reconcile/effect.ts';
import { plan } from '../reconcile/plan.ts';
import type { Self, Snapshot } from '../reconcile/snapshot.ts';
import { ActiveRecords } from './active-records.ts';
import { Admission } from './admission.ts';
import { type Call, Calls, type Hands } from './calls.ts';
import type { ControllerDeps } from './controller-deps.ts';
import { OpenDeployers } from './open-deployers.ts';
import { openJob } from './open-job.ts';
import { Past } from './past.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { type Write, writeSteps } from './write-steps.ts';

/** What there is to do at one tip and one moment. */
interface Looked {
  tip: Oid;
  snapshot: Snapshot;
  admitted: Admitted;
  plan: Plan;
}

/** What one pass came to. */
export interface Pass extends Looked {
  /** When it began, and how long it took. Milliseconds. */
  at: number;
  took: number;
  /** Commits that were made. */
  written: number;
  /** The known tip is not the newest, or may not be: look at the remote, and pass again. */
  behind: boolean;
  /** Something changed by this pass, so another one may find more to do. */
  again: boolean;
}

interface Refusal {
  version: number;
  error: RgzError;
  record: RecordData;
}

/** A step of an attempt. */
interface AttemptWrite extends Write {
  steps: readonly Step[];
  attempt: string;
}

/** So many steps of records are remembered with who made them: those at work have a few each. */
const mostTrails = 20_000;
/** The most events that one move of the branch carries. */
const batchSize = 100;

/**
 * Carries out what was approved. What it does follows from the tree, the clock and the answers of the deployers; it can
 * be ended at any point and started again, here or elsewhere.
 */
export class Controller {
  readonly #deps: ControllerDeps;
  readonly #self: Self;
  readonly #admission: Admission;
  readonly #active: ActiveRecords;
  readonly #past: Past;
  readonly #deployers: OpenDeployers;
  readonly calls: Calls;
  readonly #refused = new Map<string, Refusal>();
  #lost = 0;

  constructor(deps: ControllerDeps, self: Self) {
    this.#deps = deps;
    this.#self = self;
    const trails = new RecordTrails(deps, mostTrails);
    this.#admission = new Admission(deps, trails);
    this.#past = new Past(deps);
    this.#active = new ActiveRecords(deps, this.#past, trails);
    this.#deployers = new OpenDeployers(deps.openDeployer);
    this.calls = new Calls(deps);
  }

  /** What was begun and is not over: its end wakes whoever waits. */
  get underWay(): number {
    return this.calls.underWay + this.#past.kept.underWay;
  }

  /** How often others moved the branch first. */
  get lost(): number {
    return this.#lost;
  }

  /** Plans on the known tip, and does nothing. `heard` is what others said of a deployer, for who asks none itself. */
  async look(heard?: (deployer: string) => DeployerNote | undefined): Promise<Looked> {
    const { clock, store } = this.#deps;
    const view = await store.view('write');
    const admitted = await this.#admission.admit(view.tip.commit);
    const config = await view.config();
    this.#deployers.follow(config);
    const records = { active: this.#active, past: this.#past };
    const snapshot = await takeSnapshot(this.#deps, view, records, admitted, this.#self, clock.now());
    const now = clock.milliseconds();
    const { desk } = this.calls;
    const deployers = heard === undefined ? desk.deployers : readyOr(heard, snapshot, now);
    const mark = Math.floor(clock.chance() * 36 ** 6)
      .toString(36)
      .padStart(6, '0');
    const made = plan(snapshot, { ...desk, deployers }, now, mark);
    return {
      tip: view.tip.commit,
      snapshot,
      admitted,
      plan: this.#withoutRefused(made, (await view.policy()).version),
    };
  }

  /**
   * Commits what the plan says, then makes its calls. Their answers are part of the next pass. `fresh`: the tip is known to
   * be the newest; on any other nothing is launched.
   */
  async pass(fresh: boolean): Promise<Pass> {
    const { clock } = this.#deps;
    const at = clock.milliseconds();
    const looked = await this.look();
    const { snapshot } = looked;
    this.calls.keepOnly(attemptsOf(snapshot));
    const refusedBefore = this.#refused.size;
    const written = await this.#write(looked.tip, looked.plan.effects);
    const calls = looked.plan.effects.filter(isCall);
    const behind = written === undefined || (!fresh && calls.some(({ effect }) => effect === 'launch'));
    if (!behind && !this.#deps.waker.stopping) for (const call of calls) this.calls.start(call, this.#handsFor(looked));
    const again = behind || written !== 0 || this.#refused.size > refusedBefore;
    return { ...looked, at, took: clock.milliseconds() - at, written: written ?? 0, behind, again };
  }

  #handsFor({ tip, snapshot }: Looked): Hands {
    const job: Hands['job'] = (item, attempt) => openJob(this.#deps, tip, item, attempt);
    return { open: this.#deployers.get, manners: snapshot.manners, job };
  }

  async #write(tip: Oid, effects: readonly Effect[]): Promise<number | undefined> {
    const { store, journal, git } = this.#deps;
    const wanted = effects.filter((effect) => effect.effect === 'write').slice(0, batchSize);
    const may = this.#deps.waker.stopping ? wanted.filter((effect) => !takesUp(effect)) : wanted;
    if (may.length === 0) return 0;
    const view = await store.viewAt(tip);
    const records = new Map((await this.#active.at(view)).map((record) => [record.path, record]));
    const writes = may.flatMap(({ item, steps, attempt }): AttemptWrite[] => {
      const record = records.get(item.path);
      return record === undefined ? [] : [{ record, steps, attempt }];
    });
    const result = await writeSteps(this.#deps, view, writes);
    const { version } = await view.policy();
    for (const { write, error } of result.refused) {
      const { id, path } = write.record;
      this.#refused.set(path, { version, error, record: write.record.record });
      journal({ level: 'error', event: 'refused', message: error.message, record: id, code: error.code });
    }
    if (result.tip === undefined) {
      this.#lost += 1;
      return undefined;
    }
    for (const { write, commit } of result.written) this.#told(write, commit);
    if (result.written.length > 0) await git.syncCheckout(tip, result.tip);
    return result.written.length;
  }

  /** What was refused once is not tried again before the record or the policy is another. */
  #withoutRefused(made: Plan, version: number): Plan {
    const kept: Effect[] = [];
    const held = [...made.held];
    for (const effect of made.effects) {
      const refusal = effect.effect === 'write' ? this.#refused.get(effect.item.path) : undefined;
      if (effect.effect !== 'write' || refusal?.version !== version || refusal.record !== effect.item.record) {
        kept.push(effect);
        continue;
      }
      const { message, code, remedy } = refusal.error;
      const claim = 'the controller may do what is due';
      const closed = { gate: 'controller', claim, passed: false, because: message, values: {}, code, remedy };
      held.push({ item: effect.item, closed: [closed] });
    }
    return { ...made, effects: kept, held };
  }

  #told({ record, steps, attempt }: AttemptWrite, commit: Oid): void {
    const { id, kind } = record;
    const held = kind.work && attemptOf(kind.work, record.record.status?.history ?? []);
    for (const { action, fields } of steps) {
      if (action === kind.work?.claim) this.calls.claimed(attempt, fields.lease ?? '');
      if (action === kind.work?.takeOver && held !== undefined)
        this.calls.prolonged(attempt, held.lease, fields.lease ?? '');
      const detail = fields.error ?? fields.reason ?? fields.jobId;
      const message = `${id}: ${action}${detail === undefined ? '' : ` (${detail.slice(0, 200)})`}`;
      this.#deps.journal({ level: 'info', event: action, message, record: id, attempt, commit });
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.calls.settled(), this.#past.kept.close()]);
    await this.#deployers.close();
  }
}

function isCall(effect: Effect): effect is Call {
  return effect.effect !== 'write';
}

function takesUp({ item, steps }: Extract<Effect, { effect: 'write' }>): boolean {
  return steps.some(({ action }) => action === item.work.claim || action === item.work.takeOver);
}

function attemptsOf({ items }: Snapshot): ReadonlySet<string> {
  const found = items.map(({ work, record }) => attemptOf(work, record.status?.history ?? [])?.attempt);
  return new Set(found.filter((attempt) => attempt !== undefined));
}

/** A deployer of which nothing was heard counts as ready, and so does one that is asked again now. */
function readyOr(
  heard: (deployer: string) => DeployerNote | undefined,
  { items }: Snapshot,
  now: number,
): ReadonlyMap<string, DeployerNote> {
  const ready: DeployerNote = { ...newDeployerNote, readiness: { kind: 'ready' } };
  const noteOf = (name: string): DeployerNote => {
    const note = heard(name);
    const isAskedNow = note?.readiness?.kind === 'unreachable' && callableAt(note, now) <= now;
    return { ...(note === undefined || isAskedNow ? ready : note), checkedAt: now };
  };
  const named = new Set(items.flatMap(({ deployer }) => deployer ?? []));
  return new Map([...named].map((name) => [name, noteOf(name)]));
}
