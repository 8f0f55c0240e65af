import { Render } from './api/render.ts';
import { Callbacks } from './callbacks.ts';
import { Clockwork } from './clockwork.ts';
import { control } from './control.ts';
import { Faults } from './faults.ts';
import { LaunchLog } from './launch-log.ts';
import type { EmulatorOptions } from './options.ts';
import { randomFrom } from './random.ts';
import { EmulatorServer } from './server.ts';
import { activeStatuses, type End, type Job, World } from './world.ts';

export interface EmulatorSurroundings {
  /** Milliseconds. With a clock of its own, the emulator moves only when it is asked something, or by `advance`. */
  now?: () => number;
  /** Where each line of the launch log is added too. */
  logFile?: string;
}

/** An AWX that speaks its API over HTTP and runs jobs in emulated time, or as real programs. */
export class AwxEmulator {
  readonly world: World;
  readonly faults: Faults;
  readonly log: LaunchLog;
  readonly callbacks: Callbacks;
  readonly clockwork: Clockwork;
  readonly #server: EmulatorServer;
  readonly #live: boolean;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: EmulatorOptions = {}, { now, logFile }: EmulatorSurroundings = {}) {
    const clock = now ?? Date.now;
    const random = randomFrom(options.seed ?? 1);
    const { apiPath = '/api/v2', version = '24.6.1', basic = true, callbacks = [], failures = 0 } = options;
    this.#live = now === undefined;
    this.world = new World(options);
    this.faults = new Faults(random, options.faults);
    this.log = new LaunchLog(logFile);
    this.callbacks = new Callbacks(callbacks, this.faults, version);
    const { world, faults, log } = this;
    this.clockwork = new Clockwork({ world, now: clock, random, log, callbacks: this.callbacks, failures });
    const render = new Render(apiPath, clock);
    const backend = { world, clockwork: this.clockwork, faults, render, version, now: clock };
    const told = (method: string, path: string, body: string) => control(this, method, path, body);
    this.#server = new EmulatorServer(backend, { apiPath, basic, control: told });
  }

  get url(): string {
    return this.#server.url;
  }

  async start(port = 0): Promise<void> {
    await this.#server.listen(port);
    if (this.#live) this.#tick();
  }

  /** Takes the server away; jobs go on. */
  down(): Promise<void> {
    return this.#server.stop();
  }

  /** Puts the server back, at the same address. */
  up(): Promise<void> {
    return this.#server.listen();
  }

  /** Ends every job of an attempt that is still going on, those of its workflow before the workflow itself. */
  finish(attempt: string, end: End): void {
    this.clockwork.advance();
    for (const job of this.#activeOf(attempt, 'job')) this.clockwork.finish(job, end);
    for (const job of this.#activeOf(attempt, 'workflow_job')) this.clockwork.finish(job, end);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#server.stop();
    await this.clockwork.close();
    await this.callbacks.settled();
  }

  #activeOf(attempt: string, type: Job['type']): readonly Job[] {
    const fits = (job: Job) => job.type === type && job.variables.rgz_attempt === attempt;
    return this.world.jobs.filter((job) => fits(job) && activeStatuses.includes(job.status));
  }

  /** Moves on by itself, so that callbacks are made though nobody asks. */
  #tick(): void {
    this.clockwork.advance();
    this.#timer = setTimeout(() => this.#tick(), Math.min(this.clockwork.next() ?? 50, 50));
    this.#timer.unref();
  }
}
