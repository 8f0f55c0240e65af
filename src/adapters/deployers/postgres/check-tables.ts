import type { Readiness } from '../../../ports/deployer.ts';
import { type Connection, connected } from './connect.ts';
import { failureOf } from './failure.ts';
import { lockOf } from './identity.ts';
import { type Place, quoted, schemaOf, tablesIn, urlVariableOf } from './place.ts';

/** The tables, and the columns that are written and that have no value of their own. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  tenants: ['id', 'name', 'ninea', 'sector', 'country', 'settings', 'is_active', 'created_by'],
  sites: ['id', 'tenant_id', 'name', 'address', 'type'],
  users: [
    'id',
    'tenant_id',
    'email',
    'phone',
    'first_name',
    'last_name',
    'hashed_password',
    'role',
    'must_change_password',
  ],
  products: [
    'tenant_id',
    'site_id',
    'code',
    'name',
    'category',
    'unit_price',
    'cost_price',
    'current_stock',
    'reorder_point',
  ],
  sales: ['tenant_id', 'site_id', 'product_id', 'sale_date', 'quantity', 'unit_price', 'total_amount'],
  onboarding_sessions: ['id', 'tenant_id', 'status', 'current_step', 'data', 'created_by', 'completed_at'],
  import_jobs: [
    'tenant_id',
    'session_id',
    'celery_task_id',
    'status',
    'file_name',
    'file_size_bytes',
    'progress_percent',
    'stats',
    'started_at',
    'completed_at',
  ],
  admin_audit_logs: ['action_type', 'entity_type', 'entity_id', 'details'],
};

/** Whether an activation would find all that it needs. Makes the tables where it may. */
export async function checkTables(place: Place): Promise<Readiness> {
  try {
    return await connected(place, async (connection): Promise<Readiness> => {
      const missing = await missingIn(connection, place);
      if (missing.length > 0 && place.settings.createTables) await createTables(connection, place);
      const lacking = place.settings.createTables ? await missingIn(connection, place) : missing;
      const [first] = lacking;
      if (first !== undefined)
        return broken(`${schemaOf(place.settings)} has no ${lacking.join(', ')}`, remedyOf(first));
      return (await viewFault(connection, place)) ?? { kind: 'ready' };
    });
  } catch (error) {
    const { kind, words } = failureOf(error, place.url);
    if (kind === 'away' || kind === 'busy' || kind === 'slow') return { kind: 'unreachable', reason: words };
    return broken(
      words,
      `set ${urlVariableOf(place.settings)} to a database that its user may write, and start the controller again`,
    );
  }
}

function broken(reason: string, remedy: string): Readiness {
  return { kind: 'broken', reason, remedy };
}

function remedyOf(first: string): string {
  return first.includes('.')
    ? `add the column as templates/postgres/schema.sql has it`
    : 'run templates/postgres/schema.sql there, or set createTables of the deployer in .rgz/config.yaml to true';
}

/** Tables that are not there, and columns of the others, as `table.column`. */
async function missingIn(connection: Connection, { settings }: Place): Promise<readonly string[]> {
  const { rows } = await connection.query<{ name: string; field: string }>(
    `SELECT c.relname AS name, a.attname AS field FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE n.nspname = $1 AND c.relname = ANY($2::text[]) AND c.relkind IN ('r', 'p', 'v')`,
    [schemaOf(settings), Object.keys(wanted)],
  );
  const there = new Map<string, Set<string>>();
  for (const { name, field } of rows) there.set(name, (there.get(name) ?? new Set()).add(field));
  return Object.entries(wanted).flatMap(([table, fields]) => {
    const known = there.get(table);
    return known === undefined ? [table] : fields.filter((each) => !known.has(each)).map((each) => `${table}.${each}`);
  });
}

/** One after the other, where several controllers begin at once. */
async function createTables(connection: Connection, place: Place): Promise<void> {
  const schema = quoted(schemaOf(place.settings));
  await connection.query('BEGIN');
  await connection.query('SELECT pg_advisory_xact_lock($1::bigint)', [lockOf('tables')]);
  const { rows } = await connection.query('SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', [
    schemaOf(place.settings),
  ]);
  if (rows.length === 0) await connection.query(`CREATE SCHEMA ${schema}`);
  await connection.query(`SET LOCAL search_path = ${schema}`);
  await connection.query(await place.tables());
  await connection.query('COMMIT');
}

async function viewFault(connection: Connection, { settings }: Place): Promise<Readiness | undefined> {
  for (const view of settings.views ?? []) {
    const name = view.includes('.') ? quoted(...view.split('.')) : tablesIn(settings)(view);
    const { rows } = await connection.query<{ kind: string }>(
      'SELECT relkind AS kind FROM pg_catalog.pg_class WHERE oid = to_regclass($1)',
      [name],
    );
    if (rows[0]?.kind === 'm') continue;
    const reason = `${view} is no materialised view there`;
    return broken(reason, 'make it, or take it out of views of the deployer in .rgz/config.yaml');
  }
  return undefined;
}
