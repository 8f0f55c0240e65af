import type { Claim } from '../../domain/bound.ts';
import { normaliseEmail } from '../../domain/email.ts';
import type { RecordData } from '../../domain/record.ts';
import { specOf } from './spec.ts';

/** What no two onboardings may both have: the tenant, the company, and the addresses that people sign in with. */
export function claims(record: RecordData): readonly Claim[] {
  if (record.status?.state === 'cancelled') return [];
  const { company, users = [] } = specOf(record);
  const { ninea } = company;
  return [
    { key: `tenant:${record.metadata.tenant}`, pointer: '/metadata/tenant' },
    { key: `company:${company.country}:${plainName(company.name)}`, pointer: '/spec/company/name' },
    ...(ninea === undefined
      ? []
      : [{ key: `ninea:${company.country}:${plainNumber(ninea)}`, pointer: '/spec/company/ninea' }]),
    ...users.flatMap(({ email, phone }, at) => [
      ...(email === undefined ? [] : [{ key: `user:${normaliseEmail(email)}`, pointer: `/spec/users/${at}/email` }]),
      ...(phone === undefined ? [] : [{ key: `user:${phone}`, pointer: `/spec/users/${at}/phone` }]),
    ]),
  ];
}

/** The same number however it is grouped. */
function plainNumber(text: string): string {
  return plainName(text).replaceAll(' ', '');
}

/** The same name however it is typed: no accents, no marks, no difference of case. */
export function plainName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}
