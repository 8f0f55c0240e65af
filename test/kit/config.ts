import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { LongFirst } from './long-first.ts';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** What every run of tests is set up with. */
export const kit = {
  globalSetup: here('scratch.ts'),
  setupFiles: here('each-file.ts'),
  // Some files wait more than they work, for what is slow on purpose or for the Git that they started.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // What is drawn on a terminal is drawn where the tests run in CI too.
  env: { CI: 'false', CONTINUOUS_INTEGRATION: 'false' },
  // The built program is loaded as it is.
  server: { deps: { external: [/\/dist\//] } },
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

/** What goes for a run as a whole, and not for each of its projects. */
export const order = { sequence: { sequencer: LongFirst } };
