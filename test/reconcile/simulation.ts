import { digestOf } from '../../src/adapters/records/load.ts';
import { Calls } from '../../src/controller/calls.ts';
import type { ControllerDeps } from '../../src/controller/controller-deps.ts';
import { apply } from '../../src/domain/apply.ts';
import { judgeDecision } from '../../src/domain/decision-gates.ts';
import { type Fold, foldHistory } from '../../src/domain/history.ts';
import { actionOf } from '../../src/domain/kind.ts';
import type { RecordData } from '../../src/domain/record.ts';
import { promotion } from '../../src/kinds/promotion/index.ts';
import { work } from '../../src/kinds/promotion/work.ts';
import type { Deployer, Job } from '../../src/ports/deployer.ts';
import { type AttemptFacts, attemptOf } from '../../src/reconcile/attempt.ts';
import type { Effect } from '../../src/reconcile/effect.ts';
import { plan } from '../../src/reconcile/plan.ts';
import type { Item, Snapshot } from '../../src/reconcile/snapshot.ts';
import type { Random } from '../adapters/yaml/random.ts';
import { actor, draft, event, holder, policyOf, withHistory } from '../domain/example.ts';
import type { FakeWorld } from '../fakes/deployer.ts';

const policy = policyOf([
  holder('pierre@example.com', 'devops'),
  holder('jean@example.com', 'cpi'),
  holder('controller@example.com', 'controller'),
]);

const readings = new WeakMap<RecordData, { digest: string; fold: Fold }>();

function read(record: RecordData): { digest: string; fold: Fold } {
  const known = readings.get(record);
  if (known !== undefined) return known;
  const digest = digestOf(record);
  const reading = { digest, fold: foldHistory(promotion, record, digest) };
  readings.set(record, reading);
  return reading;
}

/** The branch as all see it: records, and a version that only one writer can move on. */
export class Branch {
  version = 0;
  records: ReadonlyMap<string, RecordData>;

  constructor(count: number, targets: number) {
    const made = Array.from({ length: count }, (_, at) => {
      const id = `PR-2026-${String(at + 1).padStart(4, '0')}`;
      const plain = draft({ name: `api-${at % targets}` });
      const record = { ...plain, metadata: { ...plain.metadata, id } };
      return [id, withHistory(record, event(record, 'created'), event(record, 'approved'))] as const;
    });
    this.records = new Map(made);
  }
}

/** A controller process, with its own clock and whatever it remembers. */
export class Process {
  readonly name: string;
  readonly #branch: Branch;
  readonly #world: FakeWorld;
  readonly #now: () => number;
  readonly #random: Random;
  /** Answers that are on their way to it. */
  #answers: (() => void)[] = [];
  #calls: Calls;
  #startedAt: number;
  #seen: { version: number; records: ReadonlyMap<string, RecordData> };

  constructor(name: string, branch: Branch, world: FakeWorld, now: () => number, random: Random) {
    this.name = name;
    this.#branch = branch;
    this.#world = world;
    this.#now = now;
    this.#random = random;
    this.#calls = this.#newCalls();
    this.#startedAt = now();
    this.#seen = branch;
    this.refresh();
  }

  /** The process is gone, and another begins in its clone. What was called for stays called for. */
  crash(): void {
    this.#answers = [];
    this.#calls = this.#newCalls();
    this.#startedAt = this.#now();
    this.refresh();
  }

  refresh(): void {
    const { version, records } = this.#branch;
    this.#seen = { version, records };
  }

  async deliver(): Promise<void> {
    const [next] = this.#answers.splice(this.#random.below(Math.max(1, this.#answers.length)), 1);
    next?.();
    await settle();
  }

