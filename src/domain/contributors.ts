import { normaliseEmail } from './email.ts';
import { type Person, type Policy, personOf } from './policy.ts';

/** Somebody who had a hand in what is to be decided, as Git or the history names them. */
export interface Contribution {
  email: string;
  /** The public key that signed the commit, when there was one. */
  key?: string | undefined;
  did: 'requested' | 'edited' | 'co-authored';
  commit?: string | undefined;
}

/** Who is about to act: what Git says of them, and the key they would sign with. */
export interface Actor {
  email: string;
  name: string;
  key: string | undefined;
}

/** The contribution that makes an actor a party to the request, by any address or key of the same person. */
export function ownContribution(
  policy: Policy,
  actor: Actor,
  contributions: readonly Contribution[],
): Contribution | undefined {
  const mine = partiesOf(policy, actor.email, actor.key);
  return contributions.find((each) => overlaps(mine, partiesOf(policy, each.email, each.key)));
}

/** The people behind contributions, for telling who else may decide. */
export function contributorsOf(policy: Policy, contributions: readonly Contribution[]): ReadonlySet<string> {
  return new Set(contributions.flatMap((each) => [...partiesOf(policy, each.email, each.key)]));
}

/** Every address that a policy lists for the people whom some addresses and a key lead to. */
export function addressesOf(policy: Policy, emails: readonly string[], key: string | undefined): readonly string[] {
  const people = [
    ...emails.map((email) => personOf(policy, email)),
    key === undefined ? undefined : policy.byKey.get(key),
  ];
  return [...new Set(people.flatMap((person) => person?.emails ?? []))];
}

/** Every person an address and a key lead to; a stranger is known by the address alone. */
function partiesOf(policy: Policy, email: string, key: string | undefined): ReadonlySet<string> {
  const byKey: Person | undefined = key === undefined ? undefined : policy.byKey.get(key);
  const byEmail = personOf(policy, email);
  const parties = new Set<string>([byEmail?.id ?? normaliseEmail(email)]);
  if (byKey !== undefined) parties.add(byKey.id);
  return parties;
}

function overlaps(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return [...left].some((each) => right.has(each));
}

const trailer = /^co-authored-by:(.*)$/i;

/**
 * The addresses in the `Co-authored-by` trailers of a commit message: every one on the line, as folded trailers
 * may go on in the next. Rather one too many than one too few.
 */
export function coAuthorsOf(message: string): readonly string[] {
  const lines = message.replace(/\r?\n[ \t]+/g, ' ').split('\n');
  return lines.flatMap((line) => addressesIn(trailer.exec(line.normalize('NFKC').trim())?.[1] ?? ''));
}

function addressesIn(text: string): readonly string[] {
  const bracketed = [...text.matchAll(/<([^<>]*)>/g)].map(([, inner = '']) => inner.trim());
  const found = [...bracketed, ...text.split(/[\s<>,;]+/)].filter((each) => each.includes('@'));
  return [...new Set(found)];
}
