import { defineConfig } from 'vitest/config';
import { kit, order } from './test/kit/config.ts';

/** Rooms that decide. Each has to be covered by itself, so that none hides behind another. */
const rooms = ['errors', 'domain', 'kinds', 'verify', 'reconcile', 'notices'].map((room) => `src/${room}/**`);
const enough = { lines: 95, branches: 95 };

const folders = (...names: string[]): string[] => names.map((name) => `test/${name}/**/*.test.{ts,tsx}`);
const elsewhere = folders('peers', 'chaos', 'killed');
const together = [
  ...folders(
    'architecture',
    'docs',
    'domain',
    'emulator',
    'errors',
    'fakes',
    'fuzz',
    'kinds',
    'notices',
    'reconcile',
    'verify',
  ),
  ...folders(
    'adapters/{checkout,codes,evidence,http,log,memory,notifiers,phones,records,schemas,skeleton,ssh,time,workbook,yaml}',
    'adapters/deployers/{awx,postgres}',
    'cli/{render,ui}',
  ),
];

export default defineConfig({
  test: {
    ...order,
    projects: [
      // Files that start few processes share one, for loading the modules again is most of their time.
      { test: { ...kit, name: 'together', include: together, isolate: false } },
      // A process takes long to start from a large one, so files that start many begin in a small one each.
      { test: { ...kit, name: 'apart', include: folders('*'), exclude: [...elsewhere, ...together] } },
    ],
    coverage: {
      provider: 'v8',
      include: rooms,
      thresholds: Object.fromEntries(rooms.map((room) => [room, enough])),
    },
  },
});
