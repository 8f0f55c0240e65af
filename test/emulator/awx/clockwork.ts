import type { Callbacks } from './callbacks.ts';
import type { JobFault } from './faults.ts';
import type { LaunchLog } from './launch-log.ts';
import { type Program, runProgram } from './run-program.ts';
import { activeStatuses, type End, type Job, type Node, type User, type Variables, type World } from './world.ts';

export interface Launch {
  template: NonNullable<Job['template']>;
  by: User | undefined;
  variables: Variables;
  /** The variables as the caller sent them. */
  sent?: Variables;
  skip_tags: string;
  job_tags: string;
  limit: string;
  labels: Job['labels'];
  launchType: Job['launchType'];
  slices: number;
  requestId: string;
  parent?: Job;
  slice?: number;
  /** What befalls the job. */
  faults?: ReadonlyMap<JobFault, number>;
}

interface Late {
  at: number;
  run: () => void;
}

const lostWords = 'Task was marked as running but was not present in the job queue, so it has been marked as failed.';

/** Moves jobs on as time passes: from the queue to their end, in the order of their numbers, as AWX's task manager does. */
export class Clockwork {
  readonly #world: World;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #log: LaunchLog;
  readonly #callbacks: Callbacks;
  readonly #programs = new Map<Job, Program>();
  readonly #late: Late[] = [];
  /** The jobs that have not ended, in the order of their numbers. */
  #live: readonly Job[] = [];
  readonly failures: number;

  constructor(parts: {
    world: World;
    now: () => number;
    random: () => number;
    log: LaunchLog;
    callbacks: Callbacks;
    failures: number;
  }) {
    this.#world = parts.world;
    this.#now = parts.now;
    this.#random = parts.random;
    this.#log = parts.log;
    this.#callbacks = parts.callbacks;
    this.failures = parts.failures;
  }

  /** Carries something out so many seconds from now. */
  later(seconds: number, run: () => void): void {
    this.#late.push({ at: this.#now() + seconds * 1000, run });
  }

