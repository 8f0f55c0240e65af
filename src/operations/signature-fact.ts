import type { CommitInfo, WalkedCommit } from '../ports/git.ts';
import type { SignatureFact } from '../verify/judge-signature.ts';
import type { Deps } from './deps.ts';

/** What became of a commit's signature; a walk may have verified it before. */
export async function signatureFactOf(
  { verify }: Pick<Deps, 'verify'>,
  commit: Pick<CommitInfo, 'signature'> & Pick<WalkedCommit, 'verdict'>,
): Promise<SignatureFact> {
  const { signature } = commit;
  const verdict = commit.verdict ?? (signature && (await verify(signature.armoured, signature.payload)));
  if (verdict === undefined) return { kind: 'none' };
  if (verdict.kind === 'good') return { kind: 'good', key: verdict.publicKey };
  return { kind: verdict.kind === 'unsupported' ? 'unsupported' : 'bad', reason: verdict.reason };
}
