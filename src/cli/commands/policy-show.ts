import type { Command } from 'commander';
import { plainLine } from '../../domain/plain-text.ts';
import type { Person, Policy } from '../../domain/policy.ts';
import { readCurrentPolicy } from '../../operations/read-policy.ts';
import { tellStops } from '../../operations/stop-line.ts';
import type { Context } from '../context.ts';
import { stopText } from '../render/stop-text.ts';
import { table } from '../render/table.ts';
import { wrap } from '../render/text-width.ts';

const unproven = 'identity: author. Who a commit names is a claim, not a proof: nothing is signed.';

export function define(command: Command): void {
  command.argument('[email]', 'only this person');
}

export async function run(context: Context, [email]: string[]): Promise<number> {
  const policy = await readCurrentPolicy(await context.app(), email);
  if (context.json) {
    context.printJson(json(policy));
    return 0;
  }
  const { paint } = context;
  const quorum = Object.entries(policy.quorum).map(([impact, count]) => `${impact} ${count}`);
  const lines = (text: string) => wrap(text, context.width).join('\n');
  context.print(lines(`version ${policy.version}   identity ${policy.identity}   quorum ${quorum.join(', ')}`));
  for (const line of limitLines(policy)) context.print(lines(line));
  if (policy.identity === 'author') context.print(paint('yellow', lines(unproven)));
  for (const stop of tellStops(policy)) context.print(paint('red', lines(stopText(stop))));
  const columns = [
    { title: 'PERSON', value: (person: Person) => person.emails.join(', '), least: 16 },
    {
      title: 'NAME',
      value: (person: Person) => (person.name === person.id ? '' : person.name),
      least: 8,
      leaves: 2,
    },
    { title: 'KEYS', value: (person: Person) => String(person.keys.length), leaves: 1 },
    { title: 'ROLES', value: roleText, least: 12 },
  ];
  context.print(`\n${table(policy.people, columns, context.width, paint)}`);
  return 0;
}

/** What else stands before a launch, where it is not as it is without being set. */
function limitLines({ emergencyQuorum, requireSource, retries, freezes, gates, onboarding }: Policy): string[] {
  return [
    ...(emergencyQuorum === 1 ? [] : [`emergencies need ${emergencyQuorum} approvals`]),
    ...(requireSource ? ['a version has to be deployed where it comes from first'] : []),
    ...(retries === 0 ? [] : [`what failed is tried again ${retries === 1 ? 'once' : `${retries} times`}`]),
    ...(onboarding.requireCutover ? ['no tenant is activated before its cutover checklist is approved'] : []),
    ...(onboarding.requireReview ? ['no tenant is activated before somebody else has approved its data'] : []),
    ...freezes.map(({ name, environments }) => `freeze ${plainLine(name)} of ${environments.join(', ')}`),
    ...gates.map(({ name, checklist }) => `gate ${plainLine(name)}: checklist ${plainLine(checklist)}`),
  ];
}

function roleText(person: Person): string {
  return (
    person.grants
      .map(({ role, tenants }) => (tenants === undefined ? role : `${role} (${tenants.join(', ')})`))
      .join(', ') || 'none'
  );
}

function json(policy: Policy): Record<string, unknown> {
  const { version, identity, stop, freezes, gates } = policy;
  const people = policy.people.map(({ id, name, emails, keys, github, grants }) => ({
    id,
    name,
    emails,
    keys,
    github: github ?? null,
    roles: grants.map((grant) => ({ role: grant.role, tenants: grant.tenants ?? null })),
  }));
  const { aliases = {} } = policy.file;
  const { quorum, requireSource, retries, emergencyQuorum } = policy;
  return {
    version,
    identity,
    people,
    aliases,
    promotions: { quorum, requireSource, retries, emergency: { quorum: emergencyQuorum } },
    onboarding: policy.onboarding,
    stop,
    freezes,
    gates,
  };
}
