const nothing = Buffer.alloc(0);

/** Reads SSH wire values (RFC 4251 §5). A value that is not there reads as empty, and `done()` is false from then on. */
export class WireReader {
  readonly #bytes: Buffer;
  #at = 0;
  #failed = false;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** The next `length` bytes, without a copy. */
  raw(length: number): Buffer {
    const end = this.#at + length;
    if (this.#failed || end > this.#bytes.length) return this.#fail();
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  byte(): number {
    return this.raw(1)[0] ?? 0;
  }

  uint32(): number {
    const taken = this.raw(4);
    return taken.length === 4 ? taken.readUInt32BE(0) : 0;
  }

  string(): Buffer {
    return this.raw(this.uint32());
  }

  /** A string of names and numbers: compare it, but do not show it. */
  text(): string {
    return this.string().toString('latin1');
  }

  /** A positive integer in its shortest form, without the sign byte. Zero, negative and padded ones fail. */
  positive(): Buffer {
    const [bytes, sign] = [this.string(), 0x80];
    const [first = 0, second = 0] = bytes;
    if (bytes.length === 0 || first >= sign) return this.#fail();
    if (first !== 0) return bytes;
    return second >= sign ? bytes.subarray(1) : this.#fail();
  }

  /** What has not been read. */
  rest(): Buffer {
    return this.raw(this.#bytes.length - this.#at);
  }

  /** True when every value was there and nothing is left over. */
  done(): boolean {
    return !this.#failed && this.#at === this.#bytes.length;
  }

  #fail(): Buffer {
    this.#failed = true;
    return nothing;
  }
}
