import type { Oid } from '../../ports/git.ts';

export type ObjectFormat = 'sha1' | 'sha256';

/** Bytes of an object id as trees hold it. */
export const oidBytes = { sha1: 20, sha256: 32 } as const satisfies Record<ObjectFormat, number>;

const emptyTrees = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
} as const satisfies Record<ObjectFormat, Oid>;

/** True for a full object id of this repository's format, so that nothing else ever reaches Git as a name. */
export function isOid(text: string, format: ObjectFormat): boolean {
  return text.length === oidBytes[format] * 2 && /^[0-9a-f]+$/.test(text);
}

/** The id that stands for "no object" in a compare-and-swap. */
export function zeroOid(format: ObjectFormat): Oid {
  return '0'.repeat(oidBytes[format] * 2);
}

/** The tree without entries, which every Git knows without storing it. */
export function emptyTree(format: ObjectFormat): Oid {
  return emptyTrees[format];
}

/** What Git tells of an object: it writes zeros where there is none. */
export function present(oid: string): Oid | undefined {
  return /^0+$/.test(oid) ? undefined : oid;
}