  async deliverAll(): Promise<void> {
    while (this.#answers.length > 0) await this.deliver();
  }

  /** One pass on what it has seen, as the controller makes it. Gives the moment it would wake by itself. */
  async pass(): Promise<number | undefined> {
    const snapshot = this.#snapshot();
    const made = plan(
      snapshot,
      this.#calls.desk,
      this.#now(),
      this.#random
        .below(36 ** 6)
        .toString(36)
        .padStart(6, '0'),
    );
    const writes = made.effects.filter((effect) => effect.effect === 'write');
    if (writes.length > 0) {
      if (this.#seen.version !== this.#branch.version) {
        this.refresh();
        return this.#now();
      }
      this.#branch.records = new Map([...this.#branch.records, ...writes.map((each) => this.#written(each))]);
      this.#branch.version += 1;
      for (const { item, steps, attempt } of writes)
        for (const { action, fields } of steps) {
          const held = attemptOf(work, item.record.status?.history ?? []);
          if (action === work.claim) this.#calls.claimed(attempt, fields.lease ?? '');
          if (action === work.takeOver) this.#calls.prolonged(attempt, held?.lease ?? '', fields.lease ?? '');
        }
      this.refresh();
    }
    for (const effect of made.effects)
      if (effect.effect !== 'write') this.#calls.start(effect, { open: this.#open, manners: snapshot.manners, job });
    await settle();
    return writes.length > 0 || made.effects.length > 0 ? this.#now() : made.wakeAt;
  }

  #written({ item, steps }: Extract<Effect, { effect: 'write' }>): readonly [string, RecordData] {
    let { record } = item;
    for (const step of steps) {
      const action = actionOf(promotion, step.action);
      if (action === undefined) throw new Error(`no action ${step.action}`);
      const { digest, fold } = read(record);
      const now = iso(this.#now());
      const situation = { kind: promotion, record, digest, fold, policy, contributions: [], now };
      const who = actor('controller@example.com');
      const closed = judgeDecision(situation, who, action).find((verdict) => !verdict.passed);
      if (closed !== undefined) throw new Error(`${item.id} ${step.action}: ${closed.because}`);
      record = apply(situation, who, action, { fields: step.fields }).record;
    }
    return [item.id, record];
  }

  #snapshot(): Snapshot {
    const now = iso(this.#now());
    const items = [...this.#seen.records].flatMap(([id, record]): Item[] => {
      const { digest, fold } = read(record);
      const { state = '' } = fold;
      if (![work.ready, work.doing, work.held].includes(state)) return [];
      const contributions = [{ email: 'pierre@example.com', did: 'requested' as const }];
      const launch = { reviews: [] };
      const situation = { kind: promotion, record, digest, fold, policy, contributions, now, launch };
      return [
        { path: id, id, kind: promotion, work, record, state, situation, deployer: 'fake', quarantined: undefined },
      ];
    });
    const manners = {
      controller: this.name,
      instance: `clone-of-${this.name}`,
      startedAt: this.#startedAt,
      shard: undefined,
      claims: 4,
      leaseMs: 180_000,
      deadlineMs: 3_600_000,
    };
    return { items, order: ['staging', 'prod'], manners, lineHeld: undefined, occupied: new Map() };
  }

  /** Calls arrive at once; their answers when the test lets them. */
  readonly #open = async (): Promise<Deployer> => {
    const deployer = this.#world.open(this.#now);
    const later = async <T>(answer: Promise<T>): Promise<T> => {
      const said = await answer;
      await new Promise<void>((resolve) => this.#answers.push(resolve));
      return said;
    };
    return {
      ready: () => later(deployer.ready()),
      launch: (job) => later(deployer.launch(job)),
      find: (attempt) => later(deployer.find(attempt)),
      poll: (jobId, owner) => later(deployer.poll(jobId, owner)),
      cancel: (jobId, owner) => later(deployer.cancel(jobId, owner)),
      close: () => deployer.close(),
    };
  };

  #newCalls(): Calls {
    const clock = {
      now: () => iso(this.#now()),
      milliseconds: this.#now,
      pause: async () => undefined,
      chance: () => this.#random.below(1000) / 1000,
    };
    const waker = {
      wait: async () => 'time' as const,
      call: () => undefined,
      stopping: false,
      close: async () => undefined,
    };
    return new Calls({ clock, waker, journal: () => undefined } as Pick<ControllerDeps, 'clock' | 'waker' | 'journal'>);
  }
}

async function job({ id, kind, record }: Item, { attempt, lease }: AttemptFacts): Promise<Job> {
  const { tenant, environment } = kind.scope(record);
  const nothing = { files: [], read: async () => Buffer.alloc(0) };
  const data = record as unknown as Job['record'];
  return { attempt, request: id, tenant, environment, target: work.target(record), record: data, lease, ...nothing };
}

function iso(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Lets every promise that can go on do so. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
