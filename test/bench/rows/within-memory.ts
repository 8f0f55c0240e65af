import { peakMemory } from '../measure/peak-memory.ts';
import type { Program } from '../measure/whole-process.ts';
import type { Result } from '../row.ts';

const most = 300;

/** What a program held at once, held against the budget that all of checking and auditing has. */
export function withinMemory(name: string, program: Program): Result {
  const peak = peakMemory(program);
  return {
    kind: 'fact',
    name: `peak memory of ${name}`,
    holds: peak <= most,
    told: `${Math.round(peak)} of ${most} MB`,
  };
}
