import { defineConfig } from 'vitest/config';

/** Rooms that decide. Each has to be covered by itself, so that none hides behind another. */
const rooms = ['errors', 'domain', 'kinds', 'verify', 'reconcile'].map((room) => `src/${room}/**`);
const enough = { lines: 95, branches: 95 };

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/peers/**', 'test/chaos/**', 'test/killed/**', 'node_modules/**'],
    server: { deps: { external: [/\/dist\//] } },
    // What is drawn on a terminal is drawn where the tests run in CI too.
    env: { CI: 'false', CONTINUOUS_INTEGRATION: 'false' },
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: rooms,
      thresholds: Object.fromEntries(rooms.map((room) => [room, enough])),
    },
  },
});
