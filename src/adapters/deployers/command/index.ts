import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type {
  Attempt,
  Cancelled,
  Deployer,
  Found,
  Job,
  Launch,
  Owner,
  Progress,
  Readiness,
} from '../../../ports/deployer.ts';
import { endJob } from './end-job.ts';
import { findJob } from './find-job.ts';
import { findProgram } from './find-program.ts';
import { jobFiles } from './job-files.ts';
import { jobOutcome } from './job-outcome.ts';
import { launchJob, type Turned } from './launch-job.ts';
import { openState, type Place, wordsOf } from './place.ts';
import { sweep } from './sweep.ts';

export type CommandSetup = Omit<Place, 'files'> & Partial<Pick<Place, 'files'>>;

const day = 24 * 3_600_000;

/**
 * Runs a program beside the clone, one process group a job. Everything known of a job lies in its folder, so that it is
 * found again whatever became of who started it.
 */
export function commandDeployer(setup: CommandSetup): Deployer {
  return new CommandDeployer({ files: jobFiles, ...setup });
}

class CommandDeployer implements Deployer {
  readonly #place: Place;
  /** The turn that an attempt may be launched on, where it is known here that the ones before were not used. */
  readonly #turns = new Map<string, number>();
  #swept = Number.NEGATIVE_INFINITY;

  constructor(place: Place) {
    this.#place = place;
  }

  async ready(): Promise<Readiness> {
    const { command, cwd, env, state } = this.#place;
    const found = await findProgram(command[0] ?? '', cwd, env.PATH);
    if ('problem' in found)
      return {
        kind: 'broken',
        reason: found.problem,
        remedy: 'install it, or name another command in .rgz/config.yaml',
      };
    try {
      await access(cwd);
      await openState(this.#place);
      await access(state, constants.W_OK);
    } catch (error) {
      const remedy = `see to it that ${state} can be written, and that ${cwd} is there`;
      return { kind: 'broken', reason: wordsOf(error), remedy };
    }
    await this.#sweep();
    return { kind: 'ready' };
  }

  async launch(job: Job): Promise<Launch> {
    return this.#remember(job.attempt, await launchJob(this.#place, job, this.#turns.get(job.attempt) ?? 0));
  }

  async find(attempt: Attempt): Promise<Found> {
    return this.#remember(attempt.attempt, await findJob(this.#place, attempt));
  }

  poll(jobId: string, owner: Owner): Promise<Progress> {
    return jobOutcome(this.#place, jobId, owner);
  }

  async cancel(jobId: string, { attempt }: Owner): Promise<Cancelled> {
    return jobId === attempt ? endJob(this.#place, jobId) : { kind: 'over' };
  }

  async close(): Promise<void> {}

  #remember<T>(attempt: string, { answer, turn }: Turned<T>): T {
    if (turn !== undefined) this.#turns.set(attempt, turn);
    return answer;
  }

  async #sweep(): Promise<void> {
    const now = Date.parse(this.#place.clock.now());
    if (now - this.#swept < day) return;
    this.#swept = now;
    const { state, files, send } = this.#place;
    await sweep(state, files, send, now).catch(() => undefined);
  }
}