  launch(launch: Launch): Job {
    const { template, slices } = launch;
    const now = this.#now();
    const faults: ReadonlyMap<JobFault, number> = launch.faults ?? new Map();
    const sliced =
      template.type === 'job_template' && (slices > 1 || faults.has('sliced')) && launch.slice === undefined;
    const { pace } = this.#world;
    const job: Job = {
      id: this.#world.number(),
      type: sliced || template.type === 'workflow_job_template' ? 'workflow_job' : 'job',
      template,
      name: template.name,
      launchType: launch.launchType,
      by: launch.by,
      status: 'pending',
      created: now,
      started: undefined,
      finished: undefined,
      canceledOn: undefined,
      explanation: '',
      variables: launch.variables,
      skip_tags: launch.skip_tags,
      job_tags: launch.job_tags,
      limit: launch.limit,
      labels: launch.labels,
      output: '',
      artifacts: {},
      slice: { number: launch.slice ?? 0, count: launch.slice === undefined ? 1 : slices },
      parent: launch.parent,
      nodes: [],
      readyAt: now + (pace.delay + (faults.get('delayed-start') ?? 0)) * 1000,
      endsAt: undefined,
      eventsAt: undefined,
      end: this.#fate(faults),
      duration: pace.duration,
      requestId: launch.requestId,
    };
    if (faults.has('late-events')) job.eventsAt = (faults.get('late-events') ?? 0) * 1000;
    if (sliced) {
      const count = Math.max(slices, 2);
      for (let at = 1; at <= count; at += 1) job.nodes.push(this.#node(template, at));
    } else {
      const named = template.nodes.map((name) => this.#world.templates.find((each) => each.name === name));
      for (const each of named) if (each !== undefined) job.nodes.push(this.#node(each, undefined));
    }
    this.#world.jobs.push(job);
    this.#live = [...this.#live, job];
    this.#log.add(now, 'launched', job, launch.sent);
    return job;
  }

  /** Does what is due, each thing at its own time. Whatever asks the emulator something calls this first. */
  advance(): void {
    const now = this.#now();
    for (let at = this.#nextDue(0, now); ; at = this.#nextDue(at, now)) {
      for (const late of this.#late.filter((each) => each.at <= at)) {
        this.#late.splice(this.#late.indexOf(late), 1);
        late.run();
      }
      while (this.#live.some((job) => this.#move(job, at)));
      if (at >= now) return;
    }
  }

  #nextDue(after: number, now: number): number {
    return Math.min(...this.#dues().filter((at) => at > after), now);
  }

  /** Milliseconds until something is due by itself. */
  next(): number | undefined {
    const ahead = this.#dues().filter((at) => at > this.#now());
    return ahead.length === 0 ? undefined : Math.min(...ahead) - this.#now();
  }

  /** Ends a job that is held, or would go on. */
  finish(job: Job, end: End): void {
    this.advance();
    job.end = end;
    job.endsAt = this.#now();
    this.advance();
  }

  /** False where it has ended already. */
  cancel(job: Job): boolean {
    this.advance();
    if (!activeStatuses.includes(job.status)) return false;
    const now = this.#now();
    job.canceledOn ??= now;
    for (const { job: part } of job.nodes) if (part !== undefined) this.cancel(part);
    job.end = { status: 'canceled' };
    if (job.status === 'running') job.endsAt = now + this.#world.pace.cancel * 1000;
    else this.#end(job, now, job.end);
    this.#programs.get(job)?.stop();
    return true;
  }

  /** Ends every program that still runs. */
  async close(): Promise<void> {
    for (const program of this.#programs.values()) program.stop();
    await Promise.all([...this.#programs.values()].map(({ done }) => done));
  }

  /** When what goes on by itself goes on. A job that waits for another one is due when that ends. */
  #dues(): readonly number[] {
    const jobs = this.#live.flatMap((job) => {
      if (job.status === 'pending') return this.#blocker(job) === undefined ? [job.readyAt] : [];
      return job.endsAt === undefined ? [] : [job.endsAt];
    });
    return [...jobs, ...this.#late.map(({ at }) => at)];
  }

  #node(template: NonNullable<Job['template']>, slice: number | undefined): Node {
    return { id: this.#world.number(), template, slice, job: undefined };
  }

  #fate(faults: ReadonlyMap<JobFault, number>): End {
    if (faults.has('reaped')) return { status: 'failed', explanation: lostWords };
    if (faults.has('error')) return { status: 'error', explanation: 'Receptor could not start the container.' };
    if (faults.has('fails') || this.#random() < this.failures)
      return { status: 'failed', output: 'fatal: it was to fail\n' };
    return { status: 'successful', output: 'PLAY RECAP: ok\n' };
  }

  /** True where the job moved. */
  #move(job: Job, now: number): boolean {
    if (job.status === 'pending') {
      if (job.readyAt > now || this.#blocker(job) !== undefined) return false;
      job.status = job.type === 'job' ? 'waiting' : 'running';
      if (job.type === 'workflow_job') this.#start(job, now);
      return true;
    }
    if (job.status === 'waiting') {
      job.status = 'running';
      this.#start(job, now);
      return true;
    }
    if (job.type === 'workflow_job') return this.#moveWorkflow(job, now);
    if (job.endsAt === undefined || job.endsAt > now) return false;
    this.#end(job, job.endsAt, job.end);
    return true;
  }

  #start(job: Job, now: number): void {
    job.started = now;
    this.#log.add(now, 'started', job);
    this.#callbacks.started(job);
    const { command } = job.template ?? {};
    if (job.type === 'workflow_job') return;
    if (command !== undefined) {
      const program = runProgram(command, job);
      this.#programs.set(job, program);
      void program.done.then((end) => {
        this.#programs.delete(job);
        if (activeStatuses.includes(job.status))
          this.finish(job, job.canceledOn === undefined ? end : { status: 'canceled' });
      });
    } else if (!this.#world.hold) job.endsAt = now + job.duration * 1000;
  }

  /** Of one template, one job after the other, unless it says otherwise. The slices of one job run side by side. */
  #blocker(job: Job): Job | undefined {
    if (job.template?.allow_simultaneous || job.parent !== undefined) return undefined;
    const fits = (other: Job) =>
      other.type === job.type && other.template === job.template && other.parent === undefined;
    return this.#live.find((other) => other.id < job.id && fits(other));
  }

  #moveWorkflow(job: Job, now: number): boolean {
    const parts = job.nodes.map((node) => node.job);
    const sliced = job.nodes.some(({ slice }) => slice !== undefined);
    const broken = parts.some(
      (part) => part !== undefined && part.finished !== undefined && part.status !== 'successful',
    );
    const next = job.nodes.find(
      (node, at) => node.job === undefined && (sliced || parts[at - 1]?.finished !== undefined || at === 0),
    );
    if (next !== undefined && (sliced || !broken) && job.canceledOn === undefined) {
      this.#spawn(job, next);
      return true;
    }
    if (parts.some((part) => part !== undefined && part.finished === undefined)) return false;
    const failed: End = { status: 'failed', explanation: 'No error handling paths found, marking workflow as failed' };
    this.#end(job, now, job.canceledOn === undefined ? (broken ? failed : { status: 'successful' }) : job.end);
    return true;
  }

  #spawn(job: Job, node: Node): void {
    const { by, variables, skip_tags, job_tags, limit, requestId } = job;
    const prompts =
      node.slice === undefined ? { skip_tags: '', job_tags: '', limit: '' } : { skip_tags, job_tags, limit };
    node.job = this.launch({
      template: node.template,
      by,
      variables: { ...node.template.extra_vars, ...variables },
      ...prompts,
      labels: [],
      launchType: 'workflow',
      slices: node.slice === undefined ? node.template.slices : job.nodes.length,
      requestId,
      parent: job,
      ...(node.slice === undefined ? {} : { slice: node.slice }),
    });
    if (job.end.status !== 'successful') node.job.end = job.end;
  }

  #end(job: Job, at: number, end: End): void {
    job.status = end.status;
    job.finished = at;
    this.#live = this.#live.filter((other) => other !== job);
    if (end.explanation !== undefined) job.explanation = end.explanation;
    job.output += end.output ?? '';
    job.artifacts = end.artifacts ?? {};
    job.eventsAt = at + (job.eventsAt ?? this.#world.pace.events * 1000);
    this.#log.add(at, 'finished', job);
    if (job.started !== undefined) this.#callbacks.ended(job);
  }
}
