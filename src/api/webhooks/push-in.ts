import { readObject } from './read-json.ts';

/**
 * What the notice of a push says: nothing where it was to another ref than the branch, otherwise perhaps the commit that
 * the branch is at. A body that cannot be read may be about anything.
 */
export function pushIn(body: Buffer, branch: string): { commit: string | undefined } | undefined {
  const { ref, after } = readObject(body.toString('utf8')) ?? {};
  if (typeof ref === 'string' && ref.startsWith('refs/') && ref !== `refs/heads/${branch}`) return undefined;
  return { commit: typeof after === 'string' && /^[0-9a-f]{40,64}$/.test(after) ? after : undefined };
}
