import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobFiles } from './job-files.ts';
import { JobFolder, newFolder } from './job-folder.ts';
import { isAlive, type SendSignal } from './processes.ts';

/** How long a job that is over can be looked up. */
export const keptFor = 30 * 24 * 3_600_000;
const stagedFor = 24 * 3_600_000;

/** Removes what is left of jobs that were over long ago. What cannot be removed stays. */
export async function sweep(state: string, files: JobFiles, send: SendSignal, now: number): Promise<void> {
  for (const name of await readdir(state)) {
    const path = join(state, name);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || !found.isDirectory()) continue;
    const age = now - found.mtimeMs;
    if (age < (name.startsWith(newFolder) ? stagedFor : keptFor)) continue;
    const last = await new JobFolder(state, name, files).last().catch(() => undefined);
    const start = last?.start;
    if (typeof start === 'object' && (await isAlive(start, name, send))) continue;
    await files.remove(path).catch(() => undefined);
  }
}
