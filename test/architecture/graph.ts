import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { House, Room } from './rules.ts';
import type { Import, Source } from './source.ts';

export type Target =
  | { kind: 'file'; path: string }
  | { kind: 'node'; name: string }
  | { kind: 'npm'; name: string }
  | { kind: 'unreadable' };

export interface Edge extends Import {
  from: string;
  to: Target;
}

export function edgesOf(source: Source): readonly Edge[] {
  return source.imports.map((each) => ({ ...each, from: source.path, to: targetOf(source.path, each.specifier) }));
}

function targetOf(from: string, specifier: string): Target {
  if (specifier === '') return { kind: 'unreadable' };
  if (specifier.startsWith('.')) return { kind: 'file', path: posix.join(posix.dirname(from), specifier) };
  if (isBuiltin(specifier)) return { kind: 'node', name: specifier };
  const depth = specifier.startsWith('@') ? 2 : 1;
  return { kind: 'npm', name: specifier.split('/').slice(0, depth).join('/') };
}

/** The row that a file is judged by: the longest beginning that fits. */
export function roomOf(house: House, path: string): Room | undefined {
  const fits = house.rooms.flatMap((room) =>
    room.from.filter((from) => covers(from, path)).map((from) => ({ room, from })),
  );
  return fits.sort((left, right) => right.from.length - left.from.length)[0]?.room;
}

/** The name by which a target stands in `may`; undefined where it lies outside src. */
export function grantOf(house: House, target: Exclude<Target, { kind: 'unreadable' }>): string | undefined {
  if (target.kind !== 'file') return target.kind;
  const made = house.generated.find(({ from }) => covers(from, target.path));
  return made?.room ?? roomOf(house, target.path)?.room;
}

export function covers(beginning: string, path: string): boolean {
  return beginning.endsWith('/') ? path.startsWith(beginning) : path === beginning;
}
