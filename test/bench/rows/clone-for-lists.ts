import type { Workshop } from '../workshop.ts';

const clones = new WeakMap<Workshop, Map<number, Promise<string>>>();

/** One checkout of each size, shared by the rows that only read. */
export function cloneForLists(workshop: Workshop, size: number): Promise<string> {
  const made = clones.get(workshop) ?? new Map<number, Promise<string>>();
  clones.set(workshop, made);
  const clone = made.get(size) ?? workshop.clone(size, `lists-${size}`);
  made.set(size, clone);
  return clone;
}
