import type { Connection } from './connect.ts';
import type { Table } from './place.ts';
import type { Rows, TenantPlan } from './read-plan.ts';
import type { TenantIds } from './write-tenant.ts';

/** Rows of one statement. */
const batch = 5000;

/** Products first, for sales name them by their codes. The words say what fits no product. */
export async function writeRows(
  connection: Connection,
  table: Table,
  { products, sales }: Pick<TenantPlan, 'products' | 'sales'>,
  { tenant, site }: TenantIds,
): Promise<string | undefined> {
  const productTypes = ['text', 'text', 'text', 'numeric', 'numeric', 'integer', 'integer'];
  for (const part of parts(products)) {
    await connection.query(
      `INSERT INTO ${table('products')}
         (tenant_id, site_id, code, name, category, unit_price, cost_price, current_stock, reorder_point)
       SELECT $1::uuid, $2::uuid, row.* FROM ${unnest(productTypes)} AS row`,
      [tenant, site, ...columns(part, productTypes.length)],
    );
  }
  const saleTypes = ['date', 'text', 'integer', 'numeric', 'numeric'];
  let written = 0;
  for (const part of parts(sales)) {
    const { rowCount } = await connection.query(
      `INSERT INTO ${table('sales')} (tenant_id, site_id, product_id, sale_date, quantity, unit_price, total_amount)
       SELECT $1::uuid, $2::uuid, product.id, row.day, row.quantity, row.price, row.total
       FROM ${unnest(saleTypes)} AS row (day, code, quantity, price, total)
       JOIN ${table('products')} product ON product.tenant_id = $1::uuid AND product.code = row.code`,
      [tenant, site, ...columns(part, saleTypes.length)],
    );
    written += rowCount ?? 0;
  }
  return written === sales.length ? undefined : `${sales.length - written} sales are of products that are not there`;
}

function* parts(rows: Rows): Generator<Rows> {
  for (let at = 0; at < rows.length; at += batch) yield rows.slice(at, at + batch);
}

/** The third parameter on, a list for each column. */
function unnest(types: readonly string[]): string {
  return `unnest(${types.map((type, at) => `$${at + 3}::${type}[]`).join(', ')})`;
}

function columns(rows: Rows, count: number): readonly (string | null)[][] {
  return Array.from({ length: count }, (_, at) => rows.map((row) => row[at] ?? null));
}
