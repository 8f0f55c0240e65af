import type { Attempt, Deployer, Found, Job, Launch, Owner, Progress, Readiness } from '../../src/ports/deployer.ts';

/** A job as the world behind the fake holds it. Times in milliseconds. */
export interface FakeJob {
  id: string;
  job: Job;
  startedAt: number;
  /** When it ends by itself; undefined: when somebody says so. */
  endsAt: number | undefined;
  ends: Progress;
}

/** What happens to one launch instead of the usual. `late`: it arrives so many seconds later, and nobody is told. */
export type LaunchFault =
  | { fault: 'answer-lost' }
  | { fault: 'call-lost' }
  | { fault: 'late'; seconds: number }
  | { fault: 'refused'; error: string; retry: boolean };

/** How long a launch that nobody answered may still arrive, in seconds. */
const windowSeconds = 125;
const lookEverySeconds = 10;

/**
 * The world behind a fake deployer, made of data: what was started, what goes wrong, how jobs end. It outlives the
 * deployers that are opened on it, as AWX outlives a controller.
 */
export class FakeWorld {
  readonly #now: () => number;
  readonly jobs: FakeJob[] = [];
  /** Every call, in order, such as `launch PR-2026-0001-1-a`. */
  readonly calls: string[] = [];
  /** Taken from the front, one a launch. */
  readonly launchFaults: LaunchFault[] = [];
  /** Why nothing answers. */
  down: string | undefined;
  readiness: Readiness = { kind: 'ready' };
  /** How a job that is started now will end. Without `after` it runs until `finish`. */
  outcome: { after?: number; ends: Progress } = { ends: { kind: 'succeeded' } };

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The jobs of an attempt that have been started: more than one is what must never be. */
  starts(attempt: string): readonly FakeJob[] {
    return this.jobs.filter(({ job, startedAt }) => job.attempt === attempt && startedAt <= this.#now());
  }

  finish(attempt: string, ends: Progress): void {
    for (const job of this.jobs.filter((each) => each.job.attempt === attempt)) {
      Object.assign(job, { ends, endsAt: this.#now() });
    }
  }

  /** `now`: the clock of who opens it, which may differ from the world's. */
  open(now = this.#now): Deployer {
    return {
      ready: async () => this.#reach('ready') ?? this.readiness,
      launch: async (job) => this.#launch(job, now()),
      find: async (attempt) => this.#find(attempt, now()),
      poll: async (jobId, owner) => this.#reach(`poll ${jobId}`) ?? this.#progress(jobId, owner),
      cancel: async (jobId, owner) => {
        const away = this.#reach(`cancel ${jobId}`);
        if (away !== undefined) return away;
        const job = this.#running(jobId);
        if (job?.job.attempt !== owner.attempt) return { kind: 'over' };
        Object.assign(job, { ends: { kind: 'failed', error: 'it was cancelled' }, endsAt: this.#now() });
        return { kind: 'cancelling' };
      },
      close: async () => {},
    };
  }

  #reach(call: string): { kind: 'unreachable'; reason: string } | undefined {
    this.calls.push(call);
    return this.down === undefined ? undefined : { kind: 'unreachable', reason: this.down };
  }

  #launch(job: Job, now: number): Launch {
    const away = this.#reach(`launch ${job.attempt}`);
    if (away !== undefined) return { kind: 'refused', error: away.reason, retry: true };
    if (Date.parse(job.lease) < now) return { kind: 'refused', error: 'the lease is over', retry: true };
    const fault = this.launchFaults.shift();
    if (fault?.fault === 'refused') return { kind: 'refused', error: fault.error, retry: fault.retry };
    const delay = fault?.fault === 'late' ? fault.seconds * 1000 : 0;
    if (fault?.fault !== 'call-lost') this.#start(job, this.#now() + delay);
    if (fault !== undefined) return { kind: 'unsure', reason: fault.fault, lookAfter: lookEverySeconds };
    return { kind: 'started', jobId: `fake/${this.jobs.length}` };
  }

  #start(job: Job, startedAt: number): void {
    const { after, ends } = this.outcome;
    const endsAt = after === undefined ? undefined : startedAt + after * 1000;
    this.jobs.push({ id: `fake/${this.jobs.length + 1}`, job, startedAt, endsAt, ends });
  }

  #find({ attempt, lease }: Attempt, now: number): Found {
    const away = this.#reach(`find ${attempt}`);
    if (away !== undefined) return { kind: 'unsure', reason: away.reason, lookAfter: lookEverySeconds };
    const [first] = this.starts(attempt);
    if (first !== undefined) return { kind: 'found', jobId: first.id };
    const left = Math.ceil((Date.parse(lease) - now) / 1000) + windowSeconds;
    if (left < 0) return { kind: 'absent' };
    const lookAfter = Math.min(left + 1, lookEverySeconds);
    return { kind: 'unsure', reason: 'a call may still arrive', lookAfter };
  }

  #progress(jobId: string, { attempt }: Owner): Progress {
    const job = this.jobs.find(({ id, startedAt }) => id === jobId && startedAt <= this.#now());
    if (job?.job.attempt !== attempt) return { kind: 'unknown', reason: `there is no job ${jobId} of ${attempt}` };
    return this.#running(jobId) === undefined ? job.ends : { kind: 'running' };
  }

  #running(jobId: string): FakeJob | undefined {
    const job = this.jobs.find(({ id }) => id === jobId);
    return job === undefined || (job.endsAt !== undefined && job.endsAt <= this.#now()) ? undefined : job;
  }
}
