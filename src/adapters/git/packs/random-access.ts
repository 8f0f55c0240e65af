import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file read this often is held whole from then on, if it is not larger than so many bytes: a read costs as much as many looks into memory. */
const often = 256;
const heldBytes = 16 * 1024 * 1024;

/** A file of which parts are read by their place, and which never changes. What lies past its end reads as nothing. */
export class RandomAccess {
  private readonly file: number;
  private scratch = Buffer.allocUnsafeSlow(8_192);
  private reads = 0;
  private whole: Buffer | undefined;

  constructor(path: string) {
    this.file = openSync(path, 'r');
  }

  /** The bytes are good until the next read: they lie in one buffer, because most are looked at once. */
  read(at: number, length: number): Buffer {
    if (this.whole !== undefined) return this.whole.subarray(at, at + length);
    if (++this.reads === often) this.hold();
    if (length > this.scratch.length) this.scratch = Buffer.allocUnsafeSlow(length * 2);
    return this.fill(this.scratch, at, length);
  }

  close(): void {
    closeSync(this.file);
  }

  private hold(): void {
    const { size } = fstatSync(this.file);
    if (size > heldBytes) return;
    const whole = this.fill(Buffer.allocUnsafeSlow(size), 0, size);
    if (whole.length === size) this.whole = whole;
  }

  private fill(bytes: Buffer, at: number, length: number): Buffer {
    let got = 0;
    while (got < length) {
      const more = readSync(this.file, bytes, got, length - got, at + got);
      if (more === 0) break;
      got += more;
    }
    return bytes.subarray(0, got);
  }
}
