import type { Policy } from './policy.ts';

/** Where nobody knows the policy, a signature does no harm. */
type Identity = Pick<Policy, 'identity'> | undefined;

/** How a person commits a file that they edited themselves: without a signature, where the policy asks for one, it holds the line. */
export function commitByHand(policy: Identity): string {
  return signs(policy) ? 'commit it signed (git commit -S) and push' : 'commit and push';
}

function signs(policy: Identity): boolean {
  return policy?.identity !== 'author';
}

/** What an admin does about a change of the settings that broke a rule and is pushed. */
export function putBack(policy: Identity): readonly string[] {
  const how = signs(policy) ? 'in a signed commit (git commit -S)' : 'in a commit';
  return [
    'rgz audit',
    'rgz policy check   # tells how a policy is mended',
    `an admin puts the file back exactly as it was before, ${how}, and only then changes it anew`,
  ];
}
