import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/peers/**', 'test/bench/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/errors/**', 'src/domain/**', 'src/kinds/**', 'src/verify/**', 'src/reconcile/**'],
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
