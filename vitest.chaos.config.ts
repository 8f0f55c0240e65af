import { defineConfig } from 'vitest/config';

/** Real processes that are killed at random: see docs/operations.md. Longer with RGZ_CHAOS=200, another run with RGZ_SEED=2. */
export default defineConfig({ test: { include: ['test/chaos/**/*.test.ts'], hookTimeout: 120_000 } });
