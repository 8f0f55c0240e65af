import { resolve } from 'node:path';
import { addRemote, createRepository } from './adapters/git/index.ts';
import { readSkeleton } from './adapters/skeleton/index.ts';
import { type App, type AppOptions, openApp } from './app.ts';
import type { InitDeps } from './operations/init-repository.ts';

/** The parts for `rgz init`: the folder is made a Git repository first where it is none, and given its remote. */
export async function openForInit(options: AppOptions, remote: string | undefined): Promise<App & InitDeps> {
  const folder = resolve(options.from, options.start);
  const { env } = options.settings;
  await createRepository(folder, env);
  if (remote !== undefined) await addRemote(folder, env, remote);
  const app = await openApp(options);
  return { ...app, readSkeleton };
}
