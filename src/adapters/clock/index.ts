import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../ports/clock.ts';

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => `${new Date().toISOString().slice(0, 19)}Z`,
  milliseconds: Date.now,
  pause: (milliseconds) => pause(milliseconds),
  chance: Math.random,
};
