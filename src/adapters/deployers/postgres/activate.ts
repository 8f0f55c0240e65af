import type { Connection } from './connect.ts';
import { lockOf, uuidOf } from './identity.ts';
import { type Place, quoted, tablesIn } from './place.ts';
import type { TenantPlan } from './read-plan.ts';
import { writeRows } from './write-rows.ts';
import { knownUser, tenantId, writeTenant } from './write-tenant.ts';

/** `ready`: everything is written, and nothing is committed. `there`: the very plan was applied before. */
export type Activated = { kind: 'ready' } | { kind: 'there' } | { kind: 'held' } | { kind: 'refused'; error: string };

/** Writes a plan in the transaction that is open. Whatever it answers but `ready` and `there` has to be rolled back. */
export async function activate(
  connection: Connection,
  { settings }: Place,
  plan: TenantPlan,
  attempt: string,
): Promise<Activated> {
  const table = tablesIn(settings);
  if (!(await tryLock(connection, attempt))) return { kind: 'held' };
  await connection.query('SELECT pg_advisory_xact_lock($1::bigint)', [lockOf('tenant', plan.tenant)]);
  const session = uuidOf('session', plan.tenant, plan.session);
  const before = await connection.query<{ plan: string | null }>(
    `SELECT data->>'plan' AS plan FROM ${table('onboarding_sessions')} WHERE id = $1`,
    [session],
  );
  const [applied] = before.rows;
  if (applied !== undefined && applied.plan !== plan.plan)
    return { kind: 'refused', error: `${plan.session} was activated there with another plan, ${applied.plan}` };
  const tenant = tenantId(plan);
  if (applied !== undefined) {
    await noteAttempt({ repeated: true });
    return { kind: 'there' };
  }
  const others = await connection.query(`SELECT 1 FROM ${table('tenants')} WHERE id = $1`, [tenant]);
  if (others.rows.length > 0)
    return { kind: 'refused', error: `tenant ${plan.tenant} is there already, and was not made by ${plan.session}` };
  const known = await knownUser(connection, table, plan);
  if (known !== undefined) return { kind: 'refused', error: `${known} is a user there already` };
  const ids = await writeTenant(connection, table, plan);
  const lost = await writeRows(connection, table, plan, ids);
  if (lost !== undefined) return { kind: 'refused', error: lost };
  const { session: name, plan: digest, createdBy, quality } = plan;
  await connection.query(
    `INSERT INTO ${table('onboarding_sessions')} (id, tenant_id, status, current_step, data, created_by, completed_at)
     VALUES ($1, $2, 'completed', 4, $3, $4, now())`,
    [session, tenant, JSON.stringify({ session: name, tenant: plan.tenant, plan: digest }), createdBy],
  );
  const counts = { products_imported: plan.products.length, sales_imported: plan.sales.length, quality_score: quality };
  await noteAttempt({ ...counts, users_created: plan.users.length });
  await connection.query(
    `INSERT INTO ${table('admin_audit_logs')} (action_type, entity_type, entity_id, details)
     VALUES ('create_tenant', 'tenant', $1, $2), ('create_user', 'user', NULL, $3), ('import_data', 'tenant', $1, $4)`,
    [tenant, details({}), details({ users: plan.users.length }), details(counts)],
  );
  for (const view of settings.views ?? []) await refresh(view);
  return { kind: 'ready' };

  function details(more: object): string {
    const { orderedBy } = plan;
    return JSON.stringify({ tenant: plan.tenant, session: name, plan: digest, attempt, orderedBy, ...more });
  }

  async function noteAttempt(stats: object): Promise<void> {
    await connection.query(
      `INSERT INTO ${table('import_jobs')}
         (tenant_id, session_id, celery_task_id, status, file_name, file_size_bytes, progress_percent, stats, started_at, completed_at)
       VALUES ($1, $2, $3, 'success', $4, $5, 100, $6, now(), clock_timestamp())
       ON CONFLICT (celery_task_id) DO NOTHING`,
      [tenant, session, attempt, plan.file.name, plan.file.size, JSON.stringify(stats)],
    );
  }

  /** In the same transaction: nobody sees an active tenant that its dashboards do not show. */
  async function refresh(view: string): Promise<void> {
    const how = settings.refreshConcurrently ? 'CONCURRENTLY ' : '';
    const name = view.includes('.') ? quoted(...view.split('.')) : table(view);
    await connection.query(`REFRESH MATERIALIZED VIEW ${how}${name}`);
  }
}

/** Whether nobody works on an attempt; nobody begins to before the transaction is over. */
export async function tryLock(connection: Connection, attempt: string): Promise<boolean> {
  const { rows } = await connection.query<{ free: boolean }>('SELECT pg_try_advisory_xact_lock($1::bigint) AS free', [
    lockOf('attempt', attempt),
  ]);
  return rows[0]?.free === true;
}
