import { commitPayload, signedCommit } from '../../../src/adapters/git/commit-object.ts';
import type { KeyPair } from '../../../src/adapters/ssh/key-pair.ts';
import { readPrivateKey } from '../../../src/adapters/ssh/private-key.ts';
import { signPayload } from '../../../src/adapters/ssh/sign.ts';
import type { Worker } from './company.ts';
import { Folder } from './folder.ts';
import type { PackWriter } from './pack-writer.ts';
import { sshKey } from './ssh-key.ts';

interface Made {
  actor: Worker;
  /** Unix seconds. */
  at: number;
  message: string;
}

/** A straight line of commits, each signed with the key of who made it. */
export class CommitLine {
  tip: string | undefined;
  length = 0;
  private readonly pack: PackWriter;
  private readonly root: Folder;
  private readonly keys = new Map<string, KeyPair>();

  constructor(pack: PackWriter) {
    this.pack = pack;
    this.root = new Folder(pack);
  }

  /** What is to lie at a path from the next commit on. */
  set(path: string, blob: string): void {
    this.root.set(path.split('/'), blob);
  }

  commit({ actor, at, message }: Made): void {
    const tree = this.root.write();
    const payload = commitPayload({ tree, parent: this.tip, author: actor, committer: actor, at, message });
    const signature = signPayload(this.keyOf(actor.email), payload);
    this.tip = this.pack.add('commit', signedCommit(payload, signature, 'gpgsig')).oid;
    this.length += 1;
  }

  /** No commit follows. */
  close(): void {
    this.root.close();
  }

  private keyOf(email: string): KeyPair {
    const known = this.keys.get(email);
    if (known !== undefined) return known;
    const reading = readPrivateKey(sshKey(email).privateFile);
    if (reading.kind !== 'usable') throw new Error(`the key of ${email} cannot be used`);
    this.keys.set(email, reading.pair);
    return reading.pair;
  }
}
