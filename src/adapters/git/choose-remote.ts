import { RgzError } from '../../errors/rgz-error.ts';
import type { Setting } from './config-file.ts';

/** The remote the records branch is published on: the branch's own, else `origin`, else the only one. */
export function chooseRemote(settings: readonly Setting[], branch: string): string | undefined {
  const names = new Set<string>();
  for (const [key] of settings) {
    const name = /^remote\.(.+)\.(?:url|pushurl)$/s.exec(key)?.[1];
    if (name !== undefined) names.add(name);
  }
  const own = settings.findLast(([key]) => key === `branch.${branch}.remote`)?.[1];
  if (own !== undefined && names.has(own)) return named(own);
  if (names.has('origin')) return 'origin';
  if (names.size <= 1) return [...names].map(named)[0];
  throw new RgzError(
    'git.failed',
    `The repository has ${names.size} remotes, and none is told to be the one for ${branch}.`,
    {
      remedy: [...names].map((name) => `git config branch.${branch}.remote ${name}`),
    },
  );
}

/** A remote's name becomes part of refs and arguments, so only a plain one is taken. */
function named(name: string): string {
  if (/^\w[\w./-]*$/.test(name) && !name.includes('..') && !name.includes('//')) return name;
  throw new RgzError('git.failed', `The remote ${JSON.stringify(name)} has a name that rgz does not use.`, {
    remedy: [`git remote rename -- '${name}' origin`],
  });
}
