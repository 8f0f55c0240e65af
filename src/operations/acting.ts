import type { Actor } from '../domain/contributors.ts';
import type { Policy } from '../domain/policy.ts';
import type { CommitSigner, GitIdentity } from '../ports/git.ts';
import type { Deps } from './deps.ts';

/** Who acts in this call, as Git names them, and how their commits are signed. */
export interface Acting {
  actor: Actor;
  identity: GitIdentity;
  signer: CommitSigner | undefined;
}

/** Throws `identity.missing` for somebody Git does not know, and `identity.no-signing-key` where the policy asks for one. */
export async function whoActs(
  { git, loadSigner }: Pick<Deps, 'git' | 'loadSigner'>,
  policy: Pick<Policy, 'identity'>,
): Promise<Acting> {
  const identity = await git.identity();
  const { email, name } = identity.author;
  const committer = identity.committer.email;
  if (policy.identity !== 'signed')
    return { actor: { email, name, key: undefined, committer }, identity, signer: undefined };
  const { signer, publicKey } = await loadSigner(identity);
  return { actor: { email, name, key: publicKey, committer }, identity, signer };
}
