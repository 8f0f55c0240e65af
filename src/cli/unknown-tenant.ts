import type { App } from '../app.ts';
import type { Context } from './context.ts';

/** Says so where a list is empty because there is no such tenant. */
export async function noteUnknownTenant(context: Context, app: App, tenant: string | undefined): Promise<boolean> {
  if (tenant === undefined || (await (await app.store.view('read')).tenants()).includes(tenant)) return false;
  context.note(`there is no tenant "${tenant}"; rgz tenant list tells them`);
  return true;
}
