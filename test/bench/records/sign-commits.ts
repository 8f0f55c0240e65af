import { execFileSync } from 'node:child_process';
import { BatchOutput } from '../../../src/adapters/git/batch-output.ts';
import { signedCommit } from '../../../src/adapters/git/commit-object.ts';
import { parseCommit } from '../../../src/adapters/git/commit-text.ts';
import type { KeyPair } from '../../../src/adapters/ssh/key-pair.ts';
import { readPrivateKey } from '../../../src/adapters/ssh/private-key.ts';
import { signPayload } from '../../../src/adapters/ssh/sign.ts';
import { CommitPack } from './commit-pack.ts';
import { sshKey } from './ssh-key.ts';

const most = 1 << 30;

/** Makes the straight line of commits of `main` again, each signed with the key of its author. */
export function signCommits(gitDir: string, env: Readonly<Record<string, string>>): void {
  const git = (args: string[], input?: Buffer | string) =>
    execFileSync('git', args, { cwd: gitDir, env: { ...env }, maxBuffer: most, input });
  const order = git(['rev-list', '--reverse', 'main']).toString();
  const pack = new CommitPack();
  const keys = new Map<string, KeyPair>();
  let parent: string | undefined;
  const output = new BatchOutput((object) => {
    if (object === undefined) throw new Error('a commit is missing');
    const commit = parseCommit('', object.data);
    const [old] = commit.parents;
    const text = object.data.toString();
    const payload = Buffer.from(old === undefined || parent === undefined ? text : text.replace(old, parent));
    const pair = keys.get(commit.author.email) ?? keyPairOf(commit.author.email);
    keys.set(commit.author.email, pair);
    parent = pack.add(signedCommit(payload, signPayload(pair, payload), 'gpgsig'));
  });
  output.push(git(['cat-file', '--batch', '--buffer'], order));
  git(['index-pack', '--stdin'], pack.bytes());
  git(['update-ref', 'refs/heads/main', parent ?? '']);
  git(['-c', 'gc.reflogExpire=now', 'reflog', 'expire', '--expire=now', '--all']);
  git(['repack', '-a', '-d', '-q']);
}

function keyPairOf(email: string): KeyPair {
  const reading = readPrivateKey(sshKey(email).privateFile);
  if (reading.kind !== 'usable') throw new Error(`the key of ${email} cannot be used`);
  return reading.pair;
}
