import type { Deps } from '../operations/deps.ts';
import type { ControllerState } from '../ports/controller-state.ts';
import type { OpenDeployer } from '../ports/deployers.ts';
import type { Journal } from '../ports/journal.ts';
import type { Waker } from '../ports/waker.ts';

/** What a controller works with beside what operations do. */
export interface ControllerDeps extends Deps {
  state: ControllerState;
  openDeployer: OpenDeployer;
  waker: Waker;
  journal: Journal;
}
