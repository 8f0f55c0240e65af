import type { Oid } from './git.ts';

/** Writes what is staged as a tree, as `git commit` would, and gives its id. */
export type StagedTree = () => Promise<Oid>;
