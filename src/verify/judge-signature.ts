import { type Policy, personOf } from '../domain/policy.ts';
import { type Finding, finding, type Place } from './finding.ts';

/** What became of a commit's signature. */
export type SignatureFact =
  | { kind: 'none' }
  | { kind: 'good'; key: string }
  | { kind: 'bad'; reason: string }
  | { kind: 'unsupported'; reason: string };

/** Holds a governed commit's signature against the policy at its parent. With `identity: author` none is asked for. */
export function judgeSignature(
  policy: Policy,
  author: string,
  signature: SignatureFact,
  place: Place,
): readonly Finding[] {
  if (signature.kind === 'bad')
    return [finding('trail.bad-signature', `the signature does not hold: ${signature.reason}`, place)];
  if (policy.identity !== 'signed') return [];
  if (signature.kind === 'none') return [finding('trail.unsigned', `the commit by ${author} is not signed`, place)];
  if (signature.kind === 'unsupported') return [finding('trail.unsupported-signature', signature.reason, place)];
  const signer = policy.byKey.get(signature.key);
  const person = personOf(policy, author);
  if (signer !== undefined && signer === person) return [];
  if (signer === undefined)
    return [finding('policy.unknown-key', `the policy does not list the key that signed for ${author}`, place)];
  return [finding('trail.wrong-signer', `the commit names ${author}, the key is one of ${signer.id}`, place)];
}
