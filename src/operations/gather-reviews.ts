import type { Review } from '../domain/kind.ts';
import type { Summary } from '../domain/summary.ts';
import type { View } from '../ports/records.ts';

/** The emergencies that went live, by what became of their review; of one tenant or of all. */
export async function gatherEmergencies(
  view: View,
  reviews: readonly Review[],
  tenant?: string,
): Promise<readonly Summary[]> {
  const found: Summary[] = [];
  const filter = { reviews, ...(tenant === undefined ? {} : { tenant }) };
  for await (const batch of view.summaries(filter)) found.push(...batch);
  return found;
}
