import { defineConfig } from 'vitest/config';
import { kit } from './test/kit/config.ts';

/** Rooms that decide. Each has to be covered by itself, so that none hides behind another. */
const rooms = ['errors', 'domain', 'kinds', 'verify', 'reconcile', 'notices'].map((room) => `src/${room}/**`);
const enough = { lines: 95, branches: 95 };

const folders = (...names: string[]): string[] => names.map((name) => `test/${name}/**/*.test.{ts,tsx}`);
const elsewhere = folders('peers', 'chaos', 'killed');
const pure = [
  ...folders(
    'architecture',
    'docs',
    'domain',
    'emulator',
    'errors',
    'fakes',
    'kinds',
    'notices',
    'reconcile',
    'verify',
  ),
  ...folders('adapters/{http,log,memory,records,schemas,ssh,time,yaml}', 'cli/{render,ui}'),
];

export default defineConfig({
  test: {
    projects: [
      // Files that start next to no process share one, for loading the modules again is most of their time.
      { test: { ...kit, name: 'pure', include: pure, isolate: false } },
      // A process takes long to start from a large one, so files that start many begin in a small one each.
      { test: { ...kit, name: 'whole', include: folders('*'), exclude: [...elsewhere, ...pure] } },
    ],
    coverage: {
      provider: 'v8',
      include: rooms,
      thresholds: Object.fromEntries(rooms.map((room) => [room, enough])),
    },
  },
});
