import type { JsonObject } from '../../src/domain/json.ts';
import { company, Onboarding, users } from './onboarding.ts';
import type { Repository } from './repository.ts';

export interface SessionWish {
  tenant?: string;
  company?: string;
  users?: JsonObject[];
  locale?: 'en' | 'fr';
  now?: () => string;
}

export const awa = { firstName: 'Awa', lastName: 'Diop', phone: '+221771234567', role: 'admin' };
export const omar = { firstName: 'Omar', lastName: "N'Diaye", email: 'omar@boutique.example', role: 'admin' };

/** A session of Ada's that a controller has just brought to its end. */
export async function completeSession(repository: Repository, wish: SessionWish = {}): Promise<Onboarding> {
  const { tenant, now, locale, ...more } = wish;
  const session = new Onboarding(repository, tenant, now);
  const named = { ...company, name: more.company ?? company.name };
  const spec = { company: named, users: more.users ?? users, ...(locale === undefined ? {} : { locale }) };
  await session.start('ada', spec);
  await session.import();
  await session.order();
  const attempt = { attempt: `${session.id}.1` };
  const lease = new Date(Date.now() + 60_000).toISOString();
  await session.act('robot', 'claimed', { ...attempt, controller: 'one', lease, deployer: 'git' });
  await session.act('robot', 'launched', { ...attempt, jobId: 'j1' });
  await session.act('robot', 'completed', { ...attempt, jobId: 'j1' });
  return session;
}
