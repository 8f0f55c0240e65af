import { readPointer } from '../kinds/checklist/evidence-pointer.ts';
import type { View } from '../ports/records.ts';
import { type Finding, finding } from '../verify/finding.ts';
import type { Deps } from './deps.ts';
import type { GatheredTree } from './gather-tree.ts';
import { configPath } from './governed-paths.ts';
import { type Pointing, type ProvingDeps, proveKept } from './prove-evidence.ts';

type KeptDeps = ProvingDeps & Pick<Deps, 'kinds'>;

interface Looked {
  facts: Pick<GatheredTree, 'pointing' | 'attachments' | 'config'>;
  /** The whole tree is judged: what did not change in it may have changed in the store. */
  whole: boolean;
  offline: boolean;
}

/** Holds evidence that another store keeps against what points to it. Where nothing can be said of it, that is told once. */
export async function judgeKept(
  deps: KeptDeps,
  view: View,
  { facts, whole, offline }: Looked,
): Promise<readonly Finding[]> {
  const all = whole ? await everyPointing(deps, view, facts) : facts.pointing;
  // One that cannot be read is a fault of the tree, which is told there.
  const pointing = all.filter(({ path, bytes }) => readPointer(path, bytes) !== undefined);
  const [first] = pointing;
  if (first === undefined) return [];
  const place =
    facts.config?.evidence === undefined ? { file: first.path } : { file: configPath, pointer: '/evidence' };
  const pieces = (count: number) => (count === 1 ? 'one piece of evidence' : `${count} pieces of evidence`);
  if (offline)
    return [
      finding(
        'evidence.not-looked-at',
        `${pieces(pointing.length)} in another store: what points there was judged`,
        place,
      ),
    ];
  const problems = [...(await proveKept(deps, view, pointing))];
  const unsure = problems.filter(([, { kind }]) => kind === 'unverified');
  const [[, why] = []] = unsure;
  const told = problems.flatMap(([file, { kind, because }]) =>
    kind === 'unverified' ? [] : [finding(`evidence.${kind}`, because, { file })],
  );
  if (why === undefined) return told;
  return [...told, finding('evidence.unverified', `${pieces(unsure.length)}: ${why.because}`, place)];
}

async function everyPointing(
  { git, kinds }: KeptDeps,
  view: View,
  { pointing: fresh, attachments }: Looked['facts'],
): Promise<readonly Pointing[]> {
  const known = new Set(fresh.map(({ path }) => path));
  const there = new Set([...attachments.values()].flat());
  const others = [...(await view.attachments()).values()]
    .flat()
    .filter(({ path }) => there.has(path) && !known.has(path) && kinds.some((kind) => kind.pointsElsewhere?.(path)));
  const found: Pointing[] = [];
  let at = 0;
  for await (const bytes of git.readBlobs(others.map(({ blob }) => blob))) {
    const path = others[at++]?.path;
    if (path !== undefined && bytes !== undefined) found.push({ path, bytes });
  }
  return [...fresh, ...found];
}
