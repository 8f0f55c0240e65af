import { normaliseEmail } from './email.ts';
import { type Person, type Policy, personOf } from './policy.ts';

/** Somebody who had a hand in what is to be decided, as Git or the history names them. */
export interface Contribution {
  email: string;
  /** The public key that signed the commit, when there was one. */
  key?: string | undefined;
  /** `cast`: they committed an event that names somebody else, which makes them no party to the spec. */
  did: 'requested' | 'edited' | 'imported' | 'co-authored' | 'cast';
  commit?: string | undefined;
  /** Which event of the history they cast. */
  event?: number;
}

/** Addresses under which a forge commits what people do on its pages: they stand for nobody. */
const forges: ReadonlySet<string> = new Set(['noreply@github.com']);

/** Whether a committer is somebody of their own beside the author. */
export function isSomebodyElse(committer: string, author: string): boolean {
  const [one, other] = [normaliseEmail(committer), normaliseEmail(author)];
  return one !== other && !forges.has(one);
}

/** Who is about to act: what Git says of them, and the key they would sign with. */
export interface Actor {
  email: string;
  name: string;
  key: string | undefined;
  /** Who makes the commit, where that is known. */
  committer?: string;
}

/** Who makes the commit in place of the actor; undefined where they do so themselves. */
export function standIn({ email, name, committer }: Actor): Actor | undefined {
  if (committer === undefined || !isSomebodyElse(committer, email)) return undefined;
  return { email: committer, name, key: undefined };
}

/** The contribution that makes an actor a party to the request, by any address or key of the same person. */
export function ownContribution(
  policy: Policy,
  actor: Actor,
  contributions: readonly Contribution[],
): Contribution | undefined {
  const mine = partiesOf(policy, actor.email, actor.key);
  return contributions.find((each) => each.did !== 'cast' && overlaps(mine, partiesOf(policy, each.email, each.key)));
}

/** The events that an actor committed in the name of others, by any address of the same person. */
export function castBy(policy: Policy, actor: Actor, contributions: readonly Contribution[]): ReadonlySet<number> {
  const mine = partiesOf(policy, actor.email, actor.key);
  return new Set(
    contributions.flatMap(({ did, email, event }) =>
      did === 'cast' && event !== undefined && overlaps(mine, partiesOf(policy, email, undefined)) ? [event] : [],
    ),
  );
}

/** The people behind contributions, for telling who else may decide. */
export function contributorsOf(policy: Policy, contributions: readonly Contribution[]): ReadonlySet<string> {
  const hands = contributions.filter((each) => each.did !== 'cast');
  return new Set(hands.flatMap((each) => [...partiesOf(policy, each.email, each.key)]));
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
/** Letters that only look like those of a trailer are none of these. */
const plainText = /^[\n\r\t -~]*$/;
const mention = /co-authored-by/i;

/**
 * The addresses in the `Co-authored-by` trailers of a commit message: every one on the line, as folded trailers
 * may go on in the next. Rather one too many than one too few.
 */
export function coAuthorsOf(message: string): readonly string[] {
  if (plainText.test(message) && !mention.test(message)) return [];
  const lines = message.replace(/\r?\n[ \t]+/g, ' ').split('\n');
  return lines.flatMap((line) => addressesIn(trailer.exec(line.normalize('NFKC').trim())?.[1] ?? ''));
}

function addressesIn(text: string): readonly string[] {
  const bracketed = [...text.matchAll(/<([^<>]*)>/g)].map(([, inner = '']) => inner.trim());
  const found = [...bracketed, ...text.split(/[\s<>,;]+/)].filter((each) => each.includes('@'));
  return [...new Set(found)];
}
