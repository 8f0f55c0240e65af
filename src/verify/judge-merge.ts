import { type Finding, finding } from './finding.ts';

type Blob = string | undefined;

/** One governed path of a merge: what it is in the merge, in each parent, and where each two of them parted. */
export interface MergedPath {
  path: string;
  merged: Blob;
  parents: readonly { blob: Blob; adopted: boolean; policyVersion: number }[];
  /** By two parents: the blob at each of their best common ancestors. */
  parted: (left: number, right: number) => readonly Blob[];
}

/**
 * A merge may take a file whole from a side that went on from what all others have. A file that two sides changed loses
 * events whichever is taken; one that is in no parent was never judged.
 */
export function judgeMergedPath({ path, merged, parents, parted }: MergedPath, commit: string): readonly Finding[] {
  const place = { file: path, commit };
  const sides = parents.map((parent, at) => ({ ...parent, at }));
  const [taken, left] = [sides.filter(({ blob }) => blob === merged), sides.filter(({ blob }) => blob !== merged)];
  const [source] = taken;
  if (source === undefined) return [finding('merge.mixed', 'the merge holds a version that no side has', place)];
  if (left.length === 0) return [];
  if (taken.every((side) => !side.adopted))
    return [finding('merge.unverified-side', 'the merge brings a file from a side that was never adopted', place)];
  const wentOn = (from: number, to: number) =>
    ancestors(parted, from, to).every((blob) => blob === parents[from]?.blob);
  if (!left.every((side) => taken.some((each) => wentOn(side.at, each.at)))) {
    const back = left.some((side) => wentOn(source.at, side.at));
    const message = back
      ? 'the merge puts back a version that one side had left behind'
      : 'more than one side of the merge changed the file';
    return [finding('merge.mixed', message, place)];
  }
  const newest = Math.max(...parents.map((parent) => parent.policyVersion));
  const known = Math.max(...taken.map((side) => side.policyVersion));
  if (known === newest) return [];
  const message = `the file was changed under policy version ${known}, another side has ${newest}`;
  return [finding('merge.stale-policy', message, place)];
}

/** Sides that never were one had nothing in common. */
function ancestors(parted: MergedPath['parted'], left: number, right: number): readonly Blob[] {
  const blobs = parted(left, right);
  return blobs.length === 0 ? [undefined] : blobs;
}
