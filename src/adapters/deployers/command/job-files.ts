import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';

/** The steps on files that decide whether a job may start. A test lets one of them fail, or never come back. */
export interface JobFiles {
  makeFolder(path: string): Promise<void>;
  /** Makes a file that must not be there yet. Whoever sees it sees all of it. */
  makeFile(path: string, text: string): Promise<void>;
  /** Moves a folder to where none may be yet, so that it outlives a power cut there. */
  putInPlace(folder: string, path: string, parent: string): Promise<void>;
  /** Gives a file a second name, which must not be taken. */
  name(path: string, as: string): Promise<void>;
  /** undefined where there is none. */
  read(path: string): Promise<string | undefined>;
  remove(path: string): Promise<void>;
}

export const jobFiles: JobFiles = {
  makeFolder: (path) => mkdir(path, { mode: 0o700 }),
  async makeFile(path, text) {
    const whole = `${path}.${randomUUID()}`;
    try {
      await writeFile(whole, text, { flag: 'wx', mode: 0o600 });
      await link(whole, path);
    } finally {
      await rm(whole, { force: true });
    }
  },
  async putInPlace(folder, path, parent) {
    await rename(folder, path);
    const above = await open(parent, 'r');
    await above.sync().finally(() => above.close());
  },
  name: link,
  async read(path) {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
};

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Makes something that can be there only once; false where it is there already. */
export async function once(make: Promise<void>): Promise<boolean> {
  try {
    await make;
    return true;
  } catch (error) {
    if (['EEXIST', 'ENOTEMPTY'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}
