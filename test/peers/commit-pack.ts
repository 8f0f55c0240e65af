import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

const commitType = 1;

/** Many commits as one pack, to be fed to `git index-pack --stdin`: a file for each would take minutes. */
export class CommitPack {
  private readonly parts: Buffer[] = [];

  /** Adds the bytes of a commit and gives its id. */
  add(commit: Buffer): string {
    this.parts.push(Buffer.concat([entryHead(commit.length), deflateSync(commit, { level: 1 })]));
    return createHash('sha1').update(`commit ${commit.length}\0`).update(commit).digest('hex');
  }

  bytes(): Buffer {
    const head = Buffer.alloc(12);
    head.write('PACK', 'latin1');
    head.writeUInt32BE(2, 4);
    head.writeUInt32BE(this.parts.length, 8);
    const body = Buffer.concat([head, ...this.parts]);
    return Buffer.concat([body, createHash('sha1').update(body).digest()]);
  }
}

/** Type and size: four bits of the size in the first byte, seven in each that follows. */
function entryHead(size: number): Buffer {
  const bytes = [(commitType << 4) | (size & 15)];
  for (let left = size >>> 4; left > 0; left >>>= 7) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(left & 0x7f);
  }
  return Buffer.from(bytes);
}
