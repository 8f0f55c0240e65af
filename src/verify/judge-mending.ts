import type { Policy } from '../domain/policy.ts';
import { judgeRight } from './judge-policy-change.ts';
import { judgeSignature, type SignatureFact } from './judge-signature.ts';

/** A change of the policy, and how it stood before things went wrong. */
export interface Mending {
  /** The last policy that came about legally. */
  proven: Policy;
  /** The version that this change replaces. */
  replaced: number;
  after: Policy | undefined;
  author: string;
  signature: SignatureFact;
  malformed: string | undefined;
}

/** Whether a change puts a policy in force that somebody stands for who may, by the last one that came about legally. */
export function mends({ proven, replaced, after, author, signature, malformed }: Mending): boolean {
  if (malformed !== undefined || after === undefined) return false;
  if (after.version <= Math.max(proven.version, replaced)) return false;
  const place = { file: '' };
  return (
    judgeRight(proven, author, 'policy.change', place).length === 0 &&
    judgeSignature(proven, author, signature, place).length === 0
  );
}
