import { commitByHand } from '../domain/commit-words.ts';
import type { Policy } from '../domain/policy.ts';
import type { RecordData } from '../domain/record.ts';
import type { Config } from '../generated/types/config.v1.ts';
import { events } from '../kinds/onboarding/events.ts';
import { countCodes, dueInvitations, keyOf, mostCodes, standingCode } from '../kinds/onboarding/invitations.ts';
import { specOf, type User } from '../kinds/onboarding/spec.ts';
import { lettersGoTo } from '../notices/letters.ts';

/** The type of channel that letters take to each kind of address. */
const channelFor = { email: 'email', phone: 'sms' } as const;

/** The users whom no channel of the configuration brings a code, each with the type of channel that would. */
export function unreached(
  record: RecordData,
  { notifications }: Config,
): readonly { user: string; needs: 'email' | 'sms' }[] {
  const reached = new Set(
    Object.values(notifications?.channels ?? {}).map((each) =>
      lettersGoTo(each, events.invited, record.metadata.tenant),
    ),
  );
  return (specOf(record).users ?? [])
    .filter((user) => !reached.has(addressKind(user)))
    .map((user) => ({ user: keyOf(user), needs: channelFor[addressKind(user)] }));
}

/** What can be done where users have no code, or may need another; nothing where all have signed in. */
export function waysToInvite(
  record: RecordData,
  config: Config,
  policy: Pick<Policy, 'identity'>,
  managed: (command: string) => string,
): readonly string[] {
  const { id } = record.metadata;
  const nobody = unreached(record, config);
  const needs = [...new Set(nobody.map(({ needs: type }) => type))];
  const add = needs.map(
    (type) =>
      `an admin adds a channel of type ${type} to notifications.channels in .rgz/config.yaml: ${commitByHand(policy)}`,
  );
  const lost = new Set(nobody.map(({ user }) => user));
  const due = dueInvitations(record).filter(({ user }) => !lost.has(keyOf(user)));
  const more = (specOf(record).users ?? []).filter(
    (user) =>
      !lost.has(keyOf(user)) && standingCode(record, keyOf(user)) && countCodes(record, keyOf(user)) < mostCodes,
  );
  return [
    ...add,
    ...(due.length > 0 ? ['rgz controller run --once   # where the controller runs: it sends the codes'] : []),
    ...(due.length === 0 && more.length > 0
      ? [managed(`rgz onboarding invite ${id} <user>   # only for who needs another code`)]
      : []),
  ];
}

function addressKind({ email }: User): 'email' | 'phone' {
  return email === undefined ? 'phone' : 'email';
}
