import type { JsonObject } from '../domain/json.ts';
import type { RecordData } from '../domain/record.ts';
import { onboarding } from '../kinds/onboarding/index.ts';
import type { Deps } from './deps.ts';
import { type Claimed, claimedBy } from './refuse-claimed.ts';

/** What somebody is about to give, as far as they have come. */
export interface Begun {
  /** The onboarding that it is for; none yet for a new one. */
  id?: string | undefined;
  tenant?: string | undefined;
  name?: string | undefined;
  ninea?: string | undefined;
  country: string;
  users?: readonly { email?: string; phone?: string }[];
}

/** What of it another onboarding has already, told before anything is written. */
export async function onboardingClaims(
  { store }: Pick<Deps, 'store'>,
  { id = '', tenant = '', name = '', ninea, country, users = [] }: Begun,
): Promise<readonly Claimed[]> {
  const company = { name, country, ...(ninea === undefined || ninea === '' ? {} : { ninea }) };
  const record: RecordData = {
    apiVersion: '',
    kind: onboarding.kind,
    metadata: { id, tenant, createdAt: '', createdBy: '' },
    spec: { company, users: [...users] } as unknown as JsonObject,
  };
  const given = (pointer: string) =>
    (pointer !== '/metadata/tenant' || tenant !== '') && (pointer !== '/spec/company/name' || name !== '');
  const claims = (onboarding.claims?.(record) ?? []).filter(({ pointer }) => given(pointer));
  return claimedBy(await store.view('read'), onboarding, record, claims);
}
