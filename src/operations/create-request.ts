import { promotion } from '../kinds/promotion/index.ts';
import { type Created, createRecord, type NewRecord } from './create-record.ts';
import type { Deps } from './deps.ts';
import type { Written } from './write-until-won.ts';

/** Opens a promotion request. */
export function createRequest(deps: Deps, wanted: NewRecord): Promise<Written<Created>> {
  return createRecord(deps, promotion, () => wanted);
}
