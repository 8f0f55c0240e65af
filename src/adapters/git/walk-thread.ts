import type { ErrorCode } from '../../errors/catalogue.ts';
import { type ErrorDetails, RgzError } from '../../errors/rgz-error.ts';
import type { WalkedCommit } from '../../ports/git.ts';
import type { VerifySignature } from '../../ports/signatures.ts';
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

/** Few, so that who judges them need not wait long for the first. */
const handful = 50;
/** So many handfuls may lie around. */
const ahead = 20;

/** Walks, and has each signature verified on the way, so that its bytes stay in this thread. */
export async function walkInThread({ git, listed }: WalkJob, verify: VerifySignature, line: Line): Promise<void> {
  let sent = 0;
  let under: Promise<WalkedCommit[]> = Promise.resolve([]);
  let open: Promise<WalkedCommit>[] = [];
  /** Sends the handful before, while this one is verified and the next is read. */
  const next = async () => {
    const before = under;
    under = Promise.all(open);
    open = [];
    const commits = await before;
    if (commits.length === 0) return;
    line.send({ kind: 'commits', commits });
    if (++sent > ahead) await line.taken();
  };
  try {
    for await (const commit of walkListed(GitRunner.from(git), listed)) {
      open.push(verified(commit, verify));
      if (open.length === handful) await next();
    }
    await next();
    await next();
    line.send({ kind: 'end' });
  } catch (error) {
    if (!(error instanceof RgzError)) throw error;
    const { code, message, remedy, explanations, where } = error;
    line.send({ kind: 'failed', code, message, remedy, explanations, ...(where && { where }) });
  }
}

async function verified({ signature, ...commit }: WalkedCommit, verify: VerifySignature): Promise<WalkedCommit> {
  if (signature === undefined) return commit;
  return { ...commit, verdict: await verify(signature.armoured, signature.payload) };
}
