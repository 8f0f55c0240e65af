import type { CheckMemory } from '../ports/check-memory.ts';
import type { ReadCheckout } from '../ports/checkout.ts';
import type { Deps } from './deps.ts';

export interface CheckDeps extends Deps {
  memory: CheckMemory;
  /** undefined in a bare repository. */
  readCheckout: ReadCheckout | undefined;
}
