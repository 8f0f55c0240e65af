import type { Faults } from './faults.ts';
import type { CallbackOptions } from './options.ts';
import type { Job } from './world.ts';

export interface Delivery {
  url: string;
  body: string;
  /** undefined while it is under way. */
  status: 'successful' | 'failed' | undefined;
}

/**
 * Tells others that a job has started or ended, as AWX does: without a signature, once, in no certain order. A call that
 * fails is not made again.
 */
export class Callbacks {
  readonly deliveries: Delivery[] = [];
  readonly #targets: readonly CallbackOptions[];
  readonly #faults: Faults;
  readonly #version: string;
  /** What is told of a job's start only after its end. */
  readonly #kept = new Map<Job, string>();
  readonly #pending = new Set<Promise<void>>();

  constructor(targets: readonly CallbackOptions[], faults: Faults, version: string) {
    this.#targets = targets;
    this.#faults = faults;
    this.#version = version;
  }

  started(job: Job): void {
    if (this.#targets.length === 0) return;
    if (this.#faults.callback('callback-early')) this.#kept.set(job, bodyOf(job));
    else this.#tell(bodyOf(job));
  }

  ended(job: Job): void {
    if (this.#targets.length === 0) return;
    this.#tell(bodyOf(job));
    const kept = this.#kept.get(job);
    this.#kept.delete(job);
    if (kept !== undefined) this.#tell(kept);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #tell(body: string): void {
    if (this.#faults.callback('callback-lost')) return;
    const times = this.#faults.callback('callback-twice') ? 2 : 1;
    for (const target of this.#targets) {
      for (let time = 0; time < times; time += 1) this.#send(target, body);
    }
  }

  #send({ url, headers }: CallbackOptions, body: string): void {
    const delivery: Delivery = { url, body, status: undefined };
    this.deliveries.push(delivery);
    const own = { 'Content-Type': 'application/json', 'User-Agent': `AWX ${this.#version} (open)` };
    const call = fetch(url, { method: 'POST', headers: { ...own, ...headers }, body, redirect: 'manual' })
      .then(
        ({ status }) => (status < 299 ? 'successful' : 'failed'),
        () => 'failed' as const,
      )
      .then((status) => {
        delivery.status = status as Delivery['status'];
      })
      .finally(() => this.#pending.delete(call));
    this.#pending.add(call);
  }
}

/** The job as AWX describes it to others; its variables are JSON in a text. */
function bodyOf(job: Job): string {
  const time = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  const playbook = { project: 'rgz', playbook: 'deploy.yml', credential: null, hosts: {} };
  return JSON.stringify({
    id: job.id,
    name: job.name,
    url: `https://awx.example.com/#/jobs/${job.type === 'job' ? 'playbook' : 'workflow'}/${job.id}`,
    created_by: job.by?.username ?? '',
    started: time(job.started),
    finished: time(job.finished),
    status: job.status,
    traceback: '',
    inventory: 'localhost',
    limit: job.limit,
    extra_vars: JSON.stringify(job.variables),
    ...(job.type === 'job' ? playbook : { body: 'Workflow job summary:\n' }),
  });
}
