import { type Stats, StatsCount } from '../domain/stats.ts';
import type { Deps } from './deps.ts';

/** The figures of the dashboard. */
export async function countRecords(deps: Pick<Deps, 'store' | 'clock'>): Promise<Stats> {
  const view = await deps.store.view('read');
  const count = new StatsCount(deps.clock.now());
  for await (const batch of view.summaries({ kind: 'PromotionRequest' })) {
    for (const each of batch) count.add(each);
  }
  return count.total;
}
