import type { Policy } from '../domain/policy.ts';
import type { Finding } from './finding.ts';
import { judgeRight } from './judge-policy-change.ts';
import { judgeSignature, type SignatureFact } from './judge-signature.ts';

/** The commit by which a file came to say what it says, and the policy at its parent. */
export interface Origin {
  policy: Policy | undefined;
  author: string;
  signature: SignatureFact;
  malformed: string | undefined;
}

/** Why nobody may go by what a file of the settings says; undefined where whoever put it there had the right. */
export function faultOfOrigin({ policy, author, signature, malformed }: Origin): string | undefined {
  if (malformed !== undefined) return `the commit is malformed: ${malformed}`;
  if (policy === undefined) return 'there was no policy that could be used';
  const place = { file: '' };
  const [first]: readonly Finding[] = [
    ...judgeRight(policy, author, 'config.change', place),
    ...judgeSignature(policy, author, signature, place),
  ];
  return first?.message;
}
