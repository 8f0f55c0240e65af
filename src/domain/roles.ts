const decideRequests = ['request.create', 'request.approve', 'request.reject', 'request.view'] as const;
const allOfChecklists = [
  'checklist.create',
  'checklist.work',
  'checklist.validate',
  'checklist.approve',
  'checklist.manage',
  'checklist.view',
] as const;
const allOfOnboarding = ['onboarding.manage', 'onboarding.approve', 'onboarding.view'] as const;

/** What somebody can be allowed to do. */
export const rights = [
  ...decideRequests,
  ...allOfChecklists,
  ...allOfOnboarding,
  'line.stop',
  'policy.change',
  'config.change',
  'controller.act',
] as const;

export type Right = (typeof rights)[number];

/** What each role allows, within the tenants it was granted for. */
export const roles = {
  devops: ['request.create', 'request.view', 'checklist.create', 'checklist.work', 'checklist.view'],
  cpi: [...decideRequests, 'checklist.create', 'checklist.work', 'checklist.validate', 'checklist.view'],
  'cpi-admin': [...decideRequests, ...allOfChecklists, 'onboarding.view'],
  viewer: ['request.view', 'checklist.view', 'onboarding.view'],
  reseller: ['checklist.create', 'checklist.work', 'checklist.view'],
  noc: ['checklist.create', 'checklist.work', 'checklist.validate', 'checklist.view', 'onboarding.view'],
  'noc-admin': ['line.stop', ...allOfChecklists, 'onboarding.view'],
  admin: [
    'line.stop',
    'policy.change',
    'config.change',
    'checklist.create',
    'checklist.manage',
    'checklist.view',
    ...allOfOnboarding,
  ],
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
