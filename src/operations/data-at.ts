import { isObject, type JsonObject } from '../domain/json.ts';
import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import type { Deps } from './deps.ts';
import { plainBlob } from './plain-blob.ts';

/** What a file of YAML says in a commit; undefined where there is none, or none that can be read. */
export async function dataAt(
  { git, store }: Pick<Deps, 'git' | 'store'>,
  commit: Oid,
  path: string,
): Promise<JsonObject | undefined> {
  const blob = await plainBlob(git, commit, path);
  if (blob === undefined) return undefined;
  try {
    const data = await store.read(await git.readBlob(blob), path);
    return isObject(data) ? data : undefined;
  } catch (error) {
    if (error instanceof RgzError && error.exitCode === 3) return undefined;
    throw error;
  }
}
