import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  addRemote,
  clonesCheckOut,
  createRepository,
  locateRepository,
  remoteAddress,
  type Undo,
} from './adapters/git/index.ts';
import { configPath } from './adapters/records/layout.ts';
import { readSkeleton } from './adapters/skeleton/index.ts';
import { type App, type AppOptions, openApp } from './app.ts';
import type { InitDeps } from './operations/init-repository.ts';

export { readPublicKey } from './adapters/ssh/public-key.ts';

interface InitApp extends App, InitDeps {
  /** The top folder of the repository. */
  folder: string;
  /** What was asked for lies below that, in what is a records repository already. */
  inside: boolean;
  /** The Git repository was made a moment ago. */
  isNew: boolean;
  /** It is a records repository already, and does not follow this remote that was asked for. */
  notFollowed: string | undefined;
  /** Whether everybody who clones the remote finds the records in their checkout. */
  clonesCheckOut(): Promise<boolean>;
  /** Takes back whatever was made here, when nothing came of it. */
  undo: Undo;
}

/**
 * The parts for `rgz init`: the folder is made a Git repository first where it is none, and given its remote. A folder
 * inside a records repository is left alone.
 */
export async function openForInit(options: AppOptions, remote: string | undefined): Promise<InitApp> {
  const folder = resolve(options.from, options.start);
  const { env } = options.settings;
  const address = remote === undefined ? undefined : addressOf(remote, options.from);
  const records = await recordsAround(folder, options);
  if (records !== undefined) return alreadyThere(folder, records, env, address);
  const undos: Undo[] = [];
  const undo = async () => {
    for (const each of undos.splice(0).toReversed()) await each();
  };
  try {
    const made = await createRepository(folder, env);
    if (made !== undefined) undos.push(made);
    const added = address === undefined ? undefined : await addRemote(folder, env, address);
    if (added !== undefined) undos.push(added);
    const app = await openApp(options);
    const { branch, remote: name } = app.git;
    return {
      ...app,
      readSkeleton,
      folder,
      inside: false,
      isNew: made !== undefined,
      notFollowed: undefined,
      clonesCheckOut: async () => name === undefined || (await clonesCheckOut(folder, env, branch, name)),
      undo,
    };
  } catch (error) {
    await undo();
    throw error;
  }
}

/** The repository that the folder is in, if it holds records. */
async function recordsAround(folder: string, options: AppOptions): Promise<{ app: App; top: string } | undefined> {
  const place = locateRepository(folder, options.settings.env);
  if (place === undefined) return undefined;
  const top = place.worktree ?? place.gitDir;
  const app = await openApp({ ...options, start: top });
  const tip = await app.git.tip('write');
  if (tip !== undefined && (await app.git.find(tip.tree, configPath)) !== undefined) return { app, top };
  await app.git.close();
  return undefined;
}

async function alreadyThere(
  folder: string,
  { app, top }: { app: App; top: string },
  env: AppOptions['settings']['env'],
  address: string | undefined,
): Promise<InitApp> {
  const known = address === undefined ? undefined : await remoteAddress(top, env);
  if (address !== undefined && known !== undefined) await addRemote(top, env, address);
  const notFollowed = known === undefined ? address : undefined;
  const inside = !existsSync(folder) || realpathSync(folder) !== top;
  const undo = async () => undefined;
  const at = inside ? top : folder;
  return {
    ...app,
    readSkeleton,
    folder: at,
    inside,
    isNew: false,
    notFollowed,
    clonesCheckOut: async () => true,
    undo,
  };
}

/** A path is relative to where rgz was started, as it is for `git clone`; Git would take it from the new folder. */
function addressOf(remote: string, from: string): string {
  const path = resolve(from, remote);
  return !remote.startsWith('-') && existsSync(path) ? path : remote;
}
