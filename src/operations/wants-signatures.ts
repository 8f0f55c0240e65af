import { RgzError } from '../errors/rgz-error.ts';
import type { Oid } from '../ports/git.ts';
import type { Deps } from './deps.ts';

/** Whether the policy of a commit asks for signed commits; undefined where it cannot be read. */
export async function wantsSignatures({ store }: Pick<Deps, 'store'>, commit: Oid): Promise<boolean | undefined> {
  try {
    return (await (await store.viewAt(commit)).policy()).identity === 'signed';
  } catch (error) {
    if (error instanceof RgzError) return undefined;
    throw error;
  }
}
