/** Where the file of a tenant lies, which makes it known. */
export function tenantPath(tenant: string): string {
  return `tenants/${tenant}/tenant.yaml`;
}
