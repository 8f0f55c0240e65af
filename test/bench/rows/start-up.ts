import { readFileSync } from 'node:fs';
import { loadedPackages, type Metafile } from '../measure/loaded-packages.ts';
import { compare } from '../measure/pairs.ts';
import { requesters } from '../records/company.ts';
import type { Result } from '../row.ts';
import type { Workshop } from '../workshop.ts';

const never = ['ink', 'react', 'react-reconciler', '@inkjs/ui', 'ajv', '@octokit/core', 'octokit', 'undici'];
const [worker] = requesters;

/** What starting costs, and what is loaded for it. */
export async function startUp(workshop: Workshop): Promise<Result[]> {
  const version = workshop.rgz(worker, workshop.folder, '--version');
  const measured = compare({ program: version }, { program: workshop.bareNode() }, { turns: 40, seconds: 30 });
  const clone = await workshop.clone(1000, 'start-up');
  const meta = JSON.parse(readFileSync(workshop.meta, 'utf8')) as Metafile;
  const plain = [['--version'], ['--help'], ['request', 'list'], ['request', 'list', '--json']].map((args) => {
    const { packages, files, kilobytes } = loadedPackages(workshop.rgz(worker, clone, ...args), meta, workshop.root);
    return {
      kind: 'fact' as const,
      name: `rgz ${args.join(' ')} loads`,
      holds: !packages.some((name) => never.includes(name)),
      told: `${packages.join(', ') || 'no package'}; ${files} files, ${kilobytes} KB`,
    };
  });
  return [
    { kind: 'time', name: 'rgz --version', peer: 'node -e 0', budget: { must: 1.6, aim: 1.3 }, measured },
    ...plain,
  ];
}
