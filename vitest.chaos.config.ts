import { defineConfig } from 'vitest/config';

/** Real processes that are killed: see docs/operations.md. Longer with RGZ_CHAOS=200, another run with RGZ_SEED=2. */
export default defineConfig({
  test: {
    include: ['test/chaos/**/*.test.ts', 'test/killed/**/*.test.ts'],
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
