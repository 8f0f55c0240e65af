import { stringify } from 'yaml';
import type { RecordData } from '../../src/domain/record.ts';
import { onboarding } from '../../src/kinds/onboarding/index.ts';
import type { Attack, Outcome } from './attack.ts';
import type { Forge } from './forge.ts';

interface Wish {
  number: string;
  tenant: string;
  name: string;
  email: string;
}

/** A session that an admin adds by hand, which is legal. */
function drafted(forge: Forge, wish: Wish, on = forge.head, after = 10): string {
  const record = sessionOf(forge, wish, after);
  return forge.commit({ by: 'ada', on, after, files: { [onboarding.place(record)]: stringify(record) } });
}

/** The same put on record, whether it lies there already or not. */
function opened(forge: Forge, record: RecordData, on: string, after: number): string {
  const stepped = forge.steppedFrom(record, 'ada', 'created', { on, after });
  const beside = (onboarding.beside?.(stepped, 'created') ?? []).map(({ path, data }) => [path, stringify(data)]);
  const files = { ...Object.fromEntries(beside), [onboarding.place(record)]: stringify(stepped) };
  return forge.commit({ by: 'ada', on, after, files });
}

function sessionOf(forge: Forge, { number, tenant, name, email }: Wish, after: number): RecordData {
  const user = { firstName: 'Awa', lastName: 'Diop', email, role: 'admin' };
  return {
    apiVersion: 'rgz.dev/v1',
    kind: 'OnboardingSession',
    metadata: {
      id: `OB-${forge.moment(after).slice(0, 4)}-${number}`,
      createdAt: forge.moment(after),
      createdBy: 'ada@example.com',
      tenant,
    },
    spec: {
      company: { name, sector: 'retail', country: 'SN', site: { name: 'Siège', address: 'Dakar' } },
      users: [user],
    },
  };
}

const first = { number: '0500', tenant: 'tenant-finance', name: 'Boutique Sow', email: 'awa@sow.example' };
const second = { number: '0501', tenant: 'tenant-retail', name: 'Boutique Ba', email: 'awa@ba.example' };

/** Somebody's draft has the address of a user of a company that is put on record after it. */
function overtaken(forge: Forge): Outcome {
  const base = drafted(forge, first);
  return { base, head: opened(forge, sessionOf(forge, { ...second, email: first.email }, 20), base, 20) };
}

const both = (wish: Partial<Wish>) => (forge: Forge) =>
  drafted(forge, { ...second, ...wish }, drafted(forge, first), 20);

/** Ways to have what belongs to another record (promise 5). */
export const claimAttacks: readonly Attack[] = [
  {
    name: 'a second session for the tenant of another',
    promise: 5,
    finds: ['record.claimed'],
    tamper: both({ tenant: first.tenant }),
    twin: both({}),
  },
  {
    name: 'the company of another in another spelling',
    promise: 5,
    finds: ['record.claimed'],
    tamper: both({ name: 'BOUTIQUE — Sôw' }),
  },
  {
    name: 'an address to sign in with that is a user’s of another company',
    promise: 5,
    finds: ['record.claimed'],
    tamper: both({ email: 'AWA@sow.example' }),
  },
  {
    name: 'a draft put on record for what a record on file has by then',
    promise: 5,
    finds: ['record.claimed'],
    tamper: (forge) => opened(forge, sessionOf(forge, first, 10), overtaken(forge).head, 30),
    twin: overtaken,
  },
  {
    name: 'the company of another taken by a later edit',
    promise: 5,
    finds: ['record.claimed'],
    tamper(forge) {
      const two = both({})(forge);
      const path = forge.git('ls-tree', '-r', '--name-only', two, 'requests/onboarding').split('\n')[1] ?? '';
      const text = forge.text(path, two).replace('Boutique Ba', 'Boutique Sow');
      return { head: forge.commit({ by: 'ada', on: two, after: 30, files: { [path]: text } }), base: two };
    },
  },
];
