import { aNoun } from '../domain/a-noun.ts';
import type { CodeWish } from '../domain/guest.ts';
import type { Json } from '../domain/json.ts';
import { actionOf } from '../domain/kind.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Config } from '../generated/types/config.v1.ts';
import { lettersGoTo } from '../notices/letters.ts';
import type { LoadedRecord } from '../ports/records.ts';
import type { ControllerDeps } from './controller-deps.ts';

export interface IssuedNow {
  /** As the event keeps them. */
  codes: Json[];
  /** Those to whose address no channel goes. */
  unreached: readonly string[];
}

const dayMs = 86_400_000;
const usualDays = 7;

/** Codes for those whom a channel of the configuration reaches. Throws `config.invalid` where there is no key for them. */
export async function issueCodes(
  { clock, openCodes }: Pick<ControllerDeps, 'clock' | 'openCodes'>,
  { onboarding, notifications }: Config,
  { kind, id, record }: LoadedRecord,
  actionName: string,
  wishes: readonly CodeWish[],
): Promise<IssuedNow> {
  const action = actionOf(kind, actionName);
  if (action === undefined) throw new RgzError('bug', `${aNoun(kind)} cannot be ${actionName}`);
  const { tenant } = kind.scope(record);
  const reached = new Set(
    Object.values(notifications?.channels ?? {}).map((channel) => lettersGoTo(channel, action.event, tenant)),
  );
  const { expiresAfterDays = usualDays, keyVariable } = onboarding?.invitations ?? {};
  const expiresAt = `${new Date(Date.parse(clock.now()) + expiresAfterDays * dayMs).toISOString().slice(0, 19)}Z`;
  const [may, not] = [
    wishes.filter(({ address }) => reached.has(address)),
    wishes.filter(({ address }) => !reached.has(address)),
  ];
  const codes = may.length === 0 ? undefined : await openCodes(keyVariable);
  return {
    codes: may.flatMap(({ user }): Json[] =>
      codes === undefined ? [] : [{ user, ...codes.issue(id, user), expiresAt }],
    ),
    unreached: not.map(({ user }) => user),
  };
}
