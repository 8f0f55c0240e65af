import type { Attempt, Found } from '../../../ports/deployer.ts';
import { tryLock } from './activate.ts';
import { type Connection, connected } from './connect.ts';
import { failureOf } from './failure.ts';
import { type Place, tablesIn } from './place.ts';

/** Whether an attempt was carried out. While somebody works on it, or still might, that cannot be told. */
export async function findActivation(place: Place, { attempt, lease }: Attempt): Promise<Found> {
  try {
    return await connected(place, async (connection): Promise<Found> => {
      await connection.query('BEGIN');
      const free = await tryLock(connection, attempt);
      const tenant = free ? await tenantOf(connection, place, attempt) : undefined;
      await connection.query('ROLLBACK');
      if (!free) return { kind: 'unsure', reason: 'it is being carried out', lookAfter: 5 };
      if (tenant !== undefined) return { kind: 'found', jobId: attempt };
      const left = Date.parse(lease) - Date.parse(place.clock.now());
      if (left < 0) return { kind: 'absent' };
      return { kind: 'unsure', reason: 'it may still be carried out', lookAfter: Math.floor(left / 1000) + 1 };
    });
  } catch (error) {
    return { kind: 'unsure', reason: failureOf(error, place.url).words, lookAfter: 30 };
  }
}

/** The tenant that an attempt activated; undefined where it was not carried out. */
export async function tenantOf(
  connection: Connection,
  { settings }: Place,
  attempt: string,
): Promise<string | undefined> {
  const { rows } = await connection.query<{ tenant: string }>(
    `SELECT tenant_id AS tenant FROM ${tablesIn(settings)('import_jobs')} WHERE celery_task_id = $1 AND status = 'success'`,
    [attempt],
  );
  return rows[0]?.tenant;
}
