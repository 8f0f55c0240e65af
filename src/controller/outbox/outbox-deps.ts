import type { ControllerDeps } from '../controller-deps.ts';

/** What telling works with. */
export type OutboxDeps = Pick<
  ControllerDeps,
  | 'git'
  | 'store'
  | 'kinds'
  | 'clock'
  | 'calendar'
  | 'journal'
  | 'waker'
  | 'state'
  | 'openChannel'
  | 'openCodes'
  | 'looks'
  | 'nameOf'
>;
