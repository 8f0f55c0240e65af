import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of everything that a run of tests makes. */
    scratch: string;
  }
}

/** Makes the folder of a run of tests, and removes whatever is left in it. */
export default function scratch(project: TestProject): () => void {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'rgz-kit-'));
  project.provide('scratch', folder);
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
