import { type Edge, grantOf, roomOf } from './graph.ts';
import type { Compartments, House } from './rules.ts';
import { breach, type Violation } from './violation.ts';

/** Holds one import against the room table, the compartments and the owners of packages. */
export function judgeImport(house: House, edge: Edge): readonly Violation[] {
  const { to } = edge;
  if (to.kind === 'unreadable')
    return [
      breach(house.others.importsAreLiteral, edge.from, edge.line, 'imports what only the running program knows'),
    ];
  const grant = grantOf(house, to);
  if (grant === undefined && to.kind === 'file' && !to.path.startsWith('src/')) {
    return [breach(house.others.importsStayInside, edge.from, edge.line, `imports ${to.path}`)];
  }
  const apart = house.compartments.flatMap((row) => judgeCompartments(row, edge));
  if (apart.length > 0) return apart;
  const byRoom = judgeRoom(house, edge, grant);
  return byRoom.length > 0 ? byRoom : [...judgeLate(house, edge, grant), ...judgeOwner(house, edge)];
}

function judgeLate(
  house: House,
  { from, line, specifier, ...edge }: Edge,
  grant: string | undefined,
): readonly Violation[] {
  if (edge.late || edge.typeOnly || roomOf(house, from)?.room === grant) return [];
  return house.late
    .filter(({ room }) => room === grant)
    .map((row) => breach(row, from, line, `imports ${specifier} at once`));
}

function judgeRoom(house: House, edge: Edge, grant: string | undefined): readonly Violation[] {
  const room = roomOf(house, edge.from);
  if (room === undefined || grant === undefined || grant === room.room || room.may.includes(grant)) return [];
  if (edge.to.kind === 'file' && room.may.includes(edge.to.path)) return [];
  const asType = room.mayType?.includes(grant) ?? false;
  if (asType && edge.typeOnly) return [];
  const what = asType ? `imports ${edge.specifier} for more than its types` : `imports ${edge.specifier}`;
  const granted = [...room.may, ...(room.mayType ?? []).map((each) => `types of ${each}`)].join(', ') || 'nothing';
  return [breach(room, edge.from, edge.line, `${what}; ${room.room} may import ${granted}`)];
}

function judgeCompartments(row: Compartments, { from, to, line, specifier }: Edge): readonly Violation[] {
  if (to.kind !== 'file' || !from.startsWith(row.from) || !to.path.startsWith(row.from) || row.lists.includes(from))
    return [];
  const own = compartmentOf(row, from);
  const other = compartmentOf(row, to.path);
  if (own === other || (other !== undefined && row.open.includes(other))) return [];
  return [breach(row, from, line, `imports ${specifier}, which is not its own`)];
}

function compartmentOf(row: Compartments, path: string): string | undefined {
  const rest = path.slice(row.from.length);
  return rest.includes('/') ? rest.slice(0, rest.indexOf('/')) : undefined;
}

function judgeOwner(house: House, { from, to, line }: Edge): readonly Violation[] {
  if (to.kind !== 'npm') return [];
  const row = house.packages.find((each) => each.name === to.name);
  if (row === undefined)
    return [breach(house.others.packageOwner, from, line, `imports ${to.name}, which has no owner`)];
  if (from.startsWith(row.owner) && roomOf(house, from) === roomOf(house, row.owner)) return [];
  return [breach(house.others.packageOwner, from, line, `imports ${to.name}, which belongs to ${row.owner}`)];
}
