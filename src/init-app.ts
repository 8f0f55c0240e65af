import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { addRemote, createRepository } from './adapters/git/index.ts';
import { readSkeleton } from './adapters/skeleton/index.ts';
import { type App, type AppOptions, openApp } from './app.ts';
import type { InitDeps } from './operations/init-repository.ts';

interface InitApp extends App, InitDeps {
  /** The Git repository was made a moment ago. */
  isNew: boolean;
}

/** The parts for `rgz init`: the folder is made a Git repository first where it is none, and given its remote. */
export async function openForInit(options: AppOptions, remote: string | undefined): Promise<InitApp> {
  const folder = resolve(options.from, options.start);
  const { env } = options.settings;
  const isNew = await createRepository(folder, env);
  if (remote !== undefined) await addRemote(folder, env, addressOf(remote, options.from));
  const app = await openApp(options);
  return { ...app, readSkeleton, isNew };
}

/** A path is relative to where rgz was started, as it is for `git clone`; Git would take it from the new folder. */
function addressOf(remote: string, from: string): string {
  const path = resolve(from, remote);
  return !remote.startsWith('-') && existsSync(path) ? path : remote;
}
