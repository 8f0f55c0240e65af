import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';
import { approve } from './approve.ts';
import { auditTrail } from './audit.ts';
import { checkAgain } from './check-again.ts';
import { checkCold } from './check-cold.ts';
import { checkRange } from './check-range.ts';
import { checklistList } from './checklist-list.ts';
import { controllerIdle, controllerPace } from './controller.ts';
import { controllerLaunch } from './controller-launch.ts';
import { create } from './create.ts';
import { importWorkbooks } from './import.ts';
import { listCold } from './list-cold.ts';
import { listWarm } from './list-warm.ts';
import { notifyBurst } from './notify-burst.ts';
import { startUp } from './start-up.ts';

/** Measures one thing, in repositories of the given sizes; what comes bit by bit is printed bit by bit. */
type Measure = (workshop: Workshop, sizes: readonly number[]) => Promise<readonly Result[]> | AsyncIterable<Result>;

const largest = (sizes: readonly number[]) => Math.max(...sizes);

/** Every row that can be asked for, in the order in which they are measured. A new one is a file and a line here. */
export const rows: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['start-up', startUp],
  ['list-warm', listWarm],
  ['list-cold', listCold],
  ['checklist-list', (workshop, sizes) => checklistList(workshop, Math.min(largest(sizes), 10_000))],
  ['create', (workshop, sizes) => create(workshop, largest(sizes))],
  ['approve', (workshop, sizes) => approve(workshop, largest(sizes))],
  ['check-cold', checkCold],
  ['check-again', (workshop, sizes) => checkAgain(workshop, largest(sizes))],
  ['check-range', (workshop, sizes) => checkRange(workshop, largest(sizes))],
  ['audit', auditTrail],
  ['import', importWorkbooks],
  ['controller', controllerPace],
  ['controller-launch', controllerLaunch],
  ['notify-burst', notifyBurst],
  ['controller-idle', (workshop, sizes) => controllerIdle(workshop, largest(sizes))],
]);
