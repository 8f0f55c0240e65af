import { closeSync, openSync, readSync } from 'node:fs';

/** A file of which parts are read by their place. What lies past its end reads as nothing. */
export class RandomAccess {
  private readonly file: number;

  constructor(path: string) {
    this.file = openSync(path, 'r');
  }

  read(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
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
