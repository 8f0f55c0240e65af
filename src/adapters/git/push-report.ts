import { plainWords } from './plain-words.ts';
import type { GitResult } from './run-git.ts';

/**
 * `written`: the remote took it. `raced`: somebody else was first. `declined`: a hook or a rule of the remote said no.
 * `unclear`: the answer does not tell, so the remote has to be looked at again.
 */
export interface PushReport {
  verdict: 'written' | 'raced' | 'declined' | 'unclear';
  /** Git's and the remote's words, fit for a terminal. */
  words: string;
}

const racedReason =
  /stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|failed to lock|reference already exists|incorrect old value|but expected/i;
const declinedReason =
  /hook declined|declined|protected|hidden ref|currently checked out|shallow update not allowed|prohibited|permission|denied|aborted by hook/i;

/** Reads what `git push --porcelain` of one ref printed. */
export function readPushReport(result: GitResult): PushReport {
  const words = plainWords(result.stderr)
    .split('\n')
    .filter((line) => !/^(To |error: failed to push some refs|hint:)/.test(line))
    .join('\n');
  if (result.code === 0) return { verdict: 'written', words };
  const reason = /^!\t[^\t]*\t(.*)$/m.exec(result.stdout.toString())?.[1];
  if (reason === undefined) return { verdict: 'unclear', words };
  const said = words === '' ? plainWords(reason) : `${plainWords(reason)}\n${words}`;
  if (declinedReason.test(reason) && !/cannot lock ref/i.test(reason)) return { verdict: 'declined', words: said };
  return { verdict: racedReason.test(reason) ? 'raced' : 'unclear', words: said };
}
