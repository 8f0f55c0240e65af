import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../ports/clock.ts';
import type { Owner } from '../../../ports/deployer.ts';
import type { Environment } from './job-environment.ts';
import { codeOf, type JobFiles } from './job-files.ts';
import { JobFolder } from './job-folder.ts';
import type { SendSignal } from './processes.ts';

/** Where commands run and where their jobs are kept. */
export interface Place {
  /** The program and its arguments. */
  command: readonly string[];
  /** The folder of all jobs of this clone. */
  state: string;
  cwd: string;
  env: Environment;
  /** Variables that hold secrets of other deployers. */
  withheld: readonly string[];
  /** Names this clone among all others. */
  instance: string;
  clock: Pick<Clock, 'now'>;
  send: SendSignal;
  files: JobFiles;
}

/** Jobs are named by their attempt; anything else is no name of a folder either. */
export function folderOf({ state, files }: Place, attempt: string): JobFolder | undefined {
  return /^[A-Za-z0-9-]{1,64}$/.test(attempt) ? new JobFolder(state, attempt, files) : undefined;
}

/** Whether another clone may have started it: what runs beside that one leaves no trace here. */
export function isFromElsewhere({ instance }: Place, { instances }: Owner): boolean {
  return instances.length === 0 || instances.some((each) => each !== instance);
}

/** Makes the folder of all jobs, and gives the moment since when it is kept: what was started before is not in it. */
export async function openState({ state, files, clock }: Place): Promise<number> {
  await mkdir(state, { recursive: true, mode: 0o700 });
  const since = join(state, 'since');
  await files.makeFile(since, clock.now()).catch((error) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  const moment = Date.parse((await files.read(since)) ?? '');
  return Number.isNaN(moment) ? Number.POSITIVE_INFINITY : moment;
}

/** Names the time since the machine was started; empty where it cannot be told. */
export async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim();
}

/** The values that must not be seen in what a job says. */
export function secretsOf({ env, withheld }: Place): readonly string[] {
  return withheld.map((name) => env[name] ?? '').filter((value) => value.length >= 6);
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
