import type { Claim } from '../domain/bound.ts';
import { type Finding, finding } from './finding.ts';

/** A record that has something which no other of its kind may have as well. */
export interface Holder {
  id: string;
  path: string;
  createdAt: string;
  /** Nobody has put it on record yet, so what it says of its age is nobody's word. */
  draft: boolean;
  claim: Claim;
}

/** Of those that have the same, the oldest on record keeps it: it is told of the others. */
export function judgeClaims(claims: Iterable<readonly Holder[]>): readonly Finding[] {
  return [...claims].flatMap((holders) => {
    const [first, ...others] = [...holders].sort(byAge);
    return others.filter(({ id }) => id !== first?.id).map((each) => claimed(each, first?.id ?? ''));
  });
}

/** The finding at a record that has what another one had before. */
export function claimed({ path, claim }: Pick<Holder, 'path' | 'claim'>, other: string, commit?: string): Finding {
  return finding('record.claimed', claimedWords(claim, other), { file: path, pointer: claim.pointer, commit });
}

export function claimedWords({ pointer }: Claim, other: string): string {
  const path = pointer
    .slice(1)
    .replaceAll('/', '.')
    .replace(/^(spec|metadata)\./, '')
    .replace(/\.(\d+)\./, (_, at) => ` ${Number(at) + 1}: `);
  return `${other} has this ${path} already`;
}

function byAge(left: Holder, right: Holder): number {
  const [one, other] = [Date.parse(left.createdAt) || 0, Date.parse(right.createdAt) || 0];
  return (
    Number(left.draft) - Number(right.draft) || one - other || (left.id < right.id ? -1 : Number(left.id > right.id))
  );
}
