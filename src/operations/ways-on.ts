import { firstFew } from '../domain/first-few.ts';
import { holdersOf, mayDo, type Person, type Policy, personOf } from '../domain/policy.ts';
import type { Right } from '../domain/roles.ts';
import type { Verdict } from '../domain/verdict.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Deps } from './deps.ts';
import { listChecklists } from './list-checklists.ts';

/** Who asks, and by which policy they are told what they may do. */
export interface Asking {
  policy: Policy;
  email: string;
}

/** The person at the keyboard. Whom Git does not know may read all the same, and is told whom to ask. */
export async function askingBy({ git }: Pick<Deps, 'git'>, policy: Policy): Promise<Asking> {
  try {
    return { policy, email: (await git.identity()).author.email };
  } catch (error) {
    if (error instanceof RgzError && error.code === 'identity.missing') return { policy, email: '' };
    throw error;
  }
}

/**
 * A command that takes a right, for who has it; for anybody else, whom to ask for it. `spared`: what nobody may do any
 * more who typed the command, so those who have no such right are asked first.
 */
export function withRight(
  { policy, email }: Asking,
  right: Right,
  tenant: string,
  command: string,
  spared?: Right,
): string {
  const person = personOf(policy, email);
  if (person !== undefined && mayDo(person, right, tenant)) return command;
  const losing = (each: Person) => Number(spared !== undefined && mayDo(each, spared, tenant));
  const asked = holdersOf(policy, right, tenant).toSorted((one, other) => losing(one) - losing(other));
  return askFor(
    asked.map(({ id }) => id),
    command,
  );
}

function askFor(people: readonly string[], command: string): string {
  if (people.length === 0) return `by somebody who may, and nobody may yet: ${command}`;
  return `ask ${firstFew(people, 'or')}: ${command}`;
}

/** What this person can do about a closed gate: what is refused to them, others are asked for. */
export async function waysOn(
  deps: Pick<Deps, 'git' | 'store' | 'kinds'>,
  asking: Asking,
  tenant: string,
  { gate, unblock = [], remedy = [], values }: Verdict,
): Promise<readonly string[]> {
  if (gate === 'checklists' && Array.isArray(values.asked)) {
    const ways = values.asked.map((template) => wayToChecklist(deps, asking, tenant, `${template}`));
    return [...new Set(await Promise.all(ways))];
  }
  const self = personOf(asking.policy, asking.email)?.id;
  if (unblock.length === 0 || (self !== undefined && unblock.includes(self))) return remedy;
  return remedy.map((each) => (each.startsWith('rgz ') ? askFor(unblock, each) : each));
}

/** The next thing to do for a checklist that has to be approved: open it, work it off, or have it approved. */
async function wayToChecklist(
  deps: Pick<Deps, 'git' | 'store' | 'kinds'>,
  asking: Asking,
  tenant: string,
  template: string,
): Promise<string> {
  const { rows } = await listChecklists(deps, { tenant, template });
  const there = rows.filter(({ state }) => state !== 'cancelled');
  const best = there.find(({ state }) => state === 'ready') ?? there[0];
  if (best === undefined) {
    const create = `rgz checklist create --template ${template} --subject ${tenant} --tenant ${tenant}`;
    return withRight(asking, 'checklist.create', tenant, create);
  }
  const name = `${best.template}/${best.subject}`;
  if (best.state === 'ready') return withRight(asking, 'checklist.approve', tenant, `rgz approve ${name}`);
  return `rgz checklist show ${name}`;
}
