import { closeSync, openSync, readSync } from 'node:fs';

/** A file of which parts are read by their place. What lies past its end reads as nothing. */
export class RandomAccess {
  private readonly file: number;
  private scratch = Buffer.allocUnsafeSlow(8_192);

  constructor(path: string) {
    this.file = openSync(path, 'r');
  }

  /** The bytes are good until the next read: they lie in one buffer, because most are looked at once. */
  read(at: number, length: number): Buffer {
    if (length > this.scratch.length) this.scratch = Buffer.allocUnsafeSlow(length * 2);
    const bytes = this.scratch;
    let got = 0;
    while (got < length) {
      const more = readSync(this.file, bytes, got, length - got, at + got);
      if (more === 0) break;
      got += more;
    }
    return bytes.subarray(0, got);
  }

  close(): void {
    closeSync(this.file);
  }
}
