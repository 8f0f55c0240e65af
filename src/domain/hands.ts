import { mayDo, type Policy, personOf } from './policy.ts';
import type { Right } from './roles.ts';

/** Who changed a spec by which commit, what proves that, and the policy it was made under. */
export interface Hand {
  author: string;
  commit: string;
  key: string | undefined;
  signature: 'good' | 'none' | 'bad';
  /** At the parent; undefined where the record came with the adoption of the repository. */
  policy: Policy | 'unusable' | undefined;
}

export interface HandFault {
  code: 'policy.unproven-author' | 'policy.foreign-edit';
  message: string;
}

/** Why a change of a spec cannot be built on: nobody proves who made it, or they were not allowed to. */
export function faultOfHand(
  { author, commit, key, signature, policy }: Hand,
  tenant: string,
  right: Right,
): HandFault | undefined {
  if (policy === undefined) return undefined;
  if (policy === 'unusable') {
    return {
      code: 'policy.unproven-author',
      message: `commit ${commit.slice(0, 12)} changed the spec when no policy could be used`,
    };
  }
  const person = personOf(policy, author);
  const proven = signature === 'good' && key !== undefined && person !== undefined && policy.byKey.get(key) === person;
  const where = `commit ${commit.slice(0, 12)}`;
  if (policy.identity === 'signed' && !proven) {
    return {
      code: 'policy.unproven-author',
      message: `${where} changed the spec in the name of ${author}, and no key of theirs signed it`,
    };
  }
  if (person !== undefined && mayDo(person, right, tenant)) return undefined;
  return {
    code: 'policy.foreign-edit',
    message: `${where} by ${author} changed the spec, and they may not create such a record for ${tenant}`,
  };
}
