import type { Deps } from '../operations/deps.ts';
import type { OpenChannel } from '../ports/channel.ts';
import type { OpenCodes } from '../ports/codes.ts';
import type { ControllerState } from '../ports/controller-state.ts';
import type { OpenDeployer } from '../ports/deployers.ts';
import type { Journal } from '../ports/journal.ts';
import type { LoadLooks } from '../ports/looks.ts';
import type { Waker } from '../ports/waker.ts';

/** What a controller works with beside what operations do. */
export interface ControllerDeps extends Deps {
  state: ControllerState;
  openDeployer: OpenDeployer;
  waker: Waker;
  journal: Journal;
  openChannel: OpenChannel;
  looks: LoadLooks;
  openCodes: OpenCodes;
  /** A short name for a long text: the same each time, and of letters and digits. */
  nameOf(text: string): string;
}
