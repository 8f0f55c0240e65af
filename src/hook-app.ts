import { resolve } from 'node:path';
import { openGitRepository, serverRefs, stagedTree } from './adapters/git/index.ts';
import { type App, type AppOptions, assemble } from './app.ts';
import { forCheck } from './check-app.ts';
import type { StagedDeps } from './operations/check-staged.ts';
import type { PushDeps } from './operations/judge-push.ts';

/** The parts for a hook of a server: exactly the repository that Git names, with the objects that are being received. */
export async function openForPush(options: AppOptions): Promise<Omit<App, 'openEvidence'> & PushDeps> {
  const { settings, version } = options;
  const start = resolve(options.from, options.start, settings.gitDir ?? '.');
  const git = await openGitRepository({ start, env: settings.env, remote: null, quarantine: true });
  const refs = serverRefs(git.commonDir, git.objectFormat);
  // Nobody's push waits for another server, or needs its secrets here: what points there is judged, not what lies there.
  const { openEvidence: _notAsked, ...app } = forCheck(assemble(git, settings, version));
  return { ...app, refs };
}

/** The parts for a hook of a clone: the index that Git is about to commit. */
export function forStaged(app: App, options: Pick<AppOptions, 'from' | 'settings'>): App & StagedDeps {
  const { env, indexFile } = options.settings;
  const index = indexFile === undefined ? undefined : resolve(options.from, indexFile);
  return { ...app, stagedTree: stagedTree(app.git.worktree ?? app.git.commonDir, env, index) };
}
