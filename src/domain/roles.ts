/** What somebody can be allowed to do. */
export const rights = [
  'request.create',
  'request.approve',
  'request.reject',
  'request.view',
  'line.stop',
  'policy.change',
  'config.change',
  'controller.act',
] as const;

export type Right = (typeof rights)[number];

/** What each role allows, within the tenants it was granted for. */
export const roles = {
  devops: ['request.create', 'request.view'],
  cpi: ['request.create', 'request.approve', 'request.reject', 'request.view'],
  'cpi-admin': ['request.create', 'request.approve', 'request.reject', 'request.view'],
  viewer: ['request.view'],
  reseller: [],
  noc: [],
  'noc-admin': ['line.stop'],
  admin: ['line.stop', 'policy.change', 'config.change'],
  controller: ['controller.act'],
} as const satisfies Record<string, readonly Right[]>;

export type Role = keyof typeof roles;

export function isRole(name: string): name is Role {
  return Object.hasOwn(roles, name);
}

/** The first role of the table that has a right: the one to ask for. */
export function roleFor(right: Right): Role | undefined {
  return (Object.keys(roles) as Role[]).find((role) => roleAllows(role, right));
}

export function roleAllows(role: Role, right: Right): boolean {
  return (roles[role] as readonly Right[]).includes(right);
}
