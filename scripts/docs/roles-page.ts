import type { KindDefinition } from '../../src/domain/kind.ts';
import { type Right, type Role, rights, roleAllows, roles } from '../../src/domain/roles.ts';
import { codes, page, table } from './markdown.ts';

const forWhom: Record<Role, string> = {
  devops: 'asks for promotions',
  cpi: 'asks for promotions and decides on those of others',
  'cpi-admin': 'the same; usually granted for all tenants',
  viewer: 'reads',
  reseller: 'fills in checklists',
  noc: 'works on checklists',
  'noc-admin': 'decides on checklists, and stops the line when something is wrong',
  admin: 'changes the policy, the configuration and the tenants, and onboards companies',
  controller: 'the machine that deploys',
};

const meanings: Record<Right, string> = {
  'request.create': 'open, edit, cancel, retry and roll back requests',
  'request.approve': 'approve requests of others',
  'request.reject': 'reject requests of others',
  'request.view': 'see requests',
  'checklist.create': 'open checklists',
  'checklist.work': 'tick points, attach evidence and assign',
  'checklist.validate': 'validate what another person did',
  'checklist.approve': 'approve and reject checklists',
  'checklist.manage': 'move a checklist to the template of today',
  'checklist.view': 'see checklists',
  'onboarding.manage': 'onboard a company: its users, its data, its activation, its invitations',
  'onboarding.approve': 'approve and reject what others want to activate',
  'onboarding.view': 'see onboardings',
  'line.stop': 'stop the line, so that nothing is launched, and let it go on',
  'policy.change': 'change the policy',
  'config.change': 'change the configuration and add tenants',
  'controller.act': 'record what became of a deployment',
};

/** Who may do what. */
export function rolesPage(kinds: readonly KindDefinition[]): string {
  const names = Object.keys(roles) as Role[];
  return page(
    '# Roles and rights',
    'A person holds roles by the policy (`.rgz/policy.yaml`), each for the tenants that the grant names, or for all tenants where it names none: `rgz policy grant <email> --role <role> [--tenant <id>]…`. Who the policy does not know may do nothing. A policy may declare other names for these roles under `aliases`.',
    table(
      ['role', 'for whom', 'rights'],
      names.map((role) => [`\`${role}\``, forWhom[role], codes(roles[role]) || 'none yet']),
    ),
    '## Rights',
    table(
      ['right', 'allows to', 'roles'],
      rights.map((right) => [`\`${right}\``, meanings[right], codes(names.filter((role) => roleAllows(role, right)))]),
    ),
    'Rights over the policy, the configuration and tenants count only when they are granted for all tenants, and so does stopping more than one tenant. Whoever has a clone can read every record in it, whatever their role.',
    '## Nobody decides on their own',
    `Whoever requested, edited or co-authored a record is barred from ${codes(deciding(kinds), 'or')} on it, as a person: by any of the e-mail addresses and keys that the policy lists for them. [Each kind](kinds.md) says which right every step needs.`,
  );
}

function deciding(kinds: readonly KindDefinition[]): readonly string[] {
  const actions = kinds.flatMap((kind) => kind.actions.filter((action) => action.decides));
  return [...new Set(actions.map((action) => action.action))];
}
