import { type Finding, finding } from './finding.ts';

/** One governed path of a merge: its blob in the merge, in each parent, and where the parents parted. */
export interface MergedPath {
  path: string;
  merged: string | undefined;
  parents: readonly { blob: string | undefined; adopted: boolean; policyVersion: number }[];
  base: string | undefined;
}

/**
 * A merge may take a file whole from the one side that changed it. A file that both sides changed loses events
 * whichever is taken; one that is in no parent was never judged.
 */
export function judgeMergedPath({ path, merged, parents, base }: MergedPath, commit: string): readonly Finding[] {
  const place = { file: path, commit };
  const changed = parents.filter((parent) => parent.blob !== base);
  const [only] = changed;
  if (changed.length > 0 && changed.some((parent) => !parent.adopted && parent.blob === merged)) {
    return [finding('merge.unverified-side', 'the merge brings a file from a side that was never adopted', place)];
  }
  const distinct = new Set(changed.map((parent) => parent.blob));
  if (distinct.size > 1) return [finding('merge.mixed', 'both sides of the merge changed the file', place)];
  const newest = Math.max(...parents.map((parent) => parent.policyVersion));
  if (only !== undefined && only.blob === merged && only.policyVersion < newest) {
    return [
      finding(
        'merge.stale-policy',
        `the file was changed under policy version ${only.policyVersion}, the other side has ${newest}`,
        place,
      ),
    ];
  }
  const expected = only === undefined ? base : only.blob;
  if (merged === expected) return [];
  const known = parents.some((parent) => parent.blob === merged);
  const message = known
    ? 'the merge puts back a version that one side had left behind'
    : 'the merge holds a version that neither side has';
  return [finding('merge.mixed', message, place)];
}
