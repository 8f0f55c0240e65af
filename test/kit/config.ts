import { fileURLToPath } from 'node:url';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** What every run of tests is set up with. */
export const kit = {
  globalSetup: here('scratch.ts'),
  setupFiles: here('each-file.ts'),
  maxWorkers: '100%',
  // What is drawn on a terminal is drawn where the tests run in CI too.
  env: { CI: 'false', CONTINUOUS_INTEGRATION: 'false' },
  // The built program is loaded as it is.
  server: { deps: { external: [/\/dist\//] } },
  testTimeout: 60_000,
  hookTimeout: 60_000,
};
