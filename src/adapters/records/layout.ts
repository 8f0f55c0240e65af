/** Where things lie in a records repository. */
export const policyPath = '.rgz/policy.yaml';
export const configPath = '.rgz/config.yaml';
const schemaFolder = '.rgz/schemas';

/** A folder of another name is no tenant: its name may be anything. */
export const tenantName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** In the folder of a tenant. */
export const tenantFile = 'tenant.yaml';

/** How a file of `folder` deep names the schema of its kind for editors. */
export function modeline(path: string, kind: string): string {
  const up = '../'.repeat(path.split('/').length - 1);
  const name = kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  return `yaml-language-server: $schema=${up}${schemaFolder}/${name}.v1.schema.json`;
}
