import type { Connection } from './connect.ts';
import { uuidOf } from './identity.ts';
import type { Table } from './place.ts';
import type { TenantPlan } from './read-plan.ts';

/** No password has this for its hash: whoever is invited sets one first. */
const noPassword = '!';

export interface TenantIds {
  tenant: string;
  site: string;
}

export function tenantId({ tenant }: Pick<TenantPlan, 'tenant'>): string {
  return uuidOf('tenant', tenant);
}

/** The tenant, active, with its main site and its people. */
export async function writeTenant(connection: Connection, table: Table, plan: TenantPlan): Promise<TenantIds> {
  const { company, tenant, session } = plan;
  const ids = { tenant: tenantId(plan), site: uuidOf('site', tenant, 'main') };
  const settings = { dashboards: { enabled: true }, rgz: { tenant, session, plan: plan.plan } };
  await connection.query(
    `INSERT INTO ${table('tenants')} (id, name, ninea, sector, country, settings, is_active, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, TRUE, 'rgz')`,
    [ids.tenant, company.name, company.ninea ?? null, company.sector, company.country, JSON.stringify(settings)],
  );
  await connection.query(
    `INSERT INTO ${table('sites')} (id, tenant_id, name, address, type) VALUES ($1, $2, $3, $4, 'main')`,
    [ids.site, ids.tenant, company.site.name, company.site.address],
  );
  for (const { email, phone, firstName, lastName, role } of plan.users) {
    await connection.query(
      `INSERT INTO ${table('users')} (id, tenant_id, email, phone, first_name, last_name, hashed_password, role, must_change_password)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, TRUE)`,
      [
        uuidOf('user', tenant, email ?? phone ?? ''),
        ids.tenant,
        email ?? null,
        phone ?? null,
        firstName,
        lastName,
        noPassword,
        role,
      ],
    );
  }
  return ids;
}

/** Who of the plan's people is known to the database already, under whatever tenant; undefined where nobody is. */
export async function knownUser(
  connection: Connection,
  table: Table,
  { users }: TenantPlan,
): Promise<string | undefined> {
  const emails = users.flatMap(({ email }) => email?.toLowerCase() ?? []);
  const phones = users.flatMap(({ phone }) => phone ?? []);
  const { rows } = await connection.query<{ email: string | null; phone: string | null }>(
    `SELECT email, phone FROM ${table('users')} WHERE lower(email) = ANY($1::text[]) OR phone = ANY($2::text[]) LIMIT 1`,
    [emails, phones],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return (emails.includes(row.email?.toLowerCase() ?? '') ? row.email : row.phone) ?? undefined;
}
