import type { ErrorCode } from '../../errors/catalogue.ts';
import { type ErrorDetails, RgzError } from '../../errors/rgz-error.ts';
import type { WalkedCommit } from '../../ports/git.ts';
import type { SignatureVerdict } from '../../ports/signatures.ts';
import { GitRunner, type ToldRunner } from './run-git.ts';
import { type Listed, walkListed } from './walk-listed.ts';

/** What a thread that walks is given. */
export interface WalkJob {
  git: ToldRunner;
  listed: Listed;
}

/** What it sends, a handful of commits at a time. */
export type WalkMessage =
  | { kind: 'commits'; commits: readonly WalkedCommit[] }
  | { kind: 'end' }
  | ({ kind: 'failed'; code: ErrorCode; message: string } & ErrorDetails);

/** The thread's end of the line. */
export interface Line {
  send(message: WalkMessage): void;
  /** Once somebody has taken what was sent longest ago. */
  taken(): Promise<void>;
}

const handful = 250;
/** So many handfuls may lie around. */
const ahead = 6;

/** Walks, and verifies each signature on the way, so that its bytes stay in this thread. */
export async function walkInThread(
  { git, listed }: WalkJob,
  verify: (armoured: string, payload: Buffer) => SignatureVerdict,
  line: Line,
): Promise<void> {
  let sent = 0;
  let commits: WalkedCommit[] = [];
  const send = async () => {
    line.send({ kind: 'commits', commits });
    commits = [];
    if (++sent > ahead) await line.taken();
  };
  try {
    for await (const { signature, ...commit } of walkListed(GitRunner.from(git), listed)) {
      commits.push(
        signature === undefined ? commit : { ...commit, verdict: verify(signature.armoured, signature.payload) },
      );
      if (commits.length === handful) await send();
    }
    if (commits.length > 0) await send();
    line.send({ kind: 'end' });
  } catch (error) {
    if (!(error instanceof RgzError)) throw error;
    const { code, message, remedy, explanations, where } = error;
    line.send({ kind: 'failed', code, message, remedy, explanations, ...(where && { where }) });
  }
}
