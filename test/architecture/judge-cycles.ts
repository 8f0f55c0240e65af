import type { Edge } from './graph.ts';
import type { House } from './rules.ts';
import { breach, type Violation } from './violation.ts';

/** Every way round, told once, at the import that closes it. Types count: files that name each other are one file. */
export function judgeCycles(house: House, edges: readonly Edge[]): readonly Violation[] {
  const next = new Map<string, Edge[]>();
  for (const edge of edges) {
    if (edge.to.kind === 'file') next.set(edge.from, [...(next.get(edge.from) ?? []), edge]);
  }
  const done = new Set<string>();
  const found: Violation[] = [];

  const visit = (path: string, trail: readonly string[]): void => {
    for (const edge of next.get(path) ?? []) {
      if (edge.to.kind !== 'file') continue;
      const to = edge.to.path;
      const start = trail.indexOf(to);
      if (start >= 0)
        found.push(
          breach(house.others.noCycles, path, edge.line, `closes a cycle: ${[...trail.slice(start), to].join(' → ')}`),
        );
      else if (!done.has(to)) visit(to, [...trail, to]);
    }
    done.add(path);
  };
  for (const path of next.keys()) if (!done.has(path)) visit(path, [path]);
  return found;
}
