import { readObject } from './read-json.ts';

/**
 * Whether a push may have brought what is not known here: not where its body says that it was to another ref, or to the
 * commit that is the tip already, as after a push of the controller's own. A body that says neither is news.
 */
export function tellsNews(body: Buffer, branch: string, tip: string | undefined): boolean {
  const { ref, after } = readObject(body.toString('utf8')) ?? {};
  if (typeof ref === 'string' && ref.startsWith('refs/') && ref !== `refs/heads/${branch}`) return false;
  return tip === undefined || after !== tip;
}
