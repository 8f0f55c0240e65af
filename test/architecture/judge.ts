import { type Edge, edgesOf, roomOf } from './graph.ts';
import { judgeCycles } from './judge-cycles.ts';
import { judgeBans, judgeName, judgePort, judgeSizes } from './judge-files.ts';
import { judgeImport } from './judge-imports.ts';
import type { House } from './rules.ts';
import { readSource, type Tree } from './source.ts';
import { breach, type Violation } from './violation.ts';

/** Everything in a tree of files that the house forbids and no exemption covers. */
export function judge(house: House, tree: Tree): readonly Violation[] {
  const own = new Map([...tree].filter(([path]) => path.startsWith('src/') && !path.startsWith('src/generated/')));
  const sources = [...tree]
    .filter(([path]) => !path.startsWith('src/generated/'))
    .map(([path, text]) => readSource(path, text));
  const edges = sources.filter(({ path }) => own.has(path)).flatMap(edgesOf);
  const found = [
    ...[...own.keys()]
      .filter((path) => roomOf(house, path) === undefined)
      .map((path) => breach(house.others.everyFileHasARoom, path, 1, 'has no room')),
    ...edges.flatMap((edge) => judgeImport(house, edge)),
    ...judgePackages(house, edges),
    ...judgeCycles(house, edges),
    ...sources.flatMap((source) => judgeBans(house, source)),
    ...[...own].flatMap(([path, text]) => judgePort(house, path, text)),
    ...[...tree.keys()].flatMap((path) => judgeName(house, path)),
    ...judgeSizes(house, own),
  ];
  return exempt(house, found);
}

function judgePackages(house: House, edges: readonly Edge[]): readonly Violation[] {
  const used = new Set(edges.map(({ to }) => (to.kind === 'npm' ? to.name : '')));
  return house.packages
    .filter(({ name }) => !used.has(name))
    .map(({ name, owner }) => breach(house.others.packageUnused, owner, 1, `owns ${name}, which nothing imports`));
}

function exempt(house: House, found: readonly Violation[]): readonly Violation[] {
  const covered = (each: Violation) =>
    house.exemptions.some(({ rule, file, reason }) => rule === each.rule && file === each.file && reason !== '');
  const unused = house.exemptions.filter(
    ({ rule, file, reason }) => reason === '' || !found.some((each) => each.rule === rule && each.file === file),
  );
  return [
    ...found.filter((each) => !covered(each)),
    ...unused.map(({ rule, file, reason }) =>
      breach(
        house.others.unusedExemption,
        file,
        1,
        reason === '' ? `is exempt from ${rule} for no reason` : `is exempt from ${rule} and keeps it`,
      ),
    ),
  ];
}
