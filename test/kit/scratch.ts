import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of everything that a run of tests makes. */
    scratch: string;
  }
}

/** What lies in memory is made and removed without waiting for a disk: thousands of folders are. */
const inMemory = '/dev/shm';
const enough = 4 * 1024 ** 3;

/** Makes the folder of a run of tests, and removes whatever is left in it. */
export default function scratch(project: TestProject): () => void {
  const folder = makeInMemory() ?? makeIn(tmpdir());
  project.provide('scratch', folder);
  return () => remove(folder);
}

/** Nothing where the system has no such place, where little fits into it, or where no program may be started from it. */
function makeInMemory(): string | undefined {
  if (process.env.TMPDIR !== undefined) return undefined;
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    if (Math.min(bavail * bsize, freemem()) < enough) return undefined;
    const folder = makeIn(inMemory);
    try {
      const program = join(folder, 'starts');
      writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
      execFileSync(program);
      return folder;
    } catch {
      remove(folder);
    }
  } catch {}
  return undefined;
}

function makeIn(above: string): string {
  return mkdtempSync(join(realpathSync(above), 'rgz-kit-'));
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
