import { defineConfig } from 'vitest/config';
import { kit } from './test/kit/config.ts';

/** Real processes that are killed: see docs/operations.md. Longer with RGZ_CHAOS=200, another run with RGZ_SEED=2. */
export default defineConfig({
  test: { ...kit, include: ['test/chaos/**/*.test.ts', 'test/killed/**/*.test.ts'], hookTimeout: 120_000 },
});
